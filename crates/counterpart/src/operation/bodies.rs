//! Bodies of several media types: an enum with a variant a media type, and the protocol by which it is read and written.
//!
//! A choice shows itself as a tagged value whose tag has no name, and is filled by an entry whose key is the variant: no
//! syntax writes or reads it as a whole.

use super::table::{BodyKind, BodySpec};
use crate::codec::{Failed, MapSource, ReadError, Reading, Sink, Slot, Source, View};

/// An enum of the bodies that an operation takes, implemented by `bodies!`.
pub trait Bodies: Slot {
    /// The media types, one a variant, the best one first.
    const KINDS: &'static [BodyKind];
}

/// The variant that a source chooses.
#[must_use]
pub fn chosen<'s>(source: &Source<'s>) -> Option<&'s str> {
    match source {
        Source::Entry(name, _) => Some(name),
        _ => None,
    }
}

/// Reads what a source holds for the variant it has chosen.
///
/// # Errors
/// As [`Slot::put`].
pub fn take(source: Source<'_>, payload: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    match source {
        Source::Entry(_, body) => body.value(payload, reading),
        _ => Ok(()),
    }
}

/// Shows the media type of a body and what it holds.
#[cfg(feature = "client")]
pub(crate) fn look(spec: &BodySpec, body: &dyn Slot, on: &mut dyn FnMut(&'static BodyKind, &dyn Slot)) {
    match spec.kinds {
        [only] => on(only, body),
        kinds => {
            let _ = body.show(&mut Look { kinds, on });
        }
    }
}

#[cfg(feature = "client")]
struct Look<'o> {
    kinds: &'static [BodyKind],
    on: &'o mut dyn FnMut(&'static BodyKind, &dyn Slot),
}

#[cfg(feature = "client")]
impl Sink for Look<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Tagged("", [name, ..], payload) = view
            && let Some(kind) = self.kinds.iter().find(|kind| kind.name == *name)
        {
            (self.on)(kind, payload);
        }
        Ok(())
    }
}

/// Fills a body of a media type.
///
/// # Errors
/// Those of `read`.
#[cfg(feature = "server")]
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

#[cfg(feature = "server")]
struct Fill<'r> {
    read: &'r mut dyn FnMut(&mut dyn Slot, &mut Reading) -> Result<(), ReadError>,
    error: Option<ReadError>,
}

#[cfg(feature = "server")]
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
