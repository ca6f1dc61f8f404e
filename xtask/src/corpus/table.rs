//! The verdicts that are kept.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;

use super::manifest::Entry;
use super::verdict::Verdict;

const HEADER: &str = "path\tstage\terrors\twarnings\tcodes";

/// Verdicts by the document's path.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    rows: BTreeMap<String, Verdict>,
}

/// How a run differs from the table; each line names a document.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    pub(crate) worse: Vec<String>,
    pub(crate) better: Vec<String>,
    pub(crate) new: usize,
}

impl Table {
    /// Reads the table; empty if there is none yet.
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
        };
        let row = |line: &str| {
            let (path, verdict) = line.split_once('\t').context("a row needs tabs")?;
            anyhow::Ok((path.to_owned(), verdict.parse::<Verdict>()?))
        };
        let rows = text.lines().skip(1).map(row).collect::<anyhow::Result<_>>();
        Ok(Self {
            rows: rows.with_context(|| format!("{} is broken", file.display()))?,
        })
    }

    pub(crate) fn write(&self, file: &Path) -> io::Result<()> {
        let rows = self.rows.iter().map(|(path, verdict)| format!("{path}\t{verdict}\n"));
        let text = format!("{HEADER}\n{}", rows.collect::<String>());
        fs::create_dir_all(file.parent().unwrap_or(Path::new("")))?;
        fs::write(file, text)
    }

    /// This table with the verdicts of a run, which may have been a part of the corpus.
    pub(crate) fn updated(mut self, verdicts: &BTreeMap<String, Verdict>) -> Self {
        self.rows.extend(verdicts.clone());
        self
    }

    pub(crate) fn compare(&self, entries: &[Entry], verdicts: &BTreeMap<String, Verdict>) -> Difference {
        let mut difference = Difference::default();
        for entry in entries {
            let Some(now) = verdicts.get(&entry.path) else { continue };
            let Some(before) = self.rows.get(&entry.path) else {
                difference.new += 1;
                continue;
            };
            let line = || format!("{}: {} -> {}", entry.path, readable(before), readable(now));
            match now.rank(entry.invalid).cmp(&before.rank(entry.invalid)) {
                std::cmp::Ordering::Less => difference.worse.push(line()),
                std::cmp::Ordering::Equal => {}
                std::cmp::Ordering::Greater => difference.better.push(line()),
            }
        }
        difference
    }
}

fn readable(verdict: &Verdict) -> String {
    format!(
        "{} ({} errors, {} warnings)",
        verdict.stage, verdict.errors, verdict.warnings
    )
}
