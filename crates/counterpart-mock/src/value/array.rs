//! Arrays and tuples.

use std::collections::HashSet;

use counterpart_spec::api::{Constraint, Tuple, Value};
use serde_json::Value as Json;

use super::limits::Limits;
use super::{Maker, SHALLOW};

/// So often an item is made that differs from those before it.
const DIFFERENT: usize = 24;
/// More items than this only burden whoever reads them.
const MOST: u64 = 4096;

impl Maker {
    pub(super) fn array(&mut self, item: &'static Value, limits: &Limits, depth: u32) -> Option<Json> {
        let (least, most) = limits.items();
        let contained: Vec<_> = contained(limits).collect();
        let least = contained.iter().map(|(count, _)| *count).sum::<u64>().max(least);
        let usual = if depth >= SHALLOW {
            least
        } else {
            least.max(self.random.u64(1..=2))
        };
        let count = most.map_or(usual, |most| usual.min(most));
        if least > count.min(MOST) {
            return None;
        }
        let mut wanted = contained
            .into_iter()
            .flat_map(|(count, rules)| (0..count).map(move |_| rules));
        let mut items = Items::new(limits);
        for index in 0..count {
            let mut further = limits.item(usize::try_from(index).ok()?);
            further.extend(wanted.next().into_iter().flatten());
            match items.next(self, item, &further, depth) {
                Some(made) => items.made.push(made),
                None if index >= least => break,
                None => return None,
            }
        }
        Some(Json::Array(items.made))
    }

    pub(super) fn tuple(&mut self, tuple: &'static Tuple, limits: &Limits, depth: u32) -> Option<Json> {
        let (least, most) = limits.items();
        let least = least.max(tuple.required as u64);
        let usual = if depth >= SHALLOW {
            least
        } else {
            least.max(tuple.items.len() as u64)
        };
        let count = most.map_or(usual, |most| usual.min(most));
        let places = tuple
            .items
            .iter()
            .map(Some)
            .chain(std::iter::repeat(tuple.rest.as_ref()));
        let mut items = Items::new(limits);
        for (index, place) in places.take(usize::try_from(count).ok()?.min(4096)).enumerate() {
            let made = place.and_then(|place| items.next(self, place, &limits.item(index), depth));
            match made {
                Some(made) => items.made.push(made),
                None if index as u64 >= least => break,
                None => return None,
            }
        }
        Some(Json::Array(items.made))
    }
}

/// What some items must be, and how many of them at least.
fn contained(limits: &Limits) -> impl Iterator<Item = (u64, &'static Vec<Constraint>)> {
    limits.iter().filter_map(|one| match one {
        Constraint::Contains { rules, least, .. } => Some((*least, rules)),
        _ => None,
    })
}

/// The items that were made.
struct Items {
    made: Vec<Json>,
    /// None is equal to another.
    differ: bool,
    seen: HashSet<String>,
}

impl Items {
    fn new(limits: &Limits) -> Self {
        Self {
            made: Vec::new(),
            differ: limits.iter().any(|one| *one == Constraint::UniqueItems),
            seen: HashSet::new(),
        }
    }

    fn next(
        &mut self,
        maker: &mut Maker,
        item: &'static Value,
        further: &[&'static Constraint],
        depth: u32,
    ) -> Option<Json> {
        let before = maker.without_examples;
        let mut found = None;
        for attempt in 0..DIFFERENT {
            let made = maker.at(item, &[], further, depth + 1)?;
            if !self.differ || self.seen.insert(made.to_string()) {
                found = Some(made);
                break;
            }
            maker.without_examples |= attempt == 0;
        }
        maker.without_examples = before;
        found
    }
}
