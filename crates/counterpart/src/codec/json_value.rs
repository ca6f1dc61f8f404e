//! A JSON value as a slot.

use serde_json::Value;

use super::{Failed, MapSource, Reading, SeqSource, Sink, Slot, Source, View};

impl Slot for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Null => Self::Null,
            Source::Bool(value) => value.into(),
            Source::I64(value) => value.into(),
            Source::U64(value) => value.into(),
            Source::F64(value) => value.into(),
            Source::Str(text) | Source::Text(text) => text.into(),
            Source::File(file) => String::from_utf8_lossy(&file.bytes).into_owned().into(),
            Source::Seq(elements) => array(elements, reading)?,
            Source::Map(entries) => object(entries, reading)?,
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Json(self))
    }

    fn takes_null(&self) -> bool {
        true
    }
}

fn array(elements: &mut dyn SeqSource, reading: &mut Reading) -> Result<Value, Failed> {
    let mut array = Vec::new();
    loop {
        let mut element = Value::Null;
        if !elements.next(&mut element, reading)? {
            return Ok(Value::Array(array));
        }
        array.push(element);
    }
}

fn object(entries: &mut dyn MapSource, reading: &mut Reading) -> Result<Value, Failed> {
    let mut object = serde_json::Map::new();
    let mut key = String::new();
    while entries.key(&mut |name| name.clone_into(&mut key), reading)? {
        let mut value = Value::Null;
        entries.value(&mut value, reading)?;
        object.insert(std::mem::take(&mut key), value);
    }
    Ok(Value::Object(object))
}
