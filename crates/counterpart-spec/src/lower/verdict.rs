//! Rules against values that the document itself lists: what is known when the code is generated needs no check later.

use regex::bytes::RegexBuilder;
use serde_json::{Number, Value as Json};

use crate::api::{Bound, Constraint, JsonKind};
use crate::form::kinds::is_whole;
use crate::form::limits::compare;

/// Does a value keep a rule? `None` where that cannot be said here.
pub(super) fn verdict(rule: &Constraint, json: &Json) -> Option<bool> {
    use Constraint as C;
    let length = json.as_str().map(|text| text.chars().count() as u64);
    let items = json.as_array();
    let count = items.map(|list| list.len() as u64);
    let object = json.as_object();
    let size = object.map(|object| object.len() as u64);
    Some(match rule {
        C::MinLength(least) => length.is_none_or(|length| length >= *least),
        C::MaxLength(most) => length.is_none_or(|length| length <= *most),
        C::MinItems(least) => count.is_none_or(|count| count >= *least),
        C::MaxItems(most) => count.is_none_or(|count| count <= *most),
        C::MinProperties(least) => size.is_none_or(|size| size >= *least),
        C::MaxProperties(most) => size.is_none_or(|size| size <= *most),
        C::Minimum(bound) => json.as_number().is_none_or(|number| is_above(number, bound)),
        C::Maximum(bound) => json.as_number().is_none_or(|number| is_below(number, bound)),
        C::MultipleOf(step) => return json.as_number().map_or(Some(true), |number| is_multiple(number, step)),
        C::Pattern(pattern) => return json.as_str().map_or(Some(true), |text| matches(pattern, text)),
        C::Kinds(kinds) => kinds.iter().any(|kind| is_of(*kind, json)),
        C::Values(values) => values.iter().any(|value| same(value, json)),
        C::Required(names) => object.is_none_or(|object| names.iter().all(|name| object.contains_key(name))),
        C::DependentRequired(name, others) => object
            .is_none_or(|object| !object.contains_key(name) || others.iter().all(|other| object.contains_key(other))),
        C::Not(rules) => return verdict_of_all(rules, json).map(|keeps| !keeps),
        C::AnyOf(sets) => return all(sets.iter().map(|rules| negated(rules, json))).map(|none| !none),
        C::OneOf(sets) => {
            let verdicts: Option<Vec<bool>> = sets.iter().map(|rules| verdict_of_all(rules, json)).collect();
            return verdicts.map(|verdicts| verdicts.into_iter().filter(|keeps| *keeps).count() == 1);
        }
        C::If {
            condition,
            then,
            otherwise,
        } => {
            return match verdict_of_all(condition, json)? {
                true => verdict_of_all(then, json),
                false => verdict_of_all(otherwise, json),
            };
        }
        C::Never => false,
        C::UniqueItems | C::Item(..) | C::ItemsFrom(..) | C::Contains { .. } => {
            return items.map_or(Some(true), |items| verdict_of_items(rule, items));
        }
        C::Property(..) | C::PatternProperty(..) | C::OtherProperties { .. } | C::PropertyNames(_) => {
            return object.map_or(Some(true), |object| verdict_of_entries(rule, object));
        }
        C::Format(_) => return None,
    })
}

fn verdict_of_items(rule: &Constraint, items: &[Json]) -> Option<bool> {
    use Constraint as C;
    match rule {
        C::UniqueItems => {
            let repeated = |(index, item)| items.iter().take(index).any(|other| same(other, item));
            Some(!items.iter().enumerate().any(repeated))
        }
        C::Item(index, rules) => items.get(*index).map_or(Some(true), |item| verdict_of_all(rules, item)),
        C::ItemsFrom(start, rules) => all(items.iter().skip(*start).map(|item| verdict_of_all(rules, item))),
        C::Contains { rules, least, most } => {
            let verdicts: Option<Vec<bool>> = items.iter().map(|item| verdict_of_all(rules, item)).collect();
            let count = verdicts?.into_iter().filter(|keeps| *keeps).count() as u64;
            Some(count >= *least && most.is_none_or(|most| count <= most))
        }
        _ => None,
    }
}

fn verdict_of_entries(rule: &Constraint, object: &serde_json::Map<String, Json>) -> Option<bool> {
    use Constraint as C;
    match rule {
        C::Property(name, rules) => object
            .get(name)
            .map_or(Some(true), |value| verdict_of_all(rules, value)),
        C::PropertyNames(rules) => all(object.keys().map(|name| verdict_of_all(rules, &name.as_str().into()))),
        C::PatternProperty(pattern, rules) => all(object
            .iter()
            .map(|(name, value)| where_concerned(matches(pattern, name), rules, value))),
        C::OtherProperties { names, patterns, rules } => {
            let others = object.iter().filter(|(name, _)| !names.contains(name));
            all(others.map(|(name, value)| {
                let unmatched = patterns
                    .iter()
                    .map(|pattern| matches(pattern, name).map(|matches| !matches));
                where_concerned(all(unmatched), rules, value)
            }))
        }
        _ => None,
    }
}

/// The verdict on a value that rules are about, or are not about, or may be about.
fn where_concerned(concerned: Option<bool>, rules: &[Constraint], value: &Json) -> Option<bool> {
    match concerned {
        Some(false) => Some(true),
        Some(true) => verdict_of_all(rules, value),
        None => verdict_of_all(rules, value).filter(|keeps| *keeps),
    }
}

