//! `id` as draft 4 has it (JSON Schema Core, draft 4, 7.2). OpenAPI 3.0 does not know it, so references are resolved here.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// A schema whose references lead to pointers below `home`, or to other documents by their full address.
pub(crate) fn at_home(mut schema: Value, address: &str, home: &str) -> Value {
    let mut named = BTreeMap::from([(address.to_owned(), home.to_owned())]);
    find_names(&schema, address, home, &mut named);
    rewrite(&mut schema, address, &named);
    schema
}

/// What the schemas call themselves, and where they are.
fn find_names(value: &Value, base: &str, pointer: &str, named: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(schema) => {
            let base = base_of(schema, base);
            if schema.get("id").is_some_and(Value::is_string) && !schema.contains_key("$ref") {
                named.insert(base.clone(), pointer.to_owned());
            }
            let base = base.split('#').next().unwrap_or_default();
            for (key, value) in schema.iter().filter(|(key, _)| *key != "enum") {
                let token = key.replace('~', "~0").replace('/', "~1");
                find_names(value, base, &format!("{pointer}/{token}"), named);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                find_names(item, base, &format!("{pointer}/{index}"), named);
            }
        }
        _ => {}
    }
}

fn rewrite(value: &mut Value, base: &str, named: &BTreeMap<String, String>) {
    match value {
        Value::Object(schema) => {
            if let Some(Value::String(reference)) = schema.get("$ref") {
                let target = resolved(&join(base, reference), named);
                // Nothing beside a reference counts.
                schema.retain(|key, _| matches!(key.as_str(), "$ref" | "definitions"));
                schema.insert("$ref".to_owned(), target.into());
            }
            let base = base_of(schema, base);
            let base = base.split('#').next().unwrap_or_default();
            for (_, value) in schema.iter_mut().filter(|(key, _)| *key != "enum") {
                rewrite(value, base, named);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, base, named)),
        _ => {}
    }
}

/// What stands beside a `$ref` is no `id`.
fn base_of(schema: &Map<String, Value>, base: &str) -> String {
    match schema.get("id") {
        Some(Value::String(id)) if !schema.contains_key("$ref") => join(base, id),
        _ => base.to_owned(),
    }
}

fn resolved(address: &str, named: &BTreeMap<String, String>) -> String {
    if let Some(pointer) = named.get(address) {
        return pointer.clone();
    }
    let (document, fragment) = address.split_once('#').unwrap_or((address, ""));
    match named.get(document) {
        Some(pointer) => format!("{pointer}{fragment}"),
        None => address.to_owned(),
    }
}

/// A reference read against an address, as far as the suite's go.
fn join(base: &str, reference: &str) -> String {
    let document = base.split('#').next().unwrap_or_default();
    if reference.contains("://") || reference.starts_with("urn:") {
        reference.to_owned()
    } else if reference.is_empty() || reference.starts_with('#') {
        format!("{document}{reference}")
    } else {
        let folder = document.rfind('/').map_or("", |end| &document[..=end]);
        format!("{folder}{reference}")
    }
}
