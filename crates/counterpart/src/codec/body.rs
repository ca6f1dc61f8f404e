//! Bodies that may be streams: lent, and taken once.

use super::{BodyView, Failed, Purpose, Reading, Sink, Slot, Source, View};
use crate::types::Body;

impl BodyView for Body {
    fn length(&self) -> Option<u64> {
        Self::length(self)
    }

    fn take(&self, _media_type: &str) -> Option<Body> {
        Self::take(self)
    }
}

impl Slot for Body {
    fn blank() -> Self {
        Self::empty()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Str(text) | Source::Text(text) => text.to_owned().into(),
            Source::File(file) => file.bytes.clone().into(),
            Source::Body(body) => body.take().unwrap_or_default(),
            other => return reading.mismatch("a body", &other),
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        if sink.purpose() == Purpose::Debug {
            return show_length(Self::length(self), sink);
        }
        sink.accept(View::Body(self))
    }
}

/// Shows nothing but the size, for people.
pub(super) fn show_length(length: Option<u64>, sink: &mut dyn Sink) -> Result<(), Failed> {
    match length {
        Some(length) => sink.accept(View::Str(&format!("{length} bytes"))),
        None => sink.accept(View::Str("a stream")),
    }
}
