//! What the emitter gives back: files in memory.

use std::path::PathBuf;

use crate::plan::Plan;

/// Everything that was generated, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The files, the root first.
    pub files: Vec<OutputFile>,
    /// How much there is.
    pub summary: Summary,
}

/// A file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the folder of the output.
    pub path: PathBuf,
    /// The text.
    pub contents: String,
}

/// Counts for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Operations, with a struct and a method each.
    pub operations: usize,
    /// Types in `models`.
    pub types: usize,
    /// Lines of Rust.
    pub lines: usize,
}

impl Summary {
    pub(crate) fn of(plan: &Plan<'_>, files: &[OutputFile]) -> Self {
        let rust = files
            .iter()
            .filter(|file| file.path.extension().is_some_and(|extension| extension == "rs"));
        let lines = rust
            .map(|file| file.contents.bytes().filter(|byte| *byte == b'\n').count())
            .sum();
        Self {
            operations: plan.operations.len(),
            types: plan.models.len(),
            lines,
        }
    }
}