/// Does a value keep all rules?
pub(super) fn verdict_of_all(rules: &[Constraint], json: &Json) -> Option<bool> {
    all(rules.iter().map(|rule| verdict(rule, json)))
}

fn negated(rules: &[Constraint], json: &Json) -> Option<bool> {
    verdict_of_all(rules, json).map(|keeps| !keeps)
}

/// False if one is false, else unknown if one is unknown.
fn all(verdicts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for verdict in verdicts {
        match verdict {
            Some(false) => return verdict,
            Some(true) => {}
            None => known = None,
        }
    }
    known
}

fn is_above(number: &Number, bound: &Bound) -> bool {
    let order = compare(number, &bound.value);
    order.is_gt() || (order.is_eq() && !bound.exclusive)
}

fn is_below(number: &Number, bound: &Bound) -> bool {
    let order = compare(number, &bound.value);
    order.is_lt() || (order.is_eq() && !bound.exclusive)
}

/// Only of integers: what a multiple of 0.1 is, the runtime knows.
fn is_multiple(number: &Number, step: &Number) -> Option<bool> {
    let (number, step) = (number.as_i64()?, step.as_i64()?);
    number.checked_rem(step).map(|rest| rest == 0)
}

/// Only what `regex` and ECMA-262 read alike: ASCII, and no groups with a question mark.
fn matches(pattern: &str, text: &str) -> Option<bool> {
    if !pattern.is_ascii() || !text.is_ascii() || pattern.contains("(?") {
        return None;
    }
    let regex = RegexBuilder::new(pattern).unicode(false).build().ok()?;
    Some(regex.is_match(text.as_bytes()))
}

fn is_of(kind: JsonKind, json: &Json) -> bool {
    match kind {
        JsonKind::Null => json.is_null(),
        JsonKind::Boolean => json.is_boolean(),
        JsonKind::Integer => json.as_number().is_some_and(is_whole),
        JsonKind::Number => json.is_number(),
        JsonKind::String => json.is_string(),
        JsonKind::Array => json.is_array(),
        JsonKind::Object => json.is_object(),
    }
}

/// Equal JSON; numbers by value.
fn same(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => compare(one, other).is_eq(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let equal = |(name, value): (&String, &Json)| other.get(name).is_some_and(|other| same(value, other));
            one.len() == other.len() && one.iter().all(equal)
        }
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn patterns_are_judged_where_both_engines_read_them_alike() {
        let judged = |pattern: &str, text: &str| verdict(&Constraint::Pattern(pattern.to_owned()), &json!(text));
        assert_eq!(judged("^[a-z]+$", "red"), Some(true));
        assert_eq!(judged("^[a-z]+$", "Red"), Some(false));
        assert_eq!(judged(r"^\d$", "7"), Some(true));
        assert_eq!(judged("^(?!x)", "red"), None);
        assert_eq!(judged("^.$", "ä"), None);
    }

    #[test]
    fn arrays_and_objects_are_judged_whole() {
        let unique = Constraint::UniqueItems;
        assert_eq!(verdict(&unique, &json!([1, [1.0], [1]])), Some(false));
        assert_eq!(verdict(&unique, &json!([1, "1", {"a": 1}, {"a": 2}])), Some(true));
        let names = Constraint::PropertyNames(vec![Constraint::MaxLength(1)]);
        assert_eq!(verdict(&names, &json!({"a": 1, "bc": 2})), Some(false));
        let contains = Constraint::Contains {
            rules: vec![Constraint::Kinds(vec![JsonKind::String])],
            least: 1,
            most: Some(1),
        };
        assert_eq!(verdict(&contains, &json!([1])), Some(false));
        assert_eq!(verdict(&contains, &json!([1, "a"])), Some(true));
        assert_eq!(verdict(&contains, &json!(["b", "a"])), Some(false));
        assert_eq!(verdict(&contains, &json!("b")), Some(true));
        let pattern = Constraint::PatternProperty("^x-".to_owned(), vec![Constraint::Never]);
        assert_eq!(verdict(&pattern, &json!({"x-a": 1})), Some(false));
        assert_eq!(verdict(&pattern, &json!({"a": 1})), Some(true));
        let others = |patterns: &[&str]| Constraint::OtherProperties {
            names: vec!["a".to_owned()],
            patterns: patterns.iter().map(|pattern| (*pattern).to_owned()).collect(),
            rules: vec![Constraint::Never],
        };
        assert_eq!(verdict(&others(&["^x-"]), &json!({"a": 1, "x-b": 1})), Some(true));
        assert_eq!(verdict(&others(&["^x-"]), &json!({"b": 1})), Some(false));
        assert_eq!(verdict(&others(&["(?!x)"]), &json!({"b": 1})), None);
        assert_eq!(verdict(&others(&["(?!x)"]), &json!({"a": 1})), Some(true));
    }

    #[test]
    fn what_is_not_known_stays_so() {
        let unknown = Constraint::Pattern("(?=x)".to_owned());
        let not = Constraint::Not(vec![unknown.clone()]);
        assert_eq!(verdict(&not, &json!("red")), None);
        let both = [unknown, Constraint::MaxLength(2)];
        assert_eq!(verdict_of_all(&both, &json!("red")), Some(false));
    }
}
