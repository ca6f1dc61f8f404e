//! The build.rs door, called as a build script calls it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::Path;

use counterpart_build::{ErrorKind, configure};

const PETS: &str = "
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      operationId: pets_list
      responses:
        '200':
          description: all of them
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
";

fn place(document: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("Pet-Store.yaml"), document).unwrap();
    place
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    files
}

#[test]
fn one_file_named_by_the_document() {
    let place = place(PETS);
    let out = place.path().join("out");
    configure()
        .out_dir(&out)
        .compile(place.path().join("Pet-Store.yaml"))
        .unwrap();
    assert_eq!(files(&out), ["pet_store.rs"]);
    let text = fs::read_to_string(out.join("pet_store.rs")).unwrap();
    for module in [
        "pub mod models",
        "pub mod operations",
        "pub mod client",
        "pub mod server",
    ] {
        assert!(text.contains(module), "{module} is missing");
    }
    // `include!` takes no inner attributes and no inner docs.
    assert!(
        !text
            .lines()
            .any(|line| line.starts_with("#![") || line.starts_with("//!")),
        "{text}"
    );
}

#[test]
fn parts_and_name_can_be_chosen() {
    let place = place(PETS);
    let out = place.path().join("out");
    configure()
        .out_dir(&out)
        .models_only()
        .module("pets")
        .compile(place.path().join("Pet-Store.yaml"))
        .unwrap();
    let text = fs::read_to_string(out.join("pets.rs")).unwrap();
    assert!(text.contains("pub struct Pet"), "{text}");
    assert!(
        !text.contains("pub mod client") && !text.contains("pub mod server"),
        "{text}"
    );
}

#[test]
fn the_file_beside_the_document_is_read_and_setters_win() {
    let place = place(PETS);
    fs::write(
        place.path().join("counterpart.toml"),
        "out-dir = 'from-file'\nserver = false\n",
    )
    .unwrap();
    let document = place.path().join("Pet-Store.yaml");
    configure().compile(&document).unwrap();
    let text = fs::read_to_string(place.path().join("from-file/pet_store.rs")).unwrap();
    assert!(
        text.contains("pub mod client") && !text.contains("pub mod server"),
        "{text}"
    );
    configure()
        .out_dir(place.path().join("setter"))
        .compile(&document)
        .unwrap();
    assert_eq!(files(&place.path().join("setter")), ["pet_store.rs"]);
}

#[test]
fn a_file_can_be_named_and_can_name_the_document() {
    let place = place(PETS);
    let config = place.path().join("pets.toml");
    fs::write(&config, "document = 'Pet-Store.yaml'\nout-dir = 'out'\n").unwrap();
    configure().config(&config).compile_configured().unwrap();
    assert_eq!(files(&place.path().join("out")), ["pet_store.rs"]);
}

#[test]
fn errors_fail_the_build_with_every_finding_and_write_nothing() {
    let place = place(&PETS.replace(
        "      responses:\n",
        "      responses:\n        '404': {$ref: '#/components/responses/Gone'}\n",
    ));
    let out = place.path().join("out");
    let error = configure()
        .out_dir(&out)
        .compile(place.path().join("Pet-Store.yaml"))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Document);
    // What `fn main() -> Result` prints.
    let printed = format!("Error: {error:?}");
    assert!(printed.starts_with("Error: \n\nerror[dangling-reference]"), "{printed}");
    assert!(printed.contains("Pet-Store.yaml:9:"), "{printed}");
    assert!(!out.exists());
}

#[test]
fn an_unreadable_document_fails_the_build() {
    let place = place(PETS);
    let error = configure()
        .out_dir(place.path())
        .compile(place.path().join("absent.yaml"))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains("absent.yaml"), "{error}");
    // Nobody pipes a document into a build script.
    let error = configure()
        .out_dir(place.path())
        .compile("specs/nope.yaml")
        .unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("which in a build script is the folder of its Cargo.toml"),
        "{text}"
    );
    assert!(!text.contains("standard input"), "{text}");
}

