//! Server-sent events.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::event::Event;
use super::frame::{Frames, Framing, StreamError};
use super::pipe::{Made, Pipe, Tried};
use super::try_next;
use crate::codec::{BodyView, Failed, Kind, Purpose, Reading, Sink, Slot, Source, View};
use crate::types::{Body, BoxError};

/// A stream of server-sent events whose data is a `T`.
///
/// It is a [`Stream`] of `Result<Event<T>, StreamError>`. Data of a textual type is the text itself, of any other type JSON.
/// A server makes one of a stream: [`Events::new`].
pub struct Events<T> {
    pipe: Pipe<Event<T>>,
}

impl<T: Slot + Send + 'static> Events<T> {
    /// The events of a stream, of whole events or just of their data.
    pub fn new<S>(events: S) -> Self
    where
        S: Stream + Send + 'static,
        S::Item: Into<Event<T>>,
    {
        Self::fallible(Made::of(events))
    }

    /// The events of a stream that may fail. A failure breaks the connection, so that a reader knows of it.
    pub fn fallible<S, V, E>(events: S) -> Self
    where
        S: Stream<Item = Result<V, E>> + Send + 'static,
        V: Into<Event<T>> + 'static,
        E: Into<BoxError> + 'static,
    {
        Self {
            pipe: Pipe::outgoing(Box::pin(Tried::of(events))),
        }
    }

    /// Sets how many bytes one event may have, 4 MiB unless told. A larger one ends the stream.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        if let Some(frames) = self.pipe.frames() {
            frames.limit = bytes;
        }
        self
    }

    /// The next event; `None` after the last.
    ///
    /// # Errors
    /// Where an event does not follow the description, or the stream ends before its time.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, StreamError> {
        try_next(self).await
    }

    /// The last id that was received, by which a new stream can go on where this one ended (`Last-Event-ID`).
    pub fn last_id(&mut self) -> Option<String> {
        self.pipe.frames()?.bookmark().0.map(str::to_owned)
    }

    /// How long the other side wants a reader to wait before it reconnects.
    pub fn retry(&mut self) -> Option<Duration> {
        self.pipe.frames()?.bookmark().1
    }
}

impl<T: Slot + Send + 'static> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let polled = self.pipe.poll(cx, &Event::read);
        match polled {
            // Not JSON, but what a whole family of APIs ends its streams with.
            Poll::Ready(Some(Err(StreamError::Misfit { bytes, .. }))) if bytes == "[DONE]" && is_structured::<T>() => {
                self.pipe = Pipe::empty();
                Poll::Ready(None)
            }
            polled => polled,
        }
    }
}

fn is_structured<T: Slot>() -> bool {
    matches!(Kind::of(&T::blank()), Kind::Array | Kind::Object(_))
}

impl<T: Slot + Send + 'static> BodyView for Events<T> {
    fn length(&self) -> Option<u64> {
        None
    }

    fn take(&self, _media_type: &str) -> Option<Body> {
        self.pipe.take(Event::write)
    }
}

impl<T: Slot + Send + 'static> Slot for Events<T> {
    fn blank() -> Self {
        Self { pipe: Pipe::empty() }
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let Source::Body(body) = source else {
            return reading.mismatch("a stream of events", &source);
        };
        let frames = Frames::new(body.take().unwrap_or_default(), Framing::Events);
        self.pipe = Pipe::incoming(frames, reading);
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        if sink.purpose() == Purpose::Debug {
            return sink.accept(View::Str("events"));
        }
        sink.accept(View::Body(self))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events(..)")
    }
}
