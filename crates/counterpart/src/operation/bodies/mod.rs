//! Bodies of several media types: an enum with a variant a media type, and the protocol by which it is read and written.
//!
//! A choice shows itself as a tagged value whose tag has no name, and is filled by an entry whose key is the variant: no
//! syntax writes or reads it as a whole.

#[cfg(any(feature = "client", feature = "server"))]
mod fill;
#[cfg(any(feature = "client", feature = "server"))]
mod look;

#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use {fill::fill, look::look};

use super::table::BodyKind;
use crate::codec::{Failed, Reading, Slot, Source};

/// An enum of the bodies that an operation takes or answers, implemented by `bodies!`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no choice between media types",
    note = "answers in several media types have an enum of them in the module `operations` of generated code"
)]
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
