//! Dates and times of the crate `time`.

use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime, Time, UtcOffset};

use super::formatted::put_formatted;
use super::{Failed, Purpose, Reading, Sink, Slot, Source, View};

/// A moment with its offset.
impl Slot for OffsetDateTime {
    fn blank() -> Self {
        Self::UNIX_EPOCH
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "a date and time by RFC 3339", |text| {
            Self::parse(text, &Rfc3339)
        })
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        let moment = match sink.purpose() {
            // The same moment by any clock.
            Purpose::Compare => self.checked_to_offset(UtcOffset::UTC).unwrap_or(*self),
            Purpose::Write | Purpose::Debug | Purpose::Probe => *self,
        };
        // Years beyond 9999 have no form there.
        let text = moment.format(&Rfc3339).map_err(|_| Failed::NOTED)?;
        sink.accept(View::Str(&text))
    }
}

impl Slot for Date {
    fn blank() -> Self {
        OffsetDateTime::UNIX_EPOCH.date()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "a date by RFC 3339", |text| {
            Self::parse(text, &Iso8601::DATE)
        })
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(&self.to_string()))
    }
}

/// A time of day without an offset.
impl Slot for Time {
    fn blank() -> Self {
        Self::MIDNIGHT
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "a time of day", |text| {
            Self::parse(text, &Iso8601::TIME)
        })
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        let (hour, minute, second, nanosecond) = self.as_hms_nano();
        let mut text = format!("{hour:02}:{minute:02}:{second:02}");
        if nanosecond > 0 {
            text.push('.');
            text.push_str(format!("{nanosecond:09}").trim_end_matches('0'));
        }
        sink.accept(View::Str(&text))
    }
}
