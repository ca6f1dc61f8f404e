//! Text of a document reaches the output only as a literal, a checked identifier or documentation.
//!
//! A document is written twice, once with harmless words and once with texts that try to get out of where they stand.
//! Both outputs must have the same items; nothing between tokens is anything but white space and the first line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use counterpart_rust::{Layout, Options, Output, RuntimeDependency, generate};
use counterpart_spec::diagnostic::{Format, Style};
use counterpart_spec::{Input, read};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};

mod hostile_document;

/// What the texts try to smuggle in. Every text has other words too, so that no honest identifier is just this.
const INTRUDER: &str = "pwned";

fn output(hostile: bool, layout: Layout) -> Output {
    let mut outcome = read(&Input::Text {
        name: "hostile.json".to_owned(),
        text: hostile_document::document(hostile).to_string(),
    });
    let api = outcome.api.expect("a document");
    let options = Options {
        layout,
        ..Options::default()
    };
    let output = generate(&api, &options, &mut outcome.findings);
    assert!(
        !outcome.findings.has_errors(),
        "{}",
        outcome.findings.render(Style { color: false })
    );
    output
}

fn rust(output: &Output) -> impl Iterator<Item = (&Path, &str)> {
    let files = output.files.iter().map(|file| (&*file.path, &*file.contents));
    files.filter(|(path, _)| path.extension().is_some_and(|extension| extension == "rs"))
}

fn crate_layout() -> Layout {
    Layout::Crate {
        name: "hostile".to_owned(),
        runtime: RuntimeDependency::Version("0.1".to_owned()),
        is_workspace: true,
    }
}

/// How many of what a file has, by kind; names do not count.
#[derive(Default)]
struct Census(BTreeMap<String, usize>);

impl Census {
    fn of(text: &str) -> BTreeMap<String, usize> {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}:\n{text}"));
        let mut census = Self::default();
        census.visit_file(&file);
        census.0
    }

    fn add(&mut self, kind: impl Into<String>) {
        *self.0.entry(kind.into()).or_default() += 1;
    }
}

impl<'ast> Visit<'ast> for Census {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        let kind = match item {
            syn::Item::Macro(item) => format!("{}!", path(&item.mac.path)),
            syn::Item::Const(_) => "const".to_owned(),
            syn::Item::Enum(_) => "enum".to_owned(),
            syn::Item::Impl(_) => "impl".to_owned(),
            syn::Item::Mod(_) => "mod".to_owned(),
            syn::Item::Struct(_) => "struct".to_owned(),
            syn::Item::Trait(_) => "trait".to_owned(),
            syn::Item::Type(_) => "type".to_owned(),
            syn::Item::Use(_) => "use".to_owned(),
            _ => "an item that generated code never has".to_owned(),
        };
        self.add(kind);
        visit::visit_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.add("field");
        visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast syn::Variant) {
        self.add("variant");
        visit::visit_variant(self, variant);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.add("fn");
        visit::visit_signature(self, signature);
    }

    /// Documentation may have any number of lines; it is always a literal.
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("doc") {
            let syn::Meta::NameValue(doc) = &attribute.meta else {
                panic!("documentation is text")
            };
            assert!(matches!(&doc.value, syn::Expr::Lit(_)), "documentation is a literal");
            return;
        }
        self.add(format!("#[{}]", path(attribute.path())));
    }
}

fn path(path: &syn::Path) -> String {
    let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    names.join("::")
}

#[test]
fn hostile_texts_change_no_item() {
    for layout in [
        crate_layout(),
        Layout::Modules,
        Layout::SingleFile { name: "api".to_owned() },
    ] {
        let (calm, hostile) = (output(false, layout.clone()), output(true, layout));
        for ((path, calm), (same, hostile)) in rust(&calm).zip(rust(&hostile)) {
            assert_eq!(path, same);
            assert_eq!(Census::of(calm), Census::of(hostile), "{}:\n{hostile}", path.display());
        }
    }
}

#[test]
fn file_names_are_ours() {
    let names = |hostile| -> BTreeSet<_> {
        let output = output(hostile, crate_layout());
        output.files.iter().map(|file| file.path.clone()).collect()
    };
    assert_eq!(names(true), names(false));
}

