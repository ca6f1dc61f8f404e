//! Dates, times and durations of jiff, which parse RFC 3339 and ISO 8601 and write them.

use jiff::civil::{Date, Time};
use jiff::{Span, Timestamp};

use super::formatted::put_formatted;
use super::{Failed, Reading, Sink, Slot, Source, View};

macro_rules! formatted {
    ($($type:ty: $blank:expr, $expected:literal;)*) => { $(
        impl Slot for $type {
            fn blank() -> Self {
                $blank
            }

            fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
                put_formatted(self, &source, reading, $expected, str::parse)
            }

            fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
                sink.accept(View::Str(&self.to_string()))
            }
        }
    )* };
}

formatted! {
    Timestamp: Self::UNIX_EPOCH, "a date and time by RFC 3339";
    Date: jiff::civil::date(1970, 1, 1), "a date by RFC 3339";
    Time: Self::midnight(), "a time of day";
    Span: Self::new(), "a duration by ISO 8601";
}
