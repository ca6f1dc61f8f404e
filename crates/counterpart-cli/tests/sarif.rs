//! What `counterpart lint --format sarif` prints is valid against the schema of SARIF 2.1.0.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use jsonschema::Validator;
use place::{PETS, Place, Ran};
use serde_json::Value as Json;

fn schema() -> Validator {
    let mut schema: Json = serde_json::from_str(include_str!("sarif/sarif-schema-2.1.0.json")).unwrap();
    // Their pattern has a bracket too many, and no log of ours has the members.
    for holder in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][holder]["properties"]["language"];
        assert!(language.as_object_mut().unwrap().remove("pattern").is_some());
    }
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

/// The results of a run, all of which are valid.
fn results(ran: &Ran) -> Vec<Json> {
    let log: Json = serde_json::from_str(&ran.stdout).unwrap();
    let wrong: Vec<String> = schema()
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "{log:#}");
    log["runs"][0]["results"].as_array().unwrap().clone()
}

fn lint(place: &Place, arguments: &[&str]) -> Vec<Json> {
    results(&place.run(&[&["lint", "--format", "sarif"], arguments].concat()))
}

fn uri(result: &Json) -> &str {
    result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        .as_str()
        .unwrap()
}

/// The schema would notice.
#[test]
fn the_schema_refuses_what_is_no_log() {
    let log =
        serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": [{"level": "bad"}]}]});
    assert!(schema().iter_errors(&log).count() >= 2);
}

#[test]
fn findings_with_places_related_places_and_none() {
    let place = Place::new();
    // Related places: the id is used twice, and the second is of no status.
    let twice = PETS.replace(
        "\"/pets/{id}\": {",
        "\"/all%of, them\": { \"get\": { \"operationId\": \"pet_read\", \"responses\": { \"ok\": {} } } },\n    \"/pets/{id}\": {",
    );
    place.write("my pets #1.json", &twice);
    let found = lint(&place, &["my pets #1.json"]);
    assert!(
        found.iter().any(|result| result.get("relatedLocations").is_some()),
        "{found:?}"
    );
    assert!(found.iter().all(|result| uri(result) == "my%20pets%20%231.json"));
    // A file as a whole.
    assert_eq!(uri(&lint(&place, &["absent.json"])[0]), "absent.json");
    assert_eq!(lint(&place, &["pets.json"]), Vec::<Json>::new());
}

#[test]
fn findings_in_other_files() {
    let place = Place::new();
    let refers = PETS.replace("#/components/schemas/Pet", "folder/pet.yaml#/Pet");
    place.write("refers.json", &refers);
    place.write("folder/pet.yaml", "Pet: {type: objct}\n");
    assert_eq!(uri(&lint(&place, &["refers.json"])[0]), "folder/pet.yaml");
    let absolute = place.path("refers.json");
    let found = lint(&place, &[absolute.to_str().unwrap()]);
    assert!(uri(&found[0]).starts_with("file:///"), "{found:?}");
    // What was fetched keeps its address.
    place.write("counterpart.lock", &{
        let mut lock = counterpart_spec::Lock::default();
        lock.insert("https://example.com/pet.yaml", "Pet: {type: objct}\n");
        lock.to_text()
    });
    place.write(
        "remote.json",
        &PETS.replace("#/components/schemas/Pet", "https://example.com/pet.yaml#/Pet"),
    );
    assert_eq!(uri(&lint(&place, &["remote.json"])[0]), "https://example.com/pet.yaml");
}
