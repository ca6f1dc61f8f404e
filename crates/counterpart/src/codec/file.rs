//! Bytes: base64 inside of JSON, raw where a syntax carries files.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::body::show_length;
use super::{Failed, Purpose, Reading, Sink, Slot, Source, View};
use crate::types::{Base64, File, Password};

/// Writes padding, as RFC 4648 wants it, and does not insist on it when reading.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl Slot for Base64 {
    fn blank() -> Self {
        Self(Bytes::new())
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let text = match source {
            Source::Str(text) | Source::Text(text) => text,
            Source::File(file) => {
                self.0 = file.bytes.clone();
                return Ok(());
            }
            other => return reading.mismatch("a string in base64", &other),
        };
        match BASE64.decode(text) {
            Ok(bytes) => self.0 = bytes.into(),
            Err(_) => return reading.violate("format", "expected base64"),
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        if sink.purpose() == Purpose::Debug {
            return show_length(Some(self.0.len() as u64), sink);
        }
        sink.accept(View::Str(&BASE64.encode(&self.0)))
    }
}

/// Raw bytes: as text where the syntax is text.
impl Slot for Bytes {
    fn blank() -> Self {
        Self::new()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Str(text) | Source::Text(text) => Self::copy_from_slice(text.as_bytes()),
            Source::File(file) => file.bytes.clone(),
            Source::Body(body) => match body.ready_bytes() {
                Some(bytes) => bytes,
                None => return reading.mismatch("bytes", &source),
            },
            other => return reading.mismatch("bytes", &other),
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        if sink.purpose() == Purpose::Debug {
            return show_length(Some(self.len() as u64), sink);
        }
        sink.accept(View::File(&File::from(self.clone())))
    }
}

impl Slot for File {
    fn blank() -> Self {
        Self::default()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match source {
            Source::File(file) => self.clone_from(file),
            other => return self.bytes.put(other, reading),
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        if sink.purpose() == Purpose::Debug {
            return show_length(Some(self.bytes.len() as u64), sink);
        }
        sink.accept(View::File(self))
    }
}

impl Slot for Password {
    fn blank() -> Self {
        Self::default()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        self.0.put(source, reading)
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        sink.accept(View::Str(if sink.purpose() == Purpose::Debug {
            "redacted"
        } else {
            &self.0
        }))
    }
}
