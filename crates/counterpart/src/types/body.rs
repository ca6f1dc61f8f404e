//! Bodies of messages: bytes that are there, or a stream of them.

use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::collected::Collected;
use super::seldom::Seldom;
use super::streaming::Streaming;
use crate::stream::{Resume, try_next};

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
    /// What is there; a stream has none.
    bytes: Bytes,
    rare: Seldom<Rare>,
}

/// What few bodies have.
#[derive(Default)]
struct Rare {
    /// Behind a lock, so that a body that is only lent can be sent, once; `None` within is a stream that was.
    stream: Option<Mutex<Option<Streaming>>>,
    media_type: Option<Box<str>>,
    /// What takes the stream up where it is lost; behind a lock for the same reason.
    resume: Mutex<Option<Box<dyn Resume>>>,
}

impl Rare {
    fn stream_mut(&mut self) -> Option<&mut Option<Streaming>> {
        Some(unlocked(self.stream.as_mut()?))
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
        Self::of_stream(Some(Streaming::new(stream, length)))
    }

    /// Says how many bytes a stream has, so that the other side learns it before (`Content-Length`). A stream must keep to it.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        if let Some(Some(stream)) = self.stream_mut() {
            stream.set_length(bytes);
        }
        self
    }

    /// Says which media type it is, where the description only has a range of them.
    #[must_use]
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.rare.get_or_default().media_type = Some(media_type.into().into());
        self
    }

    /// The media type that it came with, or is sent with.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.rare.get()?.media_type.as_deref()
    }

    /// How many bytes are left, where that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match self.lent_stream() {
            None => Some(self.bytes.len() as u64),
            Some(stream) => lock(stream).as_ref()?.length(),
        }
    }

    /// Reads it to the end.
    ///
    /// # Errors
    /// [`BodyError::TooLarge`] beyond `limit` bytes, which are not read; [`BodyError::Broken`] where the stream fails.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, BodyError> {
        self.collect(limit).await
    }

    /// The next bytes of it; `None` after the last.
    ///
    /// # Errors
    /// [`BodyError::Broken`] where the stream fails.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, BodyError> {
        try_next(self).await
    }

    /// Reads it to the end, and keeps the bytes.
    ///
    /// # Errors
    /// Those of [`Body::bytes`].
    #[cfg(feature = "client")]
    pub(crate) async fn gather(&mut self, limit: usize) -> Result<(), BodyError> {
        self.bytes = self.collect(limit).await?;
        if let Some(rare) = self.rare.get_mut() {
            rare.stream = None;
        }
        Ok(())
    }

    /// As [`Body::bytes`], of a body that stays where it is.
    pub(crate) async fn collect(&mut self, limit: usize) -> Result<Bytes, BodyError> {
        let mut all = Collected::new(limit);
        all.announce(self.length().unwrap_or_default())?;
        while let Some(chunk) = self.try_next().await? {
            all.push(chunk)?;
        }
        Ok(all.finish())
    }

    /// The bytes, where they are all there; a stream has none before it is read.
    #[must_use]
    pub fn ready_bytes(&self) -> Option<Bytes> {
        self.ready().cloned()
    }

    /// As [`Body::ready_bytes`], lent.
    pub(crate) fn ready(&self) -> Option<&Bytes> {
        match self.lent_stream() {
            None => Some(&self.bytes),
            Some(_) => None,
        }
    }

    /// Takes the bytes, where they are all there.
    #[cfg(feature = "client")]
    pub(crate) fn take_ready_bytes(&mut self) -> Option<Bytes> {
        match self.lent_stream() {
            None => Some(mem::take(&mut self.bytes)),
            Some(_) => None,
        }
    }

    /// Takes it out of where it is lent from: bytes stay there too, a stream can be taken once.
    pub(crate) fn take(&self) -> Option<Self> {
        let taken = |rare: &Rare| {
            let stream = match &rare.stream {
                None => None,
                Some(stream) => Some(Mutex::new(Some(lock(stream).take()?))),
            };
            Some(Seldom::some(Rare {
                stream,
                media_type: rare.media_type.clone(),
                resume: Mutex::new(lock(&rare.resume).take()),
            }))
        };
        Some(Self {
            bytes: self.bytes.clone(),
            rare: self.rare.get().map_or(Some(Seldom::NONE), taken)?,
        })
    }

    /// Has something take it up where it is lost.
    #[cfg(feature = "client")]
    pub(crate) fn resume_with(&mut self, resume: Box<dyn Resume>) {
        self.rare.get_or_default().resume = Mutex::new(Some(resume));
    }

    /// What takes the stream up where it is lost, if anything does.
    pub(crate) fn take_resume(&mut self) -> Option<Box<dyn Resume>> {
        unlocked(&mut self.rare.get_mut()?.resume).take()
    }

    /// The same, of which no more than so many bytes can be read.
    #[cfg(feature = "server")]
    pub(crate) fn limited(mut self, limit: usize) -> Self {
        if let Some(stream) = self.stream_mut() {
            *stream = stream.take().map(|stream| stream.limited(limit));
        }
        self
    }

    /// A stream that was sent before: reading it is an error.
    pub(crate) fn gone() -> Self {
        Self::of_stream(None)
    }

    fn of_stream(stream: Option<Streaming>) -> Self {
        Self {
            bytes: Bytes::new(),
            rare: Seldom::some(Rare {
                stream: Some(Mutex::new(stream)),
                ..Rare::default()
            }),
        }
    }

    fn lent_stream(&self) -> Option<&Mutex<Option<Streaming>>> {
        self.rare.get()?.stream.as_ref()
    }

    fn stream_mut(&mut self) -> Option<&mut Option<Streaming>> {
        self.rare.get_mut()?.stream_mut()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What nobody else has needs no lock.
fn unlocked<T>(mutex: &mut Mutex<T>) -> &mut T {
    mutex.get_mut().unwrap_or_else(PoisonError::into_inner)
}

impl Stream for Body {
    type Item = Result<Bytes, BodyError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { bytes, rare } = &mut *self;
        match rare.get_mut().and_then(Rare::stream_mut) {
            Some(Some(stream)) => stream.poll_next(cx),
            Some(None) => Poll::Ready(Some(Err(BodyError::Broken("the stream was sent before".into())))),
            None if bytes.is_empty() => Poll::Ready(None),
            None => Poll::Ready(Some(Ok(mem::take(bytes)))),
        }
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
    pub(crate) fn of(error: impl Into<BoxError>) -> Self {
        match error.into().downcast() {
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
        Self {
            bytes,
            rare: Seldom::NONE,
        }
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
