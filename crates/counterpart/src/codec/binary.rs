//! Binary bodies: bytes, as they are.

use bytes::Bytes;

use super::{Kind, ReadError, Reading, Slot, Source, WriteError, text};
use crate::params::shape::Shape;
use crate::types::File;

/// Reads bytes into a slot, see [`json::read_slice`](super::json::read_slice). What holds bytes takes them as they are;
/// anything else is read as text.
///
/// # Errors
/// When the slot wants text and the bytes are none, or do not fit under the tolerant policy.
pub fn read(bytes: &Bytes, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    if !matches!(Kind::of(slot), Kind::File) {
        return text::read_slice(bytes, slot, reading);
    }
    let file = File::from(bytes.clone());
    slot.put(Source::File(&file), reading)
        .map_err(|_| reading.take_error(0, 0))
}

/// Writes bytes as they are, and a scalar as text.
///
/// # Errors
/// When the value is an array or object, or a number that is not finite.
pub fn to_bytes(value: &dyn Slot) -> Result<Bytes, WriteError> {
    match Shape::of(value)? {
        Shape::File(file) => Ok(file.bytes),
        shape => text::of_shape(shape).map(Bytes::from),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bytes, read, to_bytes};
    use crate::codec::{Reading, text};

    #[test]
    fn bytes_are_kept_and_text_is_text() {
        let png = Bytes::from_static(b"\x89PNG\xff\0");
        let mut back: Option<Bytes> = None;
        read(&png, &mut back, &mut Reading::strict()).unwrap();
        assert_eq!(to_bytes(&back).unwrap(), png);
        assert_eq!(back, Some(png.clone()));

        let mut word = String::new();
        read(&Bytes::from_static(b"word"), &mut word, &mut Reading::strict()).unwrap();
        assert_eq!(to_bytes(&word).unwrap(), "word");
        assert!(read(&png, &mut word, &mut Reading::tolerant()).is_err());
        // No text stands for these bytes, and another one would be a lie.
        assert!(text::to_vec(&png).is_err());
    }
}
