//! Reading a body no further than agreed.

use std::fmt;

use bytes::Bytes;
use http_body_util::BodyExt;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Reads a body to the end; more than `limit` bytes are an error, and are not read.
pub(crate) async fn collect<B>(body: B, limit: usize) -> Result<Bytes, Cause>
where
    B: http_body::Body<Data = Bytes> + Unpin,
    B::Error: Into<Cause>,
{
    let mut body = body;
    // An announced length that is too large is refused before a byte is read.
    if body.size_hint().lower() > limit as u64 {
        return Err(TooLarge { limit }.into());
    }
    let mut first = Bytes::new();
    let mut rest = Vec::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(Into::into)?.into_data() else {
            continue;
        };
        if data.len() > limit - first.len() - rest.len() {
            return Err(TooLarge { limit }.into());
        }
        match (first.is_empty(), rest.is_empty()) {
            (true, true) => first = data,
            (false, _) => {
                rest.extend_from_slice(&std::mem::take(&mut first));
                rest.extend_from_slice(&data);
            }
            (true, false) => rest.extend_from_slice(&data),
        }
    }
    // One frame, the usual case, is not copied.
    Ok(if rest.is_empty() { first } else { rest.into() })
}

/// A body with more bytes than are accepted.
#[derive(Debug)]
pub(crate) struct TooLarge {
    limit: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body is larger than {} bytes", self.limit)
    }
}

impl std::error::Error for TooLarge {}
