//! A server-sent event.

use std::time::Duration;

use super::frame::{Frame, StreamError};
use super::named::{MESSAGE, by_name, name_of, within};
use crate::codec::{Kind, ReadError, Reading, Slot, WriteError, json, text};

/// A server-sent event (HTML, section 9.2).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What it tells.
    pub data: T,
    /// Its kind; without one it is a `message`.
    pub name: Option<String>,
    /// The id of the last event that had one, which a reader that reconnects names.
    pub id: Option<String>,
    /// How long a reader should wait before it reconnects.
    pub retry: Option<Duration>,
}

impl<T> Event<T> {
    /// An event with nothing but its data.
    #[must_use]
    pub fn new(data: T) -> Self {
        Self {
            data,
            name: None,
            id: None,
            retry: None,
        }
    }

    /// Names its kind.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Gives it an id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Tells readers how long to wait before they reconnect.
    #[must_use]
    pub fn with_retry(mut self, wait: Duration) -> Self {
        self.retry = Some(wait);
        self
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

impl<T: Slot> Event<T> {
    pub(super) fn read(frame: Frame, manner: &Reading) -> Result<Self, StreamError> {
        let mut data = T::blank();
        let named = name_of(&data).map(|_| frame.name.as_deref().unwrap_or(MESSAGE));
        match named {
            Some(name) => frame.read(manner, &mut data, &|bytes, slot, reading| {
                by_name(name, bytes, slot, reading)
            })?,
            None => frame.read(manner, &mut data, &read_data)?,
        }
        let Frame { name, id, retry, .. } = frame;
        Ok(Self { data, name, id, retry })
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let Self { name, id, retry, .. } = self;
        let own = name_of(&self.data).flatten().filter(|name| *name != MESSAGE);
        write_field("id", id.as_deref(), out);
        write_field("event", name.as_deref().or(own), out);
        let retry = retry.map(|wait| wait.as_millis().to_string());
        write_field("retry", retry.as_deref(), out);
        write_data(&self.data, out)
    }
}

/// A text is itself; everything else is JSON.
pub(super) fn read_data(bytes: &[u8], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    match Kind::of(slot) {
        Kind::Scalar | Kind::File => text::read_slice(bytes, slot, reading),
        // Of any JSON, what is none is text: a mark such as `[DONE]`.
        Kind::Any if serde_json::from_slice::<serde_core::de::IgnoredAny>(bytes).is_err() => {
            text::read_slice(bytes, slot, reading)
        }
        Kind::Any | Kind::Array | Kind::Object(_) => json::read_slice(bytes, slot, reading),
    }
}

/// Each line of the data is a line of the event.
fn write_data(data: &dyn Slot, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let mut written = Ok(Vec::new());
    within(data, &mut |data| {
        written = match Kind::of(data) {
            Kind::Scalar | Kind::File => text::to_vec(data),
            Kind::Any | Kind::Array | Kind::Object(_) => json::to_vec(data),
        };
    });
    let written = written?;
    let written = String::from_utf8(written).map_err(|_| WriteError::new("an event has to be text"))?;
    for line in written.replace("\r\n", "\n").split(['\n', '\r']) {
        write_field("data", Some(line), out);
    }
    out.push(b'\n');
    Ok(())
}

/// A line break within would begin another field.
fn write_field(name: &str, value: Option<&str>, out: &mut Vec<u8>) {
    if let Some(value) = value {
        let value: String = value
            .chars()
            .filter(|char| !matches!(char, '\n' | '\r' | '\0'))
            .collect();
        out.extend_from_slice(format!("{name}: {value}\n").as_bytes());
    }
}
