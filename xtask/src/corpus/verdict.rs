//! How far a document got.

use std::fmt;
use std::str::FromStr;

/// How far a document got, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// The generator panicked, overflowed its stack or was killed.
    Crash,
    /// It did not come to an end.
    Timeout,
    /// It wrote text that is not Rust.
    Broken,
    /// The document was refused before anything of it was understood.
    Parse,
    /// It was understood in part; there are errors, so nothing is written.
    Lower,
    /// Rust is written, and its syntax is right.
    Emit,
}

const NAMES: &[(Stage, &str)] = &[
    (Stage::Crash, "crash"),
    (Stage::Timeout, "timeout"),
    (Stage::Broken, "broken"),
    (Stage::Parse, "parse"),
    (Stage::Lower, "lower"),
    (Stage::Emit, "emit"),
];

impl Stage {
    /// Every stage, worst first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(stage, _)| *stage)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES
            .iter()
            .find(|(stage, _)| stage == self)
            .map_or("", |(_, name)| name);
        f.pad(name)
    }
}

impl FromStr for Stage {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let found = NAMES.iter().find(|(_, name)| *name == text);
        found
            .map(|(stage, _)| *stage)
            .ok_or_else(|| anyhow::anyhow!("`{text}` is no stage"))
    }
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) stage: Stage,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// The codes of what was found, each with how often.
    pub(crate) codes: String,
    /// The panic's message and the like; not kept in the table.
    pub(crate) note: String,
}

impl Verdict {
    /// A verdict without findings.
    pub(crate) fn failed(stage: Stage, note: impl Into<String>) -> Self {
        Self {
            stage,
            errors: 0,
            warnings: 0,
            codes: String::new(),
            note: note.into(),
        }
    }

    /// The document was read and not refused.
    pub(crate) fn is_accepted(&self) -> bool {
        self.stage == Stage::Emit
    }

    /// What is better is greater. A document that must be refused is best refused, at whatever stage.
    pub(crate) fn rank(&self, invalid: bool) -> impl Ord + use<> {
        let refused = matches!(self.stage, Stage::Parse | Stage::Lower);
        let stage = match (invalid, refused) {
            (true, true) => Stage::Emit,
            (true, false) if self.stage == Stage::Emit => Stage::Parse,
            _ => self.stage,
        };
        // Findings of a document that must be refused are what we want of it.
        let findings = if invalid { 0 } else { self.errors + self.warnings };
        (stage, std::cmp::Reverse(findings))
    }
}

/// Stage, errors, warnings and codes between tabs: a line of the worker, and the end of a row of the table.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{}\t{}", self.stage, self.errors, self.warnings, self.codes)
    }
}

impl FromStr for Verdict {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let mut cells = text.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        Ok(Self {
            stage: cell().parse()?,
            errors: cell().parse()?,
            warnings: cell().parse()?,
            codes: cell().to_owned(),
            note: cell().to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(text: &str, invalid: bool) -> impl Ord + use<> {
        text.parse::<Verdict>().unwrap().rank(invalid)
    }

    #[test]
    fn a_later_stage_is_better_and_so_are_fewer_findings() {
        assert!(rank("emit\t0\t9", false) > rank("lower\t1\t0", false));
        assert!(rank("emit\t0\t1", false) > rank("emit\t0\t2", false));
        assert!(rank("parse\t1\t0", false) > rank("broken\t0\t0", false));
    }

    #[test]
    fn an_invalid_document_is_best_refused() {
        assert!(rank("parse\t1\t0", true) > rank("emit\t0\t0", true));
        assert!(rank("parse\t1\t0", true) == rank("lower\t5\t3", true));
        assert!(rank("emit\t0\t0", true) > rank("crash\t0\t0", true));
    }
}
