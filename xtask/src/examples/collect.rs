//! Finds the examples of a document and the schemas that they belong to.

use counterpart_tests::probe::token;
use serde_json::{Map, Value};

/// A value that a document shows, and where its schema is.
#[derive(Debug)]
pub(super) struct Example {
    /// JSON Pointer of the schema.
    pub(super) schema: String,
    /// The value.
    pub(super) value: Value,
}

/// Every example of the document, in its order.
pub(super) fn examples(document: &Value) -> Vec<Example> {
    let mut found = Vec::new();
    if let Some(schemas) = document.pointer("/components/schemas").and_then(Value::as_object) {
        members(schemas, "/components/schemas", &mut found);
    }
    places(document, "", &mut found);
    found
}

/// Objects that have a `schema` and examples of it: media types, parameters, headers.
fn places(node: &Value, pointer: &str, found: &mut Vec<Example>) {
    match node {
        Value::Object(object) => {
            if let Some(schema @ Value::Object(_)) = object.get("schema") {
                let at = format!("{pointer}/schema");
                shown(object).for_each(|value| {
                    found.push(Example {
                        schema: at.clone(),
                        value,
                    })
                });
                inside(schema, &at, found);
            }
            let inner = object
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "schema" | "schemas" | "example" | "examples"));
            inner.for_each(|(key, value)| places(value, &format!("{pointer}/{}", token(key)), found));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, value)| places(value, &format!("{pointer}/{index}"), found));
        }
        _ => {}
    }
}

/// `example`, and the values of `examples`.
fn shown(object: &Map<String, Value>) -> impl Iterator<Item = Value> + '_ {
    let several = object.get("examples").and_then(Value::as_object);
    let several = several.into_iter().flat_map(Map::values);
    let values = several.filter_map(|example| example.get("value"));
    object.get("example").into_iter().chain(values).cloned()
}

/// The examples in a schema and in those within it.
fn inside(schema: &Value, pointer: &str, found: &mut Vec<Example>) {
    let Some(object) = schema.as_object() else { return };
    // What stands beside a reference is not there (OpenAPI 3.0, 4.7.23).
    if object.contains_key("$ref") {
        return;
    }
    if let Some(value) = object.get("example") {
        let schema = pointer.to_owned();
        found.push(Example {
            schema,
            value: value.clone(),
        });
    }
    for (key, value) in object {
        let at = format!("{pointer}/{}", token(key));
        match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => members(properties, &at, found),
            ("items" | "additionalProperties", value) => inside(value, &at, found),
            ("allOf" | "oneOf" | "anyOf", Value::Array(parts)) => {
                let parts = parts.iter().enumerate();
                parts.for_each(|(index, part)| inside(part, &format!("{at}/{index}"), found));
            }
            _ => {}
        }
    }
}

fn members(schemas: &Map<String, Value>, pointer: &str, found: &mut Vec<Example>) {
    for (name, schema) in schemas {
        inside(schema, &format!("{pointer}/{}", token(name)), found);
    }
}
