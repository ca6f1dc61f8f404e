//! Bounds and multiples, exact for integers.

use std::cmp::Ordering;

use super::rules::violation;
use super::{Number, Rule};
use crate::codec::{View, Violation};

/// A number of a value or a rule: integers are compared as integers.
#[derive(Clone, Copy)]
enum Exact {
    Int(i128),
    Float(f64),
}

impl From<Number> for Exact {
    fn from(number: Number) -> Self {
        match number {
            Number::Int(value) => Self::Int(value.into()),
            Number::Float(value) => Self::Float(value),
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::Float(value) => write!(f, "{value}"),
        }
    }
}

pub(super) fn check(rule: Rule, view: View<'_>, pointer: &str) -> Option<Violation> {
    let value = match view {
        View::I64(value) => Exact::Int(value.into()),
        View::U64(value) => Exact::Int(value.into()),
        View::F64(value) => Exact::Float(value),
        // The shortest digits of the float are what was meant, not those of the double next to it.
        View::F32(value) => Exact::Float(value.to_string().parse().unwrap_or_else(|_| value.into())),
        _ => return None,
    };
    let (keyword, limit, expected, holds) = match rule {
        Rule::Minimum(limit) => (
            "minimum",
            limit,
            "at least",
            value.compare(limit).is_some_and(Ordering::is_ge),
        ),
        Rule::Maximum(limit) => (
            "maximum",
            limit,
            "at most",
            value.compare(limit).is_some_and(Ordering::is_le),
        ),
        Rule::ExclusiveMinimum(limit) => (
            "exclusiveMinimum",
            limit,
            "more than",
            value.compare(limit).is_some_and(Ordering::is_gt),
        ),
        Rule::ExclusiveMaximum(limit) => (
            "exclusiveMaximum",
            limit,
            "less than",
            value.compare(limit).is_some_and(Ordering::is_lt),
        ),
        Rule::MultipleOf(limit) => ("multipleOf", limit, "a multiple of", value.is_multiple_of(limit)),
        _ => return None,
    };
    (!holds).then(|| violation(pointer, keyword, format!("expected {expected} {limit}")))
}

impl Exact {
    #[expect(clippy::cast_precision_loss, reason = "one of the two is a double already")]
    fn float(self) -> f64 {
        match self {
            Self::Int(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    /// None where one of the two is not a number, which then keeps no bound.
    fn compare(self, limit: Number) -> Option<Ordering> {
        match (self, Self::from(limit)) {
            (Self::Int(value), Self::Int(limit)) => Some(value.cmp(&limit)),
            (value, limit) => value.float().partial_cmp(&limit.float()),
        }
    }

    /// For doubles "is a multiple" means: the quotient is an integer as near as the digits of the two can tell, so that
    /// 0.3 is a multiple of 0.1 although the doubles disagree in the last place.
    fn is_multiple_of(self, step: Number) -> bool {
        match (self, Self::from(step)) {
            (_, Self::Int(0)) => true,
            (Self::Int(value), Self::Int(step)) => value % step == 0,
            (value, step) => is_near_integer(value.float() / step.float()),
        }
    }
}

fn is_near_integer(quotient: f64) -> bool {
    if !quotient.is_finite() {
        // A step so small that the quotient overflows divides everything.
        return quotient.is_infinite();
    }
    let distance = (quotient - quotient.round()).abs();
    distance <= quotient.abs() * f64::EPSILON * 2.0
}
