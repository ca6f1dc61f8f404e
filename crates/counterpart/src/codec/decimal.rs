//! Exact decimal numbers, as JSON numbers and as strings.

use rust_decimal::Decimal;

use super::{Failed, Purpose, Reading, Sink, Slot, Source, View};
use crate::types::DecimalText;

/// From digits, with or without an exponent; none where they are too many.
fn parse(text: &str) -> Option<Decimal> {
    let plain = text.trim_start_matches('-');
    if !plain.starts_with(|first: char| first.is_ascii_digit()) || plain.contains('_') {
        return None;
    }
    if text.contains(['e', 'E']) {
        return Decimal::from_scientific(text).ok();
    }
    Decimal::from_str_exact(text).ok()
}

/// The number of a source that offers one.
fn number(source: &Source<'_>) -> Option<Decimal> {
    match *source {
        Source::I64(value) => Some(value.into()),
        Source::U64(value) => Some(value.into()),
        // The shortest digits that name the double are those that were written, up to fifteen of them. A number with
        // more belongs into a string, where it is exact.
        Source::F64(value) => parse(zmij::Buffer::new().format(value)),
        Source::Text(text) => parse(text),
        _ => None,
    }
}

/// `19.90` is written as it is, and is the same as `19.9`.
fn digits(value: Decimal, purpose: Purpose) -> String {
    match purpose {
        Purpose::Compare => value.normalize().to_string(),
        Purpose::Write | Purpose::Debug | Purpose::Probe => value.to_string(),
    }
}

const UNFIT: &str = "expected a decimal number of at most 28 digits";

impl Slot for Decimal {
    fn blank() -> Self {
        Self::ZERO
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let found = match source {
            Source::Str(text) if !reading.is_strict() => parse(text),
            ref other => number(other),
        };
        match (found, source) {
            (Some(value), _) => *self = value,
            (None, Source::F64(_) | Source::Text(_)) => return reading.violate("format", UNFIT),
            (None, other) => return reading.mismatch("a number", &other),
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Digits(&digits(*self, sink.purpose())))
    }
}

impl Slot for DecimalText {
    fn blank() -> Self {
        Self::default()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let found = match source {
            Source::Str(text) | Source::Text(text) => parse(text),
            ref other if !reading.is_strict() => number(other),
            other => return reading.mismatch("a string", &other),
        };
        match (found, source) {
            (Some(value), _) => self.0 = value,
            (None, Source::Str(_) | Source::Text(_)) => return reading.violate("format", UNFIT),
            (None, other) => return reading.mismatch("a decimal number", &other),
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(&digits(self.0, sink.purpose())))
    }
}
