//! Do two variants of a union exclude each other, and which of them is the more specific?

use crate::document::Node;
use crate::form::Kinds;
use crate::form::limits::compare;

use super::Lowering;
use super::profile::Profile;

/// How far properties of properties are compared.
const FARTHEST: usize = 3;

/// How two variants relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// A value may be both, and nothing tells which is meant.
    Alike,
    /// A value may be both in theory; each has a required property that the other does not know.
    Apart,
    /// No value is both (of arrays: no array with items).
    Disjoint,
}

impl<'d> Lowering<'d, '_> {
    pub(super) fn relation(&mut self, one: &Profile<'d>, other: &Profile<'d>) -> Relation {
        if self.exclude(one, other, 0) {
            return Relation::Disjoint;
        }
        let shared = (one.kinds & other.kinds).without(Kinds::NULL);
        if shared == Kinds::OBJECT && has_own_required(one, other) && has_own_required(other, one) {
            Relation::Apart
        } else {
            Relation::Alike
        }
    }

    fn exclude(&mut self, one: &Profile<'d>, other: &Profile<'d>, depth: usize) -> bool {
        let shared = (one.kinds & other.kinds).without(Kinds::NULL);
        if shared.is_empty() {
            return true;
        }
        if let (Some(values), Some(others)) = (&one.values, &other.values) {
            return !values
                .iter()
                .any(|value| **value != Node::Null && others.iter().any(|other| same(value, other)));
        }
        (!shared.meets(Kinds::BOOLEAN))
            && (!shared.meets(Kinds::NUMBER) || ranges_exclude(one, other))
            && (!shared.meets(Kinds::STRING) || formats_exclude(one, other))
            && (!shared.meets(Kinds::ARRAY) || self.items_exclude(one, other, depth))
            && (!shared.meets(Kinds::OBJECT) || self.objects_exclude(one, other, depth))
    }

    fn items_exclude(&mut self, one: &Profile<'d>, other: &Profile<'d>, depth: usize) -> bool {
        match (one.items, other.items) {
            (Some(one), Some(other)) => self.nodes_exclude(one, other, depth),
            _ => false,
        }
    }

    fn objects_exclude(&mut self, one: &Profile<'d>, other: &Profile<'d>, depth: usize) -> bool {
        if closed_against(one, other) || closed_against(other, one) {
            return true;
        }
        let needed = one.required.iter().chain(&other.required);
        needed
            .into_iter()
            .any(|name| match (one.property(name), other.property(name)) {
                (Some(one), Some(other)) => self.nodes_exclude(one, other, depth),
                _ => false,
            })
    }

    /// No value fits both schemas.
    pub(super) fn nodes_exclude(&mut self, one: &'d Node, other: &'d Node, depth: usize) -> bool {
        if depth >= FARTHEST || std::ptr::eq(one, other) {
            return false;
        }
        let (one, other) = (self.profile(one), self.profile(other));
        if one.kinds.meets(Kinds::NULL) && other.kinds.meets(Kinds::NULL) {
            return false;
        }
        self.exclude(&one, &other, depth + 1)
    }
}

/// A closed object and one that must have a property which the closed one does not allow.
fn closed_against(closed: &Profile<'_>, other: &Profile<'_>) -> bool {
    closed.closed && closed.patterns.is_empty() && other.required.iter().any(|name| closed.property(name).is_none())
}

/// There is a required property that the other does not declare.
fn has_own_required(one: &Profile<'_>, other: &Profile<'_>) -> bool {
    one.required.iter().any(|name| other.property(name).is_none())
}

/// Equal JSON; numbers by value.
fn same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Number(one), Node::Number(other)) => compare(one, other).is_eq(),
        (one, other) => one == other,
    }
}

fn ranges_exclude(one: &Profile<'_>, other: &Profile<'_>) -> bool {
    let above = |low: &Profile<'_>, high: &Profile<'_>| match (&low.upper, &high.lower) {
        (Some(upper), Some(lower)) => {
            let order = compare(&upper.value, &lower.value);
            order.is_lt() || (order.is_eq() && (upper.exclusive || lower.exclusive))
        }
        _ => false,
    };
    above(one, other) || above(other, one)
}

/// Texts of these formats never look like each other.
fn formats_exclude(one: &Profile<'_>, other: &Profile<'_>) -> bool {
    let distinct = |format: &str| {
        matches!(
            format,
            "uuid" | "date" | "date-time" | "time" | "duration" | "ipv4" | "ipv6" | "email" | "uri"
        )
    };
    match (one.format, other.format) {
        (Some(one), Some(other)) => one != other && distinct(one) && distinct(other),
        _ => false,
    }
}

/// The more specific variant has the greater rank.
pub(super) fn rank(profile: &Profile<'_>) -> impl Ord + use<> {
    let kinds = profile.kinds.without(Kinds::NULL);
    (
        std::cmp::Reverse(kinds.count()),
        profile.values.as_ref().map(|values| std::cmp::Reverse(values.len())),
        profile.format.is_some(),
        profile.closed,
        profile.required.len(),
        profile.properties.len(),
        profile.items.is_some(),
        profile.lower.is_some() || profile.upper.is_some(),
        profile.rules,
    )
}
