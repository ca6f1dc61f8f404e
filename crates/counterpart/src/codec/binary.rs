//! Binary bodies: bytes, as they are.

use bytes::Bytes;

use super::{Failed, Kind, ReadError, Reading, Sink, Slot, Source, View, WriteError, text};
use crate::params::shape::Shape;
use crate::types::{Body, File};

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

/// Reads a body into a slot. What holds a stream takes it as it is; for anything else its bytes have to be there.
///
/// # Errors
/// As [`read`]; also where a stream comes to what cannot hold one.
pub fn read_body(body: &Body, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    if matches!(Kind::of(slot), Kind::File) {
        return slot
            .put(Source::Body(body), reading)
            .map_err(|_| reading.take_error(0, 0));
    }
    text::read_slice(&body.ready_bytes().unwrap_or_default(), slot, reading)
}

/// Writes a body as it is, bytes likewise, and a scalar as text.
///
/// # Errors
/// As [`to_bytes`]; also where a stream was sent before.
pub fn to_body(value: &dyn Slot, media_type: &str) -> Result<Body, WriteError> {
    let mut taking = Taking {
        media_type,
        taken: None,
    };
    // Other values do not fail here but below, with a reason.
    let _ = value.show(&mut taking);
    match taking.taken {
        Some(body) => body.ok_or_else(|| WriteError::new("the stream was sent before")),
        None => to_bytes(value).map(Body::from),
    }
}

/// Takes the body out of whatever is one; the outer `None` is no body.
struct Taking<'m> {
    media_type: &'m str,
    taken: Option<Option<Body>>,
}

impl Sink for Taking<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Body(body) = view {
            self.taken = Some(body.take(self.media_type));
        }
        Ok(())
    }
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
