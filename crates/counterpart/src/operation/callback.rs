//! Callbacks: operations that an API calls at an address that a request names.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::table::{Answer, Input, OperationTable, Status};
use super::{Answers, Operation, Shown, answer, each_header, look};
use crate::codec::{Slot, json, text};
use crate::params::{Location, Param};

/// What may stand in an address behind its beginning (RFC 3986, 2.3).
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An operation that the API calls because of a request of `O` (OpenAPI 3.0, 4.7.18), implemented by `callback!`.
///
/// The address is a stranger's: before anything is sent there, think of whether this process may be made to.
pub trait Callback<O: Operation>: Operation {
    /// The address as the description writes it, with runtime expressions: `{$request.body#/url}/done`.
    const ADDRESS: &'static str;

    /// The address that a request names.
    ///
    /// # Errors
    /// When it is made of what the request does not have, or of the answer.
    fn address(request: &O) -> Result<String, AddressError> {
        evaluate(Self::ADDRESS, request, None)
    }

    /// The address that a request and its answer name.
    ///
    /// # Errors
    /// When it is made of what neither of them has.
    fn address_after(request: &O, answer: &O::Response) -> Result<String, AddressError> {
        let shown = answer.show();
        evaluate(
            Self::ADDRESS,
            request,
            Some((&shown, answer::row::<O::Response>(&shown))),
        )
    }
}

/// Makes operations callbacks of others; written by the generator.
///
/// ```text
/// callback! { PaymentDone of PaymentCreate "{$request.body#/url}" }
/// ```
#[macro_export]
macro_rules! callback {
    ($callback:ident of $operation:ident $address:literal) => {
        impl $crate::operation::Callback<operations::$operation> for operations::$callback {
            const ADDRESS: &'static str = $address;
        }
    };
}

/// An answer that was given, and its row in the table.
type Given<'a> = (&'a Shown<'a>, Option<&'static Answer>);

fn evaluate<O: Operation>(address: &str, request: &O, given: Option<Given<'_>>) -> Result<String, AddressError> {
    let mut evaluated = Ok(String::new());
    request.fields(&mut |slots| {
        let known = Known {
            table: O::TABLE,
            slots,
            given,
        };
        evaluated = known.address(address);
    });
    evaluated
}

/// What expressions can be about.
struct Known<'a> {
    table: &'static OperationTable,
    slots: &'a [&'a dyn Slot],
    given: Option<Given<'a>>,
}

