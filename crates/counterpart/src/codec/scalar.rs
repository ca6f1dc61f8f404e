//! Booleans, numbers and strings.

use super::{Failed, Reading, Sink, Slot, Source, View};

impl Slot for bool {
    fn blank() -> Self {
        false
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Bool(value) => value,
            Source::Text("true") => true,
            Source::Text("false") => false,
            other => return reading.mismatch("true or false", &other),
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Bool(*self))
    }
}

/// An integer as wide as any source offers one. Who is strict takes no text but what JSON would have.
fn integer(source: &Source<'_>, is_strict: bool) -> Option<i128> {
    match *source {
        Source::I64(value) => Some(value.into()),
        Source::U64(value) => Some(value.into()),
        Source::F64(value) => integral(value),
        Source::Text(text) if is_strict && !is_written_plainly(text) => None,
        Source::Text(text) => text.parse().ok(),
        _ => None,
    }
}

/// The text is written as a number of JSON: no `+7`, `07`, `.5`, `5.` and `5.e3`, which `str::parse` takes as well.
fn is_written_plainly(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    let is_digit = |at: Option<&u8>| at.is_some_and(u8::is_ascii_digit);
    let ends_at_point = |pair: &[u8]| matches!(pair, [b'.', after] if !after.is_ascii_digit());
    is_digit(digits.first())
        && is_digit(digits.last())
        && !(digits.first() == Some(&b'0') && is_digit(digits.get(1)))
        && !digits.windows(2).any(ends_at_point)
}

/// JSON Schema counts `5.0` and `1e3` as integers. Whole numbers beyond those that an `i64` holds come as doubles as well, and
/// must not be rounded into it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "checked to be integral and far inside of i128"
)]
fn integral(value: f64) -> Option<i128> {
    const LIMIT: f64 = 18_446_744_073_709_551_616.0; // 2^64, beyond every integer type here
    const LEAST: f64 = -9_223_372_036_854_775_808.0; // -2^63, which is the nearest double of its neighbours below
    match value {
        _ if value.fract() != 0.0 || value.abs() > LIMIT => None,
        _ if value <= LEAST => Some(i128::MIN),
        _ => Some(value as i128),
    }
}

macro_rules! integers {
    ($($integer:ident $view:ident $wide:ident $expected:literal;)*) => { $(
        impl Slot for $integer {
            fn blank() -> Self {
                0
            }

            fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
                let value = match source {
                    // The usual case without the detour over the widest integer.
                    Source::I64(value) => $integer::try_from(value).ok(),
                    ref other => integer(other, reading.is_strict()).and_then(|value| value.try_into().ok()),
                };
                match value {
                    Some(value) => *self = value,
                    None => return refuse_integer($expected, &source, reading),
                }
                Ok(())
            }

            fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
                sink.accept(View::$view($wide::from(*self)))
            }
        }
    )* };
}

integers! {
    i8 I64 i64 "an integer of 8 bits";
    i16 I64 i64 "an integer of 16 bits";
    i32 I64 i64 "an integer of 32 bits";
    i64 I64 i64 "an integer of 64 bits";
    u8 U64 u64 "a non-negative integer of 8 bits";
    u16 U64 u64 "a non-negative integer of 16 bits";
    u32 U64 u64 "a non-negative integer of 32 bits";
    u64 U64 u64 "a non-negative integer of 64 bits";
}

/// Says whether it was no integer at all, or one that does not fit.
#[cold]
fn refuse_integer(fitting: &str, source: &Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
    // `1e300` is an integer too, beyond all that there are here.
    let is_beyond = matches!(source, Source::F64(value) if value.fract() == 0.0);
    if is_beyond || integer(source, reading.is_strict()).is_some() {
        return reading.violate("format", format!("expected {fitting}"));
    }
    if let Source::F64(_) = source {
        return reading.violate("type", "expected an integer, found a number with a fraction");
    }
    reading.mismatch("an integer", source)
}

/// A number, exact or rounded to the nearest double.
#[expect(clippy::cast_precision_loss, reason = "the description asks for a double")]
fn float(source: &Source<'_>, is_strict: bool) -> Option<f64> {
    match *source {
        Source::F64(value) => Some(value),
        Source::I64(value) => Some(value as f64),
        Source::U64(value) => Some(value as f64),
        Source::Text(text) if is_strict && !is_written_plainly(text) => None,
        // `str::parse` also knows "inf" and "nan", which no description means.
        Source::Text(text) => text.parse().ok().filter(|value: &f64| value.is_finite()),
        _ => None,
    }
}

impl Slot for f64 {
    fn blank() -> Self {
        0.0
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match float(&source, reading.is_strict()) {
            Some(value) => *self = value,
            None => return reading.mismatch("a number", &source),
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::F64(*self))
    }
}

impl Slot for f32 {
    fn blank() -> Self {
        0.0
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the description asks for a float; overflow is checked"
    )]
    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let Some(value) = float(&source, reading.is_strict()) else {
            return reading.mismatch("a number", &source);
        };
        let narrow = value as f32;
        if narrow.is_infinite() && value.is_finite() {
            return reading.violate("format", "expected a number that fits a float of 32 bits");
        }
        *self = narrow;
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::F32(*self))
    }
}

impl Slot for String {
    fn blank() -> Self {
        Self::new()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let text = match source {
            Source::Str(text) | Source::Text(text) => text,
            Source::File(file) => match file.load().map(|bytes| Self::from_utf8(bytes.into())) {
                Ok(Ok(text)) => {
                    *self = text;
                    return Ok(());
                }
                _ => return reading.violate("type", "expected text in UTF-8"),
            },
            other => return reading.mismatch("a string", &other),
        };
        // Exactly as large as needed; `clone_into` would go the longer way of growing.
        *self = Self::from(text);
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(self))
    }
}

/// No content; reads anything and keeps nothing.
impl Slot for () {
    fn blank() -> Self {}

    fn put(&mut self, _source: Source<'_>, _reading: &mut Reading) -> Result<(), Failed> {
        // An array or object that is not read is passed over by whoever offers it.
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Null)
    }

    fn takes_null() -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::is_written_plainly;

    #[test]
    fn numbers_in_texts_are_those_of_json() {
        for number in ["0", "-7", "1.5", "-0.5e3", "1E5", "9007199254740993"] {
            assert!(is_written_plainly(number), "{number}");
        }
        for other in [
            "", "-", "+7", "07", "-07", ".5", "5.", "5.e3", "-1.E5", "7e", "NaN", "inf",
        ] {
            assert!(!is_written_plainly(other), "{other}");
        }
    }
}
