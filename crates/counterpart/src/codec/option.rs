//! `Option`: an optional property, or a value that may be null.

use super::{Failed, Purpose, Reading, Sink, Slot, Source, View};

impl<T: Slot> Slot for Option<T> {
    fn blank() -> Self {
        None
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let refuses_null = reading.take_refuses_null();
        match source {
            Source::Absent => *self = None,
            Source::Null if !T::takes_null() => {
                *self = None;
                return refuse_null(refuses_null, reading);
            }
            source => {
                *self = Some(T::blank());
                if let Some(value) = self {
                    return value.put(source, reading);
                }
            }
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match self {
            Some(value) => value.show(sink),
            None if sink.purpose() == Purpose::Probe => T::blank().show(sink),
            None => sink.accept(View::Absent),
        }
    }

    #[expect(
        clippy::redundant_pattern_matching,
        reason = "spares one function for every type there is"
    )]
    fn is_absent(&self) -> bool {
        matches!(self, None)
    }
}

fn refuse_null(refuses_null: bool, reading: &mut Reading) -> Result<(), Failed> {
    if refuses_null {
        return reading.violate("type", "may be absent but not null");
    }
    Ok(())
}
