//! The body of a request, before it is read into a value.

use std::error::Error;

use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use super::limits::Limits;
use super::problem::{Problem, ProblemViolation};
use crate::codec::{ReadError, Reason};
use crate::form::multipart::Part;
use crate::http_layer::multipart::{self, PartLimits, Refused};
use crate::http_layer::{collect, media};
use crate::operation::{BodyKind, BodySpec, Syntax};
use crate::stream::StreamError;
use crate::types::{Body as Stream, BodyError};

/// What a request carries.
pub(super) enum Payload {
    /// Nothing.
    Absent,
    /// A body.
    Bytes(&'static BodyKind, Bytes),
    /// A body that still arrives.
    Stream(&'static BodyKind, Box<Stream>),
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
    match kind.content.syntax {
        Syntax::Multipart if body.is_end_stream() => return Ok(Payload::Absent),
        // Boxed: every other request would carry the room that it needs.
        Syntax::Multipart => return Ok(Payload::Parts(kind, Box::pin(parts(found, body, limits)).await?)),
        // Handed over as it arrives.
        Syntax::Binary => {
            let body = Stream::new(body).limited(limit).with_media_type(found);
            return Ok(Payload::Stream(kind, Box::new(body)));
        }
        _ => {}
    }
    let bytes = collect(body, limit).await.map_err(|error| unread(&*error))?;
    match kind.content.syntax {
        Syntax::Json if bytes.is_empty() => Ok(Payload::Absent),
        _ => Ok(Payload::Bytes(kind, bytes)),
    }
}

/// The media type of the body that a request announces: by its name rather than by a range that has it.
fn chosen(spec: &'static BodySpec, announced: &str) -> Option<&'static BodyKind> {
    let by = |is_wanted: &dyn Fn(&str) -> bool| spec.kinds.iter().find(|kind| kind.names().any(is_wanted));
    let is_range = |name: &str| name.contains('*');
    by(&|name| !is_range(name) && media::matches(name, announced))
        .or_else(|| by(&|name| is_range(name) && !name.starts_with('*') && media::matches(name, announced)))
        .or_else(|| by(&|name| media::matches(name, announced)))
}

async fn parts(content_type: &str, body: Body, limits: &Limits) -> Result<Vec<Part>, Problem> {
    let part_limits = PartLimits {
        part: limits.part.unwrap_or(limits.body),
        parts: limits.parts,
    };
    let body = Stream::new(body).limited(limits.body);
    let read = multipart::read(content_type, body, part_limits).await;
    read.map_err(|refused| match refused {
        Refused::Malformed(reason) => {
            Problem::bad_request().detail(format!("the multipart body is malformed: {reason}"))
        }
        Refused::TooManyParts => {
            let detail = format!("the body has more than {} parts", limits.parts);
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail(detail)
        }
        Refused::PartTooLarge => {
            let detail = format!("a part of the body is larger than {} bytes", part_limits.part);
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail(detail)
        }
        Refused::Unread(cause) => unread(&*cause),
        Refused::Disk => Problem::internal().detail("the body could not be kept"),
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

/// A value of a stream that does not follow the description is the sender's fault, like any other part of a request.
impl From<StreamError> for Problem {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::Misfit { error, .. } => misfit(error),
            StreamError::TooLarge { limit } => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE).detail(format!("a value is larger than {limit} bytes"))
            }
            other => unread(&other),
        }
    }
}

fn misfit(error: ReadError) -> Problem {
    let status = match &error.reason {
        Reason::Misfit { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Reason::Syntax(_) | Reason::Depth(_) => StatusCode::BAD_REQUEST,
    };
    let problem = Problem::new(status).detail("a value of the stream does not follow its description");
    problem.with_violations(vec![ProblemViolation::malformed("body", error)])
}
