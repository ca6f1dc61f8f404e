//! Unions: a variant that is not taken for another.

use counterpart_spec::api::{Dispatch, Union, Value, Variant};
use serde_json::Value as Json;

use super::limits::Limits;
use super::{Maker, SHALLOW};

impl Maker {
    /// A value of one of the variants, each tried once; `end` is the place of the union.
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
        order.into_iter().find_map(|variant| {
            let made = self.variant(union, variant, limits, depth)?;
            self.fits(end, &made).then_some(made)
        })
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
        if let (Dispatch::Tag(tag), Json::Object(object)) = (&union.dispatch, &mut made) {
            let is_known = object
                .get(tag)
                .and_then(Json::as_str)
                .is_some_and(|name| variant.tags.iter().any(|one| one == name));
            if !is_known {
                object.insert(tag.clone(), variant.tags.first()?.clone().into());
            }
        }
        Some(made)
    }
}
