//! Schemas: names, descriptions, values, defaults, examples, keywords that nobody knows.

use serde_json::{Value as Json, json};

use super::texts::Texts;

/// The schemas, and the names of the first four: an object, an enumeration, another object, and a union of both.
pub(super) fn schemas(texts: &mut Texts) -> (Json, Vec<String>) {
    let names: Vec<String> = (0..6).map(|_| texts.next()).collect();
    let patterns = [texts.pattern(), texts.pattern()];
    let mut t = || texts.next();
    let object = json!({
        "type": "object", "title": t(), "description": t(), "required": [], "$comment": t(),
        "properties": {
            t(): { "type": "string", "description": t(), "pattern": patterns[0], "default": t(), "example": t() },
            t(): { "type": "string", "title": t(), "enum": [t(), t(), t()] },
            t(): { "type": "object", "properties": { t(): { "type": "integer", "description": t(), "examples": [1] } } },
            t(): { "const": t(), "description": t() },
            t(): { "type": "array", "items": { "type": "string" }, "default": [t(), t()], "xml": { "name": t() } },
            t(): { "type": "string", "format": t(), "contentMediaType": t() },
        },
        "example": { t(): t() },
        "externalDocs": { "url": t(), "description": t() },
        "x-extension": t(), t(): t(),
    });
    let values = json!({
        "type": "string", "description": t(), "enum": [t(), t()],
        "x-enum-varnames": [t(), t()], "x-enum-descriptions": [t(), t()],
    });
    let other = json!({ "type": "object", "properties": { "kind": { "type": "string" }, t(): { "type": "number" } } });
    let union = json!({
        "description": t(),
        "oneOf": [{ "$ref": Texts::pointer(&names[0]) }, { "$ref": Texts::pointer(&names[2]) }],
        "discriminator": {
            "propertyName": t(),
            "mapping": { t(): Texts::pointer(&names[0]), t(): Texts::pointer(&names[2]) },
        },
    });
    let mixed = json!({ "description": t(), "enum": [t(), 7, t(), null, { t(): t() }] });
    let map = json!({
        "type": "object", "description": t(),
        "patternProperties": { patterns[1].as_str(): { "type": "string", "description": t() } },
        "additionalProperties": { "type": "integer", "description": t() },
    });
    let schemas = json!({
        &*names[0]: object, &*names[1]: values, &*names[2]: other, &*names[3]: union, &*names[4]: mixed, &*names[5]: map,
    });
    (schemas, names)
}
