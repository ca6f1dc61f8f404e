//! `enum`.

use rustc_hash::FxHashSet;

use crate::api::{EnumValue, IntegerEnum, Shape, StringEnum, Type, Value};
use crate::diagnostic::UNSUPPORTED_ENUM;
use crate::document::Node;
use crate::form::SchemaForm;

use super::Lowering;
use super::schema::{Draft, Plan};
use super::spot::Spot;

/// What the values of an `enum` have in common.
enum Kind {
    Strings,
    Integers,
    /// Strings by the schema's own `type`, although YAML read some as numbers or booleans.
    StringsByType,
    OnlyNull,
    Other,
}

impl<'d> Lowering<'d, '_> {
    /// Decides what an enumeration becomes.
    pub(super) fn plan_enum(&mut self, form: &SchemaForm<'d>, values: &'d [Node], at: &Spot<'_>) -> Plan<'d> {
        let has_null = values.contains(&Node::Null);
        match kind(form.ty, values) {
            Kind::Strings => Plan::Named(Draft::Shape(string_enum(form, values)), has_null),
            Kind::Integers => Plan::Named(Draft::Shape(integer_enum(form, values)), has_null),
            Kind::StringsByType => {
                let message = "some of these values are no strings; their text is used, as `type: string` says";
                self.report(&UNSUPPORTED_ENUM, message, &at.key("enum"));
                Plan::Named(Draft::Shape(string_enum(form, values)), has_null)
            }
            Kind::OnlyNull => Plan::Value(Value {
                nullable: true,
                ..Value::new(Type::Any)
            }),
            Kind::Other => {
                let message = "the values are not all strings or all integers; they are not checked";
                self.report(&UNSUPPORTED_ENUM, message, &at.key("enum"));
                let value = self.plain(form, at);
                Plan::Value(Value {
                    nullable: value.nullable || has_null,
                    ..value
                })
            }
        }
    }
}

fn kind(ty: Option<&str>, values: &[Node]) -> Kind {
    let mut real = values.iter().filter(|value| **value != Node::Null).peekable();
    if real.peek().is_none() {
        return if values.is_empty() { Kind::Other } else { Kind::OnlyNull };
    }
    let all = |test: fn(&Node) -> bool| values.iter().all(|value| *value == Node::Null || test(value));
    match ty {
        None | Some("string") if all(|value| value.as_str().is_some()) => Kind::Strings,
        None | Some("integer" | "number") if all(|value| integer(value).is_some()) => Kind::Integers,
        Some("string") if all(|value| value.to_text().is_some()) => Kind::StringsByType,
        _ => Kind::Other,
    }
}

fn integer(value: &Node) -> Option<i64> {
    value.as_number().and_then(serde_json::Number::as_i64)
}

fn string_enum(form: &SchemaForm<'_>, values: &[Node]) -> Shape {
    let mut seen = FxHashSet::default();
    let texts = values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| Some((index, value.to_text()?)));
    let values = texts
        .filter(|(_, text)| seen.insert(text.clone()))
        .map(|(index, value)| {
            let description = note(form.value_descriptions, index, &value);
            EnumValue {
                name: note(form.value_names, index, &value),
                description,
                value,
            }
        })
        .collect();
    Shape::StringEnum(StringEnum { values })
}

fn integer_enum(form: &SchemaForm<'_>, values: &[Node]) -> Shape {
    let mut seen = FxHashSet::default();
    let numbers = values
        .iter()
        .enumerate()
        .filter_map(|(index, value)| Some((index, integer(value)?)));
    let values = numbers
        .filter(|(_, number)| seen.insert(*number))
        .map(|(index, value)| {
            let key = value.to_string();
            let description = note(form.value_descriptions, index, &key);
            EnumValue {
                name: note(form.value_names, index, &key),
                description,
                value,
            }
        })
        .collect();
    Shape::IntegerEnum(IntegerEnum { values })
}

/// What an extension says of a value: a list in the order of the values, or an object with the values as keys.
fn note(notes: Option<&Node>, index: usize, key: &str) -> Option<String> {
    match notes? {
        Node::Array(items) => items.get(index).and_then(Node::as_str).map(str::to_owned),
        Node::Object(object) => object.get(key).and_then(Node::as_str).map(str::to_owned),
        _ => None,
    }
    .filter(|note| !note.is_empty())
}