#[test]
fn no_identifier_is_the_intruder_and_no_macro_gets_other_tokens() {
    let kinds = |text: &str| {
        let mut kinds = Vec::new();
        leaves(text.parse().expect("tokens"), &mut |token, _| {
            kinds.push(match token {
                TokenTree::Ident(ident) => {
                    assert_ne!(ident.to_string().trim_start_matches("r#"), INTRUDER);
                    "name".to_owned()
                }
                TokenTree::Literal(_) => "literal".to_owned(),
                // The last one of a list depends on where its lines are broken.
                TokenTree::Punct(comma) if comma.as_char() == ',' => return,
                other => other.to_string(),
            });
        });
        kinds
    };
    let (calm, hostile) = (output(false, crate_layout()), output(true, crate_layout()));
    for ((path, calm), (_, hostile)) in rust(&calm).zip(rust(&hostile)) {
        assert_eq!(kinds(calm), kinds(hostile), "{}:\n{hostile}", path.display());
    }
}

/// Every token but documentation, with its place.
fn leaves(tokens: TokenStream, visit: &mut dyn FnMut(&TokenTree, Span)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        match token {
            TokenTree::Punct(hash) if hash.as_char() == '#' && is_doc(tokens.get(index + 1)) => index += 1,
            TokenTree::Group(group) => leaves(group.stream(), visit),
            other => visit(other, other.span()),
        }
        index += 1;
    }
}

fn is_doc(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = token else {
        return false;
    };
    matches!(group.stream().into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

#[test]
fn there_is_no_comment_but_the_first_line() {
    let output = output(true, crate_layout());
    for (path, text) in rust(&output) {
        let mut covered = vec![false; text.len()];
        cover(text.parse().expect("tokens"), &mut covered);
        let gaps = text.char_indices().filter(|(at, _)| !covered[*at]).map(|(_, one)| one);
        let gaps: String = gaps.collect();
        let rest = gaps.trim_start().lines().skip(1).collect::<String>();
        assert!(
            gaps.starts_with("// Generated by Counterpart "),
            "{}: {gaps}",
            path.display()
        );
        assert_eq!(rest.trim(), "", "{}", path.display());
    }
}

/// Marks every byte that belongs to a token; a doc comment is one.
fn cover(tokens: TokenStream, covered: &mut [bool]) {
    for token in tokens {
        let spans = match &token {
            TokenTree::Group(group) => {
                cover(group.stream(), covered);
                vec![group.span_open(), group.span_close()]
            }
            other => vec![other.span()],
        };
        for span in spans {
            covered[span.byte_range()].fill(true);
        }
    }
}

/// A finding repeats names of the document: a terminal must not obey them, nor GitHub take them for commands.
#[test]
fn findings_show_texts_and_do_nothing_else() {
    let outcome = read(&Input::Text {
        name: "hostile.json".to_owned(),
        text: hostile_document::document(true).to_string(),
    });
    let rendered = outcome.findings.render(Style { color: false });
    assert!(rendered.contains("pwned"), "{rendered}");
    let strange = rendered.chars().find(|one| is_strange(*one));
    assert_eq!(strange, None, "{rendered:?}");
    let report = outcome.findings.report(Format::Github, &|_| String::new());
    assert!(report.lines().all(|line| line.starts_with("::")), "{report}");
    assert_eq!(report.chars().find(|one| is_strange(*one)), None, "{report:?}");
}

/// Control characters, and what turns the direction of text.
fn is_strange(one: char) -> bool {
    (one.is_control() && one != '\n')
        || matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// rustc refuses text that runs in another direction than it is read, and a lone carriage return in documentation.
#[test]
fn no_control_character_is_written() {
    for layout in [crate_layout(), Layout::Modules] {
        for file in &output(true, layout).files {
            let strange = file.contents.chars().find(|one| is_strange(*one));
            assert_eq!(strange, None, "{}:\n{}", file.path.display(), file.contents);
        }
    }
}

#[test]
fn the_manifest_has_the_same_keys() {
    fn keys(value: &toml::Value, at: &str, found: &mut Vec<String>) {
        if let toml::Value::Table(table) = value {
            for (key, value) in table {
                found.push(format!("{at}{key}"));
                keys(value, &format!("{at}{key}."), found);
            }
        }
    }
    let manifest = |hostile| {
        let output = output(hostile, crate_layout());
        let file = output.files.iter().find(|file| file.path.ends_with("Cargo.toml"));
        let table: toml::Table = file.expect("a manifest").contents.parse().expect("TOML");
        let mut found = Vec::new();
        keys(&toml::Value::Table(table), "", &mut found);
        found
    };
    assert_eq!(manifest(true), manifest(false));
}
