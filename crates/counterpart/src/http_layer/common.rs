//! What all requests of an operation have in common: found out from its table once, as it takes more code than all that differs.

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};

use super::path::{Piece, address, encode_literal, pieces};
use crate::operation::{BodyKind, BodySpec, Input, OperationTable, Syntax};
use crate::params::{Location, Param};

/// See the module.
pub(crate) struct Common {
    /// `None` where that of the description is not legal.
    pub(super) method: Option<Method>,
    /// What all requests carry: what the answers are written in, and the body where there is one way to write it. They are
    /// cloned, which takes less code than to put them together.
    pub(super) headers: HeaderMap,
    /// The media type of the body is among these. No parameter has that name: descriptions cannot have such ones (OpenAPI 3.2,
    /// section 4.12.2).
    pub(super) has_media_type: bool,
    pub(super) path: Template,
    /// What the path template fixes of the query.
    pub(super) query: Option<Template>,
    /// A body may come to the caller as it is, who wants to know what it is.
    pub(crate) is_handed_over: bool,
}

/// A text with places for parameters, in order; or the name of one that is not declared.
pub(super) type Template = Result<Box<[Segment]>, &'static str>;

/// A piece of a template.
pub(super) struct Segment {
    /// Encoded.
    pub(super) literal: Box<str>,
    /// What stands behind it: the place of a parameter among the inputs.
    pub(super) parameter: Option<(usize, &'static Param)>,
}

impl Common {
    pub(crate) fn of(table: &'static OperationTable) -> Self {
        let (path, query) = address(table.path);
        let headers = headers(table);
        let is_binary = |kind: &BodyKind| kind.content.syntax == Syntax::Binary;
        Self {
            method: Method::from_bytes(table.method.as_bytes()).ok(),
            has_media_type: headers.contains_key(CONTENT_TYPE),
            headers,
            path: template(table.inputs, path),
            query: (!query.is_empty()).then(|| template(table.inputs, query)),
            is_handed_over: table.answers.iter().any(|answer| answer.kinds.iter().any(is_binary)),
        }
    }
}

fn headers(table: &OperationTable) -> HeaderMap {
    let body = table.body().and_then(|(_, body)| only_media_type(body));
    let headers = [(ACCEPT, accepted(table)), (CONTENT_TYPE, body)];
    headers
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// The media type of a body that is always there and always in this one.
fn only_media_type(body: &BodySpec) -> Option<HeaderValue> {
    match body.kinds {
        [kind] if body.required && is_fixed(kind) => described(kind.content.media_type),
        _ => None,
    }
}

/// A range is none of the types that are sent, and the parts of a body have a border that is another each time.
pub(super) fn is_fixed(kind: &BodyKind) -> bool {
    kind.content.syntax != Syntax::Multipart && !kind.content.media_type.contains('*')
}

/// A text of the description as the value of a header, which is not copied.
pub(super) fn described(text: &'static str) -> Option<HeaderValue> {
    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok()
}

fn template(inputs: &'static [Input], text: &'static str) -> Template {
    let mut segments = Vec::new();
    let mut literal = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Literal(text) => literal.extend(encode_literal(text)),
            Piece::Param(name) => segments.push(Segment {
                literal: std::mem::take(&mut literal).into(),
                parameter: Some(path_param(inputs, name).ok_or(name)?),
            }),
        }
    }
    if !literal.is_empty() {
        segments.push(Segment {
            literal: literal.into(),
            parameter: None,
        });
    }
    Ok(segments.into())
}

fn path_param(inputs: &'static [Input], name: &str) -> Option<(usize, &'static Param)> {
    inputs.iter().enumerate().find_map(|(place, input)| match input {
        Input::Param(param) if param.location == Location::Path && param.name == name => Some((place, param)),
        Input::Param(_) | Input::Body(_) => None,
    })
}

/// Announces what the documented answers are written in. Of several media types, the best one of an answer is asked for, so that
/// what comes back does not depend on the taste of the server.
fn accepted(table: &OperationTable) -> Option<HeaderValue> {
    let kinds = || table.answers.iter().flat_map(|answer| answer.kinds.iter().enumerate());
    let named = |is_best| {
        let ranked = kinds().filter(move |(rank, _)| (*rank == 0) == is_best);
        ranked.flat_map(|(_, kind)| kind.names())
    };
    let mut listed: Vec<&str> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for (is_best, weight) in [(true, ""), (false, ";q=0.9")] {
        for name in named(is_best) {
            if !listed.contains(&name) {
                listed.push(name);
                values.push(format!("{name}{weight}"));
            }
        }
    }
    let value = match values.is_empty() {
        true => "*/*",
        // It is kept for good, as the table is, and is not copied for every request then.
        false => values.join(", ").leak(),
    };
    described(value)
}
