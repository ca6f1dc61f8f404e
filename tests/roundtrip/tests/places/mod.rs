//! Where the probes stand in their documents.

use std::collections::BTreeMap;

use counterpart_roundtrip_tests::{PROBES, Probe};
use counterpart_spec::api::{Api, SchemaId, SchemaName, Type, Value};
use counterpart_spec::{Input, read};

/// The documents of the probes, read.
pub(crate) fn apis() -> BTreeMap<&'static str, Api> {
    let documents: std::collections::BTreeSet<_> = PROBES.iter().map(|probe| probe.document).collect();
    let read = |document: &'static str| {
        let outcome = read(&Input::File(document.into()));
        (document, outcome.api.expect("it was understood before"))
    };
    documents.into_iter().map(read).collect()
}

/// The place that holds the component of a probe.
pub(crate) fn place(api: &Api, probe: &Probe) -> Value {
    let named = |name: &SchemaName| *name == SchemaName::Component(probe.component.to_owned());
    let index = api.schemas.iter().position(|schema| named(&schema.name));
    let index = index.expect("the probe is a component");
    Value {
        ty: Type::Named(SchemaId::from_index(index)),
        nullable: false,
        constraints: Vec::new(),
    }
}
