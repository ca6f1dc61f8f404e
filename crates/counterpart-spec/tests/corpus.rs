//! Every document of the corpus is read to its end: no panic, and in bounded time.
//!
//! The corpus lies outside of the repository; without it the test says so and passes. Unoptimised builds leave out the
//! few largest documents.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, read};

const LARGEST_IN_DEBUG: u64 = 600_000;
const LONGEST: Duration = Duration::from_secs(20);

fn corpus() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("COUNTERPART_SHARED")
        .map_or(beside, PathBuf::from)
        .join("corpus")
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn entry(folder: &Path) -> PathBuf {
    if let Ok(name) = std::fs::read_to_string(folder.join("ENTRY")) {
        return folder.join(name.trim());
    }
    let json = folder.join("openapi.json");
    if json.exists() {
        json
    } else {
        folder.join("openapi.yaml")
    }
}

#[test]
fn every_document_is_read_to_its_end() {
    let corpus = corpus();
    if !corpus.exists() {
        println!("skipped: {} is not there (set COUNTERPART_SHARED)", corpus.display());
        return;
    }
    let mut read_ones = 0;
    for folder in folders(&corpus).iter().flat_map(|dialect| folders(dialect)) {
        let path = entry(&folder);
        let size = path.metadata().map_or(0, |data| data.len());
        if cfg!(debug_assertions) && size > LARGEST_IN_DEBUG {
            continue;
        }
        let start = Instant::now();
        let outcome = read(&Input::File(path.clone()));
        let rendered = outcome.findings.render(Style::default());
        assert!(
            start.elapsed() < LONGEST,
            "{} took {:?}",
            path.display(),
            start.elapsed()
        );
        assert!(
            outcome.api.is_some() || outcome.findings.has_errors(),
            "{}: nothing and no reason",
            path.display()
        );
        assert_eq!(rendered.is_empty(), outcome.findings.is_empty(), "{}", path.display());
        read_ones += 1;
    }
    println!("{read_ones} documents");
    assert!(
        read_ones > 450,
        "only {read_ones} documents found in {}",
        corpus.display()
    );
}
