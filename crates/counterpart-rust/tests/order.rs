//! The order of a document is none of what it says: shuffled, it gives the same types under the same names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use counterpart_rust::{Layout, Options, generate};
use counterpart_spec::{Input, read};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use serde_yaml::{Mapping, Value};

/// Members whose order an author may mean something by: of several media types the first is preferred, of several tags the
/// first is written. The rest of these are data.
const KEPT: &[&str] = &["content", "mapping", "default", "example", "examples", "enum", "const"];

/// As many orders of every document.
const ORDERS: u64 = 8;

fn documents() -> Vec<PathBuf> {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs");
    let entries = std::fs::read_dir(specs).expect("specs");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut documents: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|ext| ext == "yaml"))
        .collect();
    documents.sort();
    documents
}

/// Items by their words, sorted: the order of fields and rules is the document's.
fn items(text: String) -> BTreeMap<String, Vec<String>> {
    let outcome = read(&Input::Text {
        name: "shuffled.yaml".to_owned(),
        text,
    });
    let mut findings = outcome.findings;
    let api = outcome.api.expect("the document was read before");
    let layout = Layout::SingleFile { name: "api".to_owned() };
    let output = generate(
        &api,
        &Options {
            layout,
            ..Options::default()
        },
        &mut findings,
    );
    let file = output.files.first().expect("a file");
    let mut items = BTreeMap::new();
    collect(&syn::parse_file(&file.contents).expect("Rust").items, "", &mut items);
    items
        .values_mut()
        .for_each(|list: &mut Vec<String>| list.sort_unstable());
    items
}

fn collect(list: &[syn::Item], place: &str, items: &mut BTreeMap<String, Vec<String>>) {
    for item in list {
        let (name, inner) = match item {
            syn::Item::Mod(module) => (module.ident.to_string(), module.content.as_ref()),
            syn::Item::Struct(item) => (format!("struct {}", item.ident), None),
            syn::Item::Enum(item) => (format!("enum {}", item.ident), None),
            syn::Item::Type(item) => (format!("type {}", item.ident), None),
            syn::Item::Trait(item) => (format!("trait {}", item.ident), None),
            // Methods stand together in blocks as the document puts them; what counts is that they are there.
            syn::Item::Impl(block) if block.trait_.is_none() => {
                let name = format!("{place}impl {}", words(block.self_ty.to_token_stream()));
                let members = block.items.iter().map(|member| words(member.to_token_stream()));
                items.entry(name).or_default().extend(members);
                continue;
            }
            _ => ("other".to_owned(), None),
        };
        match inner {
            Some((_, inner)) => collect(inner, &format!("{place}{name}::"), items),
            None => items
                .entry(format!("{place}{name}"))
                .or_default()
                .push(words(item.to_token_stream())),
        }
    }
}

fn words(tokens: TokenStream) -> String {
    let mut words = Vec::new();
    push_words(tokens, &mut words);
    words.sort_unstable();
    words.join(" ")
}

fn push_words(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => push_words(group.stream(), words),
            other => words.push(other.to_string()),
        }
    }
}

/// Puts the entries of every object into another order.
fn shuffle(value: &mut Value, order: &mut impl FnMut(usize) -> usize) {
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
            for last in (1..entries.len()).rev() {
                entries.swap(last, order(last + 1));
            }
            for (key, value) in &mut entries {
                if !key.as_str().is_some_and(|key| KEPT.contains(&key)) {
                    shuffle(value, order);
                }
            }
            *mapping = entries.into_iter().collect::<Mapping>();
        }
        Value::Sequence(list) => list.iter_mut().for_each(|item| shuffle(item, order)),
        _ => {}
    }
}

/// Numbers below a limit, the same in every run (splitmix64).
fn numbers(mut state: u64) -> impl FnMut(usize) -> usize {
    move |limit| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).expect("below a limit")
    }
}

#[test]
fn the_order_of_a_document_changes_no_type() {
    for path in documents() {
        let text = std::fs::read_to_string(&path).expect("a document");
        let document: Value = serde_yaml::from_str(&text).expect("YAML");
        let expected = items(serde_json::to_string(&document).expect("JSON"));
        for order in 1..=ORDERS {
            let mut shuffled = document.clone();
            shuffle(&mut shuffled, &mut numbers(order));
            let found = items(serde_json::to_string(&shuffled).expect("JSON"));
            let names = |items: &BTreeMap<String, Vec<String>>| items.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&found), names(&expected), "{} in order {order}", path.display());
            for (name, expected) in &expected {
                assert_eq!(&found[name], expected, "{name} of {} in order {order}", path.display());
            }
        }
    }
}
