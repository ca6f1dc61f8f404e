//! Whatever happens to a document, the generator ends with findings or with files that parse; it never panics.

use std::{fs, path::PathBuf};

use counterpart_rust::Options;
use counterpart_spec::Input;
use proptest::prelude::*;
use serde_json::Value;

/// What happens to a node of a document.
#[derive(Debug, Clone)]
enum Mutation {
    Drop,
    Replace(Value),
    /// With another node of the same document.
    SwapWith(prop::sample::Index),
}

fn mutation() -> impl Strategy<Value = (prop::sample::Index, Mutation)> {
    let replacement = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(serde_json::json!([])),
        Just(serde_json::json!({})),
        Just(serde_json::json!({ "$ref": "#/components/schemas/Nowhere" })),
        Just(serde_json::json!({ "$ref": "#" })),
        Just(serde_json::json!({ "type": "object", "properties": { "type": {}, "": {}, "self": {} } })),
    ];
    let what = prop_oneof![
        Just(Mutation::Drop),
        replacement.prop_map(Mutation::Replace),
        any::<prop::sample::Index>().prop_map(Mutation::SwapWith),
    ];
    (any::<prop::sample::Index>(), what)
}

/// Our own documents, by name.
fn documents() -> Vec<(String, String)> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut found = Vec::new();
    collect(&root.join("specs"), &mut found);
    found.sort();
    assert!(found.len() > 5, "only {} documents were found", found.len());
    found
}

fn collect(folder: &PathBuf, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "json")
        {
            found.push((path.display().to_string(), fs::read_to_string(&path).expect("text")));
        }
    }
}

/// JSON Pointers of all nodes.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                pointers(
                    value,
                    &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                    found,
                );
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn mutate(document: &mut Value, place: &prop::sample::Index, mutation: &Mutation) {
    let mut all = Vec::new();
    pointers(document, "", &mut all);
    let pointer = place.get(&all).clone();
    match mutation {
        Mutation::Drop => drop_node(document, &pointer),
        Mutation::Replace(value) => set(document, &pointer, value.clone()),
        Mutation::SwapWith(other) => {
            let other = other.get(&all).clone();
            let values = (document.pointer(&pointer).cloned(), document.pointer(&other).cloned());
            if let (Some(one), Some(two)) = values {
                set(document, &pointer, two);
                set(document, &other, one);
            }
        }
    }
}

fn set(document: &mut Value, pointer: &str, value: Value) {
    if let Some(node) = document.pointer_mut(pointer) {
        *node = value;
    }
}

fn drop_node(document: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(entries)) => {
            entries.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Ok(index) = key.parse::<usize>() {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The whole pipeline on a text; the files must parse.
fn run(name: &str, text: String) {
    let mut outcome = counterpart_spec::read(&Input::Text {
        name: name.to_owned(),
        text,
    });
    let Some(api) = &outcome.api else {
        assert!(
            outcome.findings.has_errors(),
            "{name}: nothing came out, and nothing was said"
        );
        return;
    };
    let output = counterpart_rust::generate(api, &Options::default(), &mut outcome.findings);
    for file in &output.files {
        if file.path.extension().is_some_and(|extension| extension == "rs") {
            syn::parse_file(&file.contents).unwrap_or_else(|error| panic!("{name}: {}: {error}", file.path.display()));
        }
    }
    let _ = outcome
        .findings
        .render(counterpart_spec::diagnostic::Style { color: false });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_documents(document in any::<prop::sample::Index>(), mutations in prop::collection::vec(mutation(), 1..6)) {
        let documents = documents();
        let (name, text) = document.get(&documents);
        let mut value: Value = serde_yaml::from_str(text).expect("our documents are YAML");
        for (place, mutation) in &mutations {
            mutate(&mut value, place, mutation);
        }
        run(name, value.to_string());
    }

    #[test]
    fn truncated_documents(document in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let documents = documents();
        let (name, text) = document.get(&documents);
        let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        run(name, text[..*at.get(&boundaries)].to_owned());
    }
}

#[test]
fn documents_as_they_are() {
    for (name, text) in documents() {
        run(&name, text);
    }
}
