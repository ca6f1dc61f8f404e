//! The collector: everything found in one run, each thing once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::{Diagnostic, Place, Severity, UNREADABLE_INPUT};
use crate::document::Node;
use crate::document::pointer;

/// So many findings of one code are kept; the rest is counted.
const KEPT_PER_CODE: usize = 20;

/// The findings about one input.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    pub(super) origin: Origin,
    pub(super) list: Vec<Diagnostic>,
    seen: FxHashSet<(&'static str, Place, String)>,
    pub(super) by_code: BTreeMap<&'static str, usize>,
    counts: Counts,
}

/// How many findings there are, kept or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Of [`Severity::Error`].
    pub errors: usize,
    /// Of [`Severity::Warning`].
    pub warnings: usize,
    /// Of [`Severity::Note`].
    pub notes: usize,
}

/// Where the text is, so that excerpts can be shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// As the user wrote it.
    pub(crate) name: String,
    pub(crate) text: Text,
    pub(crate) syntax: Syntax,
}

/// The text, or how to get it again: a large document is not kept in memory for findings that may never come.
#[derive(Debug, Clone, Default)]
pub(crate) enum Text {
    #[default]
    None,
    File(PathBuf),
    Kept(String),
}

/// How a pointer is looked up in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Syntax {
    #[default]
    Json,
    Yaml,
    /// A documentation page: the API is in base64 on this line.
    Page {
        line: usize,
    },
}

impl Findings {
    pub(crate) fn new(origin: Origin) -> Self {
        Self {
            origin,
            ..Self::default()
        }
    }

    pub(crate) fn set_text(&mut self, text: Text) {
        self.origin.text = text;
    }

    pub(crate) fn set_syntax(&mut self, syntax: Syntax) {
        self.origin.syntax = syntax;
    }

    /// Adds a finding; one that is there already is dropped.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let id = diagnostic.code.id;
        // Whoever has very many findings of a kind does not pay for telling them apart.
        let count = self.by_code.entry(id).or_default();
        if *count < KEPT_PER_CODE * 50
            && !self
                .seen
                .insert((id, diagnostic.place.clone(), diagnostic.message.clone()))
        {
            return;
        }
        *count += 1;
        match diagnostic.severity {
            Severity::Error => self.counts.errors += 1,
            Severity::Warning => self.counts.warnings += 1,
            Severity::Note => self.counts.notes += 1,
        }
        if *count <= KEPT_PER_CODE {
            self.list.push(diagnostic);
        }
    }

    /// The findings that were kept (at most 20 of a code), in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Is there an error among them?
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.counts.errors > 0
    }

    /// Nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are of each severity.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// How many there are of each code, by the code's id.
    #[must_use]
    pub fn counts_by_code(&self) -> &BTreeMap<&'static str, usize> {
        &self.by_code
    }

    /// The input could not be read at all (no such file, no permission).
    #[must_use]
    pub fn io_failure(&self) -> bool {
        self.by_code.contains_key(UNREADABLE_INPUT.id)
    }

    /// Puts the findings into the order of the document.
    pub(crate) fn sort_by_document(&mut self, root: &Node) {
        self.list.sort_by_cached_key(|diagnostic| match &diagnostic.place {
            Place::Input => (0, Vec::new()),
            Place::Text { line, column } => (0, vec![*line, *column]),
            Place::Pointer(pointer) => (1, pointer::order(root, pointer)),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{DANGLING_REFERENCE, MISSING_OPERATION_ID};

    #[test]
    fn equal_findings_count_once_and_many_are_only_counted() {
        let mut findings = Findings::default();
        for index in 0..30 {
            for _ in 0..2 {
                findings.push(Diagnostic::at_pointer(
                    &MISSING_OPERATION_ID,
                    "no id",
                    format!("/paths/{index}"),
                ));
            }
        }
        findings.push(Diagnostic::new(&DANGLING_REFERENCE, "nothing there"));
        assert_eq!(
            findings.counts(),
            Counts {
                errors: 1,
                warnings: 30,
                notes: 0
            }
        );
        assert_eq!(findings.iter().count(), KEPT_PER_CODE + 1);
        assert!(findings.has_errors() && !findings.io_failure());
    }
}
