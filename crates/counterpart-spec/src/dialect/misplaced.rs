//! Members that have a meaning, and not where they stand: most are left from Swagger 2.0, or indented one level too little.

use super::Dialect;
use super::kind::Kind;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, MISPLACED_MEMBER};
use crate::document::{Object, pointer};
use crate::resolve::prefix;

const CONTENT: &str = "put it below a media type of `content`: `content: {application/json: {..}}`";
const SCHEMA: &str = "put it below `schema`";
const MEDIA_TYPES: &str = "since OpenAPI 3.0 media types are the keys of `content`";
const METHOD: &str = "indent it below its method, such as `get`";

/// Where which members are found by mistake, and where they belong.
const MISPLACED: &[(Kind, &[&str], &str)] = &[
    (
        Kind::Document,
        &["definitions"],
        "since OpenAPI 3.0 schemas stand below `components.schemas`",
    ),
    (
        Kind::Document,
        &["parameters", "responses", "schemas"],
        "since OpenAPI 3.0 such things stand below `components`",
    ),
    (
        Kind::Document,
        &["securityDefinitions", "securitySchemes"],
        "since OpenAPI 3.0 they stand below `components.securitySchemes`",
    ),
    (
        Kind::Document,
        &["host", "basePath", "schemes"],
        "since OpenAPI 3.0 addresses are listed by `servers`",
    ),
    (Kind::Document, &["consumes", "produces"], MEDIA_TYPES),
    (
        Kind::PathItem,
        &["responses", "requestBody", "operationId", "tags", "security"],
        METHOD,
    ),
    (Kind::Operation, &["consumes", "produces"], MEDIA_TYPES),
    (
        Kind::Operation,
        &["schemes"],
        "since OpenAPI 3.0 addresses are listed by `servers`",
    ),
    (Kind::RequestBody, &["schema", "example", "examples"], CONTENT),
    (Kind::Response, &["schema", "example", "examples"], CONTENT),
    (
        Kind::MediaType,
        &["type", "properties", "items", "allOf", "oneOf", "anyOf", "enum"],
        SCHEMA,
    ),
    (Kind::Parameter, OF_SCHEMAS, SCHEMA),
    (Kind::Header, OF_SCHEMAS, SCHEMA),
    (
        Kind::Schema,
        &["schema"],
        "a schema stands without another `schema` around it",
    ),
];

/// What Swagger 2.0 wrote into parameters and headers.
const OF_SCHEMAS: &[&str] = &[
    "type",
    "format",
    "enum",
    "items",
    "default",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "nullable",
];

/// Reports the members of an object that stand in the wrong place.
pub(super) fn check(walk: &mut Walk<'_, '_, '_, '_>, object: &Object, kind: Kind) {
    let carries_schema = object.get("schema").is_some() || object.get("content").is_some();
    // A parameter without a schema is reported as such.
    let is_bare = matches!(kind, Kind::Parameter | Kind::Header) && !carries_schema;
    if walk.dialect == Dialect::Swagger2 || is_bare {
        return;
    }
    for (_, members, remedy) in MISPLACED.iter().filter(|(place, ..)| *place == kind) {
        for member in members.iter().filter(|member| object.get(member).is_some()) {
            let mut place = format!("{}{}", prefix(walk.file), walk.place);
            pointer::push_token(&mut place, member);
            let message = format!("`{member}` means nothing here and is ignored");
            let finding = Diagnostic::at_pointer(&MISPLACED_MEMBER, message, place);
            walk.assembly.findings.push(finding.with_help(*remedy));
        }
    }
}
