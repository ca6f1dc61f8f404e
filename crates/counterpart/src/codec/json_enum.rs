//! Enums of JSON values of any kind.

use serde_json::Value;

use super::{Failed, Reading, Source};
use crate::validate::Node;

impl Reading {
    /// Reads one of the listed JSON values: `texts` and `values` are in one order.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn json_enum<E: Clone>(
        &mut self,
        source: Source<'_>,
        slot: &mut E,
        texts: &'static [&'static str],
        values: &[E],
        unknown: fn(Value) -> E,
    ) -> Result<(), Failed> {
        // A text of a syntax without kinds is what it looks like, or else a string.
        let meant = match source {
            Source::Text(text) => serde_json::from_str(text).ok(),
            _ => None,
        };
        let value: Value = super::fill(source, self)?;
        let position = |node: Node<'_>| texts.iter().position(|text| node.is_text(text));
        let listed = meant.as_ref().and_then(|meant: &Value| position(meant.into()));
        let known = listed
            .or_else(|| position((&value).into()))
            .and_then(|index| values.get(index));
        match known {
            Some(value) => *slot = value.clone(),
            None if self.is_strict() => {
                return self.violate("enum", format!("expected one of {}", texts.join(", ")));
            }
            None => *slot = unknown(value),
        }
        Ok(())
    }
}

/// The value of a JSON text in generated code, which the generator wrote.
#[doc(hidden)]
#[must_use]
pub fn listed_json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
