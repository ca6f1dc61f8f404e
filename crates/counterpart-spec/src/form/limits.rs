//! The keywords of JSON Schema Validation, 6, that limit numbers, texts, arrays and objects.

use std::cmp::Ordering;

use serde_json::Number;

use super::misfit::Reader;
use crate::api::Bound;
use crate::document::Node;

/// The keywords that become constraints one by one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Limits<'d> {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<&'d str>,
    minimum: Option<&'d Number>,
    maximum: Option<&'d Number>,
    exclusive_minimum: Exclusive<'d>,
    exclusive_maximum: Exclusive<'d>,
    pub(crate) multiple_of: Option<&'d Number>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

/// `exclusiveMinimum` and `exclusiveMaximum`: a flag beside the limit in 3.0, a limit of their own in 2020-12.
#[derive(Debug, Clone, Copy, Default)]
enum Exclusive<'d> {
    #[default]
    No,
    Yes,
    Limit(&'d Number),
}

impl<'d> Limits<'d> {
    pub(super) fn read(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "minLength" => self.min_length = reader.count("minLength", node),
            "maxLength" => self.max_length = reader.count("maxLength", node),
            "pattern" => self.pattern = reader.text("pattern", node),
            "minimum" => self.minimum = reader.number("minimum", node),
            "maximum" => self.maximum = reader.number("maximum", node),
            "exclusiveMinimum" => self.exclusive_minimum = exclusive("exclusiveMinimum", node, reader),
            "exclusiveMaximum" => self.exclusive_maximum = exclusive("exclusiveMaximum", node, reader),
            "multipleOf" => self.multiple_of = reader.number("multipleOf", node),
            "minItems" => self.min_items = reader.count("minItems", node),
            "maxItems" => self.max_items = reader.count("maxItems", node),
            "uniqueItems" => self.unique_items = reader.flag("uniqueItems", node),
            "minProperties" => self.min_properties = reader.count("minProperties", node),
            "maxProperties" => self.max_properties = reader.count("maxProperties", node),
            _ => return false,
        }
        true
    }

    pub(crate) fn is_empty(&self) -> bool {
        let numbers = self.lower().is_none() && self.upper().is_none() && self.multiple_of.is_none();
        let texts = self.min_length.is_none() && self.max_length.is_none() && self.pattern.is_none();
        let arrays = self.min_items.is_none() && self.max_items.is_none() && !self.unique_items;
        numbers && texts && arrays && self.min_properties.is_none() && self.max_properties.is_none()
    }

    /// The lower limit of a number, the stricter one of two.
    pub(crate) fn lower(&self) -> Option<Bound> {
        bound(self.minimum, self.exclusive_minimum, Ordering::Greater)
    }

    /// The upper limit of a number, the stricter one of two.
    pub(crate) fn upper(&self) -> Option<Bound> {
        bound(self.maximum, self.exclusive_maximum, Ordering::Less)
    }
}

fn exclusive<'d>(key: &'static str, node: &'d Node, reader: &mut Reader) -> Exclusive<'d> {
    match node {
        Node::Bool(true) => Exclusive::Yes,
        Node::Bool(false) => Exclusive::No,
        Node::Number(number) => Exclusive::Limit(number),
        _ => {
            reader.misfit(key, "a number or a boolean", node);
            Exclusive::No
        }
    }
}

fn bound(limit: Option<&Number>, exclusive: Exclusive<'_>, stricter: Ordering) -> Option<Bound> {
    let made = |value: &Number, exclusive| Bound {
        value: value.clone(),
        exclusive,
    };
    match (limit, exclusive) {
        (None, Exclusive::No | Exclusive::Yes) => None,
        (Some(limit), Exclusive::No) => Some(made(limit, false)),
        (Some(limit), Exclusive::Yes) => Some(made(limit, true)),
        (None, Exclusive::Limit(limit)) => Some(made(limit, true)),
        (Some(limit), Exclusive::Limit(other)) if compare(limit, other) == stricter => Some(made(limit, false)),
        (Some(_), Exclusive::Limit(other)) => Some(made(other, true)),
    }
}

/// Compares two numbers, integers exactly.
pub(crate) fn compare(one: &Number, other: &Number) -> Ordering {
    if let (Some(one), Some(other)) = (whole(one), whole(other)) {
        return one.cmp(&other);
    }
    let (one, other) = (one.as_f64().unwrap_or_default(), other.as_f64().unwrap_or_default());
    one.partial_cmp(&other).unwrap_or(Ordering::Equal)
}

fn whole(number: &Number) -> Option<i128> {
    number
        .as_i64()
        .map(i128::from)
        .or_else(|| number.as_u64().map(i128::from))
}
