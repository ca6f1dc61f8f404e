//! The judge: JSON Schema as the version of the document means it.

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::{Draft, Registry};
use serde_json::{Value, json};

const DOCUMENT: &str = "https://corpus.test/document";

/// A document whose components can judge values.
pub(crate) struct Judge {
    registry: Registry<'static>,
    draft: Draft,
    components: &'static str,
}

impl Judge {
    /// The judge of a document; none if it refers to others, or its version is not one of those.
    pub(crate) fn of(file: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(file).ok()?;
        let mut document: Value = serde_yaml::from_str(&text).ok()?;
        let version = |key: &str| document.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (draft, components) = match (version("openapi"), version("swagger")) {
            (_, swagger) if swagger.starts_with('2') => (Draft::Draft4, "definitions"),
            (openapi, _) if openapi.starts_with("3.0") => (Draft::Draft4, "components/schemas"),
            (openapi, _) if openapi.starts_with("3.") => (Draft::Draft202012, "components/schemas"),
            _ => return None,
        };
        let declared = declared(&document);
        adapt(&mut document, draft, &declared);
        let registry = Registry::new()
            .draft(draft)
            .add(DOCUMENT, document)
            .ok()?
            .prepare()
            .ok()?;
        Some(Self {
            registry,
            draft,
            components,
        })
    }

    /// What is wrong with a value of a component; nothing where the component cannot be judged.
    pub(crate) fn complaint(&self, name: &str, value: &Value) -> Option<String> {
        let name = name.replace('~', "~0").replace('/', "~1");
        let schema = json!({"$ref": format!("{DOCUMENT}#/{}/{}", self.components, fragment(&name))});
        let validator = jsonschema::options()
            .with_draft(self.draft)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&schema)
            .ok()?;
        let error = validator.iter_errors(value).next()?;
        Some(format!("{} at `{}`", error, error.instance_path()))
    }
}

/// The names of all properties that a document declares anywhere.
fn declared(document: &Value) -> BTreeSet<String> {
    fn collect(node: &Value, names: &mut BTreeSet<String>) {
        match node {
            Value::Object(object) => {
                let properties = object.get("properties").and_then(Value::as_object);
                names.extend(properties.into_iter().flat_map(|properties| properties.keys().cloned()));
                object.values().for_each(|value| collect(value, names));
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, names)),
            _ => {}
        }
    }
    let mut names = BTreeSet::new();
    collect(document, &mut names);
    names
}

/// Says in JSON Schema what OpenAPI says beside it, for values that a server sends: `nullable`, `writeOnly`, and that a
/// discriminator tells variants apart. Required properties that are declared nowhere are no part of the Api, which a finding
/// says.
fn adapt(node: &mut Value, draft: Draft, declared: &BTreeSet<String>) {
    match node {
        Value::Object(object) => {
            // What must not be required need not be declared.
            let parts = object.iter_mut().filter(|(key, _)| *key != "not");
            parts.for_each(|(_, value)| adapt(value, draft, declared));
            if object.get("discriminator").is_some()
                && let Some(variants) = object.remove("oneOf")
            {
                object.insert("anyOf".to_owned(), variants);
            }
            if draft == Draft::Draft4 && object.get("nullable") == Some(&Value::Bool(true)) {
                if let Some(Value::String(ty)) = object.get("type") {
                    let types = json!([ty, "null"]);
                    object.insert("type".to_owned(), types);
                }
                if let Some(Value::Array(values)) = object.get_mut("enum") {
                    values.push(Value::Null);
                }
            }
            let hidden: Vec<String> = object
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .filter(|(_, schema)| schema.get("writeOnly") == Some(&Value::Bool(true)))
                .map(|(name, _)| name.clone())
                .collect();
            let own = object.get("properties").and_then(Value::as_object);
            let own: Option<BTreeSet<String>> = own.map(|properties| properties.keys().cloned().collect());
            let is_whole = !["allOf", "anyOf", "oneOf"]
                .iter()
                .any(|keyword| object.contains_key(*keyword));
            let is_declared = |name: &str| match &own {
                Some(own) if is_whole => own.contains(name),
                _ => declared.contains(name),
            };
            if let Some(Value::Array(required)) = object.get_mut("required") {
                let is_hidden = |name: &str| hidden.iter().any(|one| one == name);
                required.retain(|name| name.as_str().is_none_or(|name| !is_hidden(name) && is_declared(name)));
                if required.is_empty() {
                    object.remove("required");
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| adapt(item, draft, declared)),
        _ => {}
    }
}

/// A JSON Pointer as the fragment of a URI (RFC 6901, 6).
fn fragment(pointer: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let encode = |byte: u8| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    pointer.bytes().map(encode).collect()
}
