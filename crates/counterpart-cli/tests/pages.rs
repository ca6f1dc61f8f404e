//! What `counterpart lint` proposes for answers in pages can be pasted as it is, and clients have the pages then.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use place::Place;

/// Pastes every proposal for a document into a configuration; gives how many operations come in pages then, and what is
/// proposed beyond that.
fn pasted(place: &Place, document: &Path) -> (usize, String, String) {
    let document = document.to_str().unwrap();
    let lint = |more: &[&str]| {
        let ran = place.run(&[&["lint", document, "--format", "json"], more].concat());
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        let helps = findings
            .into_iter()
            .filter(|one| one["code"] == "undeclared-pagination");
        helps
            .map(|one| one["help"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let proposals = lint(&[]).into_iter().map(|help| {
        let (words, toml) = help.split_once('\n').unwrap();
        assert!(words.ends_with("`pages()` and `items()`:"), "{words}");
        format!("{toml}\n\n")
    });
    let config: String = proposals.collect();
    fs::write(place.path("pages.toml"), &config).unwrap();
    let rest = lint(&["--config", "pages.toml"]).join("\n");
    let ran = place.run(&["generate", document, "-o", "out", "--client", "--config", "pages.toml"]);
    assert!(!ran.stderr.contains("unusable-pagination"), "{}", ran.stderr);
    let client = fs::read_to_string(place.path("out/client.rs")).unwrap();
    (client.matches("counterpart::paginate! {").count(), config, rest)
}

fn own(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs").join(name)
}

/// A document of other people, which is not part of this repository.
fn corpus(path: &str) -> Option<PathBuf> {
    let document = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpus")
        .join(path);
    if document.exists() {
        return Some(document);
    }
    let skipped = format!("skipped: ../shared/corpus/{path} is not here\n");
    std::io::stderr().write_all(skipped.as_bytes()).unwrap();
    None
}

#[test]
fn what_is_proposed_for_our_document_is_what_we_would_declare() {
    let place = Place::new();
    let (count, config, rest) = pasted(&place, &own("pagination.yaml"));
    assert_eq!((count, rest.as_str()), (4, ""));
    assert_eq!(
        config,
        "[[pagination]]\noperations = \"op:users_list\"\ncursor = \"page\"\nnext = \"/pagination/next\"\nitems = \"/results\"\n\n\
         [[pagination]]\noperations = \"op:issues_list\"\nlink = true\n\n\
         [[pagination]]\noperations = \"op:notes_list\"\nnext-url = \"/next\"\nitems = \"/notes\"\n\n\
         [[pagination]]\noperations = \"op:reports_list\"\npage = \"page\"\nitems = \"/reports\"\n\n"
    );
}

#[test]
fn authentik_has_one_way_for_all_its_lists() {
    let Some(document) = corpus("openapi-3.0/goauthentik__schema/openapi.yaml") else {
        return;
    };
    let (count, config, rest) = pasted(&Place::new(), &document);
    assert_eq!(config.matches("[[pagination]]").count(), 1, "{config}");
    assert!(
        config.contains("cursor = \"page\"\nnext = \"/pagination/next\"\nitems = \"/results\""),
        "{config}"
    );
    assert!(count > 120, "{count}");
    assert_eq!(rest, "");
}

#[test]
fn github_has_links() {
    let Some(document) = corpus("openapi-3.0/guru-github.com__api.github.com/openapi.json") else {
        return;
    };
    let (count, config, rest) = pasted(&Place::new(), &document);
    assert!(config.contains("link = true\n\n"), "{config}");
    assert!(config.contains("link = true\nitems = \"/workflow_runs\""), "{config}");
    assert!(count > 180, "{count}");
    assert_eq!(rest, "");
}
