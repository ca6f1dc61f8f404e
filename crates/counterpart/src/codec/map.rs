//! Maps: objects whose keys are data.

use super::{Failed, MapSource, MapView, Reading, Sink, Slot, Source, View};
use crate::types::Map;

impl<T: Slot> Slot for Map<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let entries = match source {
            Source::Map(entries) => entries,
            Source::Entry(key, entries) => return put_entry(self, key, entries, reading),
            other => {
                self.clear();
                return if let Source::Absent = other {
                    Ok(())
                } else {
                    reading.mismatch("an object", &other)
                };
            }
        };
        self.clear();
        let mut key = String::new();
        while entries.key(&mut |name| name.clone_into(&mut key), reading)? {
            let mark = reading.mark();
            let outcome = put_entry(self, &key, entries, reading);
            reading.settle(mark, outcome, &key)?;
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Map(self))
    }
}

/// Reads the value of a key that was just read.
fn put_entry<T: Slot>(
    map: &mut Map<T>,
    key: &str,
    entries: &mut dyn MapSource,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let mut value = T::blank();
    entries.value(&mut value, reading)?;
    map.insert(key.to_owned(), value);
    Ok(())
}

impl<T: Slot> MapView for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> Option<(&str, &dyn Slot)> {
        self.get_index(index)
            .map(|(key, value)| (key.as_str(), value as &dyn Slot))
    }
}
