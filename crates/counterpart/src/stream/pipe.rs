//! What both kinds of streams are: frames that come in, or values that go out.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::Outgoing;
use super::frame::{Frame, Frames, StreamError};
use crate::codec::{Reading, WriteError};
use crate::types::{Body, BodyError, BoxError};

/// Frames that come in, or values that go out.
pub(super) struct Pipe<I> {
    /// Behind a lock, so that a stream that is only lent can be sent, once.
    state: Mutex<State<I>>,
}

enum State<I> {
    /// Each is read in the manner of this reading.
    In(Box<Frames>, Reading),
    Out(Outgoing<I>),
    Gone,
}

impl<I> Pipe<I> {
    /// Values that are read in the manner of what they are found in.
    pub(super) fn incoming(frames: Frames, reading: &Reading) -> Self {
        Self {
            state: Mutex::new(State::In(Box::new(frames), reading.afresh())),
        }
    }

    pub(super) fn outgoing(values: Outgoing<I>) -> Self {
        Self {
            state: Mutex::new(State::Out(values)),
        }
    }

    pub(super) fn empty() -> Self {
        Self {
            state: Mutex::new(State::Gone),
        }
    }

    /// The frames that come in.
    pub(super) fn frames(&mut self) -> Option<&mut Frames> {
        match self.state.get_mut().unwrap_or_else(PoisonError::into_inner) {
            State::In(frames, _) => Some(frames),
            State::Out(_) | State::Gone => None,
        }
    }

    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
        read: &dyn Fn(Frame, &Reading) -> Result<I, StreamError>,
    ) -> Poll<Option<Result<I, StreamError>>> {
        match self.state.get_mut().unwrap_or_else(PoisonError::into_inner) {
            State::In(frames, manner) => frames
                .poll(cx)
                .map(|frame| Some(frame?.and_then(|frame| read(frame, manner)))),
            State::Out(values) => values
                .as_mut()
                .poll_next(cx)
                .map_err(|error| StreamError::Body(BodyError::Broken(error))),
            State::Gone => Poll::Ready(None),
        }
    }
}

impl<I: 'static> Pipe<I> {
    /// The stream as it is sent; it can be sent once.
    pub(super) fn take(&self, write: fn(&I, &mut Vec<u8>) -> Result<(), WriteError>) -> Option<Body> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *state, State::Gone) {
            State::In(frames, _) => Some(frames.body),
            State::Out(values) => Some(Body::stream(Written { values, write })),
            State::Gone => None,
        }
    }
}

/// Values that are being written.
struct Written<I> {
    values: Outgoing<I>,
    write: fn(&I, &mut Vec<u8>) -> Result<(), WriteError>,
}

impl<I> Stream for Written<I> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let write = self.write;
        let written = |value: I| {
            let mut out = Vec::new();
            write(&value, &mut out)?;
            Ok(Bytes::from(out))
        };
        self.values
            .as_mut()
            .poll_next(cx)
            .map(|value| Some(value?.and_then(written)))
    }
}

pin_project_lite::pin_project! {
    /// A stream whose values become those that are sent.
    pub(super) struct Made<S> {
        #[pin]
        values: S,
    }
}

impl<S> Made<S> {
    pub(super) fn of(values: S) -> Self {
        Self { values }
    }
}

/// A stream that does not fail.
impl<S: Stream> Stream for Made<S> {
    type Item = Result<S::Item, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.project().values.poll_next(cx).map(|value| value.map(Ok))
    }
}

pin_project_lite::pin_project! {
    /// A stream that may fail, with values that become those that are sent.
    pub(super) struct Tried<S, I> {
        #[pin]
        values: S,
        made: std::marker::PhantomData<fn() -> I>,
    }
}

impl<S, I> Tried<S, I> {
    pub(super) fn of(values: S) -> Self {
        Self {
            values,
            made: std::marker::PhantomData,
        }
    }
}

impl<S, V, E, I> Stream for Tried<S, I>
where
    S: Stream<Item = Result<V, E>>,
    V: Into<I>,
    E: Into<BoxError>,
{
    type Item = Result<I, BoxError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let value = self.project().values.poll_next(cx);
        value.map(|value| Some(value?.map(Into::into).map_err(Into::into)))
    }
}
