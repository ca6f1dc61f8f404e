//! From an operation to a request, without a transport.

use std::fmt;

use bytes::Bytes;
use http::Request;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue, InvalidHeaderValue};

use super::path::{Piece, address, encode_literal, pieces};
use super::{BaseUrl, Draft, multipart};
use crate::codec::{Slot, binary, json, text};
use crate::form::multipart::{self as parts, Part, PartHeader};
use crate::form::urlencoded;
use crate::operation::{BodyKind, Input, Operation, OperationTable, Syntax, look};
use crate::params::{self, Location, Param};
use crate::types::Body;

/// Writes an operation as a request below a base, without credentials.
///
/// # Errors
/// When a value cannot be written where it belongs.
pub fn encode<O: Operation>(operation: &O, base: &BaseUrl) -> Result<Request<Body>, EncodeError> {
    let mut draft = draft(operation)?;
    draft.finish(base)?;
    draft.take_request()
}

/// The request of an operation before it is put together.
pub(crate) fn draft<O: Operation>(operation: &O) -> Result<Box<Draft>, EncodeError> {
    let mut draft = Draft::new(O::TABLE);
    let mut result = Ok(());
    operation.fields(&mut |slots| result = fill(&mut draft, slots));
    result.map(|()| draft)
}

fn fill(draft: &mut Draft, slots: &[&dyn Slot]) -> Result<(), EncodeError> {
    let table = draft.table;
    path(draft, slots)?;
    accept(draft);
    for (input, slot) in table.inputs.iter().zip(slots) {
        match input {
            Input::Param(param) if slot.is_absent() && !param.need.is_required() => {}
            Input::Param(param) => write_param(draft, param, *slot)?,
            Input::Body(spec) if slot.is_absent() && !spec.required => {}
            Input::Body(spec) => {
                let mut outcome = Ok(());
                look(spec.kinds, *slot, &mut |kind, body| {
                    outcome = write_body(draft, kind, body)
                });
                outcome?;
            }
        }
    }
    Ok(())
}

/// Fills the parameters into the template.
fn path(draft: &mut Draft, slots: &[&dyn Slot]) -> Result<(), EncodeError> {
    let (template, fixed_query) = address(draft.table.path);
    draft.path = filled(draft, slots, template)?;
    if !fixed_query.is_empty() {
        draft.query = filled(draft, slots, fixed_query)?;
    }
    // Every address parser on the way, ours or a proxy's, would resolve these and call another operation. Percent-encoding
    // does not help: `%2E%2E` is the same by the URL standard.
    let has_dots = draft.path.bytes().any(|byte| byte == b'.');
    if has_dots && draft.path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(draft.error("a path parameter is `.` or `..`, which cannot be sent"));
    }
    Ok(())
}

/// A text of a template, with its parameters.
fn filled(draft: &Draft, slots: &[&dyn Slot], template: &str) -> Result<String, EncodeError> {
    let mut out = String::with_capacity(template.len() + 32);
    for piece in pieces(template) {
        match piece {
            Piece::Literal(text) => out.extend(encode_literal(text)),
            Piece::Param(name) => path_param(draft, slots, name, &mut out)?,
        }
    }
    Ok(out)
}

fn path_param(draft: &Draft, slots: &[&dyn Slot], name: &str, out: &mut String) -> Result<(), EncodeError> {
    let found = draft
        .table
        .inputs
        .iter()
        .zip(slots)
        .find_map(|(input, slot)| match input {
            Input::Param(param) if param.location == Location::Path && param.name == name => Some((param, *slot)),
            Input::Param(_) | Input::Body(_) => None,
        });
    let (param, slot) =
        found.ok_or_else(|| draft.error(format!("the path names no declared parameter with `{name}`")))?;
    let start = out.len();
    params::append_path(param, slot, out).map_err(|error| draft.error(error.to_string()))?;
    if out.len() == start {
        return Err(draft.error(format!(
            "the path parameter `{name}` is empty, which would address something else"
        )));
    }
    Ok(())
}

fn write_param(draft: &mut Draft, param: &'static Param, slot: &dyn Slot) -> Result<(), EncodeError> {
    match param.location {
        Location::Path => Ok(()),
        Location::Query => {
            params::write_query(param, slot, &mut draft.query).map_err(|error| draft.error(error.to_string()))
        }
        Location::QueryString => {
            params::write_query_string(param, slot, &mut draft.query).map_err(|error| draft.error(error.to_string()))
        }
        Location::Cookie => {
            params::write_cookie(param, slot, &mut draft.cookies).map_err(|error| draft.error(error.to_string()))
        }
        Location::Header => {
            let value = params::write_header(param, slot).map_err(|error| draft.error(error.to_string()))?;
            value.map_or(Ok(()), |value| draft.push_header(param.name, &value))
        }
        Location::Part(property) => {
            let value =
                params::write_header(&param.as_header(), slot).map_err(|error| draft.error(error.to_string()))?;
            value.map_or(Ok(()), |value| draft.push_part_header(property, param.name, value))
        }
    }
}

