//! `multipart/form-data` as parts; their wire syntax belongs to whoever has the stream.

use std::fmt;

use bytes::Bytes;

use super::fields::{Fields, Item, is_json};
use crate::codec::{Failed, Kind, ReadError, Reading, Sink, Slot, View, WriteError, json, tag_value};
use crate::params::shape::Shape;
use crate::types::File;

/// A part of a form.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// The name of the file, which makes the part a file.
    pub file_name: Option<String>,
    /// The media type.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Bytes,
}

/// Reads the parts of a form into a slot, see [`json::read_slice`].
///
/// # Errors
/// When a part does not fit under the tolerant policy.
pub fn read_parts(parts: &[Part], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    let mut fields = Fields::default();
    for part in parts {
        fields.push(part.name.as_str().into(), part.item());
    }
    fields.put(slot, reading).map_err(|_| reading.take_error(0, 0))
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &self.name)
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .finish_non_exhaustive()
    }
}

impl Part {
    /// A part is text unless it says that it is a file or cannot be text.
    fn item(&self) -> Item<'_> {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) if self.file_name.is_none() && is_json(self.content_type.as_deref()) => Item::Json(text.into()),
            Ok(text) if self.file_name.is_none() && self.is_text() => Item::Text(text.into()),
            _ => Item::File(File {
                name: self.file_name.clone(),
                content_type: self.content_type.clone(),
                bytes: self.bytes.clone(),
            }),
        }
    }

    fn is_text(&self) -> bool {
        self.content_type.as_ref().is_none_or(|kind| kind.starts_with("text/"))
    }

    fn text(name: &str, text: String) -> Self {
        Self {
            name: name.to_owned(),
            bytes: text.into(),
            ..Self::default()
        }
    }

    fn json(name: &str, value: &dyn Slot) -> Result<Self, WriteError> {
        let bytes = json::to_vec(value)?.into();
        let content_type = Some("application/json".to_owned());
        Ok(Self {
            name: name.to_owned(),
            file_name: None,
            content_type,
            bytes,
        })
    }

    /// A server takes a part without a file name for text, so a file always has one.
    fn file(name: &str, file: File) -> Self {
        Self {
            name: name.to_owned(),
            file_name: Some(file.name.unwrap_or_else(|| name.to_owned())),
            content_type: Some(
                file.content_type
                    .unwrap_or_else(|| "application/octet-stream".to_owned()),
            ),
            bytes: file.bytes,
        }
    }
}

/// Writes a record or map as parts: scalars as text, arrays repeated, objects as JSON, files as they are.
///
/// # Errors
/// When the value is no object, or has a number that is not finite.
pub fn to_parts(value: &dyn Slot) -> Result<Vec<Part>, WriteError> {
    let mut collect = Collect {
        parts: Vec::new(),
        error: None,
    };
    match value.show(&mut collect) {
        Ok(()) => Ok(collect.parts),
        Err(_) => Err(collect
            .error
            .unwrap_or_else(|| WriteError::new("only an object can be written as a form"))),
    }
}

struct Collect {
    parts: Vec<Part>,
    error: Option<WriteError>,
}

impl Sink for Collect {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        match view {
            View::Record(table, slots) => {
                table
                    .written(slots)
                    .try_for_each(|(field, slot)| self.field(field.name, slot))?;
                table.rest_slot(slots).map_or(Ok(()), |rest| rest.show(self))
            }
            View::Map(entries) => (0..)
                .map_while(|index| entries.at(index))
                .try_for_each(|(key, value)| self.field(key, value)),
            View::Tagged(tag, values, object) => {
                object.show(self)?;
                self.parts.retain(|part| part.name != tag);
                self.parts
                    .insert(0, Part::text(tag, tag_value(tag, values, object).to_owned()));
                Ok(())
            }
            View::Json(serde_json::Value::Object(object)) => {
                object.iter().try_for_each(|(key, value)| self.field(key, value))
            }
            _ => Err(Failed::NOTED),
        }
    }
}

impl Collect {
    fn field(&mut self, name: &str, value: &dyn Slot) -> Result<(), Failed> {
        match parts_of(name, value) {
            Ok(parts) => self.parts.extend(parts),
            Err(error) => {
                self.error = Some(error);
                return Err(Failed::NOTED);
            }
        }
        Ok(())
    }
}

fn parts_of(name: &str, value: &dyn Slot) -> Result<Vec<Part>, WriteError> {
    Ok(match Shape::of(value)? {
        Shape::Absent => Vec::new(),
        Shape::Text(text) => vec![Part::text(name, text)],
        Shape::File(file) => vec![Part::file(name, file)],
        Shape::Object(_) => vec![Part::json(name, value)?],
        Shape::List(elements) => elements_of(name, elements, value)?,
    })
}

/// Repeats the name for texts and files; one JSON array for what is deeper, or could be read as anything.
fn elements_of(name: &str, elements: Vec<Shape>, value: &dyn Slot) -> Result<Vec<Part>, WriteError> {
    let is_deep = |shape: &Shape| matches!(shape, Shape::List(_) | Shape::Object(_));
    if elements.iter().any(is_deep) || matches!(Kind::of(value), Kind::Any) {
        return Ok(vec![Part::json(name, value)?]);
    }
    let part = |shape| match shape {
        Shape::File(file) => Ok(Part::file(name, file)),
        shape => shape.into_text().map(|text| Part::text(name, text)),
    };
    elements.into_iter().map(part).collect()
}
