//! `docs/findings.md`, and the examples that `counterpart explain` shows, follow the tables of codes and `tests/ui`.
//!
//! `COUNTERPART_BLESS=1 cargo test -p counterpart-build --test findings_page` writes both anew.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use counterpart_build::{codes, explain};

const COMMAND: &str = "COUNTERPART_BLESS=1 cargo test -p counterpart-build --test findings_page";

/// Longer lines are cut: some cases are about depth or size.
const WIDEST: usize = 120;

/// Longer files are cut.
const MOST_LINES: usize = 40;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The text of `examples.txt`, from `tests/ui`.
fn examples() -> String {
    let mut text = String::new();
    for code in codes() {
        text += &format!("== {}\n", code.id);
        for file in files(&root().join("tests/ui").join(code.id)) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            let title = if name == "expected.txt" {
                "What is printed"
            } else {
                &name
            };
            let bytes = fs::read(&file).unwrap();
            let lines = String::from_utf8_lossy(&bytes).replace(&format!("tests/ui/{}/", code.id), "");
            text += &format!("-- {title}\n{}", indented(&lines));
        }
    }
    text
}

/// The examples show each finding as severe as the list says that it can be.
#[test]
fn the_examples_are_as_severe_as_the_list() {
    let wrong: Vec<_> = codes()
        .into_iter()
        .filter(|code| {
            let expected = root().join("tests/ui").join(code.id).join("expected.txt");
            let shown = format!("{}[{}]", code.severity.as_str(), code.id);
            match fs::read_to_string(expected) {
                Ok(text) => !text.contains(&shown),
                // The emitter's codes have their cases elsewhere.
                Err(_) => !counterpart_rust::CODES.iter().any(|one| one.id == code.id),
            }
        })
        .map(|code| code.id)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// What triggers the finding, then what is printed.
fn files(case: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(case).into_iter().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort_by_key(|file| {
        (
            file.ends_with("expected.txt"),
            !file.to_string_lossy().contains("input."),
            file.clone(),
        )
    });
    files
}

fn indented(text: &str) -> String {
    let text = text.trim_end();
    let mut lines: Vec<String> = text.lines().take(MOST_LINES).map(cut).collect();
    if text.lines().count() > MOST_LINES {
        lines.push("..".to_owned());
    }
    lines.iter().map(|line| format!(" {line}\n")).collect()
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(WIDEST) {
        Some((end, _)) => format!("{} ..", &line[..end]),
        None => line.to_owned(),
    }
}

fn keep(file: &str, wanted: &str) -> Option<String> {
    let path = root().join(file);
    if fs::read_to_string(&path).unwrap_or_default() == wanted {
        return None;
    }
    if std::env::var_os("COUNTERPART_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, wanted).unwrap();
        return None;
    }
    Some(file.to_owned())
}

#[test]
fn the_examples_are_those_of_the_tests() {
    let stale = keep("crates/counterpart-build/src/explain/examples.txt", &examples());
    assert!(stale.is_none(), "{stale:?} is stale; `{COMMAND}` writes it anew");
}

#[test]
fn the_page_is_the_table() {
    let stale = keep("docs/findings.md", &explain::page(&examples()));
    assert!(stale.is_none(), "{stale:?} is stale; `{COMMAND}` writes it anew");
}
