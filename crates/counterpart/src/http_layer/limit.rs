//! Reading a body no further than agreed.

use bytes::Bytes;
use http_body_util::BodyExt;

use crate::types::{BoxError, Collected};

/// Reads a body to the end; more than `limit` bytes are an error, and are not read.
pub(crate) async fn collect<B>(body: B, limit: usize) -> Result<Bytes, BoxError>
where
    B: http_body::Body<Data = Bytes> + Unpin,
    B::Error: Into<BoxError>,
{
    let mut body = body;
    let mut all = Collected::new(limit);
    all.announce(body.size_hint().lower())?;
    while let Some(frame) = body.frame().await {
        if let Ok(data) = frame.map_err(Into::into)?.into_data() {
            all.push(data)?;
        }
    }
    Ok(all.finish())
}
