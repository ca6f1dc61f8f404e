//! What is made from a schema comes back from its type as it went in.

use std::collections::BTreeMap;
use std::fs;

use counterpart_roundtrip_tests::{PROBES, Probe};
use counterpart_spec::api::{Api, SchemaId, SchemaName, Type, Value};
use counterpart_spec::{Input, read};
use counterpart_tests::instance::{Tape, instance};
use proptest::prelude::*;

fn apis() -> BTreeMap<&'static str, Api> {
    let documents: std::collections::BTreeSet<_> = PROBES.iter().map(|probe| probe.document).collect();
    let read = |document: &'static str| {
        let text = fs::read_to_string(document).expect("the build script wrote it");
        let name = document.to_owned();
        (
            document,
            read(&Input::Text { name, text }).api.expect("it was understood before"),
        )
    };
    documents.into_iter().map(read).collect()
}

/// The place that holds the component of a probe.
fn place(api: &Api, probe: &Probe) -> Value {
    let named = |name: &SchemaName| *name == SchemaName::Component(probe.component.to_owned());
    let index = api.schemas.iter().position(|schema| named(&schema.name));
    let index = index.expect("the probe is a component");
    Value {
        ty: Type::Named(SchemaId::from_index(index)),
        nullable: false,
        constraints: Vec::new(),
    }
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

#[test]
fn values_of_every_component_come_back() {
    let apis = apis();
    assert!(PROBES.len() > 20, "only {} components were found", PROBES.len());
    for probe in PROBES {
        let api = &apis[probe.document];
        let place = place(api, probe);
        proptest!(config(), |(tape in proptest::collection::vec(any::<u8>(), 0..80))| {
            let Some(value) = instance(api, &place, &mut Tape(&tape)) else { return Ok(()) };
            let outcome = (probe.pass)(&value.to_string());
            let written = outcome.map_err(|error| TestCaseError::fail(format!("{value}: {error}")))?;
            for written in written {
                let written: serde_json::Value = serde_json::from_str(&written).unwrap();
                prop_assert_eq!(&written, &value, "{} of {}", probe.component, probe.document);
            }
        });
    }
}
