//! JSON values as a source: what was set aside is read again from here.

use serde_json::Value;

use super::{Failed, MapSource, Origin, Reading, SeqSource, Slot, Source};

/// Reads a JSON value into a slot.
///
/// # Errors
/// As [`Slot::put`].
pub fn put_json(value: &Value, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    let put = &mut |source: Source<'_>, reading: &mut Reading| slot.put(source, reading);
    match value {
        Value::Array(_) | Value::Object(_) => reading.nested(|reading| offer(value, put, reading)),
        _ => offer(value, put, reading),
    }
}

/// Offers a JSON value as a source; an array or object at a level that is counted already.
pub(super) fn offer(
    value: &Value,
    take: &mut dyn FnMut(Source<'_>, &mut Reading) -> Result<(), Failed>,
    reading: &mut Reading,
) -> Result<(), Failed> {
    match value {
        Value::Null => take(Source::Null, reading),
        Value::Bool(value) => take(Source::Bool(*value), reading),
        Value::Number(number) => take(number_source(number), reading),
        Value::String(text) => take(Source::Str(text), reading),
        Value::Array(elements) => {
            let mut elements = Elements {
                rest: elements.iter(),
                whole: value,
            };
            take(Source::Seq(&mut elements), reading)
        }
        Value::Object(object) => {
            let mut entries = Entries {
                rest: object.iter(),
                value: &Value::Null,
                whole: value,
            };
            take(Source::Map(&mut entries), reading)
        }
    }
}

fn number_source(number: &serde_json::Number) -> Source<'static> {
    if let Some(value) = number.as_i64() {
        return Source::I64(value);
    }
    match number.as_u64() {
        Some(value) => Source::U64(value),
        None => Source::F64(number.as_f64().unwrap_or(f64::NAN)),
    }
}

struct Elements<'v> {
    rest: std::slice::Iter<'v, Value>,
    whole: &'v Value,
}

impl SeqSource for Elements<'_> {
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed> {
        let Some(value) = self.rest.next() else {
            return Ok(false);
        };
        put_json(value, slot, reading)?;
        Ok(true)
    }

    fn origin(&self) -> Origin<'_> {
        Origin::Json(self.whole)
    }
}

struct Entries<'v> {
    rest: serde_json::map::Iter<'v>,
    value: &'v Value,
    whole: &'v Value,
}

impl MapSource for Entries<'_> {
    fn key(&mut self, on_key: &mut dyn FnMut(&str), _reading: &mut Reading) -> Result<bool, Failed> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(false);
        };
        self.value = value;
        on_key(key);
        Ok(true)
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        put_json(self.value, slot, reading)
    }

    fn skip(&mut self, _reading: &mut Reading) -> Result<(), Failed> {
        Ok(())
    }

    fn origin(&self) -> Origin<'_> {
        Origin::Json(self.whole)
    }
}
