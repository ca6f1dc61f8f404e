//! Uuids.

use uuid::Uuid;

use super::formatted::put_formatted;
use super::{Failed, Reading, Sink, Slot, Source, View};

impl Slot for Uuid {
    fn blank() -> Self {
        Self::nil()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "a uuid", Self::try_parse)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(self.hyphenated().encode_lower(&mut Self::encode_buffer())))
    }
}
