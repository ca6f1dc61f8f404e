//! Values to parameters.

use super::percent::encode;
use super::shape::Shape;
use super::{Param, Style};
use crate::codec::{Slot, WriteError};

/// The text of a path parameter, encoded, as it replaces `{name}` in the path template.
///
/// # Errors
/// When the style has no form for the value, or the segment would mean another place: `.` and `..` are resolved away by
/// whoever reads the URL, encoded or not.
pub fn write_path(param: &Param, value: &dyn Slot) -> Result<String, WriteError> {
    let shape = Shape::of(value)?;
    let delimiter = match (param.style, &shape) {
        (Style::LabelExploded, Shape::List(_) | Shape::Object(_)) => Some('.'),
        _ => None,
    };
    let text = joined(param, shape, &|text| encoded(param, text, delimiter))?;
    if matches!(text.as_str(), "." | "..") {
        return Err(WriteError::new(format!(
            "parameter `{}`: `{text}` cannot stand in a path",
            param.name
        )));
    }
    Ok(text)
}

/// The value of a header; none if the parameter is absent.
///
/// # Errors
/// When the style has no form for the value.
pub fn write_header(param: &Param, value: &dyn Slot) -> Result<Option<String>, WriteError> {
    let encode = |element: &str| match element.contains(',') {
        // Headers know no escape, so this element would be read as two.
        true => Err(WriteError::new(format!(
            "header `{}`: an element has a comma",
            param.name
        ))),
        false => Ok(element.to_owned()),
    };
    match Shape::of(value)? {
        Shape::Absent => Ok(None),
        Shape::Text(text) => Ok(Some(text)),
        shape => joined(param, shape, &encode).map(Some),
    }
}

/// Appends a query parameter to a query, after `&` unless it is the first.
///
/// # Errors
/// When the style has no form for the value.
pub fn write_query(param: &Param, value: &dyn Slot, query: &mut String) -> Result<(), WriteError> {
    append_pairs(param, value, query, "&")
}

/// Appends a cookie to the value of a `Cookie` header.
///
/// # Errors
/// When the style has no form for the value.
pub fn write_cookie(param: &Param, value: &dyn Slot, cookies: &mut String) -> Result<(), WriteError> {
    append_pairs(param, value, cookies, "; ")
}

type Encode<'e> = &'e dyn Fn(&str) -> Result<String, WriteError>;

/// An element, encoded. Where encoding does not tell the delimiter from its like in an element, such an element would be read
/// as two.
fn encoded(param: &Param, text: &str, delimiter: Option<char>) -> Result<String, WriteError> {
    match delimiter.filter(|delimiter| text.contains(*delimiter)) {
        Some(delimiter) => Err(WriteError::new(format!(
            "parameter `{}`: an element has `{delimiter}`, which delimits the elements",
            param.name
        ))),
        None => Ok(encode(text).into_owned()),
    }
}

/// The styles of paths and headers: one text.
fn joined(param: &Param, shape: Shape, encode: Encode<'_>) -> Result<String, WriteError> {
    let (prefix, separator) = match param.style {
        Style::Matrix | Style::MatrixExploded => (";", ";"),
        Style::Label => (".", ","),
        Style::LabelExploded => (".", "."),
        _ => ("", ","),
    };
    let is_matrix = prefix == ";";
    let name = if is_matrix { encode(param.name)? } else { String::new() };
    let named = |value: String| match (is_matrix, value.is_empty()) {
        (true, true) => name.clone(),
        (true, false) => format!("{name}={value}"),
        (false, _) => value,
    };
    let text = match (shape, param.style.is_exploded()) {
        (Shape::List(elements), true) => {
            let elements: Vec<String> = texts(elements, encode)?.into_iter().map(named).collect();
            elements.join(separator)
        }
        (Shape::Object(entries), true) => {
            let entries: Vec<String> = pairs(entries, encode)?
                .into_iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect();
            entries.join(separator)
        }
        (Shape::List(elements), false) => named(texts(elements, encode)?.join(",")),
        (Shape::Object(entries), false) => named(alternating(pairs(entries, encode)?).join(",")),
        (shape, _) => named(encode(&shape.into_text()?)?),
    };
    Ok(format!("{prefix}{text}"))
}

/// The styles of queries and cookies: `name=value`, and that several times if exploded.
fn append_pairs(param: &Param, value: &dyn Slot, out: &mut String, separator: &str) -> Result<(), WriteError> {
    let name = encode(param.name);
    let (delimiter, ambiguous) = match param.style {
        Style::SpaceDelimited => ("%20", Some(' ')),
        Style::PipeDelimited => ("%7C", Some('|')),
        _ => (",", None),
    };
    let encoded: Encode<'_> = &|text| encoded(param, text, ambiguous);
    let mut append = |name: &str, value: &str| {
        if !out.is_empty() {
            out.push_str(separator);
        }
        out.push_str(name);
        out.push('=');
        out.push_str(value);
    };
    match (Shape::of(value)?, param.style) {
        (Shape::Absent, _) => {}
        (Shape::Object(entries), Style::DeepObject) => {
            for (key, value) in deep(entries)? {
                append(&format!("{name}{}", encode(&key)), &encode(&value));
            }
        }
        (Shape::List(elements), Style::FormExploded | Style::DeepObject) => {
            texts(elements, encoded)?.iter().for_each(|value| append(&name, value));
        }
        (Shape::Object(entries), Style::FormExploded) => {
            pairs(entries, encoded)?
                .iter()
                .for_each(|(key, value)| append(key, value));
        }
        (Shape::List(elements), _) => append(&name, &texts(elements, encoded)?.join(delimiter)),
        (Shape::Object(entries), _) => append(&name, &alternating(pairs(entries, encoded)?).join(delimiter)),
        (shape, _) => append(&name, &encode(&shape.into_text()?)),
    }
    Ok(())
}

/// `[key]` and `[key][inner]` with their texts; elements of arrays repeat the key.
fn deep(entries: Vec<(String, Shape)>) -> Result<Vec<(String, String)>, WriteError> {
    fn below(prefix: String, shape: Shape, out: &mut Vec<(String, String)>) -> Result<(), WriteError> {
        match shape {
            Shape::Object(entries) => entries
                .into_iter()
                .try_for_each(|(key, shape)| below(format!("{prefix}[{key}]"), shape, out)),
            Shape::List(elements) => elements
                .into_iter()
                .try_for_each(|shape| below(prefix.clone(), shape, out)),
            leaf => {
                out.push((prefix, leaf.into_text()?));
                Ok(())
            }
        }
    }
    let mut out = Vec::new();
    below(String::new(), Shape::Object(entries), &mut out)?;
    Ok(out)
}

fn texts(elements: Vec<Shape>, encode: Encode<'_>) -> Result<Vec<String>, WriteError> {
    elements
        .into_iter()
        .map(|element| encode(&element.into_text()?))
        .collect()
}

fn pairs(entries: Vec<(String, Shape)>, encode: Encode<'_>) -> Result<Vec<(String, String)>, WriteError> {
    entries
        .into_iter()
        .map(|(key, value)| Ok((encode(&key)?, encode(&value.into_text()?)?)))
        .collect()
}

/// `R,100,G,200`: names and values in turn.
fn alternating(pairs: Vec<(String, String)>) -> Vec<String> {
    pairs.into_iter().flat_map(|(key, value)| [key, value]).collect()
}
