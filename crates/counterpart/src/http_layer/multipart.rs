//! `multipart/form-data` on the wire (RFC 7578).

#[cfg(feature = "client")]
use std::collections::VecDeque;
#[cfg(feature = "client")]
use std::hash::{BuildHasher, Hasher};
#[cfg(feature = "client")]
use std::pin::Pin;
#[cfg(feature = "client")]
use std::task::{Context, Poll};

#[cfg(feature = "server")]
use http::{HeaderMap, HeaderName, HeaderValue};
#[cfg(feature = "client")]
use {crate::codec::WriteError, bytes::Bytes, futures_core::Stream};

use crate::form::multipart::Part;
#[cfg(feature = "server")]
use crate::form::multipart::PartHeader;
use crate::types::Body;
#[cfg(feature = "client")]
use crate::types::BodyError;
#[cfg(feature = "server")]
use crate::types::{BoxError, File, Spool};

/// What is smaller is put together in memory, and can be sent again.
#[cfg(feature = "client")]
const SMALL: u64 = 256 * 1024;

/// Writes parts; gives the content type with its boundary, and the body.
///
/// # Errors
/// Where a file is a stream that was sent before.
#[cfg(feature = "client")]
pub(crate) fn write(media_type: &str, parts: &[Part]) -> Result<(String, Body), WriteError> {
    let boundary = boundary();
    let mut pieces = VecDeque::with_capacity(3 * parts.len() + 1);
    for part in parts {
        let content = part.content.body();
        pieces.push_back(head(part, &boundary).into());
        pieces.push_back(content.ok_or_else(|| WriteError::new("a file is a stream that was sent before"))?);
        pieces.push_back("\r\n".into());
    }
    pieces.push_back(format!("--{boundary}--\r\n").into());
    Ok((format!("{media_type}; boundary={boundary}"), joined(pieces)))
}

#[cfg(feature = "client")]
fn joined(pieces: VecDeque<Body>) -> Body {
    let length = pieces.iter().map(Body::length).sum::<Option<u64>>();
    let ready: Option<Vec<Bytes>> = pieces.iter().map(Body::ready_bytes).collect();
    match (ready, length) {
        (Some(ready), Some(..=SMALL)) => ready.concat().into(),
        (_, Some(length)) => Body::stream(Pieces(pieces)).with_length(length),
        (_, None) => Body::stream(Pieces(pieces)),
    }
}

/// Bodies, one after another.
#[cfg(feature = "client")]
struct Pieces(VecDeque<Body>);

#[cfg(feature = "client")]
impl Stream for Pieces {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(piece) = self.0.front_mut() {
            match Pin::new(piece).poll_next(cx) {
                Poll::Ready(None) => self.0.pop_front(),
                other => return other,
            };
        }
        Poll::Ready(None)
    }
}

#[cfg(feature = "client")]
fn head(part: &Part, boundary: &str) -> String {
    let mut head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"",
        quoted(&part.name)
    );
    if let Some(file_name) = &part.content.name {
        head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
    }
    if let Some(content_type) = &part.content.content_type {
        // A line break would let the value write headers of its own.
        let content_type: String = content_type.chars().filter(|char| !char.is_control()).collect();
        head.push_str(&format!("\r\ncontent-type: {content_type}"));
    }
    for (name, value) in &part.headers {
        head.push_str(&format!("\r\n{name}: {value}"));
    }
    head.push_str("\r\n\r\n");
    head
}

/// A name between quotes, by the rules that browsers follow.
#[cfg(feature = "client")]
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that nobody can foresee, so that no content can contain it on purpose.
#[cfg(feature = "client")]
fn boundary() -> String {
    let random = || std::hash::RandomState::new().build_hasher().finish();
    format!("counterpart-{:016x}{:016x}", random(), random())
}

/// How much of a file is kept in memory; the rest of a larger one goes to the disk.
#[cfg(feature = "server")]
const IN_MEMORY: usize = 64 * 1024;

