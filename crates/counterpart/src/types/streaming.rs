//! Streams of bytes, as bodies have them.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::{BodyError, BoxError};

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BodyError>> + Send>>;

/// A stream of bytes, and what is known of it.
pub(super) struct Streaming {
    chunks: Chunks,
    /// How many bytes it still has, where that is known.
    length: Option<u64>,
}

impl Streaming {
    /// A stream, and how many bytes it has where that is known.
    pub(super) fn new<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let chunks: Chunks = Box::pin(Ours { stream });
        Self { chunks, length }
    }

    /// How many bytes it still has, where that is known.
    pub(super) fn length(&self) -> Option<u64> {
        self.length
    }

    pub(super) fn set_length(&mut self, bytes: u64) {
        self.length = Some(bytes);
    }

    /// The same, of which no more than so many bytes can be read.
    #[cfg(feature = "server")]
    pub(super) fn limited(self, limit: usize) -> Self {
        let Self { chunks, length } = self;
        let left = limit;
        let chunks: Chunks = Box::pin(Limited { chunks, left, limit });
        Self { chunks, length }
    }

    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BodyError>>> {
        let polled = self.chunks.as_mut().poll_next(cx);
        if let (Poll::Ready(Some(Ok(chunk))), Some(left)) = (&polled, &mut self.length) {
            *left = left.saturating_sub(chunk.len() as u64);
        }
        polled
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
        chunk.map_err(BodyError::of)
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
