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

/// Lists in which an author can mean nothing by the order. In others the first counts most (`servers`, `security`, `tags`),
/// the last (the descriptions and defaults in an `allOf`), or each is about the item of its number (`prefixItems`).
const FREE_LISTS: &[&str] = &["required", "oneOf", "anyOf", "enum", "parameters", "type"];

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
fn items(input: &Input) -> BTreeMap<String, Vec<String>> {
    let outcome = read(input);
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

fn mix<T>(list: &mut [T], order: &mut impl FnMut(usize) -> usize) {
    for last in (1..list.len()).rev() {
        list.swap(last, order(last + 1));
    }
}

/// Puts the entries of every object into another order, and those of lists whose order says nothing.
fn shuffle(value: &mut Value, order: &mut impl FnMut(usize) -> usize) {
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<_> = std::mem::take(mapping).into_iter().collect();
            mix(&mut entries, order);
            // Names of values stand in the order of the values.
            let is_named = entries
                .iter()
                .any(|(key, _)| key.as_str().is_some_and(|key| key.starts_with("x-enum")));
            for (key, value) in &mut entries {
                let key = key.as_str().unwrap_or_default();
                if let Value::Sequence(list) = value
                    && FREE_LISTS.contains(&key)
                    && !(key == "enum" && is_named)
                {
                    mix(list, order);
                }
                if !KEPT.contains(&key) {
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

fn parsed(file: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(file).expect("a document")).expect("YAML")
}

fn json(value: &Value) -> String {
    serde_json::to_string(value).expect("JSON")
}

fn assert_same(found: &BTreeMap<String, Vec<String>>, expected: &BTreeMap<String, Vec<String>>, what: &str) {
    let names = |items: &BTreeMap<String, Vec<String>>| items.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(expected), "{what}");
    for (name, expected) in expected {
        assert_eq!(&found[name], expected, "{name} of {what}");
    }
}

#[test]
fn the_order_of_a_document_changes_no_type() {
    for path in documents() {
        let document = parsed(&path);
        let text = |document: &Value| Input::Text {
            name: "shuffled.yaml".to_owned(),
            text: json(document),
        };
        let expected = items(&text(&document));
        for order in 1..=ORDERS {
            let mut shuffled = document.clone();
            shuffle(&mut shuffled, &mut numbers(order));
            let what = format!("{} in order {order}", path.display());
            assert_same(&items(&text(&shuffled)), &expected, &what);
        }
    }
}

/// The files below a folder, by their places in it.
fn files(folder: &Path, under: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder.join(under)).expect("a folder") {
        let entry = entry.expect("an entry");
        let place = under.join(entry.file_name());
        if entry.path().is_dir() {
            files(folder, &place, found);
        } else {
            found.push(place);
        }
    }
}

#[test]
fn the_order_within_several_files_changes_no_type() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/shelter");
    let mut places = Vec::new();
    files(&folder, Path::new(""), &mut places);
    assert!(places.len() > 4, "{places:?}");
    let expected = items(&Input::File(folder.join("openapi.yaml")));
    assert!(expected.contains_key("models::struct Pet"), "{:?}", expected.keys());
    for order in 1..=ORDERS {
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("order-{order}"));
        let mut order = numbers(order);
        for place in &places {
            let mut document = parsed(&folder.join(place));
            shuffle(&mut document, &mut order);
            let target = copy.join(place);
            std::fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            std::fs::write(target, json(&document)).expect("a file");
        }
        let found = items(&Input::File(copy.join("openapi.yaml")));
        assert_same(&found, &expected, &copy.display().to_string());
    }
}
