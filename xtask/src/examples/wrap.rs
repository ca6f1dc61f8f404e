//! A type with a known name for each schema that has an example.

use std::collections::BTreeMap;

use counterpart_tests::probe;
use serde_json::Value;

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
    let pointers: std::collections::BTreeSet<_> = examples.iter().map(|example| example.schema.as_str()).collect();
    let names = probe::wrap(document, pointers.iter().copied());
    let names: BTreeMap<String, String> = pointers.into_iter().map(str::to_owned).zip(names).collect();
    let named = examples.into_iter().filter_map(|example| {
        let ty = names.get(&example.schema)?.clone();
        Some(Probe { ty, example })
    });
    named.collect()
}
