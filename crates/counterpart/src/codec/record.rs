//! Records are read: values with named fields.

use serde_json::Value;

use super::{Failed, Field, MapSource, Need, Origin, Reading, Rest, Slot, Source, Table, View, json, to_json, tree};
use crate::validate;

/// Which fields have been read.
#[derive(Default)]
struct Seen {
    /// So many from the first on. Most writers keep the order of the description and leave nothing out: then this is all.
    run: usize,
    /// Of those behind the run, by index.
    first: u128,
    /// For the rare record of more than 128 fields.
    more: Vec<bool>,
}

impl Seen {
    fn for_fields(count: usize) -> Self {
        Self {
            run: 0,
            first: 0,
            more: vec![false; count.saturating_sub(128)],
        }
    }

    /// Notes a field; true if it was there before.
    #[inline]
    fn insert(&mut self, index: usize) -> bool {
        if index == self.run && self.is_straight() {
            self.run += 1;
            return false;
        }
        index < self.run || self.scatter(index)
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        index < self.run || self.is_scattered(index)
    }

    /// Nothing has been read out of order.
    #[inline]
    fn is_straight(&self) -> bool {
        self.first == 0 && self.more.is_empty()
    }

    fn is_scattered(&self, index: usize) -> bool {
        match index {
            0..128 => self.first & (1 << index) != 0,
            _ => self.more.get(index - 128).copied().unwrap_or(false),
        }
    }

    fn scatter(&mut self, index: usize) -> bool {
        if index < 128 {
            let before = self.first;
            self.first |= 1 << index;
            return before == self.first;
        }
        self.more
            .get_mut(index - 128)
            .is_some_and(|seen| std::mem::replace(seen, true))
    }
}

/// Finds the fields of a record by the names that a source lends. Records make it; a source only tells it names.
pub struct Finder {
    fields: &'static [Field],
    /// Most writers keep the order of the description: the first guess is the field after the last one.
    guess: usize,
    found: Option<usize>,
    /// Whether the names of other properties are needed.
    keeps_others: bool,
    /// Owned, because the name is lent only for a moment and its value comes after.
    other: String,
}

impl Finder {
    /// Takes the name of the next property.
    #[inline]
    pub fn name(&mut self, name: &str) {
        self.found = match self.fields.get(self.guess) {
            Some(field) if field.name == name => Some(self.guess),
            _ => self.search(name),
        };
    }

    #[inline(never)]
    fn search(&mut self, name: &str) -> Option<usize> {
        let found = self.fields.iter().position(|field| field.name == name);
        if found.is_none() && self.keeps_others {
            name.clone_into(&mut self.other);
        }
        found
    }
}

impl std::fmt::Debug for Finder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Finder(..)")
    }
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
        if self.is_strict() && !validate::only_count(table.rules) {
            return self.judged_record(map, table, slots);
        }
        let count = self.plain_record(map, table, slots)?;
        if self.is_strict() && !table.rules.is_empty() {
            validate::check_count(count, table.rules, self);
        }
        Ok(())
    }

    /// Reads a record whose rules look at names and values, so that what no field takes counts too.
    fn judged_record(
        &mut self,
        map: &mut dyn MapSource,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), Failed> {
        let buffered: Value;
        let value = match map.origin() {
            Origin::Json(value) => value,
            Origin::Stream => {
                buffered = super::fill(Source::Map(map), self)?;
                &buffered
            }
            Origin::Text => return self.judged_texts(map, table, slots),
        };
        validate::check_json(value.into(), table.rules, self);
        tree::offer(
            value,
            &mut |source, reading| match source {
                Source::Map(map) => reading.plain_record(map, table, slots).map(|_| ()),
                _ => Ok(()),
            },
            self,
        )
    }

    /// Texts have no kinds of their own: the rules are checked on what was made of them.
    fn judged_texts(
        &mut self,
        map: &mut dyn MapSource,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
    ) -> Result<(), Failed> {
        let mark = self.mark();
        self.plain_record(map, table, slots)?;
        if self.is_clean_since(mark) {
            let shown: Vec<&dyn Slot> = slots.iter().map(|slot| &**slot).collect();
            if let Ok(value) = to_json(View::Record(table, &shown)) {
                validate::check_json((&value).into(), table.rules, self);
            }
        }
        Ok(())
    }

    /// Reads the properties; gives how many there were.
    fn plain_record(
        &mut self,
        map: &mut dyn MapSource,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
    ) -> Result<u64, Failed> {
        if self.refilling > 0
            && table.rest == Rest::Kept
            && let Some(rest) = slots.last_mut()
        {
            rest.put(Source::Absent, self)?;
        }
        let mut seen = Seen::for_fields(table.fields.len());
        let count = self.entries(map, table, slots, &mut seen)?;
        self.finish_record(table, slots, &seen)?;
        Ok(count)
    }

    /// Reads the entries in whatever order they come; gives how many properties there were.
    fn entries(
        &mut self,
        map: &mut dyn MapSource,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        seen: &mut Seen,
    ) -> Result<u64, Failed> {
        let mut finder = Finder {
            fields: table.fields,
            guess: 0,
            found: None,
            keeps_others: table.rest == Rest::Kept || (table.rest == Rest::Closed && self.is_strict()),
            other: String::new(),
        };
        let mut count = 0;
        while map.field(&mut finder, self)? {
            match finder.found.take() {
                Some(index) => {
                    finder.guess = index + 1;
                    let again = seen.insert(index);
                    count += u64::from(!again);
                    if let (Some(field), Some(slot)) = (table.fields.get(index), slots.get_mut(index)) {
                        self.field(map, field, *slot, again)?;
                    }
                }
                None => {
                    count += 1;
                    match finder.keeps_others {
                        true => self.other(map, table, slots, &finder.other)?,
                        false => map.skip(self)?,
                    }
                }
            }
        }
        Ok(count)
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
        if outcome.is_ok() && self.is_clean_since(mark) {
            if !strict || field.rules.is_empty() {
                return Ok(());
            }
            validate::check_rules(slot, field.rules, self);
        } else if strict && outcome.is_ok() {
            validate::check_beside(mark, slot, field.rules, self);
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

    /// Reports what is missing, and fills in what has a default.
    fn finish_record(&mut self, table: &'static Table, slots: &mut [&mut dyn Slot], seen: &Seen) -> Result<(), Failed> {
        for (index, field) in table.fields.iter().enumerate().skip(seen.run) {
            if seen.contains(index) {
                continue;
            }
            if field.need.is_required() {
                self.within(field.name, |reading| {
                    reading.violate("required", "the property is missing")
                })?;
                continue;
            }
            let Some(slot) = slots.get_mut(index) else {
                continue;
            };
            if self.refilling > 0 {
                // The earlier of two equal keys may have left a value here; the last one wins as a whole.
                slot.put(Source::Absent, self)?;
            }
            if let Some(default) = field.default.filter(|_| self.is_strict()) {
                // The generator has checked that the property accepts it.
                let _ = json::read_str(default, *slot, &mut Self::tolerant());
            }
        }
        Ok(())
    }
}
