//! `application/x-www-form-urlencoded`.

use super::encoding::{Encoding, of, styled};
use super::fields::{Fields, Item, is_json};
use super::multipart::parts_of;
use super::properties;
use crate::codec::{Failed, ReadError, Reading, Reason, Slot, WriteError};
use crate::params::{self, Location, percent};

/// Reads a form into a slot, see [`json::read_slice`](crate::codec::json::read_slice).
///
/// # Errors
/// When the text is not a form, has bytes that are not UTF-8 where no file is wanted, or does not fit under the tolerant policy.
pub fn read_slice(
    text: &[u8],
    encodings: &'static [Encoding],
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    let outcome = match std::str::from_utf8(text) {
        Ok(text) => read_text(text, encodings, slot, reading),
        Err(_) => Err(no_form(reading)),
    };
    outcome.map_err(|_| reading.take_error(0, 0))
}

/// Reads a form as a part of something else.
pub(crate) fn read_text(
    text: &str,
    encodings: &'static [Encoding],
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    match parse(text, encodings) {
        Some(fields) => fields.put(slot, reading),
        None => Err(no_form(reading)),
    }
}

fn no_form(reading: &mut Reading) -> Failed {
    reading.fail(Reason::Syntax("the form is not percent-encoded UTF-8".into()))
}

fn parse<'t>(text: &'t str, encodings: &'static [Encoding]) -> Option<Fields<'t>> {
    let mut fields = Fields::new(encodings, Location::Query, percent::decode_form);
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent::decode_form(name)?;
        if let Some(encoding) = styled(encodings, &name) {
            fields.push(encoding.property.into(), Item::Styled(name, value.into()));
            continue;
        }
        let is_json = is_json(of(encodings, &name).and_then(Encoding::sent_type));
        let item = match percent::decode_form(value) {
            Some(text) if is_json => Item::Json(text),
            Some(text) => Item::Untyped(text),
            None => Item::Octets(percent::decode_form_bytes(value).into()),
        };
        fields.push(name, item);
    }
    Some(fields)
}

/// Writes a record or map as a form.
///
/// # Errors
/// When the value is no object, has a number that is not finite, or has no form in the style of its encoding.
pub fn to_vec(value: &dyn Slot, encodings: &'static [Encoding]) -> Result<Vec<u8>, WriteError> {
    let mut form = String::new();
    properties::each(value, &mut |name, slot| {
        let encoding = of(encodings, name);
        if let Some(encoding) = encoding.filter(|encoding| encoding.style.is_some() || encoding.reserved) {
            return params::append_pairs(&encoding.param(Location::Query), slot, &mut form, "&");
        }
        for part in parts_of(name, slot, encoding)? {
            if !form.is_empty() {
                form.push('&');
            }
            form.push_str(&percent::encode(&part.name));
            form.push('=');
            form.push_str(&percent::encode_bytes(&part.bytes));
        }
        Ok(())
    })?;
    Ok(form.into_bytes())
}
