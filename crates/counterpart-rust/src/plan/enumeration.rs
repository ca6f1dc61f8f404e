//! Enumerations: a variant a value, and one for what is not listed.

use counterpart_spec::api::{EnumValue, IntegerEnum, JsonEnum, Shape, StringEnum, Type, Value};
use proc_macro2::Ident;
use serde_json::{Number, Value as Json};

use super::model::{EnumKind, EnumPlan, EnumVariantPlan, Listed, Wire};
use super::types::Types;
use crate::name::{Candidate, Case, Scope};

/// Names for the variant that holds what the description does not list, the first free one is taken.
const OPEN_VARIANTS: &[&str] = &["Unknown", "Unlisted", "Undocumented"];

/// Plans an enumeration of strings.
pub(super) fn strings(values: &StringEnum) -> EnumPlan<'_> {
    plan(EnumKind::Strings, &values.values, |value| {
        (value.clone(), Wire::Text(value))
    })
}

/// Plans an enumeration of integers.
pub(super) fn integers(values: &IntegerEnum) -> EnumPlan<'_> {
    plan(EnumKind::Integers, &values.values, |value| {
        let number = Number::from(*value);
        (number_words(&number), Wire::Integer(*value))
    })
}

/// Plans an enumeration of other values.
pub(super) fn json(values: &JsonEnum) -> EnumPlan<'_> {
    plan(EnumKind::Json, &values.values, |value| {
        (json_words(value), Wire::Json(value))
    })
}

fn plan<'a, T>(
    kind: EnumKind,
    values: &'a [EnumValue<T>],
    wording: impl Fn(&'a T) -> (String, Wire<'a>),
) -> EnumPlan<'a> {
    let mut scope = Scope::new(Case::Variant, &[]);
    let worded: Vec<_> = values.iter().map(|value| wording(&value.value)).collect();
    let candidates = values.iter().zip(&worded).map(|(value, (words, _))| {
        let wire = value.name.as_deref().unwrap_or(words);
        Candidate {
            rank: 0,
            wire,
            tie: words,
            wanted: Case::Variant.of(wire),
        }
    });
    let names = scope.claim_all(candidates.collect());
    let variants = names.into_iter().zip(values).zip(&worded);
    EnumPlan {
        kind,
        variants: variants
            .map(|((name, value), (_, wire))| EnumVariantPlan {
                name,
                value: *wire,
                description: value.description.as_deref(),
            })
            .collect(),
        open: open_variant(&mut scope),
    }
}

/// The variant for what the description does not list.
pub(super) fn open_variant(scope: &mut Scope) -> Ident {
    let free = OPEN_VARIANTS
        .iter()
        .find(|name| scope.is_free(name))
        .unwrap_or(&"Unknown");
    scope.claim((*free).to_owned())
}

/// `value minus 0 point 5`
fn number_words(number: &Number) -> String {
    let text = number.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("minus ", digits),
        None => ("", text.as_str()),
    };
    format!("value {sign}{}", digits.replace('.', " point "))
}

fn json_words(value: &Json) -> String {
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => number_words(number),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.is_empty() => "empty array".to_owned(),
        Json::Object(entries) if entries.is_empty() => "empty object".to_owned(),
        Json::Array(_) => format!("array {value}"),
        Json::Object(_) => format!("object {value}"),
    }
}

impl<'a> Types<'a> {
    /// The variant that is the only value of a type.
    pub(super) fn only_value(&self, value: &'a Value) -> Option<Listed<'a>> {
        self.listed(value, |variants| match variants {
            [_] => Some(0),
            _ => None,
        })
    }

    /// The variant that stands for a value.
    pub(super) fn variant_of(&self, value: &'a Value, json: &Json) -> Option<Listed<'a>> {
        self.listed(value, |variants| {
            variants.iter().position(|variant| match variant.value {
                Wire::Text(text) => json.as_str() == Some(text),
                Wire::Integer(number) => json.as_i64() == Some(number),
                Wire::Json(listed) => listed == json,
            })
        })
    }

    fn listed(
        &self,
        value: &'a Value,
        choose: impl FnOnce(&[EnumVariantPlan<'a>]) -> Option<usize>,
    ) -> Option<Listed<'a>> {
        let Type::Named(id) = self.resolved(value).ty else {
            return None;
        };
        let plan = match &self.api.schema(id).shape {
            Shape::StringEnum(values) => strings(values),
            Shape::IntegerEnum(values) => integers(values),
            Shape::JsonEnum(values) => json(values),
            Shape::Object(_) | Shape::Union(_) | Shape::Alias(_) => return None,
        };
        let at = choose(&plan.variants)?;
        let variant = plan.variants.into_iter().nth(at)?.name;
        Some(Listed {
            view: self.view(id),
            variant,
        })
    }
}
