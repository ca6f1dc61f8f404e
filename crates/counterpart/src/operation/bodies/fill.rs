//! The filling of a body of several media types: a server's by what it receives, a client's by what it is answered.

use crate::codec::{Failed, MapSource, ReadError, Reading, Slot, Source};
use crate::operation::BodyKind;

/// Fills a body of a media type.
///
/// # Errors
/// Those of `read`.
#[inline]
pub(crate) fn fill(
    kind: &BodyKind,
    body: &mut dyn Slot,
    reading: &mut Reading,
    read: &mut dyn FnMut(&mut dyn Slot, &mut Reading) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    if kind.name.is_empty() {
        return read(body, reading);
    }
    let mut fill = Fill { read, error: None };
    // The error is kept where it was made.
    let _ = body.put(Source::Entry(kind.name, &mut fill), reading);
    fill.error.map_or(Ok(()), Err)
}

struct Fill<'r> {
    read: &'r mut dyn FnMut(&mut dyn Slot, &mut Reading) -> Result<(), ReadError>,
    error: Option<ReadError>,
}

impl MapSource for Fill<'_> {
    fn key(&mut self, _: &mut dyn FnMut(&str), _: &mut Reading) -> Result<bool, Failed> {
        Ok(false)
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        self.error = (self.read)(slot, reading).err();
        match self.error {
            Some(_) => Err(Failed::NOTED),
            None => Ok(()),
        }
    }

    fn skip(&mut self, _: &mut Reading) -> Result<(), Failed> {
        Ok(())
    }
}
