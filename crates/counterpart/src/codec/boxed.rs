//! `Box`, which lets a type contain itself.

use super::{Failed, Kind, MapSource, Reading, Sink, Slot, Source};

impl<T: Slot> Slot for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        T::put(self, source, reading)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        T::show(self, sink)
    }

    fn kind(&self) -> Kind {
        T::kind(self)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn takes_null(&self) -> bool {
        T::takes_null(self)
    }

    fn make_absent(&mut self) {
        T::make_absent(self);
    }

    fn put_entry(&mut self, key: &str, map: &mut dyn MapSource, reading: &mut Reading) -> Result<(), Failed> {
        T::put_entry(self, key, map, reading)
    }
}
