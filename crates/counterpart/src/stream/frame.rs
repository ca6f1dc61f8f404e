//! A body cut into the texts of its values.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::{LIMIT, Resume, Resuming};
use crate::codec::{ReadError, Reading, Reason, Slot};
use crate::types::{Body, BodyError, BoxError};

/// Why a value of a stream cannot be had. After [`StreamError::Misfit`] the stream goes on.
#[non_exhaustive]
pub enum StreamError {
    /// A value does not follow the description.
    Misfit {
        /// What is wrong with it, and where.
        error: ReadError,
        /// The value as received.
        bytes: Bytes,
    },
    /// A value has more bytes than are accepted.
    TooLarge {
        /// How many are.
        limit: usize,
    },
    /// The stream ended before it was whole.
    Body(BodyError),
    /// A stream that was lost could not be taken up again.
    Reconnect(BoxError),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Misfit { error, .. } => write!(f, "a value of the stream does not fit: {error}"),
            Self::TooLarge { limit } => write!(f, "a value of the stream is larger than {limit} bytes"),
            Self::Body(error) => error.fmt(f),
            Self::Reconnect(error) => write!(f, "the stream was lost and cannot be taken up again: {error}"),
        }
    }
}

impl fmt::Debug for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The value may be a secret.
        write!(f, "StreamError({self})")
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Misfit { error, .. } => Some(error),
            Self::TooLarge { .. } => None,
            Self::Body(error) => Some(error),
            Self::Reconnect(error) => Some(&**error),
        }
    }
}

/// The text of one value; for an event, with what else it says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) text: Vec<u8>,
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
}

/// How the text of a value is read.
pub(super) type Read<'r> = dyn Fn(&[u8], &mut dyn Slot, &mut Reading) -> Result<(), ReadError> + 'r;

impl Frame {
    /// Reads the value, in the manner of a reading.
    pub(super) fn read(&self, manner: &Reading, slot: &mut dyn Slot, read: &Read<'_>) -> Result<(), StreamError> {
        let mut reading = manner.afresh();
        let outcome = read(&self.text, slot, &mut reading);
        let violation = reading.into_violations().into_iter().next();
        let error = outcome.err().or(violation.map(|violation| ReadError {
            pointer: violation.pointer,
            reason: Reason::Misfit {
                rule: violation.rule,
                detail: violation.detail,
            },
            line: 0,
            column: 0,
        }));
        let bytes = || Bytes::copy_from_slice(&self.text);
        error.map_or(Ok(()), |error| Err(StreamError::Misfit { error, bytes: bytes() }))
    }
}

/// What separates values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// A line each.
    Lines,
    /// RFC 7464: a record separator before each.
    Sequence,
    /// Server-sent events.
    Events,
}

/// A body, frame by frame.
pub(super) struct Frames {
    pub(super) body: Body,
    pub(super) limit: usize,
    cutter: Cutter,
    is_over: bool,
    /// What takes the stream up where it is lost.
    resume: Option<Box<dyn Resume>>,
    resuming: Option<Resuming>,
}

impl Frames {
    pub(super) fn new(mut body: Body, framing: Framing) -> Self {
        let resume = body.take_resume();
        Self {
            body,
            limit: LIMIT,
            cutter: Cutter::new(framing),
            is_over: false,
            resume,
            resuming: None,
        }
    }

    pub(super) fn framing(&self) -> Framing {
        self.cutter.framing
    }

