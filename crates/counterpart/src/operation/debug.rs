//! `Debug` of operations and answers, through the codec: one copy instead of a derive a type.

use std::fmt;

use super::answer::row;
use super::table::{Input, OperationTable};
use super::{Answers, Operation};
use crate::codec::Slot;

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
        let name = match input {
            Input::Param(param) => param.name,
            Input::Body(_) => "body",
        };
        out.field(name, &Shown(*slot));
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
    out.finish()
}

struct Shown<'a>(&'a dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::codec::debug(self.0, f)
    }
}
