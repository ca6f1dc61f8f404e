//! Values to parameters.

use super::encode::Encode;
use super::percent;
use super::shape::Shape;
use super::{Location, Param, Style};
use crate::codec::{Failed, Need, Sink, Slot, View, WriteError, json};
use crate::form::urlencoded;

/// The text of a path parameter, encoded, as it replaces `{name}` in the path template.
///
/// # Errors
/// When the style has no form for the value, or the segment would mean another place: `.` and `..` are resolved away by
/// whoever reads the URL, encoded or not.
pub fn write_path(param: &Param, value: &dyn Slot) -> Result<String, WriteError> {
    let mut text = String::new();
    append_path(param, value, &mut text)?;
    Ok(text)
}

/// Appends a path parameter to a path, as [`write_path`] gives it.
pub(crate) fn append_path(param: &Param, value: &dyn Slot, path: &mut String) -> Result<(), WriteError> {
    let start = path.len();
    let is_simple = matches!(param.style, Style::Simple | Style::SimpleExploded);
    if !(is_simple && append_plain(param, value, path)) {
        path.push_str(&joined(param, shape(param, value)?)?);
    }
    match path.get(start..) {
        Some(text @ ("." | "..")) => Err(WriteError::new(format!(
            "parameter `{}`: `{text}` cannot stand in a path",
            param.name
        ))),
        _ => Ok(()),
    }
}

/// Appends a scalar that only needs to be percent-encoded, the usual parameter; where the value is another one, or its style
/// knows more, nothing is appended, and that is the answer.
fn append_plain(param: &Param, value: &dyn Slot, out: &mut String) -> bool {
    let mut plain = Plain { out, is_written: false };
    // Whoever writes the value the long way finds the same error, and tells it.
    !param.reserved && value.show(&mut plain).is_ok() && plain.is_written
}

/// Writes a scalar, and nothing of what is none.
struct Plain<'o> {
    out: &'o mut String,
    is_written: bool,
}

impl Sink for Plain<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        match view {
            View::Bool(value) => self.out.push_str(if value { "true" } else { "false" }),
            View::I64(value) => self.out.push_str(itoa::Buffer::new().format(value)),
            View::U64(value) => self.out.push_str(itoa::Buffer::new().format(value)),
            View::Str(text) | View::Digits(text) => self.out.extend(percent::encoded(text)),
            View::Checked(_, view) => return self.accept(*view),
            _ => return Ok(()),
        }
        self.is_written = true;
        Ok(())
    }
}

/// The value of a header; none if the parameter is absent.
///
/// # Errors
/// When the style has no form for the value.
pub fn write_header(param: &Param, value: &dyn Slot) -> Result<Option<String>, WriteError> {
    match shape(param, value)? {
        Shape::Absent => Ok(None),
        Shape::Text(text) if param.style == Style::Json => Ok(Some(ascii(&text))),
        shape => joined(param, shape).map(Some),
    }
}

/// Appends a query parameter to a query, after `&` unless it is the first.
///
/// # Errors
/// When the style has no form for the value.
pub fn write_query(param: &Param, value: &dyn Slot, query: &mut String) -> Result<(), WriteError> {
    append_pairs(param, value, query, "&")
}

/// Appends a parameter that is the whole query.
///
/// # Errors
/// When the syntax has no form for the value.
pub fn write_query_string(param: &Param, value: &dyn Slot, query: &mut String) -> Result<(), WriteError> {
    let text = match (shape(param, value)?, param.style) {
        (Shape::Absent, _) => return Ok(()),
        // Encoded already: its pairs are the query's.
        (shape, Style::Urlencoded) => shape.into_text()?,
        (shape, _) => Encode::whole(param).text(param, &shape.into_text()?)?,
    };
    if !query.is_empty() && !text.is_empty() {
        query.push('&');
    }
    query.push_str(&text);
    Ok(())
}

/// Appends a cookie to the value of a `Cookie` header.
///
/// # Errors
/// When the style has no form for the value.
pub fn write_cookie(param: &Param, value: &dyn Slot, cookies: &mut String) -> Result<(), WriteError> {
    append_pairs(param, value, cookies, "; ")
}

/// The value in texts: a single one where a syntax writes the whole.
fn shape(param: &Param, value: &dyn Slot) -> Result<Shape, WriteError> {
    let shape = Shape::of(value)?;
    let bytes = match param.style {
        _ if shape == Shape::Absent => return Ok(shape),
        Style::Json => json::to_vec(value)?,
        Style::Urlencoded => urlencoded::to_vec(value, param.encodings)?,
        _ => return Ok(shape),
    };
    let text = String::from_utf8(bytes).map_err(|_| WriteError::new("bytes that are not UTF-8"))?;
    Ok(Shape::Text(text))
}