/// What a command fetched before is in the lock file; a build script reads it there and never asks the network.
#[test]
fn remote_references_are_read_from_the_lock_file() {
    let url = "https://specs.invalid/pets.yaml";
    let place = place(&PETS.replace("'#/components/schemas/Pet'", &format!("'{url}#/Pet'")));
    let document = place.path().join("Pet-Store.yaml");
    let compile = |out: &str| {
        configure()
            .out_dir(place.path().join(out))
            .deny("warnings")
            .compile(&document)
    };
    let refused = compile("without").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Document);
    assert!(refused.to_string().contains("remote-reference"), "{refused}");
    let mut lock = counterpart_spec::Lock::default();
    lock.insert(
        url,
        "Pet: {type: object, required: [collar], properties: {collar: {type: string}}}\n",
    );
    let file = place.path().join(counterpart_build::LOCK_FILE);
    fs::write(&file, lock.to_text()).unwrap();
    compile("with").unwrap();
    let text = fs::read_to_string(place.path().join("with/pet_store.rs")).unwrap();
    assert!(text.contains("pub collar: "), "{text}");
    fs::write(&file, lock.to_text().replace("collar", "chain")).unwrap();
    let changed = compile("changed").unwrap_err();
    assert!(
        changed.to_string().contains("is not the one that was fetched"),
        "{changed}"
    );
}

#[test]
fn overlays_and_selections_are_for_build_scripts_too() {
    let place = place(PETS);
    let overlay = |name: &str, action: &str| {
        let text = format!("overlay: 1.1.0\ninfo: {{title: T, version: '1'}}\nactions:\n- {action}\n");
        fs::write(place.path().join(name), text).unwrap();
        place.path().join(name)
    };
    let first = overlay(
        "first.yaml",
        "{target: $.paths, update: {/dogs: {get: {operationId: dogs, responses: {'204': {description: Done}}}}}}",
    );
    let second = overlay(
        "second.yaml",
        "{target: \"$.paths['/dogs'].get\", update: {operationId: dogs_list}}",
    );
    let configured = || {
        let out = configure().out_dir(place.path().join("out"));
        out.overlay(&first).overlay(&second)
    };
    let document = place.path().join("Pet-Store.yaml");
    configured().include("op:dogs_*").compile(&document).unwrap();
    let text = fs::read_to_string(place.path().join("out/pet_store.rs")).unwrap();
    assert!(text.contains("dogs_list") && !text.contains("pets_list"), "{text}");
    let error = configured().include("op:cats_list").compile(&document).unwrap_err();
    assert!(error.to_string().contains("did you mean `op:"), "{error}");
}

/// `v1/openapi.json` and `v2/openapi.json` have one name.
#[test]
fn two_documents_do_not_share_a_file() {
    let place = place(PETS);
    let document = |folder: &str, title: &str| {
        fs::create_dir(place.path().join(folder)).unwrap();
        let file = place.path().join(folder).join("openapi.yaml");
        fs::write(&file, PETS.replace("title: Pets", &format!("title: {title}"))).unwrap();
        file
    };
    let (first, second) = (document("v1", "First"), document("v2", "Second"));
    let out = place.path().join("out");
    configure().out_dir(&out).compile(&first).unwrap();
    let text = || fs::read_to_string(out.join("openapi.rs")).unwrap();
    let before = text();
    let refused = configure().out_dir(&out).compile(&second).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Usage);
    assert!(refused.to_string().contains("`.module(\"..\")`"), "{refused}");
    assert_eq!(text(), before);
    configure().out_dir(&out).module("v2").compile(&second).unwrap();
    configure().out_dir(&out).compile(&first).unwrap();
    assert_eq!(files(&out), ["openapi.rs", "v2.rs"]);
}
