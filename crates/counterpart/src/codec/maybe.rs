//! `Maybe`: a property that may be absent and may be null.

use super::{Failed, Purpose, Reading, Sink, Slot, Source, View};
use crate::types::Maybe;

impl<T: Slot> Slot for Maybe<T> {
    fn blank() -> Self {
        Self::Absent
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Absent => Self::Absent,
            Source::Null => Self::Null,
            source => Self::Value(super::fill(source, reading)?),
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match self {
            Self::Value(value) => value.show(sink),
            Self::Absent if sink.purpose() == Purpose::Probe => T::blank().show(sink),
            Self::Absent => sink.accept(View::Absent),
            Self::Null => sink.accept(View::Null),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn may_be_left_out() -> bool {
        true
    }
}
