//! What an author most likely meant by something that means nothing.

use crate::api::ParameterLocation;
use crate::document::{Node, Object};

/// The locations of parameters, by their names.
pub(super) const LOCATIONS: &[(&str, ParameterLocation)] = &[
    ("path", ParameterLocation::Path),
    ("query", ParameterLocation::Query),
    ("header", ParameterLocation::Header),
    ("cookie", ParameterLocation::Cookie),
    ("querystring", ParameterLocation::QueryString),
];

/// What to do about a location that is none.
pub(super) fn meant_location(word: &str) -> Option<String> {
    if matches!(word, "body" | "formData") {
        return Some("since OpenAPI 3.0 bodies are described by `requestBody` beside `parameters`".to_owned());
    }
    let distance = |name: &str| strsim::osa_distance(&word.to_ascii_lowercase(), name);
    let near = LOCATIONS.iter().map(|(name, _)| (distance(name), *name)).min()?;
    (near.0 <= 2).then(|| format!("did you mean `{}`?", near.1))
}

/// What to do about a parameter without a schema: Swagger 2.0 had `type` in its place.
pub(super) fn meant_schema(parameter: &Object) -> Option<String> {
    let kind = parameter.get("type")?.as_str()?;
    Some(format!(
        "since OpenAPI 3.0 the type belongs below `schema`: `schema: {{type: {kind}}}`"
    ))
}

/// The type that a word which is none was probably meant to be.
pub(super) fn meant_type(word: &str) -> Option<&'static str> {
    // What other languages call them goes ahead of what looks alike.
    let other = match word.to_ascii_lowercase().as_str() {
        "str" | "text" | "char" | "date" | "datetime" | "date-time" | "uuid" | "uri" | "email" | "binary" => "string",
        "int" | "int32" | "int64" | "long" => "integer",
        "float" | "double" | "decimal" => "number",
        "bool" => "boolean",
        "list" => "array",
        "map" | "dict" | "hash" => "object",
        "none" | "nil" => "null",
        _ => "",
    };
    let types = ["string", "integer", "number", "boolean", "array", "object", "null"];
    let near = types
        .into_iter()
        .map(|ty| (strsim::osa_distance(&word.to_ascii_lowercase(), ty), ty))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    match other {
        "" => near.map(|(_, ty)| ty),
        other => Some(other),
    }
}

/// Keywords that stand among properties where a line of YAML is not indented far enough.
const KEYWORDS: &[&str] = &[
    "type",
    "format",
    "description",
    "example",
    "enum",
    "items",
    "properties",
    "default",
];

/// What to do about a property that is no schema: most often its lines stand too far left.
pub(super) fn misindented(pointer: &str, node: &Node) -> Option<String> {
    let (parent, name) = pointer.rsplit_once('/')?;
    let among_properties = parent.ends_with("/properties");
    match node {
        _ if !among_properties => None,
        Node::Null => Some("indent its schema below it, or write `{}` for any value".to_owned()),
        _ if KEYWORDS.contains(&name) => Some(format!(
            "`{name}` stands among the properties; indent it below the property that it describes"
        )),
        _ => None,
    }
}
