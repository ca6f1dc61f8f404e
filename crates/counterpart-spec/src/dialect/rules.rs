//! Rules of the specifications about members that do not go together. Each is wrong wherever it stands, used or not.

use super::kind::Kind;
use super::walk::Walk;
use crate::diagnostic::{
    Code, Diagnostic, EXCLUDING_MEMBERS, INVALID_MEDIA_TYPE, MISSING_PATHS, Severity, UNKNOWN_SCHEMA_DIALECT,
};
use crate::document::{Node, Object, pointer};
use crate::resolve::prefix;

/// Checks an object of a kind.
pub(super) fn check(walk: &mut Walk<'_, '_, '_, '_>, object: &Object, kind: Kind) {
    match kind {
        Kind::Document if walk.dialect.needs_paths() && object.get("paths").is_none() => {
            report(walk, &MISSING_PATHS, "the document has no `paths`".to_owned(), &[]);
        }
        Kind::Document if walk.dialect.has_ids() => schema_dialect(walk, object, "jsonSchemaDialect"),
        Kind::Schema if walk.dialect.has_ids() => schema_dialect(walk, object, "$schema"),
        Kind::Encoding => encoding(walk, object),
        Kind::Parameter => parameter(walk, object),
        Kind::PathItem | Kind::Operation => querystrings(walk, object),
        _ => {}
    }
    if matches!(
        kind,
        Kind::RequestBody | Kind::Response | Kind::Parameter | Kind::Header
    ) {
        media_types(walk, object);
    }
}

/// What the keywords of schemas may be named after, without scheme and trailing `#`. Older drafts are read too: what they
/// say otherwise stands in keywords of its own (`definitions`, `dependencies`, a list under `items`).
const SCHEMA_DIALECTS: &[&str] = &[
    "json-schema.org/draft/2020-12/schema",
    "json-schema.org/draft/2019-09/schema",
    "json-schema.org/draft-07/schema",
    "json-schema.org/draft-06/schema",
    "json-schema.org/draft-05/schema",
    "json-schema.org/draft-04/schema",
    "json-schema.org/schema",
    "spec.openapis.org/oas/3.1/dialect/",
    "spec.openapis.org/oas/3.2/dialect/",
];

/// OpenAPI 3.1, 4.8.24.7: `jsonSchemaDialect` and `$schema` say what keywords mean.
fn schema_dialect(walk: &mut Walk<'_, '_, '_, '_>, object: &Object, member: &str) {
    let Some(name) = object.get(member).and_then(Node::as_str) else {
        return;
    };
    let bare = name.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.trim_end_matches('#');
    let is_known = |known: &&str| bare == *known || (known.ends_with('/') && bare.starts_with(*known));
    if !SCHEMA_DIALECTS.iter().any(is_known) {
        let message =
            format!("the schema dialect `{name}` is not known; keywords are read as JSON Schema 2020-12 has them");
        report(walk, &UNKNOWN_SCHEMA_DIALECT, message, &[member]);
    }
}

fn report(walk: &mut Walk<'_, '_, '_, '_>, code: &'static Code, message: String, tokens: &[&str]) {
    let mut place = walk.place.clone();
    tokens.iter().for_each(|token| pointer::push_token(&mut place, token));
    walk.assembly.report(code, message, walk.file, &place);
}

/// OpenAPI 3.2, 4.15: parts are described by name or by position.
fn encoding(walk: &mut Walk<'_, '_, '_, '_>, object: &Object) {
    for other in ["prefixEncoding", "itemEncoding"] {
        if object.get("encoding").is_some() && object.get(other).is_some() {
            let message = format!("`encoding` and `{other}` cannot be used together");
            report(walk, &EXCLUDING_MEMBERS, message, &[other]);
        }
    }
}

/// OpenAPI 3.2, 4.12.
fn parameter(walk: &mut Walk<'_, '_, '_, '_>, object: &Object) {
    let text = |key| object.get(key).and_then(Node::as_str);
    if text("in") == Some("querystring") && object.get("schema").is_some() {
        let message = "a parameter that is the whole query string is described by `content`, not by `schema`";
        report(walk, &EXCLUDING_MEMBERS, message.to_owned(), &["schema"]);
    }
    let reserved = object.get("allowReserved").and_then(Node::as_bool) == Some(true);
    if reserved && text("in") == Some("cookie") && text("style") == Some("cookie") {
        let message = "`allowReserved` means nothing to the style `cookie`, which does not encode";
        report(walk, &EXCLUDING_MEMBERS, message.to_owned(), &["allowReserved"]);
    }
}

/// OpenAPI 3.2, 4.12.1: one parameter at most is the whole query string, and then none is a part of it.
fn querystrings(walk: &mut Walk<'_, '_, '_, '_>, object: &Object) {
    let parameters = object.get("parameters").and_then(Node::as_array).unwrap_or_default();
    let places: Vec<Option<&str>> = parameters
        .iter()
        .map(|node| node.get("in").and_then(Node::as_str))
        .collect();
    let Some(first) = places.iter().position(|place| *place == Some("querystring")) else {
        return;
    };
    let is_other = |index: &usize| *index != first && matches!(places.get(*index), Some(Some("query" | "querystring")));
    if let Some(other) = (0..places.len()).find(is_other) {
        let message = "a query string is described as a whole by one parameter, or by one parameter for each part";
        report(
            walk,
            &EXCLUDING_MEMBERS,
            message.to_owned(),
            &["parameters", &other.max(first).to_string()],
        );
    }
}

fn media_types(walk: &mut Walk<'_, '_, '_, '_>, object: &Object) {
    let content = object.get("content").and_then(Node::as_object);
    for (key, _) in content.into_iter().flat_map(Object::iter) {
        let essence = key.split(';').next().unwrap_or_default().trim();
        let is_pair = essence
            .split_once('/')
            .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty());
        if !is_pair && !key.starts_with("x-") {
            let message = format!("`{key}` is no media type");
            let mut place = format!("{}{}/content", prefix(walk.file), walk.place);
            pointer::push_token(&mut place, key);
            let mut finding = Diagnostic::at_pointer(&INVALID_MEDIA_TYPE, message, place);
            if essence.is_empty() {
                finding.severity = Severity::Error;
            }
            walk.assembly.findings.push(finding);
        }
    }
}
