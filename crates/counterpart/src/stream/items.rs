//! JSON lines and JSON sequences.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::frame::{Frame, Frames, Framing, StreamError};
use super::pipe::{Made, Pipe, Tried};
use super::try_next;
use crate::codec::{BodyView, Failed, Purpose, ReadError, Reading, Reason, Sink, Slot, Source, View, WriteError, json};
use crate::types::{Body, BoxError};

/// A stream of JSON values: a line each (JSON Lines, NDJSON), or a sequence of texts (RFC 7464), as the media type says.
///
/// It is a [`Stream`] of `Result<T, StreamError>`. A server makes one of a stream: [`Items::new`].
pub struct Items<T> {
    pipe: Pipe<T>,
}

impl<T: Slot + Send + 'static> Items<T> {
    /// The values of a stream.
    pub fn new<S>(items: S) -> Self
    where
        S: Stream<Item = T> + Send + 'static,
    {
        Self::fallible(Made::of(items))
    }

    /// The values of a stream that may fail. A failure breaks the connection, so that a reader knows of it.
    pub fn fallible<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self {
            pipe: Pipe::outgoing(Box::pin(Tried::of(items))),
        }
    }

    /// Sets how many bytes one value may have, 4 MiB unless told. A larger one ends the stream.
    #[must_use]
    pub fn with_limit(mut self, bytes: usize) -> Self {
        if let Some(frames) = self.pipe.frames() {
            frames.limit = bytes;
        }
        self
    }

    /// The next value; `None` after the last.
    ///
    /// # Errors
    /// Where a value does not follow the description, or the stream ends before its time.
    pub async fn try_next(&mut self) -> Result<Option<T>, StreamError> {
        try_next(self).await
    }

    fn read(frame: Frame, manner: &Reading) -> Result<T, StreamError> {
        let mut item = T::blank();
        frame.read(manner, &mut item, &json::read_slice)?;
        Ok(item)
    }

    fn read_of_sequence(frame: Frame, manner: &Reading) -> Result<T, StreamError> {
        let mut item = T::blank();
        frame.read(manner, &mut item, &read_whole)?;
        Ok(item)
    }

    fn write_line(item: &T, out: &mut Vec<u8>) -> Result<(), WriteError> {
        out.append(&mut json::to_vec(item)?);
        out.push(b'\n');
        Ok(())
    }

    fn write_record(item: &T, out: &mut Vec<u8>) -> Result<(), WriteError> {
        out.push(0x1e);
        Self::write_line(item, out)
    }
}

/// RFC 7464, section 2.4: a number or a word that no space follows may have been cut off.
fn read_whole(text: &[u8], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'}' | b']');
    if !text.last().is_some_and(ends) {
        return Err(ReadError {
            pointer: String::new(),
            reason: Reason::Syntax("the text may have been cut off".into()),
            line: 0,
            column: 0,
        });
    }
    json::read_slice(text, slot, reading)
}

fn framing(media_type: &str) -> Framing {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    if essence.to_ascii_lowercase().ends_with("json-seq") {
        Framing::Sequence
    } else {
        Framing::Lines
    }
}

impl<T: Slot + Send + 'static> Stream for Items<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let is_sequence = self
            .pipe
            .frames()
            .is_some_and(|frames| frames.framing() == Framing::Sequence);
        match is_sequence {
            true => self.pipe.poll(cx, &Self::read_of_sequence),
            false => self.pipe.poll(cx, &Self::read),
        }
    }
}

impl<T: Slot + Send + 'static> BodyView for Items<T> {
    fn length(&self) -> Option<u64> {
        None
    }

    fn take(&self, media_type: &str) -> Option<Body> {
        match framing(media_type) {
            Framing::Sequence => self.pipe.take(Self::write_record),
            Framing::Lines | Framing::Events => self.pipe.take(Self::write_line),
        }
    }
}

impl<T: Slot + Send + 'static> Slot for Items<T> {
    fn blank() -> Self {
        Self { pipe: Pipe::empty() }
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let Source::Body(body) = source else {
            return reading.mismatch("a stream of values", &source);
        };
        let framing = framing(body.media_type().unwrap_or_default());
        let frames = Frames::new(body.take().unwrap_or_default(), framing);
        self.pipe = Pipe::incoming(frames, reading);
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        if sink.purpose() == Purpose::Debug {
            return sink.accept(View::Str("values"));
        }
        sink.accept(View::Body(self))
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items(..)")
    }
}
