//! The corpus' list of documents.

use std::fs;
use std::path::Path;

use anyhow::Context;

/// A document of the corpus.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Relative to the corpus.
    pub(crate) path: String,
    /// `openapi-3.0`, ..
    pub(crate) dialect: String,
    /// The document must be refused.
    pub(crate) invalid: bool,
    /// It is one of several files that belong together.
    pub(crate) several_files: bool,
    /// The size of the file.
    pub(crate) bytes: usize,
    features: String,
}

impl Entry {
    /// What the document shows, as the manifest names it.
    pub(crate) fn features(&self) -> impl Iterator<Item = &str> {
        self.features.split(',').filter(|feature| !feature.is_empty())
    }
}

pub(crate) fn read(corpus: &Path) -> anyhow::Result<Vec<Entry>> {
    let file = corpus.join("MANIFEST.tsv");
    let text = fs::read_to_string(&file).with_context(|| {
        format!(
            "no corpus in {}: set COUNTERPART_CORPUS to its folder",
            corpus.display()
        )
    })?;
    let mut lines = text.lines();
    let header: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
    let column = |name: &str| {
        let found = header.iter().position(|column| *column == name);
        found.with_context(|| format!("{} has no column `{name}`", file.display()))
    };
    let (path, dialect, expected) = (column("path")?, column("dialect")?, column("expected")?);
    let (several, bytes, features) = (column("multifile")?, column("bytes")?, column("features")?);
    let entry = |line: &str| {
        let cells: Vec<_> = line.split('\t').collect();
        let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
        Entry {
            path: cell(path).to_owned(),
            dialect: cell(dialect).to_owned(),
            invalid: cell(expected) == "expected-invalid",
            several_files: cell(several) == "y",
            bytes: cell(bytes).parse().unwrap_or(usize::MAX),
            features: cell(features).to_owned(),
        }
    };
    Ok(lines.filter(|line| !line.is_empty()).map(entry).collect())
}
