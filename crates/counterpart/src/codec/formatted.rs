//! Strings that have a format and a type of their own.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Failed, Reading, Sink, Slot, Source, View};
use crate::types::{Duration, Time};
use crate::validate;

/// Reads a string that has a format.
pub(super) fn put_formatted<T, E>(
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

impl Slot for Ipv4Addr {
    fn blank() -> Self {
        Self::UNSPECIFIED
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "an IPv4 address", str::parse)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(&self.to_string()))
    }
}

impl Slot for Ipv6Addr {
    fn blank() -> Self {
        Self::UNSPECIFIED
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "an IPv6 address", str::parse)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(&self.to_string()))
    }
}

impl Slot for Time {
    fn blank() -> Self {
        Self::default()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let strict = reading.is_strict();
        put_formatted(self, &source, reading, "a time by RFC 3339", |text| {
            match text.parse() {
                Ok(time) if !strict || validate::is_time(text) => Ok(time),
                _ => Err(()),
            }
        })
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(self.as_str()))
    }
}

impl Slot for Duration {
    fn blank() -> Self {
        Self::default()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "a duration by ISO 8601", str::parse)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(self.as_str()))
    }
}

#[cfg(feature = "url")]
impl Slot for url::Url {
    fn blank() -> Self {
        // The shortest address there is; never observable.
        match Self::parse("about:blank") {
            Ok(url) => url,
            Err(_) => unreachable!("a constant address"),
        }
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        put_formatted(self, &source, reading, "a URL", Self::parse)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(self.as_str()))
    }
}
