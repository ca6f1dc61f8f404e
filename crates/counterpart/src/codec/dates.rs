//! Dates, times and uuids: strings with a format.

#[cfg(any(feature = "chrono", feature = "uuid"))]
use super::{Failed, Reading, Sink, Slot, Source, View};

/// Reads a string that has a format.
#[cfg(any(feature = "chrono", feature = "uuid"))]
fn put_formatted<T, E>(
    slot: &mut T,
    source: &Source<'_>,
    reading: &mut Reading,
    expected: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<(), Failed> {
    let (Source::Str(text) | Source::Text(text)) = source else {
        return reading.mismatch(expected, source);
    };
    match parse(text) {
        Ok(value) => *slot = value,
        Err(_) => return reading.violate("format", format!("expected {expected}")),
    }
    Ok(())
}

#[cfg(feature = "uuid")]
impl Slot for uuid::Uuid {
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

#[cfg(feature = "chrono")]
mod with_chrono {
    use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

    use super::{Failed, Reading, Sink, Slot, Source, View, put_formatted};

    impl Slot for DateTime<Utc> {
        fn blank() -> Self {
            Self::UNIX_EPOCH
        }

        fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
            put_formatted(self, &source, reading, "a date and time by RFC 3339", |text| {
                DateTime::parse_from_rfc3339(text).map(|time| time.to_utc())
            })
        }

        fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
            sink.accept(View::Str(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true)))
        }
    }

    impl Slot for NaiveDate {
        fn blank() -> Self {
            DateTime::UNIX_EPOCH.date_naive()
        }

        fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
            put_formatted(self, &source, reading, "a date by RFC 3339", parse_date)
        }

        fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
            sink.accept(View::Str(&self.to_string()))
        }
    }

    /// `2024-01-31`; chrono alone would accept `2024-1-31` and ` 2024-01-31` too.
    fn parse_date(text: &str) -> Result<NaiveDate, ()> {
        let is_full = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if !is_full {
            return Err(());
        }
        NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| ())
    }
}
