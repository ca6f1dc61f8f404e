//! Dates, times and uuids: strings with a format.

#[cfg(any(feature = "chrono", feature = "uuid"))]
use super::formatted::put_formatted;
#[cfg(any(feature = "chrono", feature = "uuid"))]
use super::{Failed, Reading, Sink, Slot, Source, View};

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
    use chrono::{DateTime, Datelike as _, NaiveDate, SecondsFormat, Timelike as _, Utc};

    use super::{Failed, Reading, Sink, Slot, Source, View, put_formatted};

    impl Slot for DateTime<Utc> {
        fn blank() -> Self {
            Self::UNIX_EPOCH
        }

        fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
            put_formatted(
                self,
                &source,
                reading,
                "a date and time by RFC 3339",
                |text| match parse_usual(text.as_bytes()) {
                    Some(time) => Ok(time),
                    None => DateTime::parse_from_rfc3339(text).map(|time| time.to_utc()),
                },
            )
        }

        fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
            match rfc3339(self) {
                Some(text) => sink.accept(View::Str(text.as_str())),
                // Years that RFC 3339 has no form for.
                None => sink.accept(View::Str(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true))),
            }
        }
    }

    /// `2024-08-02T10:11:12.25Z`, as nearly every API writes it, without the detour over chrono's general parser, to which
    /// anything else is left.
    fn parse_usual(text: &[u8]) -> Option<DateTime<Utc>> {
        let (seconds, fraction) = text.strip_suffix(b"Z")?.split_at_checked(19)?;
        let &[
            y0,
            y1,
            y2,
            y3,
            b'-',
            m0,
            m1,
            b'-',
            d0,
            d1,
            b'T',
            h0,
            h1,
            b':',
            n0,
            n1,
            b':',
            s0,
            s1,
        ] = seconds
        else {
            return None;
        };
        let date = NaiveDate::from_ymd_opt(
            i32::try_from(digits(&[y0, y1, y2, y3])?).ok()?,
            digits(&[m0, m1])?,
            digits(&[d0, d1])?,
        )?;
        let nanoseconds = match fraction {
            [] => 0,
            [b'.', digits_of @ ..] if digits_of.len() <= 9 => {
                digits(digits_of)? * 10_u32.pow(9 - u32::try_from(digits_of.len()).ok()?)
            }
            _ => return None,
        };
        let time = date.and_hms_nano_opt(digits(&[h0, h1])?, digits(&[n0, n1])?, digits(&[s0, s1])?, nanoseconds)?;
        Some(time.and_utc())
    }

    /// At least one and at most nine digits.
    fn digits(text: &[u8]) -> Option<u32> {
        if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
            return None;
        }
        Some(text.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
    }

    /// A text on the stack; a time is too common a property for an allocation each.
    struct Stamp {
        bytes: [u8; 32],
        length: usize,
    }

    impl Stamp {
        fn as_str(&self) -> &str {
            self.bytes
                .get(..self.length)
                .and_then(|bytes| std::str::from_utf8(bytes).ok())
                .unwrap_or_default()
        }

        fn push(&mut self, byte: u8) {
            if let Some(place) = self.bytes.get_mut(self.length) {
                *place = byte;
                self.length += 1;
            }
        }

        fn number(&mut self, value: u32, mut place: u32) {
            while place > 0 {
                // One decimal digit always fits.
                self.push(b'0' + u8::try_from(value / place % 10).unwrap_or(0));
                place /= 10;
            }
        }
    }

    /// `2024-08-02T10:11:12.25Z` with as many digits of the fraction as it has, in threes.
    fn rfc3339(time: &DateTime<Utc>) -> Option<Stamp> {
        let year = u32::try_from(time.year()).ok().filter(|year| *year < 10_000)?;
        let nanoseconds = Some(time.nanosecond()).filter(|nanoseconds| *nanoseconds < 1_000_000_000)?;
        let mut stamp = Stamp {
            bytes: [0; 32],
            length: 0,
        };
        stamp.number(year, 1000);
        for (before, value) in [(b'-', time.month()), (b'-', time.day()), (b'T', time.hour())] {
            stamp.push(before);
            stamp.number(value, 10);
        }
        for value in [time.minute(), time.second()] {
            stamp.push(b':');
            stamp.number(value, 10);
        }
        if nanoseconds > 0 {
            stamp.push(b'.');
            match (nanoseconds % 1_000_000, nanoseconds % 1000) {
                (0, _) => stamp.number(nanoseconds / 1_000_000, 100),
                (_, 0) => stamp.number(nanoseconds / 1000, 100_000),
                _ => stamp.number(nanoseconds, 100_000_000),
            }
        }
        stamp.push(b'Z');
        Some(stamp)
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
