//! The modules under version control are what the generator writes today, and they work.

use std::{fs, path::Path};

use checked_in::authentik::models::{PolicyEngineMode, Source, ValidationError};
use counterpart_rust::Options;
use counterpart_spec::Input;

#[test]
fn what_is_checked_in_is_what_is_generated() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut outcome = counterpart_spec::read(&Input::File(root.join("specs/authentik-group-connection.yaml")));
    let api = outcome.api.expect("our own document is sound");
    let output = counterpart_rust::generate(&api, &Options::default(), &mut outcome.findings);
    assert!(outcome.findings.is_empty(), "findings in our own document");
    for file in &output.files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/authentik")
            .join(&file.path);
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            text == file.contents,
            "{} is stale; run `cargo run -- generate specs/authentik-group-connection.yaml -o examples/checked-in/src/authentik`",
            file.path.display()
        );
    }
}

#[test]
fn models_keep_what_they_read() {
    let json = r#"{"pk":"6f1d7a40-5c0e-4f0b-9a53-0d6a3f6f2b11","name":"N","slug":"s","authentication_flow":null,"component":"c","verbose_name":"v","verbose_name_plural":"vs","meta_model_name":"m","policy_engine_mode":"some-day","managed":null,"icon":null}"#;
    let source: Source = serde_json::from_str(json).expect("a source");
    assert!(source.authentication_flow.is_null() && source.enrollment_flow.is_absent());
    assert!(matches!(source.policy_engine_mode, Some(PolicyEngineMode::Unknown(_))));
    assert_eq!(
        serde_json::to_string(&source).expect("JSON"),
        json,
        "absent, null and unknown values come back as they were"
    );
}

#[test]
fn additional_properties_are_kept() {
    let error: ValidationError = serde_json::from_str(r#"{"slug":["too long"],"code":"invalid"}"#).expect("an error");
    assert_eq!(error.code.as_deref(), Some("invalid"));
    assert_eq!(error.additional_properties["slug"], serde_json::json!(["too long"]));
}

#[test]
fn an_error_names_the_place() {
    let error = counterpart::codec::json::from_str::<ValidationError>(r#"{"non_field_errors":["a", 1]}"#)
        .expect_err("a number");
    assert_eq!(
        error.to_string(),
        "/non_field_errors/1: expected a string, found a number (line 1, column 27)"
    );
}
