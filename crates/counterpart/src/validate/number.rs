//! Bounds and multiples.

use std::cmp::Ordering;

use super::exact::Exact;
use super::{Number, Rule};

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
        }
    }
}

/// The keyword of a rule that a number breaks, and what was expected.
pub(super) fn check(rule: Rule, value: Exact) -> Option<(&'static str, String)> {
    let holds = |limit: Number, allows: fn(Ordering) -> bool| value.compare(limit.into()).is_some_and(allows);
    let (keyword, limit, expected, holds) = match rule {
        Rule::Minimum(limit) => ("minimum", limit, "at least", holds(limit, Ordering::is_ge)),
        Rule::Maximum(limit) => ("maximum", limit, "at most", holds(limit, Ordering::is_le)),
        Rule::ExclusiveMinimum(limit) => ("exclusiveMinimum", limit, "more than", holds(limit, Ordering::is_gt)),
        Rule::ExclusiveMaximum(limit) => ("exclusiveMaximum", limit, "less than", holds(limit, Ordering::is_lt)),
        Rule::MultipleOf(limit) => {
            let holds = value.is_multiple_of(limit.into());
            ("multipleOf", limit, "a multiple of", holds)
        }
        _ => return None,
    };
    (!holds).then(|| (keyword, format!("expected {expected} {limit}")))
}
