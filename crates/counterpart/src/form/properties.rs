//! The properties of an object that is written as a form.

use crate::codec::{Failed, Sink, Slot, View, WriteError, tag_value};

type Property<'o> = &'o mut dyn FnMut(&str, &dyn Slot) -> Result<(), WriteError>;

/// Shows each property of a record or map that is there.
///
/// # Errors
/// When the value is no object; else those of `on`.
pub(super) fn each(value: &dyn Slot, on: Property<'_>) -> Result<(), WriteError> {
    let mut visit = Visit {
        on,
        tag: None,
        error: None,
    };
    match value.show(&mut visit) {
        Ok(()) => Ok(()),
        Err(_) => Err(visit
            .error
            .unwrap_or_else(|| WriteError::new("only an object can be written as a form"))),
    }
}

struct Visit<'o> {
    on: Property<'o>,
    /// A property that was shown before the others.
    tag: Option<&'static str>,
    error: Option<WriteError>,
}

impl Sink for Visit<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        match view {
            View::Record(table, slots) => {
                table
                    .written(slots)
                    .try_for_each(|(field, slot)| self.property(field.name, slot))?;
                table.rest_slot(slots).map_or(Ok(()), |rest| rest.show(self))
            }
            View::Map(entries) => (0..)
                .map_while(|index| entries.at(index))
                .try_for_each(|(key, value)| self.property(key, value)),
            View::Tagged(tag, values, object) => {
                self.property(tag, &tag_value(tag, values, object).to_owned())?;
                self.tag = Some(tag);
                object.show(self)
            }
            View::Json(serde_json::Value::Object(object)) => {
                object.iter().try_for_each(|(key, value)| self.property(key, value))
            }
            _ => Err(Failed::NOTED),
        }
    }
}

impl Visit<'_> {
    fn property(&mut self, name: &str, value: &dyn Slot) -> Result<(), Failed> {
        if self.tag == Some(name) {
            return Ok(());
        }
        (self.on)(name, value).map_err(|error| {
            self.error = Some(error);
            Failed::NOTED
        })
    }
}
