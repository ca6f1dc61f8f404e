//! `Debug` of operations and answers, through the codec: one copy instead of a derive a type.

use std::fmt;

use super::answer::row;
use super::table::{Input, OperationTable};
use super::{Answers, Headers, Operation, headers};
use crate::codec::{Need, Property, Slot};

/// Prints an operation as the struct it is.
///
/// # Errors
/// Those of the formatter.
pub fn debug_operation<O: Operation>(name: &str, operation: &O, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    operation.fields(&mut |slots| result = debug_inputs(name, O::TABLE, slots, f));
    result
}

fn debug_inputs(name: &str, table: &OperationTable, slots: &[&dyn Slot], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (input, slot) in table.inputs.iter().zip(slots) {
        let (name, need) = match input {
            Input::Param(param) => (param.name, param.need),
            Input::Body(body) if body.required => ("body", Need::Required),
            Input::Body(_) => ("body", Need::Optional),
        };
        out.field(name, &Property { need, slot: *slot });
    }
    out.finish()
}

/// Prints an answer as the variant it is.
///
/// # Errors
/// Those of the formatter.
pub fn debug_answer<R: Answers>(answer: &R, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shown = answer.show();
    let name = row::<R>(&shown).map_or("", |answer| answer.name);
    let mut out = f.debug_tuple(name);
    if let Some(status) = &shown.status {
        out.field(status);
    }
    if let Some(body) = shown.body {
        out.field(&Shown(body));
    }
    if let Some(headers) = shown.headers {
        out.field(&ShownHeaders(headers));
    }
    out.finish()
}

/// Prints the headers of an answer as the struct that they are.
///
/// # Errors
/// Those of the formatter.
pub fn debug_headers(name: &str, headers: &dyn Headers, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(name);
    headers::each(headers, &mut |param, slot| {
        // Each of these fields is an `Option`, whatever is required.
        let need = Need::Optional;
        out.field(param.name, &Property { need, slot });
    });
    out.finish()
}

struct ShownHeaders<'a>(&'a dyn Headers);

impl fmt::Debug for ShownHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_headers("Headers", self.0, f)
    }
}

struct Shown<'a>(&'a dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::codec::debug(self.0, f)
    }
}
