//! The counts by keyword and the list of deviations, kept in files that may only improve.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const COMMAND: &str = "COUNTERPART_BLESS=1 cargo test -p counterpart-json-schema-tests";

/// How an instance fared otherwise than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Valid, but a client does not read it.
    Unread,
    /// Valid, but written back as something else.
    Changed,
    /// Valid, but a server refuses it.
    Refused,
    /// Invalid, but nobody refuses it.
    Accepted,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Changed => "changed",
            Self::Refused => "refused",
            Self::Accepted => "accepted",
        }
    }
}

/// An instance that did not fare as it should: group and test.
#[derive(Debug)]
pub(crate) struct Deviation {
    pub(crate) place: (usize, usize),
    pub(crate) kind: Kind,
}

#[derive(Debug, Default, Clone, Copy)]
struct Count {
    valid: usize,
    kept: usize,
    invalid: usize,
    refused: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Table {
    counts: BTreeMap<(&'static str, &'static str), Count>,
    deviations: BTreeSet<String>,
}

impl Table {
    pub(crate) fn add(&mut self, draft: &'static str, file: &'static str, valid: bool, deviation: Option<Deviation>) {
        let count = self.counts.entry((draft, file)).or_default();
        let good = usize::from(deviation.is_none());
        if valid {
            count.valid += 1;
            count.kept += good;
        } else {
            count.invalid += 1;
            count.refused += good;
        }
        if let Some(Deviation {
            place: (group, test),
            kind,
        }) = deviation
        {
            self.deviations
                .insert(format!("{draft}\t{file}\t{group}/{test}\t{}", kind.name()));
        }
    }

    /// A line a keyword, and the sums.
    pub(crate) fn counts(&self) -> String {
        let mut text = "draft\tkeyword\tvalid\tkept\tinvalid\trefused\n".to_owned();
        for ((draft, file), count) in &self.counts {
            line(&mut text, draft, file, *count);
        }
        for (draft, sum) in self.sums() {
            line(&mut text, draft, "all", sum);
        }
        text
    }

    fn sums(&self) -> BTreeMap<&'static str, Count> {
        let mut sums: BTreeMap<&str, Count> = BTreeMap::new();
        for ((draft, _), count) in &self.counts {
            let sum = sums.entry(draft).or_default();
            sum.valid += count.valid;
            sum.kept += count.kept;
            sum.invalid += count.invalid;
            sum.refused += count.refused;
        }
        sums
    }

    fn list(&self) -> String {
        let lines: Vec<_> = self.deviations.iter().map(String::as_str).collect();
        format!("draft\tkeyword\tgroup/test\tdeviation\n{}\n", lines.join("\n"))
    }

    /// Holds the deviations against what users are told: no valid instance fares otherwise than it should, of the invalid
    /// ones at most so many parts of a hundred are accepted, and only those of files that `listed` has.
    pub(crate) fn hold_to_promise(&self, listed: &BTreeSet<String>, most: usize) {
        let unlisted = |line: &&String| match line.split('\t').collect::<Vec<_>>().as_slice() {
            [_, file, _, "accepted"] => !listed.contains(*file),
            _ => true,
        };
        let broken: Vec<_> = self.deviations.iter().filter(unlisted).collect();
        assert!(
            broken.is_empty(),
            "docs/json-schema.md promises otherwise:\n{broken:#?}"
        );
        for (draft, sum) in self.sums() {
            let accepted = sum.invalid - sum.refused;
            assert!(
                accepted * 100 <= sum.invalid * most,
                "{draft}: {accepted} of {} are accepted",
                sum.invalid
            );
        }
        let told = |file: &&String| {
            self.deviations
                .iter()
                .any(|line| line.split('\t').nth(1) == Some(file.as_str()))
        };
        let refused: Vec<_> = listed.iter().filter(|file| !told(file)).collect();
        assert!(refused.is_empty(), "docs/json-schema.md may promise more: {refused:?}");
    }

    /// Holds the table against the files, or writes them when asked to.
    pub(crate) fn keep(&self, counts: &Path, deviations: &Path) {
        if env::var_os("COUNTERPART_BLESS").is_some() {
            fs::write(counts, self.counts()).unwrap();
            fs::write(deviations, self.list()).unwrap();
            return;
        }
        let kept = fs::read_to_string(deviations).unwrap_or_default();
        let known: BTreeSet<&str> = kept.lines().skip(1).collect();
        let worse: Vec<_> = self
            .deviations
            .iter()
            .filter(|line| !known.contains(line.as_str()))
            .collect();
        assert!(worse.is_empty(), "these fared better before:\n{worse:#?}");
        let stale = kept != self.list() || fs::read_to_string(counts).unwrap_or_default() != self.counts();
        assert!(!stale, "some fare better now; keep that with `{COMMAND}`");
    }
}

fn line(text: &mut String, draft: &str, file: &str, count: Count) {
    let Count {
        valid,
        kept,
        invalid,
        refused,
    } = count;
    writeln!(text, "{draft}\t{file}\t{valid}\t{kept}\t{invalid}\t{refused}").unwrap();
}
