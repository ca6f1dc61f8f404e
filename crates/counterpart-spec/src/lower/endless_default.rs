//! Defaults that are filled in while they are filled in. A reader of an empty object would never come to an end.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value as Json;

use crate::api::{Object, Shape, Type, Value};

use super::Lowering;

/// Defaults are small; what is nested deeper fills nothing in.
const DEEPEST: usize = 24;

/// A property: the index of its schema, and its position there.
pub(super) type Place = (usize, usize);

impl Lowering<'_, '_> {
    /// The properties whose default leads back to itself.
    pub(super) fn endless_defaults(&self) -> Vec<Place> {
        let mut fills: FxHashMap<Place, Vec<Place>> = FxHashMap::default();
        let mut places = Vec::new();
        for (index, schema) in self.schemas.iter().enumerate() {
            let Shape::Object(object) = &schema.shape else { continue };
            for (at, property) in object.properties.iter().enumerate() {
                let mut filled = Vec::new();
                if let Some(default) = &property.default {
                    self.filled_in(&property.value, default, 0, &mut filled);
                }
                if !filled.is_empty() {
                    places.push((index, at));
                    fills.insert((index, at), filled);
                }
            }
        }
        places.retain(|place| leads_back(*place, &fills));
        places
    }

    /// The defaults that a reader fills in where it reads a value.
    fn filled_in(&self, value: &Value, json: &Json, depth: usize, filled: &mut Vec<Place>) {
        if depth > DEEPEST {
            return;
        }
        let items = json.as_array().into_iter().flatten();
        let entries = json.as_object().into_iter().flat_map(serde_json::Map::values);
        match &value.ty {
            Type::Array(inner) => items.for_each(|item| self.filled_in(inner, item, depth + 1, filled)),
            Type::Map(inner) => entries.for_each(|entry| self.filled_in(inner, entry, depth + 1, filled)),
            Type::Tuple(tuple) => {
                let types = tuple
                    .items
                    .iter()
                    .chain(std::iter::repeat_n(tuple.rest.iter(), items.clone().count()).flatten());
                for (inner, item) in types.zip(items) {
                    self.filled_in(inner, item, depth + 1, filled);
                }
            }
            Type::Named(id) => match self.schemas.get(id.index()).map(|schema| &schema.shape) {
                Some(Shape::Object(object)) => self.filled_in_object(id.index(), object, json, depth + 1, filled),
                Some(Shape::Alias(alias)) => self.filled_in(&alias.value, json, depth + 1, filled),
                Some(Shape::Union(union)) => {
                    for variant in &union.variants {
                        self.filled_in(&variant.value, json, depth + 1, filled);
                    }
                }
                Some(Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_)) | None => {}
            },
            Type::Any
            | Type::Boolean
            | Type::Integer(_)
            | Type::Number(_)
            | Type::String(_)
            | Type::Null
            | Type::Never => {}
        }
    }

    fn filled_in_object(&self, index: usize, object: &Object, json: &Json, depth: usize, filled: &mut Vec<Place>) {
        let Some(map) = json.as_object() else { return };
        for (at, property) in object.properties.iter().enumerate() {
            match map.get(&property.wire_name) {
                Some(value) => self.filled_in(&property.value, value, depth, filled),
                None if property.default.is_some() => filled.push((index, at)),
                None => {}
            }
        }
    }
}

fn leads_back(start: Place, fills: &FxHashMap<Place, Vec<Place>>) -> bool {
    let mut seen = FxHashSet::default();
    let mut waiting = vec![start];
    while let Some(place) = waiting.pop() {
        for next in fills.get(&place).into_iter().flatten() {
            if *next == start {
                return true;
            }
            if seen.insert(*next) {
                waiting.push(*next);
            }
        }
    }
    false
}
