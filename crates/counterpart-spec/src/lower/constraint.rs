//! Keywords to constraints: those that say something about the type at hand.

use crate::api::{Bound, Constraint, StringFormat, Type};
use crate::form::Limits;
use crate::form::limits::compare;

/// The rules of the limits that speak of a type.
pub(super) fn constraints(ty: &Type, limits: &Limits<'_>) -> Vec<Constraint> {
    match ty {
        // Lengths and patterns of these are about their text, which the value no longer is.
        Type::String(
            StringFormat::Uuid
            | StringFormat::DateTime
            | StringFormat::Date
            | StringFormat::Byte
            | StringFormat::Binary
            | StringFormat::Decimal,
        ) => Vec::new(),
        Type::String(_) => text_constraints(limits).collect(),
        Type::Integer(_) | Type::Number(_) => number_constraints(limits).collect(),
        Type::Array(_) | Type::Tuple(_) => array_constraints(limits).collect(),
        Type::Map(_) => object_constraints(limits).collect(),
        Type::Any => limit_rules(limits).collect(),
        Type::Null | Type::Never | Type::Boolean | Type::Named(_) => Vec::new(),
    }
}

/// The rules of all limits; each ignores values of other kinds.
pub(super) fn limit_rules(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> {
    text_constraints(limits)
        .chain(number_constraints(limits))
        .chain(array_constraints(limits))
        .chain(object_constraints(limits))
}

fn text_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> + use<> {
    [
        limits
            .min_length
            .filter(|length| *length > 0)
            .map(Constraint::MinLength),
        limits.max_length.map(Constraint::MaxLength),
        limits.pattern.map(|pattern| Constraint::Pattern(pattern.to_owned())),
    ]
    .into_iter()
    .flatten()
}

fn number_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> + use<> {
    let multiple_of = limits
        .multiple_of
        .filter(|number| number.as_f64().is_some_and(|number| number > 0.0));
    [
        limits.lower().map(Constraint::Minimum),
        limits.upper().map(Constraint::Maximum),
        multiple_of.cloned().map(Constraint::MultipleOf),
    ]
    .into_iter()
    .flatten()
}

fn array_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> + use<> {
    [
        limits.min_items.filter(|items| *items > 0).map(Constraint::MinItems),
        limits.max_items.map(Constraint::MaxItems),
        limits.unique_items.then_some(Constraint::UniqueItems),
    ]
    .into_iter()
    .flatten()
}

/// The rules for an object or map.
pub(super) fn object_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> + use<> {
    [
        limits
            .min_properties
            .filter(|count| *count > 0)
            .map(Constraint::MinProperties),
        limits.max_properties.map(Constraint::MaxProperties),
    ]
    .into_iter()
    .flatten()
}

/// Adds a rule to others that hold as well: of two limits of a kind the stricter one stays.
pub(super) fn tighten(rules: &mut Vec<Constraint>, rule: Constraint) {
    for known in rules.iter_mut() {
        if let Some(both) = stricter(known, &rule) {
            *known = both;
            return;
        }
    }
    rules.push(rule);
}

/// The rule that says what two rules say together, if there is one.
fn stricter(one: &Constraint, other: &Constraint) -> Option<Constraint> {
    use Constraint as C;
    Some(match (one, other) {
        (C::MinLength(one), C::MinLength(other)) => C::MinLength(*one.max(other)),
        (C::MaxLength(one), C::MaxLength(other)) => C::MaxLength(*one.min(other)),
        (C::MinItems(one), C::MinItems(other)) => C::MinItems(*one.max(other)),
        (C::MaxItems(one), C::MaxItems(other)) => C::MaxItems(*one.min(other)),
        (C::MinProperties(one), C::MinProperties(other)) => C::MinProperties(*one.max(other)),
        (C::MaxProperties(one), C::MaxProperties(other)) => C::MaxProperties(*one.min(other)),
        (C::Minimum(one), C::Minimum(other)) => C::Minimum(tighter(one, other, std::cmp::Ordering::Less)),
        (C::Maximum(one), C::Maximum(other)) => C::Maximum(tighter(one, other, std::cmp::Ordering::Greater)),
        (one, other) if one == other => one.clone(),
        _ => return None,
    })
}

fn tighter(one: &Bound, other: &Bound, looser: std::cmp::Ordering) -> Bound {
    let order = compare(&one.value, &other.value);
    let take_other = order == looser || (order.is_eq() && other.exclusive);
    if take_other { other.clone() } else { one.clone() }
}
