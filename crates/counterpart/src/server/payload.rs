//! The body of a request, before it is read into a value.

use std::error::Error;

use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use super::Problem;
use super::limits::Limits;
use crate::form::multipart::Part;
use crate::http_layer::{collect, media, multipart};
use crate::operation::{BodyKind, BodySpec, Syntax};
use crate::types::{Body as Stream, BodyError};

/// What a request carries.
pub(super) enum Payload {
    /// Nothing.
    Absent,
    /// A body.
    Bytes(&'static BodyKind, Bytes),
    /// A body that still arrives.
    Stream(&'static BodyKind, Stream),
    /// The parts of a multipart form.
    Parts(&'static BodyKind, Vec<Part>),
}

/// Takes the body in, if it is one that the operation reads.
pub(super) async fn receive(
    spec: &'static BodySpec,
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<Payload, Problem> {
    let announced = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let limit = limits.body;
    // Refused before the first byte is read.
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large(limit));
    }
    let kind = announced.and_then(|found| chosen(spec, found));
    if announced.is_some() && kind.is_none() && !body.is_end_stream() {
        return Err(unsupported(spec));
    }
    let (Some(kind), Some(found)) = (kind, announced) else {
        let bytes = collect(body, limit).await.map_err(|error| unread(&*error))?;
        return match bytes.is_empty() {
            true => Ok(Payload::Absent),
            false => Err(unsupported(spec)),
        };
    };
    if kind.content.syntax == Syntax::Binary {
        // Handed over as it arrives.
        let body = Stream::new(body).limited(limit).with_media_type(found);
        return Ok(Payload::Stream(kind, body));
    }
    let bytes = collect(body, limit).await.map_err(|error| unread(&*error))?;
    match kind.content.syntax {
        Syntax::Json | Syntax::Multipart if bytes.is_empty() => Ok(Payload::Absent),
        Syntax::Multipart => Ok(Payload::Parts(kind, parts(found, bytes, limits.parts).await?)),
        _ => Ok(Payload::Bytes(kind, bytes)),
    }
}

/// The media type of the body that a request announces: by its name rather than by a range that has it.
fn chosen(spec: &'static BodySpec, announced: &str) -> Option<&'static BodyKind> {
    let names = |kind: &BodyKind| std::iter::once(kind.content.media_type).chain(kind.also.iter().copied());
    let by = |is_wanted: &dyn Fn(&str) -> bool| spec.kinds.iter().find(|kind| names(kind).any(is_wanted));
    let is_range = |name: &str| name.contains('*');
    by(&|name| !is_range(name) && media::matches(name, announced))
        .or_else(|| by(&|name| is_range(name) && !name.starts_with('*') && media::matches(name, announced)))
        .or_else(|| by(&|name| media::matches(name, announced)))
}

async fn parts(content_type: &str, bytes: Bytes, limit: usize) -> Result<Vec<Part>, Problem> {
    let read = multipart::read(content_type, bytes, limit).await;
    let read =
        read.map_err(|reason| Problem::bad_request().detail(format!("the multipart body is malformed: {reason}")));
    read?.ok_or_else(|| {
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail(format!("the body has more than {limit} parts"))
    })
}

fn too_large(limit: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail(format!("the body is larger than {limit} bytes"))
}

fn unsupported(spec: &BodySpec) -> Problem {
    let documented: Vec<_> = spec
        .kinds
        .iter()
        .map(|kind| format!("`{}`", kind.content.media_type))
        .collect();
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail(format!("the body must be {}", documented.join(" or ")))
}

/// A layer around the router may have a limit of its own.
fn unread(error: &(dyn Error + 'static)) -> Problem {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(BodyError::TooLarge { limit }) = error.downcast_ref() {
            return too_large(*limit);
        }
        if error.is::<http_body_util::LengthLimitError>() {
            return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail("the body is too large");
        }
        cause = error.source();
    }
    Problem::bad_request().detail("the body did not arrive whole")
}

/// A handler that reads a body may answer with what keeps it from that.
impl From<BodyError> for Problem {
    fn from(error: BodyError) -> Self {
        unread(&error)
    }
}
