//! Arrays.

use super::{Failed, Reading, SeqView, Sink, Slot, Source, View};

impl<T: Slot> Slot for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = Self::new();
        let elements = match source {
            Source::Seq(elements) => elements,
            // A form or a query with one value for a name cannot say that it is a list of one.
            Source::Text(_) | Source::File(_) => {
                return self.push_mut(T::blank()).put(source, reading);
            }
            other => return reading.mismatch("an array", &other),
        };
        for index in 0.. {
            // Filled in place: an element is not moved after it was read.
            let element = self.push_mut(T::blank());
            let mark = reading.mark();
            match elements.next(element, reading) {
                Ok(true) => reading.settle(mark, Ok(()), index)?,
                Ok(false) => break,
                Err(failed) => return reading.settle(mark, Err(failed), index),
            }
        }
        self.pop();
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Seq(self))
    }
}

// Compiled for every element type there is, so in the fewest functions: no closures, no adapters.
impl<T: Slot> SeqView for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn show_each(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        for element in self {
            element.show(sink)?;
        }
        Ok(())
    }

    fn at(&self, index: usize) -> Option<&dyn Slot> {
        match self.get(index) {
            Some(element) => Some(element),
            None => None,
        }
    }
}
