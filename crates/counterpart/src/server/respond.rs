//! From an answer of the response enum to a response.

use std::fmt;

use axum::response::Response;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::Problem;
use crate::codec::{Slot, binary, json, text};
use crate::form::urlencoded;
use crate::http_layer::media;
use crate::operation::{
    Answer, Answers, BodyKind, Content, Headers, Shown, Status, Syntax, answer_of, each_header, look, row,
};
use crate::params::{self, Param};
use crate::types::Body;

/// An answer that has been written.
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

impl Reply {
    /// Writes an answer.
    ///
    /// # Errors
    /// 500 where the answer cannot be written as it is documented.
    pub(super) fn of<R: Answers>(answer: &R) -> Result<Self, Problem> {
        let shown = answer.show();
        let answer = row::<R>(&shown).ok_or_else(|| unwritable("is not documented"))?;
        let status = status(answer.status, shown.status)?;
        // The client would read the body as that of the other answer.
        if answer_of(R::ANSWERS, status.as_u16()).is_some_and(|meant| meant.status != answer.status) {
            return Err(unwritable("has a status that another answer stands for"));
        }
        write(answer, status, &shown)
    }

    /// An answer that no response enum has written.
    pub fn new(status: StatusCode, media_type: Option<HeaderValue>, body: Body) -> Self {
        let headers = media_type.map(|media_type| (CONTENT_TYPE, media_type));
        Self {
            status,
            headers: headers.into_iter().collect(),
            body,
        }
    }

    /// With headers, which do not replace the media type.
    #[must_use]
    pub fn with_headers(mut self, headers: HeaderMap) -> Self {
        let media_type = self.headers.remove(CONTENT_TYPE);
        self.headers.extend(headers);
        if let Some(media_type) = media_type {
            self.headers.insert(CONTENT_TYPE, media_type);
        }
        self
    }

    pub(super) fn into_response(self) -> Response {
        let mut response = Response::new(into_axum(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An answer may hold a secret, such as a new token.
        write!(f, "Reply({}, {:?})", self.status.as_u16(), self.body)
    }
}

fn write(answer: &Answer, status: StatusCode, shown: &Shown<'_>) -> Result<Reply, Problem> {
    let mut headers = match shown.headers {
        Some(headers) => write_headers(headers)?,
        None => HeaderMap::new(),
    };
    let Some(body) = shown.body else {
        return Ok(Reply {
            status,
            headers,
            body: Body::empty(),
        });
    };
    if matches!(status.as_u16(), 100..200 | 204 | 205 | 304) {
        return Err(unwritable("has a body, which its status forbids"));
    }
    let mut written = None;
    look(answer.kinds, body, &mut |kind, body| {
        written = Some(write_body(kind, body).map(|body| (media_type(kind.content, &body), body)));
    });
    let (media_type, body) = written.ok_or_else(|| unwritable("has a body in no documented media type"))??;
    if let Some(media_type) = media_type {
        headers.insert(CONTENT_TYPE, media_type);
    }
    Ok(Reply { status, headers, body })
}

/// Writes the documented headers; those that are required have to be there.
fn write_headers(documented: &dyn Headers) -> Result<HeaderMap, Problem> {
    let mut headers = HeaderMap::new();
    let mut failed = None;
    each_header(documented, &mut |param, slot| {
        failed = write_header(param, slot, &mut headers).err().or(failed.take());
    });
    match failed {
        Some(problem) => Err(problem),
        None => Ok(headers),
    }
}

fn write_header(param: &Param, slot: &dyn Slot, headers: &mut HeaderMap) -> Result<(), Problem> {
    let unwritable = |what| unwritable(&format!("{what} the header `{}`", param.name));
    if slot.is_absent() {
        return match param.need.is_required() {
            true => Err(unwritable("lacks")),
            false => Ok(()),
        };
    }
    let text = params::write_header(param, slot).map_err(|_| unwritable("cannot be written with"))?;
    let name = HeaderName::from_bytes(param.name.as_bytes()).map_err(|_| unwritable("cannot have"))?;
    let value = HeaderValue::from_bytes(text.unwrap_or_default().as_bytes())
        .map_err(|_| unwritable("cannot be written with"))?;
    headers.append(name, value);
    Ok(())
}

/// The status to send. A range or `default` brings its own, which has to be one that it stands for.
fn status(documented: Status, given: Option<StatusCode>) -> Result<StatusCode, Problem> {
    let status = match (documented, given) {
        (Status::Exact(status), _) => StatusCode::from_u16(status).ok(),
        (Status::Range(class), Some(given)) => Some(given).filter(|given| given.as_u16() / 100 == u16::from(class)),
        (Status::Default, given) => given,
        (Status::Range(_), None) => None,
    };
    status
        .filter(|status| !status.is_informational())
        .ok_or_else(|| unwritable("has a status that it does not stand for"))
}

fn write_body(kind: &BodyKind, body: &dyn Slot) -> Result<Body, Problem> {
    let written = match kind.content.syntax {
        Syntax::Json => json::to_vec(body).map(Body::from),
        Syntax::Form => urlencoded::to_vec(body, kind.encodings).map(Body::from),
        Syntax::Text => text::to_vec(body).map(Body::from),
        Syntax::Binary => binary::to_body(body, kind.content.media_type),
        Syntax::Multipart => return Err(unwritable("is a multipart form, which only requests can be")),
    };
    // The error tells what is wrong with the value: that is for the operator, not for the caller.
    written.map_err(|_| unwritable("has a value that its syntax cannot express"))
}

fn media_type(content: Content, body: &Body) -> Option<HeaderValue> {
    let media_type = content.media_type;
    // A range is no type; unless the body knows better, all that is known of its bytes is that they are bytes.
    if media_type.contains('*') {
        let own = body.media_type().filter(|own| media::matches(media_type, own));
        return HeaderValue::from_str(own.unwrap_or("application/octet-stream")).ok();
    }
    // Text without a charset is read as ASCII or guessed at.
    if content.syntax == Syntax::Text
        && media_type.starts_with("text/")
        && media::parameter(media_type, "charset").is_none()
    {
        return HeaderValue::from_str(&format!("{media_type}; charset=utf-8")).ok();
    }
    HeaderValue::from_str(media_type).ok()
}

/// Bytes keep their length and are not boxed.
fn into_axum(body: Body) -> axum::body::Body {
    match body.ready_bytes() {
        Some(bytes) => bytes.into(),
        None => axum::body::Body::new(body),
    }
}

fn unwritable(why: &str) -> Problem {
    Problem::internal().detail(format!("the answer {why}"))
}
