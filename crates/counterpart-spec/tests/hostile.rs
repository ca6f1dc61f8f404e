//! Whatever a document holds, reading it comes to an end without a panic.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, read};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

const AUTHENTIK: &str = include_str!("../../../specs/authentik-group-connection.yaml");
const EVERYTHING: &str = include_str!("everything.yaml");

const SOURCES: [&str; 5] = [
    AUTHENTIK,
    EVERYTHING,
    include_str!("../../../specs/baseline/swagger-2.0.yaml"),
    include_str!("../../../specs/baseline/openapi-3.1.yaml"),
    include_str!("../../../specs/baseline/openapi-3.2.yaml"),
];

fn documents() -> Vec<Json> {
    SOURCES.map(|text| serde_yaml::from_str(text).unwrap()).to_vec()
}

/// One change to a document, at nodes chosen by number.
#[derive(Debug, Clone)]
enum Mutation {
    Drop(usize),
    Retype(usize, usize),
    Swap(usize, usize),
    Refer(usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let number = 0..100_000_usize;
    prop_oneof![
        number.clone().prop_map(Mutation::Drop),
        (number.clone(), 0..9_usize).prop_map(|(at, kind)| Mutation::Retype(at, kind)),
        (number.clone(), number.clone()).prop_map(|(one, other)| Mutation::Swap(one, other)),
        (number.clone(), number).prop_map(|(at, target)| Mutation::Refer(at, target)),
    ]
}

fn pointers(node: &Json, pointer: String, all: &mut Vec<String>) {
    match node {
        Json::Object(object) => {
            for (key, child) in object {
                pointers(
                    child,
                    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")),
                    all,
                );
            }
        }
        Json::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                pointers(child, format!("{pointer}/{index}"), all);
            }
        }
        _ => {}
    }
    all.push(pointer);
}

fn other_type(kind: usize) -> Json {
    [
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("日本 {"),
        json!([]),
        json!([null, {}]),
        json!({}),
    ][kind]
        .clone()
}

fn mutate(document: &mut Json, mutation: &Mutation) {
    let mut all = Vec::new();
    pointers(document, String::new(), &mut all);
    let at = |number: &usize| all[number % all.len()].clone();
    match mutation {
        Mutation::Drop(number) => {
            let pointer = at(number);
            let Some((parent, key)) = pointer.rsplit_once('/') else {
                return;
            };
            match document.pointer_mut(parent).unwrap() {
                Json::Object(object) => drop(object.remove(&key.replace("~1", "/").replace("~0", "~"))),
                Json::Array(items) => drop(items.remove(key.parse().unwrap())),
                _ => unreachable!("a parent is a container"),
            }
        }
        Mutation::Retype(number, kind) => *document.pointer_mut(&at(number)).unwrap() = other_type(*kind),
        Mutation::Swap(one, other) => {
            let copy = document.pointer(&at(one)).unwrap().clone();
            *document.pointer_mut(&at(other)).unwrap() = copy;
        }
        Mutation::Refer(number, target) => {
            *document.pointer_mut(&at(number)).unwrap() = json!({"$ref": format!("#{}", at(target))});
        }
    }
}

fn read_to_the_end(name: &str, text: String) {
    let outcome = read(&Input::Text {
        name: name.to_owned(),
        text,
    });
    let rendered = outcome.findings.render(Style { color: true });
    assert!(outcome.api.is_some() || outcome.findings.has_errors());
    assert_eq!(rendered.is_empty(), outcome.findings.is_empty());
    if let Some(api) = outcome.api {
        check_promises(&api);
    }
}

/// The promises of `Api` that a walk can check.
fn check_promises(api: &counterpart_spec::api::Api) {
    use counterpart_spec::api::{Dispatch, ParameterLocation, PathSegment, Shape, Type};
    for schema in &api.schemas {
        if let Shape::Union(union) = &schema.shape {
            for variant in &union.variants {
                if let Dispatch::Tag(_) = union.dispatch {
                    let Type::Named(id) = variant.value.ty else {
                        panic!("{variant:?}")
                    };
                    assert!(matches!(api.schema(id).shape, Shape::Object(_)));
                    assert!(!variant.tags.is_empty());
                }
            }
        }
    }
    let mut ids = std::collections::BTreeSet::new();
    for operation in &api.operations {
        assert!(ids.insert(&operation.id));
        assert!(operation.tags.iter().all(|tag| *tag < api.tags.len()));
        let mut placeholders: Vec<&str> = Vec::new();
        for segment in &operation.path.segments {
            if let PathSegment::Parameter(name) = segment {
                placeholders.push(name);
            }
        }
        let in_path = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location == ParameterLocation::Path);
        let mut names: Vec<&str> = in_path.map(|parameter| parameter.wire_name.as_str()).collect();
        placeholders.sort_unstable();
        names.sort_unstable();
        assert_eq!(placeholders, names);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn mutated_documents(which in 0..5_usize, mutations in prop::collection::vec(mutation(), 1..8)) {
        let mut document = documents().swap_remove(which);
        for mutation in &mutations {
            mutate(&mut document, mutation);
        }
        read_to_the_end("mutated.json", document.to_string());
        read_to_the_end("mutated.yaml", serde_yaml::to_string(&document).unwrap());
    }

    #[test]
    fn truncated_texts(which in 0..5_usize, length in 0..20_000_usize, byte in any::<u8>()) {
        let text = SOURCES[which];
        let mut bytes = text.as_bytes()[..length.min(text.len())].to_vec();
        bytes.push(byte);
        read_to_the_end("truncated.yaml", String::from_utf8_lossy(&bytes).into_owned());
        let json = documents().swap_remove(which).to_string();
        let cut: String = json.chars().take(length).collect();
        read_to_the_end("truncated.json", cut);
    }

    #[test]
    fn truncated_pages(length in 0..6_000_usize, flipped in 0..6_000_usize) {
        let page = include_str!("../../../specs/authentik-group-connection.api.mdx");
        let mut bytes = page.as_bytes()[..length.min(page.len())].to_vec();
        if let Some(byte) = bytes.get_mut(flipped) {
            *byte = b'B';
        }
        read_to_the_end("page.api.mdx", String::from_utf8_lossy(&bytes).into_owned());
    }
}

/// Two families of schemas that refer to each other at random under the same name meet in ever new ways.
#[test]
fn schemas_that_meet_in_many_ways() {
    let mut schemas = serde_json::Map::new();
    for index in 0..400_usize {
        let next = |step: usize| json!({"$ref": format!("#/components/schemas/S{}", (index * 7 + step) % 400)});
        let own = json!({"type": "object", "properties": {"next": next(3), format!("p{index}"): {"type": "string"}}});
        let base = json!({"$ref": format!("#/components/schemas/S{}", index / 2)});
        let parts = if index == 0 { vec![own] } else { vec![base, own] };
        schemas.insert(format!("S{index}"), json!({"allOf": parts}));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let started = std::time::Instant::now();
    read_to_the_end("meeting.json", document.to_string());
    assert!(started.elapsed() < std::time::Duration::from_secs(30));
}