    /// The last id that was said, and how long to wait before a reconnection.
    pub(super) fn bookmark(&self) -> (Option<&str>, Option<Duration>) {
        (self.cutter.last_id.as_deref(), self.cutter.wait)
    }

    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame, StreamError>>> {
        loop {
            if let Some(frame) = self.cutter.ready.pop_front() {
                self.resume.iter_mut().for_each(|resume| resume.recovered());
                return Poll::Ready(Some(Ok(frame)));
            }
            if self.is_over {
                return Poll::Ready(None);
            }
            if let Some(resuming) = &mut self.resuming {
                let Poll::Ready(resumed) = resuming.as_mut().poll(cx) else {
                    return Poll::Pending;
                };
                if let Some(failed) = self.resumed(resumed) {
                    return Poll::Ready(Some(Err(failed)));
                }
                continue;
            }
            let Poll::Ready(chunk) = Pin::new(&mut self.body).poll_next(cx) else {
                return Poll::Pending;
            };
            let failed = match chunk {
                Some(Ok(chunk)) => self.cutter.push(&chunk, self.limit).err(),
                _ if self.resume.is_some() => {
                    self.resume();
                    None
                }
                Some(Err(error)) => Some(StreamError::Body(error)),
                None => {
                    self.cutter.finish();
                    self.is_over = true;
                    None
                }
            };
            if let Some(error) = failed {
                self.is_over = true;
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl Frames {
    /// Begins to take the stream up.
    fn resume(&mut self) {
        let (last_id, wait) = (self.cutter.last_id.as_deref(), self.cutter.wait);
        self.resuming = self.resume.as_mut().map(|resume| resume.resume(last_id, wait));
    }

    fn resumed(&mut self, resumed: Result<Option<Body>, BoxError>) -> Option<StreamError> {
        self.resuming = None;
        match resumed {
            Ok(Some(body)) => {
                self.body = body;
                self.cutter.begin_anew();
                return None;
            }
            Ok(None) => self.is_over = true,
            Err(error) => {
                self.is_over = true;
                return Some(StreamError::Reconnect(error));
            }
        }
        None
    }
}

/// Cuts bytes, however they arrive.
struct Cutter {
    framing: Framing,
    ready: VecDeque<Frame>,
    /// The line, or record, that has not ended.
    line: Vec<u8>,
    /// The event that has not ended.
    event: Frame,
    has_data: bool,
    /// The id that counts when the event has ended.
    next_id: Option<String>,
    last_id: Option<String>,
    wait: Option<Duration>,
    /// A line ended with CR, so that an LF belongs to it.
    after_cr: bool,
    is_first: bool,
}

impl Cutter {
    fn new(framing: Framing) -> Self {
        Self {
            framing,
            ready: VecDeque::new(),
            line: Vec::new(),
            event: Frame::default(),
            has_data: false,
            next_id: None,
            last_id: None,
            wait: None,
            after_cr: false,
            is_first: true,
        }
    }

    /// Forgets the event that was cut off, and remembers where the stream stood.
    fn begin_anew(&mut self) {
        *self = Self {
            next_id: self.last_id.clone(),
            last_id: self.last_id.take(),
            wait: self.wait,
            ..Self::new(self.framing)
        };
    }

    fn push(&mut self, chunk: &[u8], limit: usize) -> Result<(), StreamError> {
        let mut rest = chunk;
        while !rest.is_empty() {
            if std::mem::take(&mut self.after_cr) && rest.first() == Some(&b'\n') {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let end = rest.iter().position(|byte| self.ends(*byte));
            let (piece, after) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, &[]));
            self.line.extend_from_slice(piece);
            if self.line.len() + self.event.text.len() > limit {
                return Err(StreamError::TooLarge { limit });
            }
            if end.is_some() {
                self.after_cr = after.first() == Some(&b'\r');
                self.end_line();
            }
            rest = after.get(1..).unwrap_or_default();
        }
        // The separator of a sequence comes before a text: who waits for the next has each text late.
        if self.framing == Framing::Sequence && self.line.ends_with(b"\n") && is_whole(&self.line) {
            self.end_line();
        }
        Ok(())
    }

    fn ends(&self, byte: u8) -> bool {
        match self.framing {
            Framing::Lines => byte == b'\n',
            Framing::Sequence => byte == 0x1e,
            Framing::Events => matches!(byte, b'\n' | b'\r'),
        }
    }

    /// What comes after the last separator is a value, but not an event: that one was cut off.
    fn finish(&mut self) {
        if self.framing != Framing::Events {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if std::mem::take(&mut self.is_first) && line.starts_with(b"\xef\xbb\xbf") {
            line.drain(..3);
        }
        if self.framing == Framing::Events {
            self.event_line(&line);
        } else if line.iter().any(|byte| !byte.is_ascii_whitespace()) {
            self.ready.push_back(Frame {
                text: line,
                ..Frame::default()
            });
        }
    }

    /// HTML, section 9.2.6.
    fn event_line(&mut self, line: &[u8]) {
        if line.is_empty() {
            return self.end_event();
        }
        let (field, value) = match line.iter().position(|byte| *byte == b':') {
            Some(at) => (line.get(..at), line.get(at + 1..)),
            None => (Some(line), None),
        };
        let value = value.unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match field.unwrap_or_default() {
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.text.push(b'\n');
                }
                self.event.text.extend_from_slice(value);
            }
            b"event" => self.event.name = Some(text()).filter(|name| !name.is_empty()),
            b"id" if !value.contains(&0) => self.next_id = Some(text()).filter(|id| !id.is_empty()),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                if let Ok(wait) = text().parse() {
                    self.wait = Some(Duration::from_millis(wait));
                    self.event.retry = self.wait;
                }
            }
            // A comment, or what is not known yet.
            _ => {}
        }
    }

    /// An event without data tells nothing.
    fn end_event(&mut self) {
        self.last_id.clone_from(&self.next_id);
        let mut event = std::mem::take(&mut self.event);
        if std::mem::take(&mut self.has_data) {
            event.id.clone_from(&self.last_id);
            self.ready.push_back(event);
        }
    }
}

fn is_whole(text: &[u8]) -> bool {
    serde_json::from_slice::<serde_core::de::IgnoredAny>(text).is_ok()
}
