//! The objects of OpenAPI, and what their members hold: one table for everything that walks a document.

/// The kinds of objects that references can lead to, or that hold such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Document,
    Info,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    Header,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
    /// A text that stands in a file of its own.
    Text,
    /// A file of which nothing is known but that it may hold schemas.
    Loose,
}

/// What a member holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// An object, or a list of such.
    One(Kind),
    /// A map of names to objects, or a list of objects.
    Each(Kind),
}

use Step::{Each, One};

/// The fixed members of path items that hold operations.
pub(super) const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

impl Kind {
    /// What a member of such an object holds, if that is anything to look into.
    pub(super) fn step(self, key: &str) -> Option<Step> {
        if key == "description" && !matches!(self, Self::Callback | Self::Text) {
            return Some(One(Self::Text));
        }
        match self {
            Self::Document => document(key),
            Self::Components => components(key),
            Self::PathItem => match key {
                "parameters" => Some(Each(Self::Parameter)),
                "additionalOperations" => Some(Each(Self::Operation)),
                _ => METHODS.contains(&key).then_some(One(Self::Operation)),
            },
            Self::Operation => match key {
                "parameters" => Some(Each(Self::Parameter)),
                "requestBody" => Some(One(Self::RequestBody)),
                "responses" => Some(Each(Self::Response)),
                "callbacks" => Some(Each(Self::Callback)),
                _ => None,
            },
            Self::Parameter | Self::Header | Self::MediaType => carrier(key),
            Self::RequestBody => (key == "content").then_some(Each(Self::MediaType)),
            Self::Response => match key {
                "content" => Some(Each(Self::MediaType)),
                "headers" => Some(Each(Self::Header)),
                "links" => Some(Each(Self::Link)),
                _ => None,
            },
            Self::Encoding => (key == "headers").then_some(Each(Self::Header)),
            Self::Callback => (!key.starts_with("x-")).then_some(One(Self::PathItem)),
            Self::Schema => schema(key),
            Self::Loose => schema(key).or((!is_value(key)).then_some(One(Self::Loose))),
            Self::Info | Self::Example | Self::Link | Self::SecurityScheme | Self::Text => None,
        }
    }

    /// The members that the specifications know. Empty where anything may stand.
    pub(super) fn members(self) -> &'static [&'static str] {
        match self {
            Self::Document => DOCUMENT,
            Self::Info => &[
                "title",
                "summary",
                "description",
                "termsOfService",
                "contact",
                "license",
                "version",
            ],
            Self::Components => COMPONENTS,
            Self::PathItem => PATH_ITEM,
            Self::Operation => OPERATION,
            Self::Parameter => PARAMETER,
            Self::Header => HEADER,
            Self::RequestBody => &["description", "content", "required"],
            Self::Response => &["summary", "description", "headers", "content", "links"],
            Self::MediaType => MEDIA_TYPE,
            Self::Encoding => ENCODING,
            Self::Schema => SCHEMA,
            Self::Example | Self::Link | Self::Callback | Self::SecurityScheme | Self::Text | Self::Loose => &[],
        }
    }
}

fn document(key: &str) -> Option<Step> {
    match key {
        "paths" | "webhooks" => Some(Each(Kind::PathItem)),
        "components" => Some(One(Kind::Components)),
        "info" => Some(One(Kind::Info)),
        _ => None,
    }
}

fn components(key: &str) -> Option<Step> {
    Some(Each(match key {
        "schemas" => Kind::Schema,
        "responses" => Kind::Response,
        "parameters" => Kind::Parameter,
        "examples" => Kind::Example,
        "requestBodies" => Kind::RequestBody,
        "headers" => Kind::Header,
        "securitySchemes" => Kind::SecurityScheme,
        "links" => Kind::Link,
        "callbacks" => Kind::Callback,
        "pathItems" => Kind::PathItem,
        "mediaTypes" => Kind::MediaType,
        _ => return None,
    }))
}

/// Parameters, headers and media types carry a schema.
fn carrier(key: &str) -> Option<Step> {
    match key {
        "schema" | "itemSchema" => Some(One(Kind::Schema)),
        "content" => Some(Each(Kind::MediaType)),
        "encoding" | "prefixEncoding" => Some(Each(Kind::Encoding)),
        "itemEncoding" => Some(One(Kind::Encoding)),
        "examples" => Some(Each(Kind::Example)),
        _ => None,
    }
}

fn schema(key: &str) -> Option<Step> {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" | "dependencies"
        | "allOf" | "anyOf" | "oneOf" | "prefixItems" => Some(Each(Kind::Schema)),
        "items"
        | "additionalItems"
        | "additionalProperties"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contains"
        | "contentSchema"
        | "not"
        | "if"
        | "then"
        | "else" => Some(One(Kind::Schema)),
        _ => None,
    }
}

/// Keywords whose value is data.
fn is_value(key: &str) -> bool {
    matches!(key, "enum" | "const" | "default" | "example" | "examples") || key.starts_with("x-")
}

const DOCUMENT: &[&str] = &[
    "openapi",
    "$self",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];
const COMPONENTS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
    "mediaTypes",
];
const PATH_ITEM: &[&str] = &[
    "$ref",
    "summary",
    "description",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
    "query",
    "additionalOperations",
    "servers",
    "parameters",
];
const OPERATION: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "deprecated",
    "security",
    "servers",
    "consumes",
    "produces",
    "schemes",
];
const PARAMETER: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "example",
    "examples",
    "content",
];
const HEADER: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "example",
    "examples",
    "content",
];
const MEDIA_TYPE: &[&str] = &[
    "description",
    "schema",
    "itemSchema",
    "example",
    "examples",
    "encoding",
    "prefixEncoding",
    "itemEncoding",
];
const ENCODING: &[&str] = &[
    "contentType",
    "headers",
    "style",
    "explode",
    "allowReserved",
    "encoding",
    "prefixEncoding",
    "itemEncoding",
];
const SCHEMA: &[&str] = &[
    "$ref",
    "$schema",
    "$id",
    "$anchor",
    "$defs",
    "$comment",
    "$vocabulary",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$recursiveAnchor",
    "definitions",
    "title",
    "description",
    "type",
    "format",
    "enum",
    "const",
    "default",
    "example",
    "examples",
    "nullable",
    "readOnly",
    "writeOnly",
    "deprecated",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "minProperties",
    "maxProperties",
    "items",
    "prefixItems",
    "additionalItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "discriminator",
    "xml",
    "externalDocs",
    "id",
    "name",
    "in",
    "summary",
    "collectionFormat",
];
