//! Unions: a variant that is not taken for another.

use counterpart_spec::api::{Dispatch, Union, Value, Variant};
use serde_json::Value as Json;

use super::limits::Limits;
use super::{Maker, SHALLOW};

impl Maker {
    /// A value of one of the variants, each tried once; `end` is the place of the union.
    ///
    /// Where no variant can be told from the others by any value, as documents have it now and then, it is one of the first
    /// that has a value at all.
    pub(super) fn union(
        &mut self,
        union: &'static Union,
        end: &'static Value,
        limits: &Limits,
        depth: u32,
    ) -> Option<Json> {
        let mut order: Vec<&'static Variant> = union.variants.iter().collect();
        if depth >= SHALLOW {
            // Whatever leads out of the recursion first.
            let least = self.molds.least(self.way);
            order.sort_by_key(|variant| least.of(&variant.value));
        } else {
            let first = self.random.usize(..order.len().max(1));
            order.rotate_left(first);
        }
        let mut ambiguous = None;
        for variant in order {
            let Some(made) = self.variant(union, variant, limits, depth) else {
                continue;
            };
            if self.fits(end, &made) {
                return Some(made);
            }
            ambiguous.get_or_insert(made);
        }
        ambiguous
    }

    fn variant(
        &mut self,
        union: &'static Union,
        variant: &'static Variant,
        limits: &Limits,
        depth: u32,
    ) -> Option<Json> {
        let further: Vec<_> = limits.iter().chain(&variant.evidence).collect();
        let mut made = self.at(&variant.value, &[], &further, depth + 1)?;
        let Dispatch::Tag(tag) = &union.dispatch else {
            return Some(made);
        };
        let known = made.get(tag).and_then(Json::as_str);
        if known.is_some_and(|name| variant.tags.iter().any(|one| one == name)) {
            return Some(made);
        }
        let mut tagged = made.clone();
        if let Json::Object(object) = &mut tagged {
            object.insert(tag.clone(), variant.tags.first()?.clone().into());
        }
        // A variant that forbids its own tag, as documents have it now and then, is left as it is.
        if self.fits(&variant.value, &tagged) {
            made = tagged;
        }
        Some(made)
    }
}
