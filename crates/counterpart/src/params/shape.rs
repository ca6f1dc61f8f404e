//! A value flattened into texts, before a style joins them.

use serde_json::Value;

use crate::codec::{Failed, Purpose, Sink, Slot, View, WriteError, each, tag_value};
use crate::types::File;

/// A value as texts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Absent,
    Text(String),
    File(File),
    List(Vec<Shape>),
    Object(Vec<(String, Shape)>),
}

impl Shape {
    /// Flattens a value.
    pub(crate) fn of(value: &dyn Slot) -> Result<Self, WriteError> {
        let mut flatten = Flatten { shape: Self::Absent };
        match value.show(&mut flatten) {
            Ok(()) => Ok(flatten.shape),
            Err(_) => Err(WriteError::new(
                "a number that is not finite, or a stream, cannot be written here",
            )),
        }
    }

    fn of_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Absent,
            Value::Bool(_) | Value::Number(_) => Self::Text(value.to_string()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(elements) => Self::List(elements.iter().map(Self::of_json).collect()),
            Value::Object(object) => Self::Object(
                object
                    .iter()
                    .map(|(key, value)| (key.clone(), Self::of_json(value)))
                    .collect(),
            ),
        }
    }

    /// The one text that this is.
    pub(crate) fn into_text(self) -> Result<String, WriteError> {
        match self {
            Self::Text(text) => Ok(text),
            Self::File(file) => String::from_utf8(loaded(&file)?.into())
                .map_err(|_| WriteError::new("bytes that are not UTF-8 cannot be written as text")),
            Self::Absent => Ok(String::new()),
            Self::List(_) | Self::Object(_) => Err(WriteError::new(
                "an array or object inside of an array or object has no form in this style",
            )),
        }
    }
}

/// The bytes of a file that is written among texts.
pub(crate) fn loaded(file: &File) -> Result<bytes::Bytes, WriteError> {
    file.load()
        .map_err(|_| WriteError::new("a stream cannot be written here"))
}

struct Flatten {
    shape: Shape,
}

impl Sink for Flatten {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.shape = match view {
            View::Absent | View::Null => Shape::Absent,
            View::Bool(value) => Shape::Text(value.to_string()),
            View::I64(value) => Shape::Text(value.to_string()),
            View::U64(value) => Shape::Text(value.to_string()),
            View::F64(value) if value.is_finite() => Shape::Text(value.to_string()),
            View::F32(value) if value.is_finite() => Shape::Text(value.to_string()),
            View::F64(_) | View::F32(_) | View::Body(_) => return Err(Failed::NOTED),
            View::Str(text) | View::Digits(text) => Shape::Text(text.to_owned()),
            View::File(file) => Shape::File(file.clone()),
            View::Json(value) => Shape::of_json(value),
            View::Checked(_, view) => return self.accept(*view),
            View::Seq(elements) => {
                let mut list = Vec::with_capacity(elements.count());
                each(elements, Purpose::Write, &mut |view| {
                    let mut flatten = Flatten { shape: Shape::Absent };
                    flatten.accept(view)?;
                    list.push(flatten.shape);
                    Ok(())
                })?;
                // As in RFC 6570, what is undefined leaves no trace in a list.
                list.retain(|shape| *shape != Shape::Absent);
                Shape::List(list)
            }
            View::Map(_) | View::Record(..) | View::Tagged(..) => {
                let mut object = Vec::new();
                flatten_entries(view, &mut object)?;
                Shape::Object(object)
            }
        };
        Ok(())
    }
}

fn flatten(value: &dyn Slot) -> Result<Shape, Failed> {
    let mut flatten = Flatten { shape: Shape::Absent };
    value.show(&mut flatten)?;
    Ok(flatten.shape)
}

fn flatten_entries(view: View<'_>, object: &mut Vec<(String, Shape)>) -> Result<(), Failed> {
    match view {
        View::Map(entries) => {
            for (key, value) in (0..).map_while(|index| entries.at(index)) {
                object.push((key.to_owned(), flatten(value)?));
            }
        }
        View::Record(table, slots) => {
            for (field, slot) in table.written(slots) {
                object.push((field.name.to_owned(), flatten(slot)?));
            }
            if let Some(rest) = table.rest_slot(slots) {
                rest.show(&mut Entries(object))?;
            }
        }
        View::Tagged(tag, values, inner) => {
            inner.show(&mut Entries(object))?;
            object.retain(|(name, _)| name != tag);
            object.insert(
                0,
                (tag.to_owned(), Shape::Text(tag_value(tag, values, inner).to_owned())),
            );
        }
        _ => return Err(Failed::NOTED),
    }
    object.retain(|(_, shape)| *shape != Shape::Absent);
    Ok(())
}

/// Adds the entries of an object to those of another.
struct Entries<'o>(&'o mut Vec<(String, Shape)>);

impl Sink for Entries<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        flatten_entries(view, self.0)
    }
}
