//! Documents of several files.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};

use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, Lock, Outcome, ReadOptions, read, read_with};

use crate::notation::show_schemas;

fn shelter() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/shelter")
}

#[test]
fn references_lead_through_files_and_back() {
    let Outcome {
        api, findings, files, ..
    } = read(&Input::File(shelter().join("openapi.yaml")));
    assert_eq!(findings.render(Style::default()), "");
    let mut names: Vec<String> = files
        .iter()
        .map(|file| file.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "Pet.yaml",
            "answers.yaml",
            "my error.yaml",
            "openapi.yaml",
            "people.json",
            "pet.yaml",
            "pets.json"
        ]
    );
    let api = api.unwrap();
    assert_eq!(
        show_schemas(&api),
        "Pet: {id: i64, owner?: Owner, mother?: Pet, friends?: Friends, name?: Plain}
Owner: {pets?: [Pet], home?: people_Plain}
Plain: = text
Friends: = [Pet]
people_Plain: {street?: text}
my error: {detail: text}
"
    );
    let statuses = |index: usize| api.operations[index].responses.len();
    assert_eq!((api.operations.len(), statuses(0), statuses(1)), (3, 2, 2));
    assert_eq!(api.operations[0].parameters[0].wire_name, "limit");
    assert!(api.operations[2].body.as_ref().unwrap().required);
}

#[test]
fn what_was_fetched_before_is_read_from_the_lock() {
    let input = Input::Text {
        name: "test.yaml".to_owned(),
        text: "openapi: 3.0.0
info: {title: T, version: '1'}
paths: {}
components: {schemas: {Pet: {$ref: 'https://example.com/pets.yaml#/Pet'}}}
"
        .to_owned(),
    };
    let mut options = ReadOptions::default();
    options
        .vendored
        .insert("https://example.com/pets.yaml", "Pet: {$ref: 'common/dog.yaml'}\n");
    options
        .vendored
        .insert("https://example.com/common/dog.yaml", "{type: string, minLength: x}\n");
    options.vendored = Lock::parse(&options.vendored.to_text()).unwrap();
    let outcome = read_with(&input, &options);
    assert_eq!(
        outcome.findings.render(Style::default()),
        "warning[wrong-type]: `minLength` must be a non-negative integer, but this is a string
 --> https://example.com/common/dog.yaml:1:27
  |
1 | {type: string, minLength: x}
  |                           ^

"
    );
    assert_eq!(outcome.files, Vec::<PathBuf>::new());
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder_are_refused() {
    let folder = std::env::temp_dir().join(format!("counterpart-links-{}", std::process::id()));
    let inside = folder.join("inside");
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(folder.join("secret.yaml"), "type: string\n").unwrap();
    let document =
        "openapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: link.yaml}}}\n";
    std::fs::write(inside.join("openapi.yaml"), document).unwrap();
    let link = inside.join("link.yaml");
    if !link.exists() {
        std::os::unix::fs::symlink(folder.join("secret.yaml"), &link).unwrap();
    }
    let input = Input::File(inside.join("openapi.yaml"));
    let codes = |options: &ReadOptions| {
        let outcome = read_with(&input, options);
        let codes = outcome.findings.iter().map(|finding| finding.code.id);
        codes.collect::<Vec<_>>()
    };
    assert_eq!(codes(&ReadOptions::default()), ["unreadable-reference"]);
    let options = ReadOptions {
        follow_links: true,
        ..ReadOptions::default()
    };
    assert_eq!(codes(&options), Vec::<&str>::new());
    std::fs::remove_dir_all(&folder).unwrap();
}
