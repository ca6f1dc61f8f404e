//! Enums: strings and integers of which a description lists the values.

use super::{Failed, Reading, Source};
use crate::types::{UnknownValue, UnlistedValue};

impl Reading {
    /// Reads one of the listed strings: `names` and `values` are in one order.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn string_enum<E: Clone>(
        &mut self,
        source: Source<'_>,
        slot: &mut E,
        names: &'static [&'static str],
        values: &'static [E],
        unknown: fn(UnknownValue) -> E,
    ) -> Result<(), Failed> {
        let (Source::Str(text) | Source::Text(text)) = source else {
            return self.mismatch("a string", &source);
        };
        let known = names
            .iter()
            .position(|name| *name == text)
            .and_then(|index| values.get(index));
        match known {
            Some(value) => *slot = value.clone(),
            None if self.is_strict() => return self.unlisted(&names),
            None => *slot = unknown(UnknownValue::received(text)),
        }
        Ok(())
    }

    /// Reads one of the listed integers.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn integer_enum<E: Clone>(
        &mut self,
        source: Source<'_>,
        slot: &mut E,
        numbers: &'static [i64],
        values: &'static [E],
        unknown: fn(i64) -> E,
    ) -> Result<(), Failed> {
        let mut number = 0;
        let mark = self.mark();
        super::Slot::put(&mut number, source, self)?;
        if !self.is_clean_since(mark) {
            return Ok(());
        }
        let known = numbers
            .iter()
            .position(|listed| *listed == number)
            .and_then(|index| values.get(index));
        match known {
            Some(value) => *slot = value.clone(),
            None if self.is_strict() => return self.unlisted(&numbers),
            None => *slot = unknown(number),
        }
        Ok(())
    }

    #[cold]
    pub(super) fn unlisted(&mut self, listed: &dyn std::fmt::Debug) -> Result<(), Failed> {
        let listed = format!("{listed:?}");
        self.violate("enum", format!("expected one of {}", listed.trim_matches(['[', ']'])))
    }
}

/// The listed value of a text, for generated implementations of `FromStr`.
///
/// # Errors
/// When the text is not listed.
#[doc(hidden)]
pub fn parse_enum<E: Clone>(
    text: &str,
    names: &'static [&'static str],
    values: &'static [E],
) -> Result<E, UnlistedValue> {
    let index = names.iter().position(|name| *name == text);
    index
        .and_then(|index| values.get(index))
        .cloned()
        .ok_or(UnlistedValue::new(names))
}
