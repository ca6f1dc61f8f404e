//! What a strict reading does beyond a tolerant one.

use std::fmt;

use serde_json::Value;

use super::{Failed, MapSource, Mark, Origin, Reading, Slot, Source, Table, View, fill, to_json, tree};
use crate::validate::{self, Node, Rule};

type ReadRecord = fn(&mut dyn MapSource, &'static Table, &mut [&mut dyn Slot], &mut Reading) -> Result<(), Failed>;

/// The checks of a strict reading, which brings them along: a program whose readings are all tolerant, such as a client of an
/// API without unions, is linked without them.
pub(crate) struct Checks {
    /// Reads a record and checks the rules on it.
    pub(super) record: ReadRecord,
    /// Checks a value in which nothing is wrong.
    pub(super) rules: fn(&dyn Slot, &'static [Rule], &mut Reading),
    /// Checks a value in which something is wrong since the mark.
    pub(super) beside: fn(Mark, &dyn Slot, &'static [Rule], &mut Reading),
    /// Checks JSON.
    pub(super) json: fn(Node<'_>, &'static [Rule], &mut Reading),
}

impl fmt::Debug for Checks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checks(..)")
    }
}

pub(super) static CHECKS: Checks = Checks {
    record,
    rules: validate::check_rules,
    beside: validate::check_beside,
    json: validate::check_json,
};

fn record(
    map: &mut dyn MapSource,
    table: &'static Table,
    slots: &mut [&mut dyn Slot],
    reading: &mut Reading,
) -> Result<(), Failed> {
    if !validate::only_count(table.rules) {
        return judged(map, table, slots, reading);
    }
    let count = reading.plain_record(map, table, slots)?;
    if !table.rules.is_empty() {
        validate::check_count(count, table.rules, reading);
    }
    Ok(())
}

/// Reads a record whose rules look at names and values, so that what no field takes counts too.
fn judged(
    map: &mut dyn MapSource,
    table: &'static Table,
    slots: &mut [&mut dyn Slot],
    reading: &mut Reading,
) -> Result<(), Failed> {
    let buffered: Value;
    let value = match map.origin() {
        Origin::Json(value) => value,
        Origin::Stream => {
            buffered = fill(Source::Map(map), reading)?;
            &buffered
        }
        Origin::Text => return judged_texts(map, table, slots, reading),
    };
    validate::check_json(value.into(), table.rules, reading);
    tree::offer(
        value,
        &mut |source, reading| match source {
            Source::Map(map) => reading.plain_record(map, table, slots).map(|_| ()),
            _ => Ok(()),
        },
        reading,
    )
}

/// Texts have no kinds of their own: the rules are checked on what was made of them.
fn judged_texts(
    map: &mut dyn MapSource,
    table: &'static Table,
    slots: &mut [&mut dyn Slot],
    reading: &mut Reading,
) -> Result<(), Failed> {
    let mark = reading.mark();
    reading.plain_record(map, table, slots)?;
    if reading.is_clean_since(mark) {
        let shown: Vec<&dyn Slot> = slots.iter().map(|slot| &**slot).collect();
        if let Ok(value) = to_json(View::Record(table, &shown)) {
            validate::check_json((&value).into(), table.rules, reading);
        }
    }
    Ok(())
}
