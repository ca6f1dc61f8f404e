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
use crate::operation::{BodySpec, Syntax};
use crate::types::{Body as Stream, BodyError};

/// What a request carries.
pub(super) enum Payload {
    /// Nothing.
    Absent,
    /// A body.
    Bytes(Bytes),
    /// A body that still arrives.
    Stream(Stream),
    /// The parts of a multipart form.
    Parts(Vec<Part>),
}

/// Takes the body in, if it is one that the operation reads.
pub(super) async fn receive(
    spec: &BodySpec,
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<Payload, Problem> {
    let announced = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let documented = spec.content.media_type;
    let limit = limits.body;
    // Refused before the first byte is read.
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large(limit));
    }
    if announced.is_some_and(|found| !media::matches(documented, found)) && !body.is_end_stream() {
        return Err(unsupported(documented));
    }
    if spec.content.syntax == Syntax::Binary {
        return stream(documented, announced, body, limit);
    }
    let bytes = collect(body, limit).await.map_err(|error| unread(&*error))?;
    match announced {
        None if bytes.is_empty() => Ok(Payload::Absent),
        None => Err(unsupported(documented)),
        Some(_) if bytes.is_empty() && matches!(spec.content.syntax, Syntax::Json | Syntax::Multipart) => {
            Ok(Payload::Absent)
        }
        Some(found) if spec.content.syntax == Syntax::Multipart => {
            parts(found, bytes, limits.parts).await.map(Payload::Parts)
        }
        Some(_) => Ok(Payload::Bytes(bytes)),
    }
}

/// Hands a body over as it arrives.
fn stream(documented: &str, announced: Option<&str>, body: Body, limit: usize) -> Result<Payload, Problem> {
    match announced {
        None if body.is_end_stream() => Ok(Payload::Absent),
        None => Err(unsupported(documented)),
        Some(found) => {
            let body = Stream::new(body).limited(limit).with_media_type(found);
            Ok(Payload::Stream(body))
        }
    }
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

fn unsupported(documented: &str) -> Problem {
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail(format!("the body must be `{documented}`"))
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
