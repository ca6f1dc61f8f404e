//! From an operation to a request, without a transport.

use std::fmt;

use http::Request;
use http::header::{CONTENT_TYPE, HeaderValue};

use super::common::{Common, Segment, Template, described, is_fixed};
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
    let mut draft = begin(O::TABLE)?;
    let mut result = Ok(());
    operation.fields(&mut |slots| result = fill(&mut draft, slots));
    result.map(|()| draft)
}

/// What all requests of the operation have.
fn begin(table: &'static OperationTable) -> Result<Box<Draft>, EncodeError> {
    let Common { method, headers, .. } = table.common();
    match method {
        Some(method) => Ok(Draft::new(table, method.clone(), headers.clone())),
        None => Err(EncodeError::new(table.id, "the method is not legal")),
    }
}

fn fill(draft: &mut Draft, slots: &[&dyn Slot]) -> Result<(), EncodeError> {
    let common = draft.table.common();
    path(draft, common, slots)?;
    for (input, slot) in draft.table.inputs.iter().zip(slots) {
        match input {
            Input::Param(param) if slot.is_absent() && !param.need.is_required() => {}
            Input::Param(param) => write_param(draft, param, *slot)?,
            Input::Body(spec) if slot.is_absent() && !spec.required => {}
            Input::Body(spec) => {
                let mut outcome = Ok(());
                look(spec.kinds, *slot, &mut |kind, body| {
                    outcome = write_body(draft, kind, body, common.has_media_type)
                });
                outcome?;
            }
        }
    }
    Ok(())
}

/// Fills the parameters into the template.
fn path(draft: &mut Draft, common: &Common, slots: &[&dyn Slot]) -> Result<(), EncodeError> {
    draft.path = filled(draft, &common.path, slots)?;
    if let Some(query) = &common.query {
        draft.query = filled(draft, query, slots)?;
    }
    // Every address parser on the way, ours or a proxy's, would resolve these and call another operation. Percent-encoding
    // does not help: `%2E%2E` is the same by the URL standard.
    let has_dots = draft.path.bytes().any(|byte| byte == b'.');
    if has_dots && draft.path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(draft.error("a path parameter is `.` or `..`, which cannot be sent"));
    }
    Ok(())
}

/// A template with its parameters.
fn filled(draft: &Draft, template: &Template, slots: &[&dyn Slot]) -> Result<String, EncodeError> {
    // Most paths have room there, with that of the base before them.
    let mut out = String::with_capacity(96);
    for Segment { literal, parameter } in template.as_ref().map_err(|name| undeclared(draft, name))? {
        out.push_str(literal);
        if let Some((place, param)) = parameter {
            let slot = slots.get(*place).ok_or_else(|| undeclared(draft, param.name))?;
            path_param(draft, param, *slot, &mut out)?;
        }
    }
    Ok(out)
}

#[cold]
fn undeclared(draft: &Draft, name: &str) -> EncodeError {
    draft.error(format!("the path names no declared parameter with `{name}`"))
}

fn path_param(draft: &Draft, param: &Param, slot: &dyn Slot, out: &mut String) -> Result<(), EncodeError> {
    let start = out.len();
    params::append_path(param, slot, out).map_err(|error| draft.error(error.to_string()))?;
    if out.len() == start {
        let name = param.name;
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
            params::write_cookie(param, slot, draft.cookies_mut()).map_err(|error| draft.error(error.to_string()))
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

fn write_body(draft: &mut Draft, kind: &BodyKind, slot: &dyn Slot, has_media_type: bool) -> Result<(), EncodeError> {
    let media_type = kind.content.media_type;
    let mut with_boundary = None;
    let written = match kind.content.syntax {
        Syntax::Json => json::to_vec(slot).map(Body::from),
        Syntax::Form => urlencoded::to_vec(slot, kind.encodings).map(Body::from),
        Syntax::Text => text::to_vec(slot).map(Body::from),
        Syntax::Binary => binary::to_body(slot, media_type),
        Syntax::Multipart => parts::to_parts(slot, kind.encodings).and_then(|mut parts| {
            add_headers(&mut parts, draft.part_headers());
            let (media_type, body) = multipart::write(media_type, &parts)?;
            with_boundary = Some(media_type);
            Ok(body)
        }),
    };
    draft.body = written.map_err(|error| draft.error(format!("the body: {error}")))?;
    if !has_media_type {
        let media_type = match with_boundary {
            Some(made) => HeaderValue::from_str(&made).ok(),
            None => content_type(kind, &draft.body),
        };
        let media_type = media_type.ok_or_else(|| draft.error("the media type is not legal"))?;
        draft.headers.insert(CONTENT_TYPE, media_type);
    }
    Ok(())
}

/// Headers that the caller has chosen for the parts of properties.
fn add_headers(parts: &mut [Part], chosen: &[(&'static str, PartHeader)]) {
    for (property, header) in chosen {
        let meant = parts.iter_mut().filter(|part| part.name == *property);
        meant.for_each(|part| part.headers.push(header.clone()));
    }
}

fn content_type(kind: &BodyKind, body: &Body) -> Option<HeaderValue> {
    if is_fixed(kind) {
        return described(kind.content.media_type);
    }
    // Of a range, only the body itself can know which type it is.
    match body.media_type() {
        Some(own) => HeaderValue::from_str(own).ok(),
        None => Some(HeaderValue::from_static(concrete(kind.content.syntax))),
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
