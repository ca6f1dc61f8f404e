//! `multipart/form-data` as parts; their wire syntax belongs to whoever has the stream.

use std::borrow::Cow;
use std::fmt;

use super::encoding::{Encoding, of, styled};
use super::fields::{Fields, Item, is_json};
use super::properties;
use crate::codec::{Kind, ReadError, Reading, Slot, WriteError, json};
use crate::params::shape::Shape;
use crate::params::{self, Location, Style, percent};
use crate::types::File;

/// A part of a form.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The name of the field.
    pub name: String,
    /// What is in it, its media type, and the name of the file, which makes the part a file.
    pub content: File,
    /// Other headers.
    pub headers: Vec<PartHeader>,
}

/// A name and a value.
pub type PartHeader = (Cow<'static, str>, Cow<'static, str>);

/// Reads the parts of a form into a slot, see [`json::read_slice`].
///
/// # Errors
/// When a part does not fit under the tolerant policy.
pub fn read_parts(
    parts: &[Part],
    encodings: &'static [Encoding],
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    let mut fields = Fields::new(encodings, Location::Header, params::plain);
    for part in parts {
        let encoding = of(encodings, &part.name);
        match (styled(encodings, &part.name), part.text()) {
            (Some(styled), Some(text)) => {
                fields.push(
                    styled.property.into(),
                    Item::Styled(part.name.as_str().into(), text.into()),
                );
            }
            _ => fields.push(part.name.as_str().into(), part.item(encoding)),
        }
        if let Some(types) = part.refused_type(encoding) {
            let refuse = |reading: &mut Reading| reading.violate("contentType", format!("expected {types}"));
            reading
                .within(&part.name, refuse)
                .map_err(|_| reading.take_error(0, 0))?;
        }
    }
    fields.put(slot, reading).map_err(|_| reading.take_error(0, 0))
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("name", &self.name)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}

impl Part {
    /// The whole part as text, where it is one and in memory.
    fn text(&self) -> Option<String> {
        String::from_utf8(self.content.ready_bytes()?.into()).ok()
    }

    /// A part is text unless it says that it is a file or cannot be text.
    fn item(&self, encoding: Option<&'static Encoding>) -> Item<'_> {
        let File { name, content_type, .. } = &self.content;
        let stated = content_type.as_deref();
        let content_type = stated.or(encoding.and_then(Encoding::sent_type));
        let text = if name.is_none() { self.text() } else { None };
        match text {
            Some(text) if is_json(content_type) => Item::Json(text.into()),
            Some(text) if self.is_text() => Item::Text(text.into()),
            _ => Item::File(self.content.clone()),
        }
    }

    /// The media types that the part should have, where it says that it has another.
    fn refused_type(&self, encoding: Option<&'static Encoding>) -> Option<&'static str> {
        let encoding = encoding?;
        let found = self.content.content_type.as_deref()?;
        // A text that says that it is text says nothing new.
        let is_refused = !encoding.accepts(found) && (self.content.name.is_some() || !self.is_text());
        encoding.content_type.filter(|_| is_refused)
    }

    fn is_text(&self) -> bool {
        let content_type = &self.content.content_type;
        content_type.as_ref().is_none_or(|kind| kind.starts_with("text/"))
    }

    fn value(name: &str, content: impl Into<File>, content_type: Option<&str>) -> Self {
        let mut content = content.into();
        content.content_type = content_type.map(str::to_owned);
        Self {
            name: name.to_owned(),
            content,
            headers: Vec::new(),
        }
    }

    fn json(name: &str, value: &dyn Slot, content_type: &str) -> Result<Self, WriteError> {
        Ok(Self::value(name, json::to_vec(value)?, Some(content_type)))
    }

    /// A server takes a part without a file name for text, so a file always has one.
    fn file(name: &str, file: File, content_type: Option<&str>) -> Self {
        let mut content = file;
        content.name.get_or_insert_with(|| name.to_owned());
        let usual = content_type.unwrap_or("application/octet-stream");
        content.content_type.get_or_insert_with(|| usual.to_owned());
        Self {
            name: name.to_owned(),
            content,
            headers: Vec::new(),
        }
    }
}

/// Writes a record or map as parts: scalars as text, arrays repeated, objects as JSON, files as they are, and what has an
/// encoding by that.
///
/// # Errors
/// When the value is no object, has a number that is not finite, or has no form in the style of its encoding.
pub fn to_parts(value: &dyn Slot, encodings: &'static [Encoding]) -> Result<Vec<Part>, WriteError> {
    let mut parts = Vec::new();
    properties::each(value, &mut |name, slot| {
        let from = parts.len();
        match of(encodings, name) {
            Some(encoding) if encoding.style.is_some() => parts.extend(styled_parts(encoding, slot)?),
            encoding => parts.extend(parts_of(name, slot, encoding)?),
        }
        if let Some(encoding) = of(encodings, name) {
            for part in parts.iter_mut().skip(from) {
                let headers = encoding.headers.iter();
                part.headers = headers.map(|(name, value)| ((*name).into(), (*value).into())).collect();
            }
        }
        Ok(())
    })?;
    Ok(parts)
}

/// One part for all items, or one for each `property[key]`.
fn styled_parts(encoding: &Encoding, value: &dyn Slot) -> Result<Vec<Part>, WriteError> {
    if encoding.style != Some(Style::DeepObject) {
        let text = params::write_header(&encoding.param(Location::Header), value)?;
        return Ok(text
            .into_iter()
            .map(|text| Part::value(encoding.property, text, None))
            .collect());
    }
    let mut pairs = String::new();
    params::append_pairs(&encoding.param(Location::Query), value, &mut pairs, "&")?;
    let decoded = |text| percent::decode(text).unwrap_or_default().into_owned();
    let pairs = pairs.split('&').filter_map(|pair| pair.split_once('='));
    Ok(pairs
        .map(|(name, text)| Part::value(&decoded(name), decoded(text), None))
        .collect())
}

/// The parts of a property.
pub(super) fn parts_of(
    name: &str,
    value: &dyn Slot,
    encoding: Option<&'static Encoding>,
) -> Result<Vec<Part>, WriteError> {
    let content_type = encoding.and_then(Encoding::sent_type);
    if let Some(content_type) = content_type.filter(|kind| is_json(Some(kind)) && !value.is_absent()) {
        return Ok(vec![Part::json(name, value, content_type)?]);
    }
    let whole = || Part::json(name, value, "application/json");
    Ok(match Shape::of(value)? {
        Shape::Absent => Vec::new(),
        Shape::Text(text) => vec![Part::value(name, text, content_type)],
        Shape::File(file) => vec![Part::file(name, file, content_type)],
        Shape::Object(_) => vec![whole()?],
        Shape::List(elements) if is_deep(&elements, value) => vec![whole()?],
        Shape::List(elements) => {
            let part = |shape| match shape {
                Shape::File(file) => Ok(Part::file(name, file, content_type)),
                shape => Ok(Part::value(name, shape.into_text()?, content_type)),
            };
            elements.into_iter().map(part).collect::<Result<_, _>>()?
        }
    })
}

/// One JSON array for what is deeper than texts and files, or could be read as anything.
fn is_deep(elements: &[Shape], value: &dyn Slot) -> bool {
    let is_deep = |shape: &Shape| matches!(shape, Shape::List(_) | Shape::Object(_));
    elements.iter().any(is_deep) || matches!(Kind::of(value), Kind::Any)
}
