//! Constraints of the Api as rules of the runtime.

use counterpart::validate::{self, Number, Rule, pattern_is_supported, words};
use counterpart_spec::api::{self, Bound, Constraint};

use crate::leak;

/// The rules that the runtime can check.
pub(crate) fn checked(constraints: &[Constraint]) -> Vec<Rule> {
    constraints.iter().filter(|one| is_checkable(one)).map(rule).collect()
}

/// The rule of a constraint.
fn rule(constraint: &Constraint) -> Rule {
    match constraint {
        Constraint::MinLength(count) => Rule::MinLength(*count),
        Constraint::MaxLength(count) => Rule::MaxLength(*count),
        Constraint::Pattern(pattern) => words::Pattern(leak::text(pattern)),
        Constraint::Minimum(Bound {
            value,
            exclusive: false,
        }) => Rule::Minimum(number(value)),
        Constraint::Minimum(Bound { value, .. }) => Rule::ExclusiveMinimum(number(value)),
        Constraint::Maximum(Bound {
            value,
            exclusive: false,
        }) => Rule::Maximum(number(value)),
        Constraint::Maximum(Bound { value, .. }) => Rule::ExclusiveMaximum(number(value)),
        Constraint::MultipleOf(value) => Rule::MultipleOf(number(value)),
        Constraint::MinItems(count) => Rule::MinItems(*count),
        Constraint::MaxItems(count) => Rule::MaxItems(*count),
        Constraint::UniqueItems => Rule::UniqueItems,
        Constraint::MinProperties(count) => Rule::MinProperties(*count),
        Constraint::MaxProperties(count) => Rule::MaxProperties(*count),
        Constraint::Format(syntax) => Rule::Format(format(*syntax)),
        Constraint::Never => Rule::Never,
        _ => structural(constraint),
    }
}

/// The rules that hold rules, names or values.
fn structural(constraint: &Constraint) -> Rule {
    match constraint {
        Constraint::Kinds(kinds) => Rule::Kinds(leak::list(kinds.iter().map(|one| kind(*one)))),
        Constraint::Values(values) => Rule::Values(leak::texts(values.iter().map(ToString::to_string))),
        Constraint::Required(names) => Rule::Required(leak::texts(names)),
        Constraint::DependentRequired(name, names) => Rule::DependentRequired(leak::text(name), leak::texts(names)),
        Constraint::Property(name, rules) => Rule::Property(leak::text(name), all(rules)),
        Constraint::PatternProperty(pattern, rules) => words::PatternProperty(leak::text(pattern), all(rules)),
        Constraint::OtherProperties { names, patterns, rules } => {
            words::OtherProperties(leak::texts(names), leak::texts(patterns), all(rules))
        }
        Constraint::PropertyNames(rules) => Rule::PropertyNames(all(rules)),
        Constraint::Item(at, rules) => Rule::Item(*at, all(rules)),
        Constraint::ItemsFrom(at, rules) => Rule::ItemsFrom(*at, all(rules)),
        Constraint::Contains { rules, least, most } => Rule::Contains(all(rules), *least, *most),
        Constraint::Not(rules) => Rule::Not(all(rules)),
        Constraint::AnyOf(sets) => Rule::AnyOf(sets_of(sets)),
        Constraint::OneOf(sets) => Rule::OneOf(sets_of(sets)),
        Constraint::If {
            condition,
            then,
            otherwise,
        } => Rule::If(all(condition), all(then), all(otherwise)),
        _ => Rule::Never,
    }
}

fn all(constraints: &[Constraint]) -> &'static [Rule] {
    leak::list(constraints.iter().map(rule))
}

fn sets_of(sets: &[Vec<Constraint>]) -> &'static [&'static [Rule]] {
    leak::list(sets.iter().map(|set| all(set)))
}

/// Whether every pattern in a constraint is one that the runtime checks.
fn is_checkable(constraint: &Constraint) -> bool {
    let mut checkable = true;
    constraint.each_pattern(&mut |pattern| checkable &= pattern_is_supported(pattern));
    checkable
}

/// Whole numbers stay whole.
pub(crate) fn number(value: &serde_json::Number) -> Number {
    let whole = value
        .as_i64()
        .map(i128::from)
        .or_else(|| value.as_u64().map(i128::from));
    match whole {
        Some(whole) => Number::Int(whole),
        None => Number::Float(value.as_f64().unwrap_or(f64::MAX)),
    }
}

pub(crate) fn kind(kind: api::JsonKind) -> validate::JsonKind {
    match kind {
        api::JsonKind::Null => validate::JsonKind::Null,
        api::JsonKind::Boolean => validate::JsonKind::Boolean,
        api::JsonKind::Integer => validate::JsonKind::Integer,
        api::JsonKind::Number => validate::JsonKind::Number,
        api::JsonKind::String => validate::JsonKind::String,
        api::JsonKind::Array => validate::JsonKind::Array,
        api::JsonKind::Object => validate::JsonKind::Object,
    }
}

pub(crate) fn format(syntax: api::TextFormat) -> validate::TextFormat {
    match syntax {
        api::TextFormat::Email => validate::TextFormat::Email,
        api::TextFormat::Uri => validate::TextFormat::Uri,
        api::TextFormat::UriReference => validate::TextFormat::UriReference,
        api::TextFormat::Hostname => validate::TextFormat::Hostname,
        api::TextFormat::Ipv4 => validate::TextFormat::Ipv4,
        api::TextFormat::Ipv6 => validate::TextFormat::Ipv6,
        api::TextFormat::DateTime => validate::TextFormat::DateTime,
        api::TextFormat::Date => validate::TextFormat::Date,
        api::TextFormat::Time => validate::TextFormat::Time,
        api::TextFormat::Duration => validate::TextFormat::Duration,
        api::TextFormat::Uuid => validate::TextFormat::Uuid,
        api::TextFormat::JsonPointer => validate::TextFormat::JsonPointer,
        api::TextFormat::Regex => words::Regex,
    }
}
