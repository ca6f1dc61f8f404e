//! A JSON value as a slot.

use serde_json::Value;

use super::{Failed, MapSource, MapView, Reading, SeqSource, Sink, Slot, Source, View};

impl Slot for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Null | Source::Absent => Self::Null,
            Source::Bool(value) => value.into(),
            Source::I64(value) => value.into(),
            Source::U64(value) => value.into(),
            Source::F64(value) => value.into(),
            Source::Str(text) | Source::Text(text) => text.into(),
            Source::File(file) => String::from_utf8_lossy(&file.bytes).into_owned().into(),
            Source::Seq(elements) => array(elements, reading)?,
            Source::Map(entries) => object(entries, reading)?,
            Source::Entry(..) | Source::Body(_) => return reading.mismatch("a value", &source),
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Json(self))
    }

    fn takes_null() -> bool {
        true
    }
}

fn array(elements: &mut dyn SeqSource, reading: &mut Reading) -> Result<Value, Failed> {
    let mut array = Vec::new();
    for index in 0.. {
        let mut element = Value::Null;
        let mark = reading.mark();
        match elements.next(&mut element, reading) {
            Ok(true) => array.push(element),
            Ok(false) => break,
            Err(failed) => reading.settle(mark, Err(failed), index)?,
        }
    }
    Ok(Value::Array(array))
}

fn object(entries: &mut dyn MapSource, reading: &mut Reading) -> Result<Value, Failed> {
    let mut object = serde_json::Map::new();
    let mut key = String::new();
    while entries.key(&mut |name| key = name.to_owned(), reading)? {
        let mut value = Value::Null;
        let mark = reading.mark();
        let outcome = entries.value(&mut value, reading);
        reading.settle(mark, outcome, &key)?;
        object.insert(std::mem::take(&mut key), value);
    }
    Ok(Value::Object(object))
}

/// A value as JSON.
pub(crate) fn to_json(view: View<'_>) -> Result<Value, serde_json::Error> {
    super::serde_bridge::write_view(view, serde_json::value::Serializer)
}

/// A JSON object with its entries by index, as a map shows itself.
pub(crate) struct ObjectView<'v>(Vec<(&'v String, &'v Value)>);

impl<'v> From<&'v serde_json::Map<String, Value>> for ObjectView<'v> {
    fn from(object: &'v serde_json::Map<String, Value>) -> Self {
        Self(object.iter().collect())
    }
}

impl MapView for ObjectView<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn at(&self, index: usize) -> Option<(&str, &dyn Slot)> {
        self.0
            .get(index)
            .map(|(key, value)| (key.as_str(), *value as &dyn Slot))
    }
}
