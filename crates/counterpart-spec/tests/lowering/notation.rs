//! The notation, and how a document gets there.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{Access, Additional, Api, Dispatch, Property, Schema, SchemaName, Shape, Type, Value};
use counterpart_spec::{Input, Outcome, read};

pub(crate) fn outcome(body: &str) -> Outcome {
    text(format!("openapi: 3.0.3\ninfo: {{title: Test, version: '1'}}\n{body}"))
}

/// What becomes of a whole document.
pub(crate) fn text(text: String) -> Outcome {
    read(&Input::Text {
        name: "test.yaml".to_owned(),
        text,
    })
}

/// The schemas of a document that has nothing else and nothing wrong.
pub(crate) fn schemas(yaml: &str) -> String {
    let (api, codes) = warned(yaml);
    assert_eq!(codes, Vec::<&str>::new());
    show_schemas(&api)
}

/// The same with the codes of what was found.
pub(crate) fn warned(yaml: &str) -> (Api, Vec<&'static str>) {
    let indented: String = yaml.lines().map(|line| format!("    {line}\n")).collect();
    let outcome = outcome(&format!("paths: {{}}\ncomponents:\n  schemas:\n{indented}"));
    let codes = outcome.findings.iter().map(|finding| finding.code.id).collect();
    (outcome.api.unwrap(), codes)
}

pub(crate) fn show_schemas(api: &Api) -> String {
    api.schemas
        .iter()
        .map(|schema| format!("{}: {}\n", name(schema), shape(api, &schema.shape)))
        .collect()
}

pub(crate) fn name(schema: &Schema) -> String {
    match &schema.name {
        SchemaName::Component(name) => name.clone(),
        SchemaName::Title(title) => format!("'{title}'"),
        SchemaName::Place(words) => format!("({})", words.join(" ")),
    }
}

pub(crate) fn shape(api: &Api, shape: &Shape) -> String {
    match shape {
        Shape::Object(object) => {
            let mut parts: Vec<String> = object.properties.iter().map(|part| property(api, part)).collect();
            let patterns = object.patterns.iter();
            parts.extend(patterns.map(|(pattern, held)| format!("{pattern}: {}", value(api, held))));
            match &object.additional {
                Additional::Unmentioned => {}
                Additional::Denied => parts.push("no others".to_owned()),
                Additional::Values(other) => parts.push(format!("others: {}", value(api, other))),
            }
            format!("{{{}}}{}", parts.join(", "), rules(&object.constraints))
        }
        Shape::StringEnum(list) => list
            .values
            .iter()
            .map(|value| format!("{:?}", value.value))
            .collect::<Vec<_>>()
            .join(" | "),
        Shape::IntegerEnum(list) => list
            .values
            .iter()
            .map(|value| value.value.to_string())
            .collect::<Vec<_>>()
            .join(" | "),
        Shape::JsonEnum(list) => {
            let values: Vec<_> = list.values.iter().map(|value| value.value.to_string()).collect();
            values.join(" | ")
        }
        Shape::Union(union) => {
            let variants = union.variants.iter().map(|variant| match &union.dispatch {
                Dispatch::Tag(_) | Dispatch::Event => {
                    format!("{} => {}", variant.tags.join("/"), value(api, &variant.value))
                }
                Dispatch::OneOf | Dispatch::AnyOf => {
                    format!("{}{}", value(api, &variant.value), rules(&variant.evidence))
                }
            });
            let variants = variants.collect::<Vec<_>>().join(", ");
            match &union.dispatch {
                Dispatch::Tag(tag) => format!("by {tag}: {variants}"),
                Dispatch::Event => format!("by event: {variants}"),
                Dispatch::OneOf => format!("one of {variants}"),
                Dispatch::AnyOf => format!("any of {variants}"),
            }
        }
        Shape::Alias(alias) => format!("= {}", value(api, &alias.value)),
    }
}

pub(crate) fn property(api: &Api, property: &Property) -> String {
    let mark = if property.required { "" } else { "?" };
    let access = match property.access {
        Access::ReadWrite => "",
        Access::ReadOnly => "readonly ",
        Access::WriteOnly => "writeonly ",
    };
    let default = property
        .default
        .as_ref()
        .map(|default| format!(" = {default}"))
        .unwrap_or_default();
    format!(
        "{access}{}{mark}: {}{default}",
        property.wire_name,
        value(api, &property.value)
    )
}

pub(crate) fn value(api: &Api, value: &Value) -> String {
    let null = if value.nullable { "|null" } else { "" };
    format!("{}{null}{}", ty(api, &value.ty), rules(&value.constraints))
}

pub(crate) fn ty(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer(format) => format!("{format:?}").to_lowercase(),
        Type::Number(format) => format!("{format:?}").to_lowercase(),
        Type::String(format) => format!("{format:?}").to_lowercase(),
        Type::Array(items) => format!("[{}]", value(api, items)),
        Type::Map(values) => format!("map of {}", value(api, values)),
        Type::Named(id) => name(api.schema(*id)),
        Type::Null => "null".to_owned(),
        Type::Never => "never".to_owned(),
        Type::Tuple(tuple) => {
            let items: Vec<_> = tuple.items.iter().map(|item| value(api, item)).collect();
            let rest = tuple.rest.as_ref().map(|rest| format!(", ..{}", value(api, rest)));
            let rest = rest.unwrap_or_default();
            format!("({}{rest}; at least {})", items.join(", "), tuple.required)
        }
    }
}

pub(crate) fn rules(rules: &[counterpart_spec::api::Constraint]) -> String {
    if rules.is_empty() {
        String::new()
    } else {
        format!(
            " <{}>",
            rules
                .iter()
                .map(|rule| format!("{rule:?}"))
                .collect::<Vec<_>>()
                .join(", ")
        )
    }
}
