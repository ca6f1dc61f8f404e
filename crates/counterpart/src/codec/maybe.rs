//! `Maybe`: a property that may be absent and may be null.

use super::{Failed, Kind, Reading, Sink, Slot, Source, View};
use crate::types::Maybe;

impl<T: Slot> Slot for Maybe<T> {
    fn blank() -> Self {
        Self::Absent
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        if let Source::Null = source {
            *self = Self::Null;
            return Ok(());
        }
        let mut value = T::blank();
        let outcome = value.put(source, reading);
        *self = Self::Value(value);
        outcome
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match self {
            Self::Absent => sink.accept(View::Absent),
            Self::Null => sink.accept(View::Null),
            Self::Value(value) => value.show(sink),
        }
    }

    fn kind(&self) -> Kind {
        T::blank().kind()
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn make_absent(&mut self) {
        *self = Self::Absent;
    }
}
