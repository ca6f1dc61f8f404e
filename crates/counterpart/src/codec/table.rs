//! What a record is, as data.

use super::{Failed, Sink, Slot, View, json};
use crate::validate::Rule;

/// What a record is made of, known when the code is generated.
#[derive(Debug)]
pub struct Table {
    /// The name of the Rust type, for `Debug`.
    pub name: &'static str,
    /// The fields, in the order of the slots.
    pub fields: &'static [Field],
    /// What happens to properties that are no field.
    pub rest: Rest,
    /// The rules of the object as a whole.
    pub rules: &'static [Rule],
}

impl Table {
    /// The fields that are written: those that are there, and those that must be.
    pub(crate) fn written<'v>(
        &'static self,
        slots: &'v [&'v dyn Slot],
    ) -> impl Iterator<Item = (&'static Field, &'v dyn Slot)> {
        let fields = self.fields.iter().zip(slots.iter().copied());
        fields.filter(|(field, slot)| field.need.is_required() || !slot.is_absent())
    }

    /// How many properties the object has.
    pub(crate) fn count(&'static self, slots: &[&dyn Slot]) -> u64 {
        let mut counter = Counter(self.written(slots).count() as u64);
        if let Some(rest) = self.rest_slot(slots) {
            // The counter does not fail.
            let _ = rest.show(&mut counter);
        }
        counter.0
    }

    /// Any name may be a property.
    pub(crate) fn is_open(&self) -> bool {
        self.rest == Rest::Kept
    }

    /// The map of additional properties.
    pub(crate) fn rest_slot<'v>(&self, slots: &'v [&'v dyn Slot]) -> Option<&'v dyn Slot> {
        slots.get(self.fields.len()).copied()
    }
}

/// Adds the entries of a map to a count.
struct Counter(u64);

impl Sink for Counter {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Map(entries) = view {
            self.0 += entries.count() as u64;
        }
        Ok(())
    }
}

/// A named field of a record.
#[derive(Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: &'static str,
    pub(crate) key: JsonKey,
    /// Whether it may be absent or null.
    pub need: Need,
    /// The rules of its value.
    pub rules: &'static [Rule],
    /// What a strict reading fills in where the property is absent, as JSON.
    pub default: Option<&'static str>,
}

/// Whether a field may be absent, and whether it may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Must be there.
    Required,
    /// Must be there and may be null: `Option<T>`.
    Nullable,
    /// May be absent: `Option<T>`.
    Optional,
    /// May be absent or null: `Maybe<T>`.
    Maybe,
}

impl Need {
    /// The field has to be there.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

/// What happens to properties that a record does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// They are skipped.
    Ignored,
    /// A strict reading refuses them.
    Closed,
    /// The last slot is a map that takes them.
    Kept,
}

impl Field {
    const fn of(name: &'static str, key: &'static str, rules: &'static [Rule], need: Need) -> Self {
        Self {
            name,
            key: JsonKey::of(name, key),
            need,
            rules,
            default: None,
        }
    }

    /// Sets what a strict reading fills in where the property is absent, as JSON.
    #[must_use]
    pub const fn or_default(mut self, json: &'static str) -> Self {
        self.default = Some(json);
        self
    }

    /// A field that must be there. `key` is the name as JSON between its comma and colon; the macro concatenates it.
    #[must_use]
    pub const fn required(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self::of(name, key, rules, Need::Required)
    }
    /// A field that must be there and may be null.
    #[must_use]
    pub const fn nullable(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self::of(name, key, rules, Need::Nullable)
    }
    /// A field that may be absent.
    #[must_use]
    pub const fn optional(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self::of(name, key, rules, Need::Optional)
    }
    /// A field that may be absent or null.
    #[must_use]
    pub const fn maybe(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self::of(name, key, rules, Need::Maybe)
    }
}

/// A name as JSON between comma and colon, unless it has something to escape.
#[derive(Debug)]
pub(crate) struct JsonKey(Option<&'static str>);

impl JsonKey {
    const fn of(name: &str, key: &'static str) -> Self {
        let mut bytes = name.as_bytes();
        while let [first, rest @ ..] = bytes {
            if json::escape::needs_escape(*first) {
                return Self(None);
            }
            bytes = rest;
        }
        Self(Some(key))
    }

    /// `,"name":`
    pub(crate) const fn text(&self) -> Option<&'static str> {
        self.0
    }
}
