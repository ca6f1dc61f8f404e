//! Every kind of finding, as it is printed: `tests/ui/<code>/` holds a document and the text, and
//! `tests/ui/mistakes/<name>/` a document that is wrong in a way in which people write them.
//!
//! `COUNTERPART_BLESS=1 cargo test -p counterpart-spec --test ui` writes the texts anew.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use counterpart_spec::diagnostic::{CODES, Findings, Style};
use counterpart_spec::select::Selection;
use counterpart_spec::{Input, Lock, ReadOptions, read_with};

/// Findings name files relative to the workspace.
fn enter_workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::env::set_current_dir(&root).unwrap();
    PathBuf::from("tests/ui")
}

fn cases(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

/// The one file beside the expected text; a case without one is about a file that is not there.
fn input(case: &Path, code: &str) -> Input {
    if code == "page-too-large" {
        return too_large();
    }
    let entries = std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let found = entries
        .into_iter()
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with("input."));
    Input::File(found.unwrap_or_else(|| case.join("input.yaml")))
}

/// What is found in a case; `overlay.yaml` is laid over the document, `exclude.txt` and `include.txt` have selectors, and
/// `counterpart.lock` is beside it as it is beside a document.
fn findings(case: &Path, code: &str) -> Findings {
    let overlay = case.join("overlay.yaml");
    let options = ReadOptions {
        vendored: Lock::read(&case.join("counterpart.lock")).unwrap(),
        overlays: overlay.exists().then_some(Input::File(overlay)).into_iter().collect(),
        ..ReadOptions::default()
    };
    let outcome = read_with(&input(case, code), &options);
    let selectors = |name: &str| {
        let text = std::fs::read_to_string(case.join(name)).unwrap_or_default();
        text.lines().map(|line| line.parse().unwrap()).collect()
    };
    let selection = Selection {
        include: selectors("include.txt"),
        exclude: selectors("exclude.txt"),
    };
    let mut findings = outcome.findings;
    if let Some(api) = outcome.api {
        let _ = selection.apply(api, &mut findings);
    }
    findings
}

/// A page of 87 kB that unpacks to more than 64 MiB is not worth committing.
fn too_large() -> Input {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..=64 {
        encoder.write_all(&block).unwrap();
    }
    let api = base64::engine::general_purpose::STANDARD.encode(encoder.finish().unwrap());
    Input::Text {
        name: "large.api.mdx".to_owned(),
        text: format!("---\nid: large\napi: {api}\n---\n"),
    }
}

#[test]
fn every_code_has_a_case() {
    let cases = cases(&enter_workspace());
    let missing: Vec<_> = CODES
        .iter()
        .filter(|code| !cases.contains(code.id))
        .map(|code| code.id)
        .collect();
    assert!(missing.is_empty(), "no folder in tests/ui for {missing:?}");
}

#[test]
fn findings_are_printed_as_expected() {
    let folder = enter_workspace();
    let mut stale = Vec::new();
    for code in CODES {
        let case = folder.join(code.id);
        let findings = findings(&case, code.id);
        let rendered = findings.render(Style { color: false });
        assert!(
            findings.iter().any(|finding| finding.code.id == code.id),
            "{}: not found in\n{rendered}",
            code.id
        );
        stale.extend(differs(&case, rendered));
    }
    let mistakes = folder.join("mistakes");
    for name in cases(&mistakes) {
        let case = mistakes.join(name);
        let rendered = findings(&case, "").render(Style { color: false });
        assert!(!rendered.is_empty(), "{}: nothing was found", case.display());
        stale.extend(differs(&case, rendered));
    }
    let command = "COUNTERPART_BLESS=1 cargo test -p counterpart-spec --test ui";
    assert!(
        stale.is_empty(),
        "these texts are not what is printed now; `{command}` writes them anew:\n{}",
        stale.join("\n")
    );
}

/// What is printed for a case, if that is not what is expected.
fn differs(case: &Path, rendered: String) -> Option<String> {
    let expected = case.join("expected.txt");
    if std::fs::read_to_string(&expected).unwrap_or_default() == rendered {
        return None;
    }
    if std::env::var_os("COUNTERPART_BLESS").is_some() {
        std::fs::write(&expected, rendered).unwrap();
        return None;
    }
    Some(format!("{}:\n{rendered}", expected.display()))
}