impl Known<'_> {
    /// Puts values where the expressions of a text are. What an address begins with is one itself; behind that, values are
    /// percent-encoded.
    fn address(&self, text: &str) -> Result<String, AddressError> {
        // Some descriptions leave the braces out.
        if text.starts_with('$') {
            return self.value(text);
        }
        let (mut out, mut rest) = (String::new(), text);
        while let Some((before, expression, after)) = expression(rest) {
            out.push_str(before);
            let value = self.value(expression)?;
            match out.is_empty() {
                true => out.push_str(&value),
                false => out.extend(utf8_percent_encode(&value, UNSAFE)),
            }
            rest = after;
        }
        Ok(out + rest)
    }

    fn value(&self, expression: &str) -> Result<String, AddressError> {
        let found = match expression.split_once(['.', '#']) {
            None if expression == "$method" => Ok(self.table.method.to_owned()),
            None if expression == "$statusCode" => self.status(),
            _ => match expression.strip_prefix("$request.") {
                Some(part) => self.of_request(part),
                None => expression
                    .strip_prefix("$response.")
                    .map_or(Err("is about what is not known here"), |part| self.of_response(part)),
            },
        };
        found.map_err(|reason| AddressError {
            expression: expression.to_owned(),
            reason,
        })
    }

    fn status(&self) -> Result<String, &'static str> {
        match self.given {
            Some((
                Shown {
                    status: Some(status), ..
                },
                _,
            )) => Ok(status.as_u16().to_string()),
            Some((
                _,
                Some(Answer {
                    status: Status::Exact(status),
                    ..
                }),
            )) => Ok(status.to_string()),
            _ => Err("is about an answer that is not there"),
        }
    }

    fn of_request(&self, part: &str) -> Result<String, &'static str> {
        let inputs = || self.table.inputs.iter().zip(self.slots);
        if let Some(pointer) = part.strip_prefix("body") {
            let mut found = Err(ABSENT);
            for (input, slot) in inputs() {
                if let Input::Body(spec) = input
                    && !slot.is_absent()
                {
                    look(spec.kinds, *slot, &mut |_, body| found = within(body, pointer));
                }
            }
            return found;
        }
        let (place, name) = part.split_once('.').ok_or(UNKNOWN)?;
        let is_meant = |param: &Param| match (place, param.location) {
            ("header", Location::Header) => param.name.eq_ignore_ascii_case(name),
            ("query", Location::Query) | ("path", Location::Path) => param.name == name,
            _ => false,
        };
        let mut inputs = inputs();
        inputs
            .find_map(|(input, slot)| match input {
                Input::Param(param) if is_meant(param) => Some(scalar(*slot)),
                Input::Param(_) | Input::Body(_) => None,
            })
            .unwrap_or(Err(UNKNOWN))
    }

    fn of_response(&self, part: &str) -> Result<String, &'static str> {
        let (shown, row) = self.given.ok_or("is about an answer that is not there")?;
        if let Some(pointer) = part.strip_prefix("body") {
            let (body, mut found) = (shown.body.ok_or(ABSENT)?, Err(NO_TEXT));
            let kinds = row.map_or(&[][..], |row| row.kinds);
            look(kinds, body, &mut |_, body| found = within(body, pointer));
            return found;
        }
        let name = part.strip_prefix("header.").ok_or(UNKNOWN)?;
        let mut found = Err(UNKNOWN);
        if let Some(headers) = shown.headers {
            each_header(headers, &mut |param, slot| {
                if param.name.eq_ignore_ascii_case(name) {
                    found = scalar(slot);
                }
            });
        }
        found
    }
}

const ABSENT: &str = "is absent";
const UNKNOWN: &str = "is about what the description does not have";
const NO_TEXT: &str = "is no text, number or boolean";

/// The first expression in braces, with what is before and behind it.
fn expression(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("{$")?;
    let (_, after) = rest.split_once('}')?;
    let expression = text.get(before.len() + 1..text.len() - after.len() - 1)?;
    Some((before, expression, after))
}

fn scalar(slot: &dyn Slot) -> Result<String, &'static str> {
    if slot.is_absent() {
        return Err(ABSENT);
    }
    let text = text::to_vec(slot).map_err(|_| NO_TEXT)?;
    String::from_utf8(text).map_err(|_| NO_TEXT)
}

/// What a JSON Pointer behind `#` leads to in a body; without one, the body itself.
fn within(body: &dyn Slot, pointer: &str) -> Result<String, &'static str> {
    let pointer = match pointer {
        "" => "",
        _ => pointer.strip_prefix('#').ok_or(UNKNOWN)?,
    };
    let body = json::to_vec(body).map_err(|_| NO_TEXT)?;
    let body: Value = serde_json::from_slice(&body).map_err(|_| NO_TEXT)?;
    match body.pointer(pointer) {
        None | Some(Value::Null) => Err(ABSENT),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(scalar @ (Value::Number(_) | Value::Bool(_))) => Ok(scalar.to_string()),
        Some(Value::Array(_) | Value::Object(_)) => Err(NO_TEXT),
    }
}

/// Why a request does not name an address. It tells the expression, never what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressError {
    expression: String,
    reason: &'static str,
}

impl AddressError {
    /// The runtime expression that has no value.
    #[must_use]
    pub fn expression(&self) -> &str {
        &self.expression
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.expression, self.reason)
    }
}

impl std::error::Error for AddressError {}
