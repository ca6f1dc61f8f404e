//! Overlays, selection and stages from the command line.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::fs;

use place::Place;

const OVERLAY: &str = "\
overlay: 1.1.0
info: {title: Dogs, version: '1'}
actions:
- target: $.paths
  update:
    /dogs:
      get:
        operationId: dogs_list
        responses: {'204': {description: Done.}}
";

fn zoo() -> Place {
    let place = Place::new();
    place.write("dogs.overlay.yaml", OVERLAY);
    place
}

#[test]
fn an_overlay_adds_an_operation() {
    let place = zoo();
    let ran = place.run(&["show", "pets.json", "--overlay", "dogs.overlay.yaml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("GET  /dogs       dogs_list"), "{}", ran.stdout);
}

#[test]
fn an_overlay_and_its_place_can_stand_in_the_file() {
    let place = zoo();
    place.write(
        "counterpart.toml",
        "overlay = ['dogs.overlay.yaml']\ninclude = 'op:dogs_*'\nemit-rerun-if-changed = true\n",
    );
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--quiet"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stdout.contains("cargo::rerun-if-changed=dogs.overlay.yaml\n"),
        "{}",
        ran.stdout
    );
    let operations = fs::read_to_string(place.path("out/operations.rs")).unwrap();
    assert!(operations.contains("DogsList") && !operations.contains("PetRead"));
}

#[test]
fn findings_about_an_overlay_are_shown_in_it() {
    let place = zoo();
    place.write("dogs.overlay.yaml", &OVERLAY.replace("$.paths", "$.pahts"));
    let ran = place.run(&["lint", "pets.json", "--overlay", "dogs.overlay.yaml"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!("overlay", ran.stdout);
    let missing = place.run(&["lint", "pets.json", "--overlay", "absent.yaml"]);
    assert_eq!(missing.code, Some(2));
}

#[test]
fn only_what_is_selected_is_generated() {
    let place = zoo();
    let arguments = ["generate", "pets.json", "--overlay", "dogs.overlay.yaml", "-o", "out"];
    let ran = place.run(&[arguments.as_slice(), &["--exclude", "tag:pets"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains(": 1 operation, 0 types, "), "{}", ran.stderr);
}

#[test]
fn a_selector_that_picks_nothing_fails_with_a_suggestion() {
    let place = zoo();
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--include", "op:pet_raed"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.stderr.lines().skip(1).collect::<Vec<_>>().join("\n").trim(),
        "error[unmatched-selector]: `op:pet_raed` selects nothing\n--> pets.json\n = help: did you mean `op:pet_read`?"
    );
    assert!(!place.path("out").exists());
    let ran = place.run(&["show", "pets.json", "--include", "pet_read"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr
            .starts_with("error: `pet_read` is no selector; write `op:ID`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn stages_can_be_looked_at() {
    let place = zoo();
    let dump = |stage| {
        let ran = place.run(&[
            "dump",
            "pets.json",
            "--overlay",
            "dogs.overlay.yaml",
            "--stage",
            stage,
            "-q",
        ]);
        assert_eq!(ran.code, Some(0), "{stage}: {}", ran.stderr);
        assert_eq!(ran.stderr, "", "{stage}");
        ran.stdout
    };
    for stage in ["document", "core"] {
        let text = dump(stage);
        assert!(text.starts_with("{\n  \"openapi\": "), "{stage}: {text}");
        assert!(text.contains(r#""operationId": "dogs_list""#), "{stage}: {text}");
    }
    let api = dump("api");
    assert!(api.starts_with("Api {\n    title: \"Pets\","), "{api}");
    let plan = dump("plan");
    assert!(plan.contains("dogs_list"), "{plan}");
    assert_eq!(plan, dump("plan"));
}

#[test]
fn a_document_that_cannot_be_read_has_no_stages() {
    let place = Place::new();
    place.write("broken.json", "[]");
    for stage in ["core", "api", "plan"] {
        let ran = place.run(&["dump", "broken.json", "--stage", stage]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{stage}");
        assert!(ran.stderr.contains("error[not-openapi]"), "{}", ran.stderr);
    }
}

/// What one selector picks another takes away.
#[test]
fn a_selection_that_leaves_nothing_is_said() {
    let place = zoo();
    let both = ["--include", "op:pet_read", "--exclude", "op:pet_read"];
    for (command, selectors) in [
        (["generate", "pets.json", "-oout"].as_slice(), both.as_slice()),
        (&["generate", "pets.json", "-oout"], &["--exclude", "*"]),
        (&["show", "pets.json"], &both),
        (&["lint", "pets.json"], &both),
    ] {
        let ran = place.run(&[command, selectors].concat());
        assert_eq!(ran.code, Some(1), "{command:?}");
        let said = ran.stdout + &ran.stderr;
        assert!(said.contains("error[empty-selection]: "), "{said}");
        assert!(said.contains("is excluded, which leaves nothing"), "{said}");
        assert!(!place.path("out").exists());
    }
    let schemas = ["show", "pets.json", "--include", "schema:Pet"];
    assert_eq!(place.run(&schemas).code, Some(0));
    let meant = [["show", "pets.json"].as_slice(), &both, &["--allow", "empty-selection"]];
    assert_eq!(place.run(&meant.concat()).code, Some(0));
}

#[test]
fn names_of_the_output_stand_beside_others() {
    let place = Place::new();
    place.write(
        "keys.yaml",
        "openapi: 3.1.0
info: {title: Keys, version: '1'}
paths:
  /keys:
    get:
      operationId: listTSIGKeys
      responses:
        '200': {content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}, description: d}
    post:
      operationId: add
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/TSIGKey'}}}}
      responses:
        '200': {content: {application/json: {schema: {$ref: '#/components/schemas/TSIGKey'}}}, description: d}
components:
  schemas:
    aloneKey: {type: object, properties: {id: {type: string}}}
    TSIGKey: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, name: {type: string}}}
",
    );
    let ran = place.run(&["show", "keys.yaml"]);
    for shown in [
        "GET   /keys  listTSIGKeys as list_tsig_keys\n",
        "POST  /keys  add\n",
        "ListTsigKeys200                   object of 1 property ",
        "TSIGKey as TsigKey, TsigKeyWrite  object of 2 properties",
        "aloneKey                          object of 1 property ",
    ] {
        assert!(ran.stdout.contains(shown), "{}", ran.stdout);
    }
}
