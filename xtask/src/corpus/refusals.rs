//! Why each document that must be refused is refused: `tests/corpus/refusals.tsv` names the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;

use super::manifest::Entry;
use super::verdict::Verdict;

/// Codes by the document's path.
pub(crate) struct Refusals(BTreeMap<String, String>);

impl Refusals {
    pub(crate) fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let row = |line: &str| {
            let (path, code) = line.split_once('\t').context("a row needs a tab")?;
            anyhow::Ok((path.to_owned(), code.to_owned()))
        };
        let rows = text.lines().skip(1).map(row).collect::<anyhow::Result<_>>()?;
        Ok(Self(rows))
    }

    /// The documents that are expected to be invalid and are not refused for their reason.
    pub(crate) fn failures(&self, entries: &[Entry], verdicts: &BTreeMap<String, Verdict>) -> Vec<String> {
        let invalid = entries.iter().filter(|entry| entry.invalid);
        let wrong = invalid.filter_map(|entry| {
            let verdict = verdicts.get(&entry.path)?;
            let reason = self.wrong(&entry.path, verdict)?;
            Some(format!("  {}: {reason}", entry.path))
        });
        wrong.collect()
    }

    fn wrong(&self, path: &str, verdict: &Verdict) -> Option<String> {
        let Some(code) = self.0.get(path) else {
            return Some("tests/corpus/refusals.tsv does not say why it must be refused".to_owned());
        };
        let has_code = verdict
            .codes
            .split(' ')
            .any(|one| one.split(':').next() == Some(code.as_str()));
        match (verdict.is_accepted(), has_code) {
            (true, _) => Some(format!("is accepted, and must be refused for `{code}`")),
            (false, false) => Some(format!("is refused for `{}`, and not for `{code}`", verdict.codes)),
            (false, true) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_counts() {
        let refusals = Refusals(BTreeMap::from([("a".to_owned(), "missing-paths".to_owned())]));
        let wrong = |path: &str, verdict: &str| refusals.wrong(path, &verdict.parse().unwrap()).is_some();
        assert!(!wrong("a", "lower\t1\t2\tmissing-operation-id:2 missing-paths:1"));
        assert!(wrong("a", "lower\t1\t0\tdangling-reference:1"));
        assert!(wrong("a", "emit\t0\t1\tmissing-paths:1"));
        assert!(wrong("b", "lower\t1\t0\tmissing-paths:1"));
    }
}