fn write_body(draft: &mut Draft, kind: &BodyKind, slot: &dyn Slot) -> Result<(), EncodeError> {
    let media_type = kind.content.media_type;
    let mut with_boundary = None;
    let written = match kind.content.syntax {
        Syntax::Json => json::to_vec(slot).map(Body::from),
        Syntax::Form => urlencoded::to_vec(slot, kind.encodings).map(Body::from),
        Syntax::Text => text::to_vec(slot).map(Body::from),
        Syntax::Binary => binary::to_body(slot, media_type),
        Syntax::Multipart => parts::to_parts(slot, kind.encodings).and_then(|mut parts| {
            add_headers(&mut parts, &draft.part_headers);
            let (media_type, body) = multipart::write(media_type, &parts)?;
            with_boundary = Some(media_type);
            Ok(body)
        }),
    };
    let body = written.map_err(|error| draft.error(format!("the body: {error}")))?;
    let media_type = match with_boundary {
        Some(made) => HeaderValue::from_str(&made),
        None => content_type(kind, &body),
    };
    let media_type = media_type.map_err(|_| draft.error("the media type is not legal"))?;
    *draft.request.body_mut() = body;
    draft.request.headers_mut().insert(CONTENT_TYPE, media_type);
    Ok(())
}

/// Headers that the caller has chosen for the parts of properties.
fn add_headers(parts: &mut [Part], chosen: &[(&'static str, PartHeader)]) {
    for (property, header) in chosen {
        let meant = parts.iter_mut().filter(|part| part.name == *property);
        meant.for_each(|part| part.headers.push(header.clone()));
    }
}

fn content_type(kind: &BodyKind, body: &Body) -> Result<HeaderValue, InvalidHeaderValue> {
    let media_type = kind.content.media_type;
    if !media_type.bytes().any(|byte| byte == b'*') {
        return described(media_type);
    }
    // Of a range, only the body itself can know which type it is.
    match body.media_type() {
        Some(own) => HeaderValue::from_str(own),
        None => Ok(HeaderValue::from_static(concrete(kind.content.syntax))),
    }
}

/// A range is no type: what is sent is the nearest one that is.
fn concrete(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Json => "application/json",
        Syntax::Text => "text/plain",
        Syntax::Form | Syntax::Multipart | Syntax::Binary => "application/octet-stream",
    }
}

/// Announces what the documented answers are written in.
fn accept(draft: &mut Draft) {
    if let Ok(value) = accepted(draft.table) {
        draft.request.headers_mut().insert(ACCEPT, value);
    }
}

fn accepted(table: &'static OperationTable) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut only = None;
    // Loops, here and below, as this is done for every request: chained iterators are three times their code.
    for answer in table.answers {
        for kind in answer.kinds {
            let name = kind.content.media_type;
            if !kind.also.is_empty() || only.is_some_and(|only| only != name) {
                return HeaderValue::from_str(&weighed(table));
            }
            only = Some(name);
        }
    }
    described(only.unwrap_or("*/*"))
}

/// Several media types: the best one of an answer is asked for, so that what comes back does not depend on the taste of the
/// server.
fn weighed(table: &'static OperationTable) -> String {
    let mut named: Vec<&str> = Vec::new();
    let mut value = String::new();
    for (is_best, weight) in [(true, ""), (false, ";q=0.9")] {
        for answer in table.answers {
            for (rank, kind) in answer.kinds.iter().enumerate() {
                if (rank == 0) == is_best {
                    kind.names().for_each(|name| add(&mut value, &mut named, name, weight));
                }
            }
        }
    }
    value
}

/// Adds a media type to a list, unless it is in there.
fn add(value: &mut String, named: &mut Vec<&'static str>, name: &'static str, weight: &str) {
    if !named.contains(&name) {
        let comma = if named.is_empty() { "" } else { ", " };
        named.push(name);
        value.extend([comma, name, weight]);
    }
}

/// A text of the description as the value of a header, which is not copied.
fn described(text: &'static str) -> Result<HeaderValue, InvalidHeaderValue> {
    // The usual one is known to be legal.
    const JSON: HeaderValue = HeaderValue::from_static("application/json");
    match text {
        "application/json" => Ok(JSON),
        other => HeaderValue::from_maybe_shared(Bytes::from_static(other.as_bytes())),
    }
}

/// A request that could not be written. It tells where, never what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    operation: &'static str,
    reason: String,
}

impl EncodeError {
    pub(crate) fn new(operation: &'static str, reason: impl Into<String>) -> Self {
        Self {
            operation,
            reason: reason.into(),
        }
    }

    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.reason)
    }
}

impl std::error::Error for EncodeError {}
