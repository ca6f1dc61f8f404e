//! Vocabularies (JSON Schema Core 2020-12, 8.1): a schema may be written in a language without the keywords that assert.

use super::kind::{Kind, Step};
use crate::document::{Node, Object};

/// The vocabulary of the keywords below.
const VALIDATION: &str = "/vocab/validation";

/// JSON Schema Validation, 6.
const KEYWORDS: &[&str] = &[
    "type",
    "enum",
    "const",
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxContains",
    "minContains",
    "maxProperties",
    "minProperties",
    "required",
    "dependentRequired",
];

/// Whether a metaschema lists its vocabularies and validation is none of them.
pub(super) fn leaves_out_validation(metaschema: &Node) -> bool {
    let vocabularies = metaschema.get("$vocabulary").and_then(Node::as_object);
    vocabularies.is_some_and(|list| !list.iter().any(|(name, _)| name.ends_with(VALIDATION)))
}

/// Takes the keywords of validation out of a schema and the schemas in it, as far as those follow the same metaschema.
pub(super) fn forget_validation(node: &mut Node) {
    match node {
        Node::Array(items) => items.iter_mut().for_each(forget_validation),
        Node::Object(schema) => forget_in(schema),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

fn forget_in(schema: &mut Object) {
    for keyword in KEYWORDS {
        schema.remove(keyword);
    }
    for (key, child) in schema.iter_mut() {
        match Kind::Schema.step(key) {
            Some(Step::One(Kind::Schema)) => forget_part(child),
            Some(Step::Each(Kind::Schema)) => each(child),
            _ => {}
        }
    }
}

fn each(parts: &mut Node) {
    match parts {
        Node::Object(parts) => parts.iter_mut().for_each(|(_, part)| forget_part(part)),
        Node::Array(parts) => parts.iter_mut().for_each(forget_part),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

fn forget_part(part: &mut Node) {
    if part.get("$schema").is_none() {
        forget_validation(part);
    }
}
