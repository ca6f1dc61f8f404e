//! JSON is read through serde_json's tokenizer.

use serde_core::de::DeserializeSeed;
use serde_json::Value;

use crate::codec::serde_bridge::Seed;
use crate::codec::{Failed, ReadError, Reading, Reason, Slot};

/// Reads a value from JSON in UTF-8, by the tolerant policy.
///
/// # Errors
/// When the text is not JSON or does not fit.
pub fn from_slice<T: Slot>(text: &[u8]) -> Result<T, ReadError> {
    let mut value = <T as Slot>::blank();
    read_slice(text, &mut value, &mut Reading::tolerant())?;
    Ok(value)
}

/// Reads a value from JSON, by the tolerant policy.
///
/// # Errors
/// When the text is not JSON or does not fit.
pub fn from_str<T: Slot>(text: &str) -> Result<T, ReadError> {
    let mut value = <T as Slot>::blank();
    read_str(text, &mut value, &mut Reading::tolerant())?;
    Ok(value)
}

/// Reads JSON in UTF-8 into a slot. Under the strict policy also look at [`Reading::violations`]: they are no error here.
///
/// # Errors
/// When the text is not JSON, nests too deep, or does not fit under the tolerant policy.
#[inline]
pub fn read_slice(text: &[u8], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    match std::str::from_utf8(text) {
        Ok(text) => read_str(text, slot, reading),
        Err(error) => Err(not_utf8(text.get(..error.valid_up_to()).unwrap_or_default())),
    }
}

fn not_utf8(valid: &[u8]) -> ReadError {
    let line_start = valid.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    ReadError {
        pointer: String::new(),
        reason: Reason::Syntax("the text is not UTF-8".into()),
        line: 1 + valid.iter().filter(|byte| **byte == b'\n').count(),
        column: 1 + valid.len() - line_start,
    }
}

/// As [`read_slice`], for text.
///
/// # Errors
/// As [`read_slice`].
pub fn read_str(text: &str, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    // Other tools put a byte order mark before JSON; RFC 8259 lets a reader ignore it.
    let mut json = serde_json::Deserializer::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let outcome = Seed {
        slot,
        reading: &mut *reading,
    }
    .deserialize(&mut json)
    .and_then(|()| json.end());
    outcome.map_err(|error| located(&error, reading))
}

/// What ended a reading, with its place in the text.
#[cold]
fn located(error: &serde_json::Error, reading: &mut Reading) -> ReadError {
    reading.fail_with(|| Reason::Syntax(String::new()));
    let mut read = reading.take_error(error.line(), error.column());
    if let Reason::Syntax(message) = &mut read.reason {
        *message = without_position(error);
    }
    read
}

/// The JSON of a text that is a part of something else, which has no lines.
///
/// # Errors
/// When the text is not JSON.
pub(crate) fn parse(text: &str, reading: &mut Reading) -> Result<Value, Failed> {
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let message = without_position(&error);
        reading.fail(Reason::Syntax(format!("{message} (line {line}, column {column})")))
    })
}

/// serde_json appends the position to its messages; here it has fields of its own.
fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message)
        .to_owned()
}
