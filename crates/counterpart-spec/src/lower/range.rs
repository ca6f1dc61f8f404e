//! Ranges that hold nothing: a least that is greater than the most.

use crate::api::{Bound, Constraint, Type, Value};
use crate::diagnostic::CONTRADICTION;
use crate::form::limits::compare;

use super::Lowering;
use super::spot::Spot;

/// The limits that rules have found so far.
#[derive(Default)]
struct Limits<'r> {
    lower: Option<&'r Bound>,
    upper: Option<&'r Bound>,
    lengths: (Option<u64>, Option<u64>),
    items: (Option<u64>, Option<u64>),
    properties: (Option<u64>, Option<u64>),
}

impl Lowering<'_, '_> {
    /// Says where the rules of a place leave no value.
    pub(super) fn checked_ranges(&mut self, value: Value, at: &Spot<'_>) -> Value {
        if value.constraints.len() > 1 {
            self.check_ranges(&value.constraints, matches!(value.ty, Type::Integer(_)), at);
        }
        value
    }

    /// The same for rules alone. `whole`: only integers are meant.
    pub(super) fn check_ranges(&mut self, rules: &[Constraint], whole: bool, at: &Spot<'_>) {
        for (least, most) in empty_ranges(rules, whole) {
            let message = format!("no value can be valid here: `{least}` and `{most}` leave nothing between them");
            self.report(&CONTRADICTION, message, at);
        }
    }
}

fn empty_ranges(rules: &[Constraint], whole: bool) -> Vec<(&'static str, &'static str)> {
    let mut limits = Limits::default();
    for rule in rules {
        match rule {
            Constraint::Minimum(bound) => limits.lower = Some(bound),
            Constraint::Maximum(bound) => limits.upper = Some(bound),
            Constraint::MinLength(least) => limits.lengths.0 = Some(*least),
            Constraint::MaxLength(most) => limits.lengths.1 = Some(*most),
            Constraint::MinItems(least) => limits.items.0 = Some(*least),
            Constraint::MaxItems(most) => limits.items.1 = Some(*most),
            Constraint::MinProperties(least) => limits.properties.0 = Some(*least),
            Constraint::MaxProperties(most) => limits.properties.1 = Some(*most),
            _ => {}
        }
    }
    let is_empty =
        |(least, most): (Option<u64>, Option<u64>)| matches!((least, most), (Some(least), Some(most)) if least > most);
    let numbers = matches!((limits.lower, limits.upper), (Some(lower), Some(upper)) if excludes(lower, upper, whole));
    let found = [
        (numbers, ("minimum", "maximum")),
        (is_empty(limits.lengths), ("minLength", "maxLength")),
        (is_empty(limits.items), ("minItems", "maxItems")),
        (is_empty(limits.properties), ("minProperties", "maxProperties")),
    ];
    found
        .into_iter()
        .filter(|(empty, _)| *empty)
        .map(|(_, names)| names)
        .collect()
}

fn excludes(lower: &Bound, upper: &Bound, whole: bool) -> bool {
    let order = compare(&lower.value, &upper.value);
    if order.is_gt() || (order.is_eq() && (lower.exclusive || upper.exclusive)) {
        return true;
    }
    match (lower.value.as_i64(), upper.value.as_i64()) {
        (Some(least), Some(most)) if whole => {
            i128::from(least) + i128::from(lower.exclusive) > i128::from(most) - i128::from(upper.exclusive)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(value: i64, exclusive: bool) -> Bound {
        Bound {
            value: value.into(),
            exclusive,
        }
    }

    #[test]
    fn between_neighbours_there_is_no_integer() {
        assert!(excludes(&bound(1, true), &bound(2, true), true));
        assert!(!excludes(&bound(1, true), &bound(2, true), false));
        assert!(!excludes(&bound(1, true), &bound(2, false), true));
        assert!(excludes(&bound(2, false), &bound(2, true), false));
        assert!(!excludes(&bound(2, false), &bound(2, false), true));
    }
}
