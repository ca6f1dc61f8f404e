//! The collector: everything found in one run, each thing once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::{Diagnostic, Place, Policy, Severity, UNREADABLE_INPUT};
use crate::document::Node;
use crate::document::pointer;
use crate::overlay::Provenance;
use crate::resolve::Places;

/// So many findings of one code are kept unless all are asked for; the rest is counted.
const KEPT_PER_CODE: usize = 20;

/// The findings about one input.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    policy: Policy,
    keep_all: bool,
    pub(super) origin: Origin,
    /// Files beside the document; the first is number 1.
    pub(super) others: Vec<Origin>,
    provenance: Option<Provenance>,
    /// From the core form to the files; empty until there is one.
    made_from: Option<Places>,
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

impl Counts {
    fn of(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Note => &mut self.notes,
        }
    }
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

    /// Takes over what was found in another file, and returns the number of that file.
    pub(crate) fn absorb(&mut self, other: Self) -> usize {
        self.others.push(other.origin);
        let file = self.others.len();
        for diagnostic in other.list {
            let place = Box::new(diagnostic.place);
            self.push(Diagnostic {
                place: Place::Elsewhere { file, place },
                ..diagnostic
            });
        }
        file
    }

    /// From now on pointers into the document may lead to values that stand in other files.
    pub(crate) fn set_provenance(&mut self, provenance: Provenance) {
        self.provenance = Some(provenance);
    }

    /// From now on pointers lead into the core form, which was made from these places.
    pub(crate) fn set_places(&mut self, places: Places) {
        self.made_from = Some(places);
    }

    /// Changes the places of everything found so far.
    pub(crate) fn replace_places(&mut self, change: impl Fn(Place) -> Place) {
        for diagnostic in &mut self.list {
            diagnostic.place = change(std::mem::replace(&mut diagnostic.place, Place::Input));
            for (place, _) in &mut diagnostic.related {
                *place = change(std::mem::replace(place, Place::Input));
            }
        }
    }

    /// The file of a place, and the place there.
    pub(super) fn trace(&self, place: &Place) -> (usize, Place) {
        match place {
            Place::Elsewhere { file, place } => (*file, (**place).clone()),
            Place::Pointer(pointer) => {
                let made_from = self.made_from.as_ref().map(|places| places.trace(pointer));
                let (file, pointer) = made_from.unwrap_or_else(|| (0, pointer.clone()));
                self.trace_overlays(file, Place::Pointer(pointer))
            }
            Place::Input | Place::Text { .. } | Place::First(_) => (0, place.clone()),
        }
    }

    /// What stands in the document may have been written by an overlay.
    fn trace_overlays(&self, file: usize, place: Place) -> (usize, Place) {
        match (file, &place, &self.provenance) {
            (0, Place::Pointer(pointer), Some(provenance)) => {
                let (file, pointer) = provenance.trace(pointer);
                (file, Place::Pointer(pointer))
            }
            _ => (file, place),
        }
    }

    /// The text that a file number of [`trace`](Self::trace) means.
    pub(super) fn origins(&self) -> impl Iterator<Item = &Origin> {
        std::iter::once(&self.origin).chain(&self.others)
    }

    /// From now on findings count as the policy says.
    pub(crate) fn set_policy(&mut self, policy: Policy) {
        self.policy = policy;
    }

    /// From now on no finding is only counted.
    pub(crate) fn keep_all(&mut self) {
        self.keep_all = true;
    }

    /// Adds a finding; one that is there already, or that is allowed, is dropped.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        let Some(severity) = self.policy.judge(diagnostic.code, diagnostic.severity) else {
            return;
        };
        diagnostic.severity = severity;
        let id = diagnostic.code.id;
        let kept = if self.keep_all { usize::MAX } else { KEPT_PER_CODE };
        // Whoever has very many findings of a kind does not pay for telling them apart.
        let count = self.by_code.entry(id).or_default();
        if *count < kept.saturating_mul(50)
            && !self
                .seen
                .insert((id, diagnostic.place.clone(), diagnostic.message.clone()))
        {
            return;
        }
        *count += 1;
        *self.counts.of(severity) += 1;
        if *count <= kept {
            self.list.push(diagnostic);
        }
    }

    /// Nothing usable could be read, and no policy changes that: its reasons are errors again.
    pub(crate) fn insist(&mut self) {
        if self.has_errors() {
            return;
        }
        for diagnostic in self.list.iter_mut().filter(|one| one.code.severity == Severity::Error) {
            *self.counts.of(diagnostic.severity) -= 1;
            diagnostic.severity = Severity::Error;
            self.counts.errors += 1;
        }
    }

    /// The findings that were kept (at most 20 of a code, unless all were asked for), in the order of the document.
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
            Place::Elsewhere { file: 0, place } => match &**place {
                Place::Pointer(pointer) | Place::First(pointer) => (1, pointer::order(root, pointer)),
                Place::Text { line, column } => (0, vec![*line, *column]),
                Place::Input | Place::Elsewhere { .. } => (0, Vec::new()),
            },
            Place::Elsewhere { file, .. } => (0, vec![*file]),
            Place::Pointer(pointer) | Place::First(pointer) => (1, pointer::order(root, pointer)),
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
