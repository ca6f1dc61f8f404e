//! Keywords to constraints: those that say something about the type at hand.

use crate::api::{Bound, Constraint, StringFormat, Type};
use crate::form::schema::Limits;

/// The rules for a value of a type.
pub(super) fn constraints(ty: &Type, limits: &Limits<'_>) -> Vec<Constraint> {
    match ty {
        Type::String(StringFormat::Text | StringFormat::Password) => text_constraints(limits).collect(),
        Type::Integer(_) | Type::Number(_) => number_constraints(limits).collect(),
        Type::Array(_) | Type::Tuple(_) => array_constraints(limits).collect(),
        Type::Map(_) => object_constraints(limits).collect(),
        // Lengths and patterns of a date or of base64 are about its text, which the value no longer is.
        Type::String(_) | Type::Any | Type::Null | Type::Never | Type::Boolean | Type::Named(_) => Vec::new(),
    }
}

fn text_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> {
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

fn number_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> {
    let minimum = limits.minimum.map(|value| Bound {
        value: value.clone(),
        exclusive: limits.exclusive_minimum,
    });
    let maximum = limits.maximum.map(|value| Bound {
        value: value.clone(),
        exclusive: limits.exclusive_maximum,
    });
    let multiple_of = limits
        .multiple_of
        .filter(|number| number.as_f64().is_some_and(|number| number > 0.0));
    [
        minimum.map(Constraint::Minimum),
        maximum.map(Constraint::Maximum),
        multiple_of.cloned().map(Constraint::MultipleOf),
    ]
    .into_iter()
    .flatten()
}

fn array_constraints(limits: &Limits<'_>) -> impl Iterator<Item = Constraint> {
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