/// What is taken of a multipart body.
#[cfg(feature = "server")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct PartLimits {
    /// Bytes of one part.
    pub(crate) part: usize,
    /// How many parts.
    pub(crate) parts: usize,
}

/// Why a multipart body is not read.
#[cfg(feature = "server")]
#[derive(Debug)]
pub(crate) enum Refused {
    /// It is none, in words that do not quote it.
    Malformed(&'static str),
    TooManyParts,
    PartTooLarge,
    /// It does not arrive.
    Unread(BoxError),
    /// The disk does not take it.
    Disk,
}

/// Takes a body apart by the boundary that its content type names, while it arrives.
#[cfg(feature = "server")]
pub(crate) async fn read(content_type: &str, body: Body, limits: PartLimits) -> Result<Vec<Part>, Refused> {
    let boundary = super::media::parameter(content_type, "boundary");
    let boundary = boundary.ok_or(Refused::Malformed("the content type names no boundary"))?;
    let mut form = multer::Multipart::new(body, boundary);
    let mut parts = Vec::new();
    while let Some(mut field) = form.next_field().await.map_err(refused)? {
        if parts.len() == limits.parts {
            return Err(Refused::TooManyParts);
        }
        let name = field.name().ok_or(Refused::Malformed("a part has no name"))?.to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(ToString::to_string);
        let headers = others(field.headers());
        let mut arriving = Arriving::new(file_name.is_some(), limits.part);
        while let Some(chunk) = field.chunk().await.map_err(refused)? {
            arriving.push(&chunk)?;
        }
        let mut content = arriving.finish();
        (content.name, content.content_type) = (file_name, content_type);
        parts.push(Part { name, content, headers });
    }
    Ok(parts)
}

/// The headers of a part that say something else than what it is called and what it is.
#[cfg(feature = "server")]
fn others(headers: &HeaderMap) -> Vec<PartHeader> {
    let is_known = |name: &HeaderName| matches!(name.as_str(), "content-disposition" | "content-type");
    let others = headers.iter().filter(|(name, _)| !is_known(name));
    let header = |(name, value): (&HeaderName, &HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned().into(), value.into())
    };
    others.map(header).collect()
}

/// The error's own text may quote the body.
#[cfg(feature = "server")]
fn refused(error: multer::Error) -> Refused {
    match error {
        multer::Error::StreamReadFailed(cause) => Refused::Unread(cause),
        multer::Error::IncompleteFieldData { .. } => Refused::Malformed("a part does not end"),
        _ => Refused::Malformed("its parts do not follow RFC 7578"),
    }
}

/// A part that arrives.
#[cfg(feature = "server")]
struct Arriving {
    memory: Vec<u8>,
    spool: Option<Spool>,
    is_file: bool,
    left: usize,
}

#[cfg(feature = "server")]
impl Arriving {
    fn new(is_file: bool, limit: usize) -> Self {
        Self {
            memory: Vec::new(),
            spool: None,
            is_file,
            left: limit,
        }
    }

    fn push(&mut self, chunk: &[u8]) -> Result<(), Refused> {
        self.left = self.left.checked_sub(chunk.len()).ok_or(Refused::PartTooLarge)?;
        if self.is_file && self.spool.is_none() && self.memory.len() + chunk.len() > IN_MEMORY {
            let mut spool = Spool::new().map_err(|_| Refused::Disk)?;
            spool.push(&self.memory).map_err(|_| Refused::Disk)?;
            self.memory = Vec::new();
            self.spool = Some(spool);
        }
        match &mut self.spool {
            Some(spool) => spool.push(chunk).map_err(|_| Refused::Disk),
            None => {
                self.memory.extend_from_slice(chunk);
                Ok(())
            }
        }
    }

    fn finish(self) -> File {
        match self.spool {
            Some(spool) => File::spooled(spool),
            None => self.memory.into(),
        }
    }
}
