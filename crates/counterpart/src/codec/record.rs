//! Records: values with named fields.

use super::{Failed, MapSource, Reading, Sink, Slot, Source, View, json};
use crate::validate::{self, Rule};

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
    /// A field that must be there. `key` is the name as JSON between its comma and colon; the macro concatenates it.
    #[must_use]
    pub const fn required(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self {
            name,
            key: JsonKey::of(name, key),
            need: Need::Required,
            rules,
        }
    }
    /// A field that must be there and may be null.
    #[must_use]
    pub const fn nullable(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self {
            name,
            key: JsonKey::of(name, key),
            need: Need::Nullable,
            rules,
        }
    }
    /// A field that may be absent.
    #[must_use]
    pub const fn optional(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self {
            name,
            key: JsonKey::of(name, key),
            need: Need::Optional,
            rules,
        }
    }
    /// A field that may be absent or null.
    #[must_use]
    pub const fn maybe(name: &'static str, key: &'static str, rules: &'static [Rule]) -> Self {
        Self {
            name,
            key: JsonKey::of(name, key),
            need: Need::Maybe,
            rules,
        }
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

/// Which fields have been read.
#[derive(Default)]
struct Seen {
    first: u128,
    /// For the rare record of more than 128 fields.
    more: Vec<bool>,
}

impl Seen {
    fn for_fields(count: usize) -> Self {
        Self {
            first: 0,
            more: vec![false; count.saturating_sub(128)],
        }
    }

    /// Notes a field; true if it was there before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index < 128 {
            let before = self.first;
            self.first |= 1 << index;
            return before == self.first;
        }
        self.more
            .get_mut(index - 128)
            .is_some_and(|seen| std::mem::replace(seen, true))
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        if index < 128 {
            return self.first & (1 << index) != 0;
        }
        self.more.get(index - 128).copied().unwrap_or(false)
    }
}

/// What a key turned out to be.
enum Key {
    Field(usize),
    /// Owned, because the key is lent only for a moment and its value comes after.
    Other(String),
    /// Not needed by anyone.
    Ignored,
}

impl Reading {
    /// Reads an object into the slots of a record, which are in the order of its table.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn record(
        &mut self,
        source: Source<'_>,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), Failed> {
        let Source::Map(map) = source else {
            return self.mismatch("an object", &source);
        };
        self.refuse_null(false);
        if self.refilling > 0 && table.rest == Rest::Kept {
            if let Some(rest) = slots.last_mut() {
                rest.put(Source::Absent, self)?;
            }
        }
        let mut seen = Seen::for_fields(table.fields.len());
        let count = self.entries(map, table, slots, &mut seen)?;
        self.finish_record(table, slots, &seen)?;
        if self.is_strict() && !table.rules.is_empty() {
            validate::check_count(count, table.rules, self);
        }
        Ok(())
    }

    /// Reads the entries in whatever order they come; gives how many properties there were.
    fn entries(
        &mut self,
        map: &mut dyn MapSource,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        seen: &mut Seen,
    ) -> Result<u64, Failed> {
        // Most writers keep the order of the description: the first guess is the field after the last one.
        let mut guess = 0;
        let mut count = 0;
        let needs_name = table.rest == Rest::Kept || (table.rest == Rest::Closed && self.is_strict());
        loop {
            let mut key = Key::Ignored;
            let more = map.key(
                &mut |name| {
                    key = match position(table.fields, guess, name) {
                        Some(index) => Key::Field(index),
                        None if needs_name => Key::Other(name.to_owned()),
                        None => Key::Ignored,
                    }
                },
                self,
            )?;
            if !more {
                return Ok(count);
            }
            count += 1;
            match key {
                Key::Field(index) => {
                    guess = index + 1;
                    let again = seen.insert(index);
                    count -= u64::from(again);
                    if let (Some(field), Some(slot)) = (table.fields.get(index), slots.get_mut(index)) {
                        self.field(map, field, *slot, again)?;
                    }
                }
                Key::Other(name) => self.other(map, table, slots, &name)?,
                Key::Ignored => map.skip(self)?,
            }
        }
    }

    /// Reads the value of a field and checks its rules.
    #[inline]
    fn field(
        &mut self,
        map: &mut dyn MapSource,
        field: &'static Field,
        slot: &mut dyn Slot,
        again: bool,
    ) -> Result<(), Failed> {
        let mark = self.mark();
        let strict = self.is_strict();
        self.refuse_null(strict && field.need == Need::Optional);
        self.refilling += u32::from(again);
        let outcome = map.value(slot, self);
        self.refilling -= u32::from(again);
        if strict && !field.rules.is_empty() && outcome.is_ok() && self.is_clean_since(mark) {
            validate::check_rules(slot, field.rules, self);
        }
        self.settle(mark, outcome, field.name)
    }

    /// Deals with a property that is no field.
    fn other(
        &mut self,
        map: &mut dyn MapSource,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        name: &str,
    ) -> Result<(), Failed> {
        let mark = self.mark();
        let outcome = match slots.get_mut(table.fields.len()) {
            Some(rest) if table.rest == Rest::Kept => rest.put(Source::Entry(name, map), self),
            _ => {
                map.skip(self)?;
                self.violate("additionalProperties", "the property is not known here")
            }
        };
        self.settle(mark, outcome, name)
    }

    /// Reports what is missing.
    fn finish_record(&mut self, table: &'static Table, slots: &mut [&mut dyn Slot], seen: &Seen) -> Result<(), Failed> {
        for (index, field) in table.fields.iter().enumerate() {
            if seen.contains(index) {
                continue;
            }
            if field.need.is_required() {
                self.within(field.name, |reading| {
                    reading.violate("required", "the property is missing")
                })?;
            } else if self.refilling > 0 {
                // The earlier of two equal keys may have left a value here; the last one wins as a whole.
                if let Some(slot) = slots.get_mut(index) {
                    slot.put(Source::Absent, self)?;
                }
            }
        }
        Ok(())
    }
}

/// The field of a name, looked for from a guess onwards.
#[inline]
fn position(fields: &[Field], guess: usize, name: &str) -> Option<usize> {
    if fields.get(guess).is_some_and(|field| field.name == name) {
        return Some(guess);
    }
    fields.iter().position(|field| field.name == name)
}