/// JSON for a header, which carries ASCII: strings know an escape for everything else.
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        if char.is_ascii() {
            out.push(char);
        } else {
            for unit in char.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// The styles of paths and headers: one text.
fn joined(param: &Param, shape: Shape) -> Result<String, WriteError> {
    let (encode, whole) = (Encode::elements(param), Encode::whole(param));
    let (prefix, separator) = match param.style {
        Style::Matrix | Style::MatrixExploded => (";", ";".to_owned()),
        Style::Label => (".", ",".to_owned()),
        Style::LabelExploded => (".", ".".to_owned()),
        style if param.location == Location::Header => ("", style.separator().to_string()),
        style => ("", separator(style)),
    };
    let is_matrix = prefix == ";";
    let name = percent::encode(param.name);
    let named = |value: String| match (is_matrix, value.is_empty()) {
        (true, true) => name.clone().into_owned(),
        (true, false) => format!("{name}={value}"),
        (false, _) => value,
    };
    let inner = if is_matrix { "," } else { separator.as_str() };
    let inner = if param.style == Style::LabelExploded {
        ","
    } else {
        inner
    };
    let text = match (shape, param.style.is_exploded()) {
        (Shape::List(elements), true) => {
            let elements = texts(param, elements, encode)?.into_iter().map(named);
            elements.collect::<Vec<_>>().join(&separator)
        }
        (Shape::Object(entries), true) => {
            let entries = pairs(param, entries, encode)?.into_iter();
            entries
                .map(|(key, value)| format!("{key}={value}"))
                .collect::<Vec<_>>()
                .join(&separator)
        }
        (Shape::List(elements), false) => named(texts(param, elements, encode)?.join(inner)),
        (Shape::Object(entries), false) => named(alternating(pairs(param, entries, encode)?).join(inner)),
        (shape, _) => named(whole.text(param, &shape.into_text()?)?),
    };
    Ok(format!("{prefix}{text}"))
}

/// What stands between elements of a style that does not repeat the name, where text is percent-encoded.
fn separator(style: Style) -> String {
    match style {
        Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited => {
            percent::encode(style.separator().encode_utf8(&mut [0; 4])).into_owned()
        }
        _ => ",".to_owned(),
    }
}

/// The styles of queries and cookies: `name=value`, and that several times if exploded.
pub(crate) fn append_pairs(
    param: &Param,
    value: &dyn Slot,
    out: &mut String,
    separator: &str,
) -> Result<(), WriteError> {
    if matches!(param.style, Style::Form | Style::FormExploded) {
        let start = out.len();
        if start > 0 {
            out.push_str(separator);
        }
        out.extend(percent::encoded(param.name));
        out.push('=');
        if append_plain(param, value, out) {
            return Ok(());
        }
        out.truncate(start);
    }
    let encode = Encode::elements(param);
    let name = match param.style {
        Style::Cookie | Style::CookieExploded => param.name.into(),
        _ => percent::encode(param.name),
    };
    let mut append = |name: &str, value: &str| {
        if !out.is_empty() {
            out.push_str(separator);
        }
        out.push_str(name);
        out.push('=');
        out.push_str(value);
    };
    match (shape(param, value)?, param.style) {
        (Shape::Absent, _) if is_sent_empty(param, value) => append(&name, ""),
        (Shape::Absent, _) => {}
        (Shape::Object(entries), Style::DeepObject) => {
            for (key, value) in deep(entries)? {
                append(
                    &format!("{name}{}", percent::encode(&key)),
                    &encode.text(param, &value)?,
                );
            }
        }
        (Shape::List(elements), Style::FormExploded | Style::CookieExploded | Style::DeepObject) => {
            let texts = texts(param, elements, encode)?;
            texts.iter().for_each(|value| append(&name, value));
        }
        (Shape::Object(entries), Style::FormExploded | Style::CookieExploded) => {
            let pairs = pairs(param, entries, encode)?;
            pairs.iter().for_each(|(key, value)| append(key, value));
        }
        (Shape::List(elements), style) => {
            append(&name, &texts(param, elements, encode)?.join(&self::separator(style)));
        }
        (Shape::Object(entries), style) => {
            let texts = alternating(pairs(param, entries, encode)?);
            append(&name, &texts.join(&self::separator(style)));
        }
        (shape, _) => append(&name, &Encode::whole(param).text(param, &shape.into_text()?)?),
    }
    Ok(())
}

/// The value is "sent without a value".
fn is_sent_empty(param: &Param, value: &dyn Slot) -> bool {
    match param.need {
        Need::Nullable => true,
        Need::Maybe => !value.is_absent(),
        Need::Required | Need::Optional => false,
    }
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

fn texts(param: &Param, elements: Vec<Shape>, encode: Encode) -> Result<Vec<String>, WriteError> {
    elements
        .into_iter()
        .map(|element| encode.text(param, &element.into_text()?))
        .collect()
}

fn pairs(param: &Param, entries: Vec<(String, Shape)>, encode: Encode) -> Result<Vec<(String, String)>, WriteError> {
    entries
        .into_iter()
        .map(|(key, value)| Ok((encode.text(param, &key)?, encode.text(param, &value.into_text()?)?)))
        .collect()
}

/// `R,100,G,200`: names and values in turn.
fn alternating(pairs: Vec<(String, String)>) -> Vec<String> {
    pairs.into_iter().flat_map(|(key, value)| [key, value]).collect()
}
