//! Schemas since OpenAPI 3.1: `$ref` with siblings, and dynamic references where they can be told apart ahead of time.

use super::kind::Kind;
use super::walk::Walk;
use crate::Schemas;
use crate::diagnostic::DYNAMIC_REFERENCE;
use crate::document::{Node, pointer};

/// A `$ref` beside keywords means both: it becomes a part of `allOf`.
pub(super) fn wrap(walk: &mut Walk<'_, '_, '_, '_>, node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    if !object.iter().any(|(key, _)| says_something(key)) {
        return;
    }
    let Some(reference) = object.remove("$ref") else { return };
    let mut parts = match object.remove("allOf") {
        Some(Node::Array(parts)) => parts.into_vec(),
        _ => Vec::new(),
    };
    let mut place = format!("{}/allOf", walk.place);
    pointer::push_token(&mut place, &parts.len().to_string());
    parts.push(Node::object([("$ref", reference)]));
    object.set("allOf", Node::Array(parts.into_boxed_slice()));
    walk.assembly.first_time(walk.file, &place);
    walk.assembly.places.moved(walk.file, place, walk.place.clone());
}

/// Keywords that add nothing to what a reference says.
fn says_something(key: &str) -> bool {
    !matches!(
        key,
        "$ref"
            | "$id"
            | "$schema"
            | "$comment"
            | "$anchor"
            | "$dynamicAnchor"
            | "$defs"
            | "definitions"
            | "$vocabulary"
            | "summary"
    ) && !key.starts_with("x-")
}

/// To the letter, keywords about objects and arrays leave values of other kinds alone.
pub(super) fn admit_all_kinds(node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    let of_one_kind = |key: &str| {
        matches!(
            key,
            "properties" | "patternProperties" | "additionalProperties" | "items" | "prefixItems"
        )
    };
    if object.get("type").is_none() && object.iter().any(|(key, _)| of_one_kind(key)) {
        let kinds = ["null", "boolean", "number", "string", "array", "object"];
        object.set("type", Node::Array(kinds.map(Node::text).into()));
    }
}

/// `$dynamicRef` and `$recursiveRef` become `$ref` where only one place can be meant.
pub(super) fn make_static(walk: &mut Walk<'_, '_, '_, '_>, node: &mut Node, base: &str) {
    let Some(object) = node.as_object_mut() else { return };
    let Some(keyword) = ["$dynamicRef", "$recursiveRef"]
        .into_iter()
        .find(|key| object.get(key).is_some())
    else {
        return;
    };
    if object.get("$ref").is_some() {
        return;
    }
    let Some(reference) = object.get(keyword).and_then(Node::as_str).map(str::to_owned) else {
        return;
    };
    let is_certain = keyword == "$recursiveRef" || !walk.assembly.is_ambiguous(walk.file, base, &reference);
    if !is_certain && walk.assembly.schemas() == Schemas::Exact {
        // What stays is known to be unknown.
        let message = format!("`{reference}` may mean several schemas; any JSON value is assumed");
        let (file, place) = (walk.file, format!("{}/{keyword}", walk.place));
        walk.assembly.report(&DYNAMIC_REFERENCE, message, file, &place);
        return;
    }
    object.remove(keyword);
    let target = walk.assembly.reference(walk.file, base, &reference, Kind::Schema);
    walk.assembly.first_time(walk.file, &walk.place);
    object.set("$ref", Node::text(&target));
    let written = format!("{}/{keyword}", walk.place);
    walk.assembly
        .places
        .moved(walk.file, format!("{}/$ref", walk.place), written.clone());
    if !is_certain {
        let message =
            format!("several schemas are `$dynamicAnchor` for `{reference}`; the one of this file is always taken");
        let (file, place) = (walk.file, format!("{}/$ref", walk.place));
        walk.assembly.report(&DYNAMIC_REFERENCE, message, file, &place);
    }
}
