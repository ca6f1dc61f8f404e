//! Bodies of messages: bytes that are there, or a stream of them.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::collected::Collected;
use crate::stream::Resume;

/// Any error that can travel between threads.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of a request or an answer: bytes that are there, or a stream of them.
///
/// ```
/// use counterpart::types::Body;
///
/// let body = Body::from("text");
/// assert_eq!(format!("{body:?}"), "Body(4 bytes)");
/// ```
///
/// It is a [`Stream`] of bytes itself; [`Body::bytes`] reads it into memory. Where the description leaves the media type open
/// (`image/*`), [`Body::with_media_type`] says which one it is.
pub struct Body {
    /// Behind a lock, so that a body that is only lent can be sent, once.
    content: Mutex<Content>,
    /// Boxed, as few have any of it, and bodies are handed on with their messages.
    extra: Option<Box<Extra>>,
}

#[derive(Default)]
struct Extra {
    media_type: Option<Box<str>>,
    /// What takes the stream up where it is lost; behind a lock for the same reason.
    resume: Mutex<Option<Box<dyn Resume>>>,
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BodyError>> + Send>>;

enum Content {
    Bytes(Bytes),
    Stream {
        chunks: Chunks,
        /// How many bytes it still has, where that is known.
        length: Option<u64>,
    },
    /// A stream that was sent.
    Gone,
}

impl Content {
    fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Stream { length, .. } => *length,
            Self::Gone => None,
        }
    }
}

