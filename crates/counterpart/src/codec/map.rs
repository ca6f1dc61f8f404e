//! Maps: objects whose keys are data.

use super::{Failed, MapSource, MapView, Reading, Sink, Slot, Source, View};
use crate::types::Map;

impl<T: Slot> Slot for Map<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        self.clear();
        let Source::Map(map) = source else {
            return reading.mismatch("an object", &source);
        };
        let mut key = String::new();
        while map.key(&mut |name| name.clone_into(&mut key), reading)? {
            let mark = reading.mark();
            let outcome = self.put_entry(&key, map, reading);
            reading.settle(mark, outcome, &key)?;
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Map(self))
    }

    fn make_absent(&mut self) {
        self.clear();
    }

    fn put_entry(&mut self, key: &str, map: &mut dyn MapSource, reading: &mut Reading) -> Result<(), Failed> {
        let mut value = T::blank();
        map.value(&mut value, reading)?;
        self.insert(key.to_owned(), value);
        Ok(())
    }
}

impl<T: Slot> MapView for Map<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> Option<(&str, &dyn Slot)> {
        self.get_index(index)
            .map(|(key, value)| (key.as_str(), value as &dyn Slot))
    }
}
