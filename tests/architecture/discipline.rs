//! No panic on a document, no allowance without a reason, nothing that only works on one machine.

use std::fs;

use counterpart_tests::root;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ExprMethodCall, ItemMod, Macro};

use crate::exceptions::MACHINE_PATHS;
use crate::report;
use crate::sources::{self, Source};
use crate::uses::is_test_only;

/// Whose input is written by strangers.
const READERS: &[&str] = &[
    "counterpart",
    "counterpart-spec",
    "counterpart-rust",
    "counterpart-build",
    "counterpart-cli",
];

#[test]
fn nothing_that_reads_documents_unwraps_or_is_unfinished() {
    let sources = READERS
        .iter()
        .flat_map(|name| sources::rust(&format!("crates/{name}/src")));
    let complaints: Vec<_> = sources
        .filter(|source| !source.is_test())
        .flat_map(|source| panics(&source))
        .collect();
    report("A document must never make us panic:", &complaints);
}

fn panics(source: &Source) -> Vec<String> {
    let mut finder = PanicFinder {
        file: &source.file,
        found: Vec::new(),
    };
    finder.visit_file(&source.syntax);
    finder.found
}

struct PanicFinder<'a> {
    file: &'a str,
    found: Vec<String>,
}

impl PanicFinder<'_> {
    fn complain(&mut self, spanned: &dyn Spanned, what: &str) {
        let line = spanned.span().start().line;
        self.found.push(format!("{}:{line}: {what}", self.file));
    }
}

impl<'ast> Visit<'ast> for PanicFinder<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if call.method == "unwrap" {
            self.complain(
                &call.method,
                "`.unwrap()`: report a finding, or `expect` what makes it impossible",
            );
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        for name in ["todo", "unimplemented"] {
            if mac.path.is_ident(name) {
                self.complain(
                    &mac.path,
                    &format!("`{name}!`: degrade the construct with a coded warning"),
                );
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test_only(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }
}

/// Clippy knows slices and arrays from maps; we only see to it that it looks.
#[test]
fn indexing_is_linted_where_documents_are_read() {
    let unlinted = ["counterpart", "counterpart-spec", "counterpart-rust"]
        .into_iter()
        .filter(|name| {
            let text = fs::read_to_string(root().join(format!("crates/{name}/src/lib.rs"))).unwrap();
            let mut lints = text
                .lines()
                .filter(|line| line.starts_with("#![") && line.contains("clippy::indexing_slicing"));
            !lints.any(|line| line.contains("warn(") || line.contains("deny("))
        });
    let complaints: Vec<_> = unlinted.map(|name| format!("crates/{name}/src/lib.rs")).collect();
    report(
        "Add `#![warn(clippy::indexing_slicing)]`: a document must never make us panic.",
        &complaints,
    );
}

#[test]
fn each_allowance_has_its_reason() {
    let complaints: Vec<_> = sources::all_rust().iter().flat_map(unexplained).collect();
    report("Add `reason = \"..\"` to each `allow` and `expect`:", &complaints);
}

fn unexplained(source: &Source) -> Vec<String> {
    let mut finder = AllowanceFinder {
        file: &source.file,
        found: Vec::new(),
    };
    finder.visit_file(&source.syntax);
    finder.found
}

struct AllowanceFinder<'a> {
    file: &'a str,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for AllowanceFinder<'_> {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let syn::Meta::List(list) = &attribute.meta else { return };
        let Some(name) = ["allow", "expect"]
            .into_iter()
            .find(|name| attribute.path().is_ident(name))
        else {
            return;
        };
        if !list.tokens.to_string().contains("reason =") {
            let line = attribute.span().start().line;
            self.found
                .push(format!("{}:{line}: #[{name}({})]", self.file, list.tokens));
        }
    }
}

/// Split, so that this file does not name them.
const MACHINE_FOLDERS: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("/tm", "p/"),
    concat!("/wo", "rk/main"),
    concat!("/wo", "rk/shared"),
    concat!(":\\Us", "ers\\"),
];

#[test]
fn nothing_names_a_folder_of_one_machine() {
    let files = sources::files("")
        .into_iter()
        .filter(|file| !MACHINE_PATHS.iter().any(|(known, _)| known == file));
    let complaints: Vec<_> = files.flat_map(|file| machine_folders(&file)).collect();
    report(
        "Use a path relative to the workspace, or a temporary folder made by the test:",
        &complaints,
    );
}

fn machine_folders(file: &str) -> Vec<String> {
    // What is not text names no folder.
    let Ok(text) = fs::read_to_string(root().join(file)) else {
        return Vec::new();
    };
    let lines = text.lines().enumerate();
    let guilty = lines.filter(|(_, line)| MACHINE_FOLDERS.iter().any(|folder| line.contains(folder)));
    guilty
        .map(|(index, line)| format!("{file}:{}: {}", index + 1, line.trim()))
        .collect()
}
