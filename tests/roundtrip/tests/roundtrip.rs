//! What is made from a schema comes back from its type as it went in.

mod places;

use counterpart_roundtrip_tests::PROBES;
use counterpart_tests::instance::{Tape, instance};
use places::{apis, place};
use proptest::prelude::*;

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
    assert!(PROBES.len() > 400, "only {} components were found", PROBES.len());
    assert!(apis.len() > 45, "only {} documents have schemas", apis.len());
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
