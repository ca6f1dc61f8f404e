//! Strings that have a format and a type of their own.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Failed, Reading, Sink, Slot, Source, View};

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
