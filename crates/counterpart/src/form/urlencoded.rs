//! `application/x-www-form-urlencoded`.

use super::fields::{Fields, Item};
use super::multipart;
use crate::codec::{ReadError, Reading, Reason, Slot, WriteError};
use crate::params::percent;

/// Reads a form into a slot, see [`json::read_slice`](crate::codec::json::read_slice).
///
/// # Errors
/// When the text is not a form, has bytes that are not UTF-8 where no file is wanted, or does not fit under the tolerant policy.
pub fn read_slice(text: &[u8], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    let Some(fields) = std::str::from_utf8(text).ok().and_then(parse) else {
        reading.fail(Reason::Syntax("the form is not percent-encoded UTF-8".into()));
        return Err(reading.take_error(0, 0));
    };
    fields.put(slot, reading).map_err(|_| reading.take_error(0, 0))
}

fn parse(text: &str) -> Option<Fields<'_>> {
    let mut fields = Fields::default();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let item = match percent::decode_form(value) {
            Some(text) => Item::Untyped(text),
            None => Item::Octets(percent::decode_form_bytes(value).into()),
        };
        fields.push(percent::decode_form(name)?, item);
    }
    Some(fields)
}

/// Writes a record or map as a form.
///
/// # Errors
/// When the value is no object, or has a number that is not finite.
pub fn to_vec(value: &dyn Slot) -> Result<Vec<u8>, WriteError> {
    let mut form = String::new();
    for part in multipart::to_parts(value)? {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(&percent::encode(&part.name));
        form.push('=');
        form.push_str(&percent::encode_bytes(&part.bytes));
    }
    Ok(form.into_bytes())
}
