//! Text bodies: one scalar, as it is.

use super::{ReadError, Reading, Reason, Slot, Source, WriteError};
use crate::params::shape::Shape;

/// Reads a text in UTF-8 into a slot, see [`json::read_slice`](super::json::read_slice).
///
/// # Errors
/// When the text is not UTF-8, or does not fit under the tolerant policy.
pub fn read_slice(text: &[u8], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    let outcome = match std::str::from_utf8(text) {
        Ok(text) => slot.put(Source::Text(text), reading),
        Err(_) => Err(reading.fail(Reason::Syntax("the text is not UTF-8".into()))),
    };
    outcome.map_err(|_| reading.take_error(0, 0))
}

/// Writes a scalar as text.
///
/// # Errors
/// When the value is an array or object, bytes that are not UTF-8, or a number that is not finite.
pub fn to_vec(value: &dyn Slot) -> Result<Vec<u8>, WriteError> {
    of_shape(Shape::of(value)?)
}

pub(super) fn of_shape(shape: Shape) -> Result<Vec<u8>, WriteError> {
    match shape {
        Shape::List(_) | Shape::Object(_) => Err(WriteError::new("an array or object cannot be written as text")),
        scalar => scalar.into_text().map(String::into_bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::{read_slice, to_vec};
    use crate::codec::Reading;

    #[test]
    fn scalars_are_text() {
        let mut number = 0_i64;
        read_slice(b"42", &mut number, &mut Reading::tolerant()).unwrap();
        assert_eq!((number, to_vec(&number)), (42, Ok(b"42".to_vec())));
        let error = read_slice(b"x", &mut number, &mut Reading::tolerant()).unwrap_err();
        assert_eq!(error.to_string(), "expected an integer, found text");
        assert!(read_slice(&[0xff], &mut number, &mut Reading::strict()).is_err());
        assert!(to_vec(&vec![1_i64]).is_err());
    }
}
