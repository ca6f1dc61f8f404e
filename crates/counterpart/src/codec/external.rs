//! Types of the user, through serde.

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use serde_json::Value;

use super::{Failed, Reading, Sink, Slot, Source, View};
use crate::types::Extern;

impl<T: Serialize + DeserializeOwned + Default + Clone> Slot for Extern<T> {
    fn blank() -> Self {
        Self::default()
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        let looks_like = match source {
            // A text of a syntax without kinds may be meant as a number or a boolean.
            Source::Text(text) => serde_json::from_str(text)
                .ok()
                .filter(|value: &Value| !value.is_string()),
            _ => None,
        };
        let value: Value = super::fill(source, reading)?;
        let read = serde_json::from_value(value).ok();
        match read.or_else(|| serde_json::from_value(looks_like?).ok()) {
            Some(value) => self.0 = value,
            // The error of serde would repeat the value.
            None => return reading.violate("format", "the value does not fit its type"),
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match serde_json::to_value(&self.0) {
            Ok(value) => sink.accept(View::Json(&value)),
            Err(_) => Err(Failed::NOTED),
        }
    }
}
