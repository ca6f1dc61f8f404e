//! `Box`, which lets a type contain itself.

use super::{Failed, Reading, Sink, Slot, Source};

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

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn takes_null() -> bool {
        T::takes_null()
    }
}
