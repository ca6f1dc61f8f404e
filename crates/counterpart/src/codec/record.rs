//! Records are read: values with named fields.

use super::{Failed, Field, MapSource, Need, Reading, Rest, Slot, Source, Table, json};

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

/// The fields of a record that is being read. Records make it, and a source hands itself to it ([`MapSource::fields`]).
pub struct Fields<'r, 's> {
    table: &'static Table,
    slots: &'r mut [&'s mut dyn Slot],
    finder: Finder,
    seen: Seen,
    /// How many properties there were, which are fields or not.
    count: u64,
}

impl<'r, 's> Fields<'r, 's> {
    fn new(table: &'static Table, slots: &'r mut [&'s mut dyn Slot], is_strict: bool) -> Self {
        let finder = Finder {
            fields: table.fields,
            guess: 0,
            found: None,
            keeps_others: table.rest == Rest::Kept || (table.rest == Rest::Closed && is_strict),
            other: String::new(),
        };
        Self {
            table,
            slots,
            finder,
            seen: Seen::for_fields(table.fields.len()),
            count: 0,
        }
    }

    /// Reads the entries of a source, in whatever order they come.
    ///
    /// # Errors
    /// When the reading cannot go on.
    #[inline]
    pub(crate) fn read_from<M: MapSource>(&mut self, map: &mut M, reading: &mut Reading) -> Result<(), Failed> {
        while map.field(&mut self.finder, reading)? {
            match self.finder.found.take() {
                Some(index) => self.field(index, map, reading)?,
                None => self.other(map, reading)?,
            }
        }
        Ok(())
    }

    /// Reads the value of a field.
    #[inline]
    fn field<M: MapSource>(&mut self, index: usize, map: &mut M, reading: &mut Reading) -> Result<(), Failed> {
        self.finder.guess = index + 1;
        let again = self.seen.insert(index);
        self.count += u64::from(!again);
        let (Some(field), Some(slot)) = (self.table.fields.get(index), self.slots.get_mut(index)) else {
            return Ok(());
        };
        if again || reading.is_strict() {
            return checked(map, field, *slot, again, reading);
        }
        // A tolerant reading notes nothing but its end.
        let outcome = map.value(*slot, reading);
        reading.settle(reading.mark(), outcome, field.name)
    }

    /// Deals with a property that is no field.
    #[inline(never)]
    fn other<M: MapSource>(&mut self, map: &mut M, reading: &mut Reading) -> Result<(), Failed> {
        self.count += 1;
        if !self.finder.keeps_others {
            return map.skip(reading);
        }
        let mark = reading.mark();
        let name = &self.finder.other;
        let outcome = match self.slots.get_mut(self.table.fields.len()) {
            Some(rest) if self.table.rest == Rest::Kept => rest.put(Source::Entry(name, map), reading),
            _ => {
                map.skip(reading)?;
                reading.violate("additionalProperties", "the property is not known here")
            }
        };
        reading.settle(mark, outcome, name)
    }
}

impl std::fmt::Debug for Fields<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fields(..)")
    }
}

/// Reads the value of a field and checks its rules.
#[inline]
fn checked<M: MapSource>(
    map: &mut M,
    field: &'static Field,
    slot: &mut dyn Slot,
    again: bool,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let mark = reading.mark();
    reading.refuse_null(reading.is_strict() && field.need == Need::Optional);
    reading.refilling += u32::from(again);
    let outcome = map.value(slot, reading);
    reading.refilling -= u32::from(again);
    if outcome.is_ok() {
        reading.check_since(mark, slot, field.rules);
    }
    reading.settle(mark, outcome, field.name)
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
        match self.checks() {
            Some(checks) => (checks.record)(map, table, slots, self),
            None => self.plain_record(map, table, slots).map(|_| ()),
        }
    }

    /// Reads the properties; gives how many there were.
    pub(super) fn plain_record(
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
        let mut fields = Fields::new(table, slots, self.is_strict());
        map.fields(&mut fields, self)?;
        let Fields { seen, count, .. } = fields;
        self.finish_record(table, slots, &seen)?;
        Ok(count)
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
            if let Some(default) = field.default.filter(|_| self.fills_defaults()) {
                // The generator has checked that the property accepts it.
                let _ = json::read_str(default, *slot, &mut Self::tolerant());
            }
        }
        Ok(())
    }
}
