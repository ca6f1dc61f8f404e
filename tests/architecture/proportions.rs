//! Files and functions that a reader can hold in mind.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Signature};

use crate::exceptions::{LONG_FILES, LONG_FUNCTIONS};
use crate::report;
use crate::sources::{self, Source};

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 80;

#[test]
fn no_file_is_too_long() {
    let sources = sources::all_rust();
    let long: Vec<_> = sources
        .iter()
        .map(|source| (source.file.clone(), source.text.lines().count()))
        .collect();
    let advice = format!("Files have at most {LONGEST_FILE} lines: split by noun, or state a reason in exceptions.rs.");
    report(&advice, &complaints(long, LONGEST_FILE, LONG_FILES));
}

#[test]
fn no_function_is_too_long() {
    let measured: Vec<_> = sources::all_rust().iter().flat_map(functions).collect();
    let advice =
        format!("Functions have at most {LONGEST_FUNCTION} lines: name the steps, or state a reason in exceptions.rs.");
    report(&advice, &complaints(measured, LONGEST_FUNCTION, LONG_FUNCTIONS));
}

/// What is too long without a reason, and reasons for what is not too long.
fn complaints(measured: Vec<(String, usize)>, longest: usize, reasons: &[(&str, &str)]) -> Vec<String> {
    let long: Vec<_> = measured.into_iter().filter(|(_, lines)| *lines > longest).collect();
    let unexplained = long
        .iter()
        .filter(|(place, _)| !reasons.iter().any(|(known, _)| known == place));
    let stale = reasons
        .iter()
        .filter(|(known, _)| !long.iter().any(|(place, _)| place == known));
    let unexplained = unexplained.map(|(place, lines)| format!("{place} has {lines} lines"));
    let stale = stale.map(|(place, _)| format!("{place} is not too long: remove its entry"));
    unexplained.chain(stale).collect()
}

/// Each function with its lines, as `file::name`.
fn functions(source: &Source) -> Vec<(String, usize)> {
    let mut measure = Measure {
        file: &source.file,
        functions: Vec::new(),
    };
    measure.visit_file(&source.syntax);
    measure.functions
}

struct Measure<'a> {
    file: &'a str,
    functions: Vec<(String, usize)>,
}

impl Measure<'_> {
    fn add(&mut self, signature: &Signature, block: &Block) {
        let lines = block.span().end().line - signature.span().start().line + 1;
        self.functions
            .push((format!("{}::{}", self.file, signature.ident), lines));
    }
}

impl<'ast> Visit<'ast> for Measure<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(block) = &item.default {
            self.add(&item.sig, block);
        }
        visit::visit_trait_item_fn(self, item);
    }
}
