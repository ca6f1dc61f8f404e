//! Which examples are what their schemas say; somebody else's library decides.

use anyhow::Context;
use jsonschema::{Draft, Registry};
use serde_json::{Value, json};

use super::Example;

const DOCUMENT: &str = "https://corpus.test/document";

/// The examples that their own schemas accept. An example whose schema cannot be judged is left out.
pub(super) fn accepted(document: &Value, examples: Vec<Example>) -> anyhow::Result<Vec<Example>> {
    let mut document = document.clone();
    as_json_schema(&mut document);
    let registry = Registry::new()
        .draft(Draft::Draft4)
        .add(DOCUMENT, document)
        .and_then(|builder| builder.prepare())
        .context("the document cannot be judged")?;
    let accepts = |example: &Example| {
        let schema = json!({"$ref": format!("{DOCUMENT}#{}", fragment(&example.schema))});
        let validator = jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_registry(&registry)
            .with_format("uuid", is_uuid)
            .with_format("byte", is_base64)
            .with_format("base64", is_base64)
            .build(&schema);
        validator.is_ok_and(|validator| validator.is_valid(&example.value))
    };
    Ok(examples.into_iter().filter(accepts).collect())
}

/// The draft closest to OpenAPI 3.0 does not know the format yet.
fn is_uuid(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let groups: Vec<_> = text.split('-').map(str::len).collect();
    digits == 32 && matches!(groups.as_slice(), [32] | [8, 4, 4, 4, 12])
}

/// A format of OpenAPI alone: the alphabet of RFC 4648, 4, then padding, lines apart.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || matches!(byte, b'+' | b'/');
    text.len() - digits.len() <= 2 && digits.bytes().all(allowed)
}

/// Says in JSON Schema what OpenAPI 3.0 says with `nullable`.
fn as_json_schema(node: &mut Value) {
    match node {
        Value::Object(object) => {
            object.values_mut().for_each(as_json_schema);
            if object.get("nullable") == Some(&Value::Bool(true)) {
                if let Some(Value::String(ty)) = object.get("type") {
                    let types = json!([ty, "null"]);
                    object.insert("type".to_owned(), types);
                }
                if let Some(Value::Array(values)) = object.get_mut("enum") {
                    values.push(Value::Null);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(as_json_schema),
        _ => {}
    }
}

/// A JSON Pointer as the fragment of a URI (RFC 6901, 6).
fn fragment(pointer: &str) -> String {
    let mut text = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => text.push(char::from(byte)),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}
