//! `Option`: an optional property, or a value that may be null.

use super::{Failed, Kind, Reading, Sink, Slot, Source, View};

impl<T: Slot> Slot for Option<T> {
    fn blank() -> Self {
        None
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let refuses_null = reading.take_refuses_null();
        let value = self.insert(T::blank());
        if let Source::Null = source
            && !value.takes_null()
        {
            *self = None;
            return refuse_null(refuses_null, reading);
        }
        value.put(source, reading)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match self {
            Some(value) => value.show(sink),
            None => sink.accept(View::Absent),
        }
    }

    fn kind(&self) -> Kind {
        T::blank().kind()
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn make_absent(&mut self) {
        *self = None;
    }
}

fn refuse_null(refuses_null: bool, reading: &mut Reading) -> Result<(), Failed> {
    if refuses_null {
        return reading.violate("type", "may be absent but not null");
    }
    Ok(())
}
