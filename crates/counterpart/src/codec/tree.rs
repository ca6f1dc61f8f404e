//! JSON values as a source: what was set aside is read again from here.

use serde_json::Value;

use super::{Failed, MapSource, Reading, SeqSource, Slot, Source};

/// Reads a JSON value into a slot.
///
/// # Errors
/// As [`Slot::put`].
pub fn put_json(value: &Value, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    match value {
        Value::Null => slot.put(Source::Null, reading),
        Value::Bool(value) => slot.put(Source::Bool(*value), reading),
        Value::Number(number) => slot.put(number_source(number), reading),
        Value::String(text) => slot.put(Source::Str(text), reading),
        Value::Array(elements) => {
            let mut elements = Elements(elements.iter());
            reading.nested(|reading| slot.put(Source::Seq(&mut elements), reading))
        }
        Value::Object(object) => {
            let mut entries = Entries {
                rest: object.iter(),
                value: &Value::Null,
            };
            reading.nested(|reading| slot.put(Source::Map(&mut entries), reading))
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

struct Elements<'v>(std::slice::Iter<'v, Value>);

impl SeqSource for Elements<'_> {
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed> {
        let Some(value) = self.0.next() else {
            return Ok(false);
        };
        put_json(value, slot, reading)?;
        Ok(true)
    }
}

struct Entries<'v> {
    rest: serde_json::map::Iter<'v>,
    value: &'v Value,
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
}
