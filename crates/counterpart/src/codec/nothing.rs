//! `null`, and no value at all.

use super::{Failed, Reading, Sink, Slot, Source, View};
use crate::types::{Never, Null};

impl Slot for Null {
    fn blank() -> Self {
        Self
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match source {
            // Nothing is all that a text can say of it.
            Source::Null | Source::Text("" | "null") | Source::Absent => Ok(()),
            other => reading.mismatch("null", &other),
        }
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Null)
    }

    fn takes_null() -> bool {
        true
    }
}

impl Slot for Never {
    fn blank() -> Self {
        Self(())
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match source {
            Source::Absent => Ok(()),
            _ => reading.violate("not", "no value is allowed here"),
        }
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Null)
    }

    fn takes_null() -> bool {
        true
    }
}
