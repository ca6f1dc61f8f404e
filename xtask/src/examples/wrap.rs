//! A type with a known name for each schema that has an example: an object with the schema as its property `value`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Example;

/// An example and the type that reads it, as an object with the example as `value`.
#[derive(Debug)]
pub(super) struct Probe {
    /// The name of the type.
    pub(super) ty: String,
    /// The example.
    pub(super) example: Example,
}

/// Adds the wrapping components to the document.
pub(super) fn wrap(document: &mut Value, examples: Vec<Example>) -> Vec<Probe> {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut probes = Vec::new();
    for example in examples {
        let next = format!("CounterpartProbe{}", names.len());
        let ty = names.entry(example.schema.clone()).or_insert(next).clone();
        probes.push(Probe { ty, example });
    }
    for (pointer, name) in names {
        let wrapper = json!({
            "type": "object",
            "required": ["value"],
            "properties": {"value": {"$ref": format!("#{pointer}")}},
        });
        if document.pointer("/components/schemas").is_none() {
            document["components"]["schemas"] = json!({});
        }
        document["components"]["schemas"][&name] = wrapper;
    }
    probes
}