impl Body {
    /// No body.
    #[must_use]
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// Whatever streams bytes. An error ends it, and tells the other side that it is not whole.
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::streamed(stream, None)
    }

    /// A stream, and how many bytes it has where that is known.
    pub(crate) fn streamed<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::of(Content::Stream {
            chunks: Box::pin(Ours { stream }),
            length,
        })
    }

    /// Says how many bytes a stream has, so that the other side learns it before (`Content-Length`). A stream must keep to it.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Content::Stream { length, .. } = self.content() {
            *length = Some(bytes);
        }
        self
    }

    /// Says which media type it is, where the description only has a range of them.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.extra.get_or_insert_default().media_type = Some(media_type.into().into());
        self
    }

    /// The media type that it came with, or is sent with.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.extra.as_ref()?.media_type.as_deref()
    }

    /// How many bytes are left, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.lock().length()
    }

    /// Reads it to the end.
    ///
    /// # Errors
    /// [`BodyError::TooLarge`] beyond `limit` bytes, which are not read; [`BodyError::Broken`] where the stream fails.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, BodyError> {
        self.collect(limit).await
    }

    /// Reads it to the end, and keeps the bytes.
    #[cfg(feature = "client")]
    pub(crate) async fn gather(&mut self, limit: usize) -> Result<(), BodyError> {
        let bytes = self.collect(limit).await?;
        *self.content() = Content::Bytes(bytes);
        Ok(())
    }

    /// As [`Body::bytes`], of a body that stays where it is.
    pub(crate) async fn collect(&mut self, limit: usize) -> Result<Bytes, BodyError> {
        let mut all = Collected::new(limit);
        all.announce(self.content().length().unwrap_or_default())?;
        while let Some(chunk) = poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await {
            all.push(chunk?)?;
        }
        Ok(all.finish())
    }

    /// The bytes, where they are all there; a stream has none before it is read.
    #[must_use]
    pub fn ready_bytes(&self) -> Option<Bytes> {
        match &*self.lock() {
            Content::Bytes(bytes) => Some(bytes.clone()),
            Content::Stream { .. } | Content::Gone => None,
        }
    }

    /// Takes the bytes, where they are all there.
    #[cfg(feature = "client")]
    pub(crate) fn take_ready_bytes(&mut self) -> Option<Bytes> {
        match self.content() {
            Content::Bytes(bytes) => Some(std::mem::take(bytes)),
            Content::Stream { .. } | Content::Gone => None,
        }
    }

    /// Takes it out of where it is lent from: bytes stay there too, a stream can be taken once.
    pub(crate) fn take(&self) -> Option<Self> {
        let mut content = self.lock();
        let taken = match &*content {
            Content::Bytes(bytes) => Content::Bytes(bytes.clone()),
            Content::Stream { .. } => std::mem::replace(&mut *content, Content::Gone),
            Content::Gone => return None,
        };
        let extra = self.extra.as_ref().map(|extra| {
            let resume = extra.resume.lock().unwrap_or_else(PoisonError::into_inner).take();
            Box::new(Extra {
                media_type: extra.media_type.clone(),
                resume: Mutex::new(resume),
            })
        });
        Some(Self {
            extra,
            ..Self::of(taken)
        })
    }

    /// Has something take it up where it is lost.
    #[cfg(feature = "client")]
    pub(crate) fn resume_with(&mut self, resume: Box<dyn Resume>) {
        self.extra.get_or_insert_default().resume = Mutex::new(Some(resume));
    }

    /// What takes the stream up where it is lost, if anything does.
    pub(crate) fn take_resume(&mut self) -> Option<Box<dyn Resume>> {
        let resume = &mut self.extra.as_mut()?.resume;
        resume.get_mut().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The same, of which no more than so many bytes can be read.
    #[cfg(feature = "server")]
    pub(crate) fn limited(mut self, limit: usize) -> Self {
        let content = self.content();
        *content = match std::mem::replace(content, Content::Gone) {
            Content::Stream { chunks, length } => Content::Stream {
                chunks: Box::pin(Limited {
                    chunks,
                    left: limit,
                    limit,
                }),
                length,
            },
            other => other,
        };
        self
    }

    /// A stream that was sent before: reading it is an error.
    pub(crate) fn gone() -> Self {
        Self::of(Content::Gone)
    }

    fn of(content: Content) -> Self {
        Self {
            content: Mutex::new(content),
            extra: None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn content(&mut self) -> &mut Content {
        self.content.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stream for Body {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.content() {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Stream { chunks, length } => {
                let polled = chunks.as_mut().poll_next(cx);
                if let (Poll::Ready(Some(Ok(chunk))), Some(left)) = (&polled, length) {
                    *left = left.saturating_sub(chunk.len() as u64);
                }
                polled
            }
            Content::Gone => Poll::Ready(Some(Err(BodyError::Broken("the stream was sent before".into())))),
        }
    }
}

pin_project_lite::pin_project! {
    /// A stream whose errors are ours.
    struct Ours<S> {
        #[pin]
        stream: S,
    }
}

impl<S, E> Stream for Ours<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BodyError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = self.project().stream.poll_next(cx);
        chunk.map_err(|error| BodyError::of(error.into()))
    }
}

/// A stream that ends with an error where it is too long.
#[cfg(feature = "server")]
struct Limited {
    chunks: Chunks,
    left: usize,
    limit: usize,
}

#[cfg(feature = "server")]
impl Stream for Limited {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.chunks.as_mut().poll_next(cx);
        if let Poll::Ready(Some(Ok(chunk))) = &polled {
            match self.left.checked_sub(chunk.len()) {
                Some(left) => self.left = left,
                None => return Poll::Ready(Some(Err(BodyError::TooLarge { limit: self.limit }))),
            }
        }
        polled
    }
}

/// Why a body cannot be read to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum BodyError {
    /// It has more bytes than are accepted.
    TooLarge {
        /// How many are.
        limit: usize,
    },
    /// It ended before it was whole, or whoever streams it failed.
    Broken(BoxError),
}

impl BodyError {
    /// An error of a stream, unless it is one of a body already.
    fn of(error: BoxError) -> Self {
        match error.downcast() {
            Ok(known) => *known,
            Err(other) => Self::Broken(other),
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "the body is larger than {limit} bytes"),
            Self::Broken(error) => write!(f, "the body did not arrive whole: {}", root(&**error)),
        }
    }
}

/// What an error comes from in the end: what libraries put around it says no more than that something failed.
pub(crate) fn root<'e>(error: &'e (dyn std::error::Error + 'static)) -> &'e (dyn std::error::Error + 'static) {
    std::iter::successors(Some(error), |error| error.source())
        .last()
        .unwrap_or(error)
}

impl std::error::Error for BodyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Broken(error) => Some(&**error),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::of(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from(bytes).into()
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Bodies may hold secrets: only the size is shown.
        match self.length() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(..)"),
        }
    }
}
