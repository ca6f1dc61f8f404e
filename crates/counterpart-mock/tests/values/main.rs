//! Values that a mock makes are what their schemas accept, by the judgement of somebody else's library.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod explained;
mod judge;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use counterpart_mock::{Contract, Way};
use counterpart_spec::api::{SchemaId, SchemaName, Type, Value};
use counterpart_spec::{Input, read};

use self::judge::Judge;

/// Larger documents take minutes without telling more.
const LARGEST: u64 = 400_000;
/// Of each document, so many components at most.
const COMPONENTS: usize = 60;
/// Values of each.
const SEEDS: u64 = 2;

/// What was found in a document.
#[derive(Default)]
struct Tally {
    values: usize,
    complaints: Vec<String>,
}

/// Makes values of all components of a document.
fn tally(file: &Path) -> Tally {
    let mut tally = Tally::default();
    let Some(api) = read(&Input::File(file.to_owned())).api else {
        return tally;
    };
    let Some(judge) = Judge::of(file) else { return tally };
    let contract = Contract::new(api);
    let components = contract
        .api()
        .schemas
        .iter()
        .enumerate()
        .filter_map(|(index, schema)| match &schema.name {
            SchemaName::Component(name) => Some((index, name)),
            SchemaName::Title(_) | SchemaName::Place(_) => None,
        });
    for (index, name) in components.take(COMPONENTS) {
        let place: &'static Value = Box::leak(Box::new(Value {
            ty: Type::Named(SchemaId::from_index(index)),
            nullable: false,
            constraints: Vec::new(),
        }));
        for seed in 0..SEEDS {
            let made = contract.value(place, Way::Response, seed);
            let complaint = match &made {
                Some(made) => judge.complaint(name, made),
                None => Some("no value was found".to_owned()),
            };
            tally.values += 1;
            if let Some(complaint) = complaint {
                let made = made.map(|made| made.to_string()).unwrap_or_default();
                tally
                    .complaints
                    .push(format!("{} {name}: {complaint}: {made:.300}", file.display()));
                break;
            }
        }
    }
    tally
}

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let is_document = path.extension().is_some_and(|kind| kind == "yaml" || kind == "json");
        match path.is_dir() {
            true => documents(&path, found),
            false if is_document && path.metadata().unwrap().len() <= LARGEST => found.push(path),
            false => {}
        }
    }
}

/// Every complaint is explained, and every explanation is needed.
fn check(folder: &Path, explained: &[(&str, &str)]) -> usize {
    let mut files = Vec::new();
    documents(folder, &mut files);
    let tallies: Vec<_> = files.iter().map(|file| tally(file)).collect();
    let values = tallies.iter().map(|tally| tally.values).sum();
    let complaints: Vec<_> = tallies.into_iter().flat_map(|tally| tally.complaints).collect();
    let is_explained = |complaint: &&String| explained.iter().any(|(part, _)| complaint.contains(part));
    let new: Vec<_> = complaints
        .iter()
        .filter(|one| !is_explained(one))
        .map(String::as_str)
        .collect();
    let is_needed = |part: &str| complaints.iter().any(|complaint| complaint.contains(part));
    let stale: Vec<_> = explained
        .iter()
        .map(|(part, _)| *part)
        .filter(|part| !is_needed(part))
        .collect();
    assert!(new.is_empty(), "{} of {values}:\n{}", new.len(), new.join("\n"));
    assert!(stale.is_empty(), "not needed any more: {stale:#?}");
    values
}

#[test]
fn values_of_our_own_documents_are_valid() {
    let values = check(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs")),
        explained::OF_OURS,
    );
    assert!(values > 250, "only {values} values were made");
}

#[test]
fn values_of_the_corpus_are_valid() {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let corpus = std::env::var_os("COUNTERPART_CORPUS").map_or_else(beside, PathBuf::from);
    if !corpus.is_dir() {
        // Past the capture of the test harness: who runs the tests must know.
        std::io::stderr()
            .write_all(b"skipped: no corpus in ../shared; set COUNTERPART_CORPUS to its folder\n")
            .unwrap();
        return;
    }
    let values = check(&corpus, explained::OF_THE_CORPUS);
    assert!(values > 3000, "only {values} values were made");
}
