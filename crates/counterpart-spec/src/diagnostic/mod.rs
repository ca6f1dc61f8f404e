//! Findings: what is wrong with a document, where, and what to do about it.

mod advice;
mod codes;
mod findings;
mod places;
mod policy;
mod render;
mod report;

pub use advice::{ADVICE, Advice};
pub(crate) use codes::*;
pub use codes::{CODES, Code};
pub use findings::{Counts, Findings};
pub(crate) use findings::{Origin, Syntax, Text};
pub use policy::{Policy, nearest_code};
pub use render::Style;
pub use report::{At, Format, Located, Span};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The document is wrong; what was made of it must not be trusted.
    Error,
    /// Something is left out or read in a certain way; the rest is sound.
    Warning,
    /// Good to know; nothing is lost.
    Note,
}

impl Severity {
    /// The word that is printed.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a finding belongs. Lines and columns are looked up when it is rendered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The input as a whole.
    Input,
    /// A JSON Pointer (RFC 6901) into the document.
    Pointer(String),
    /// Where the key at the end of this pointer stands first, in an object that has it several times.
    First(String),
    /// A position in the text.
    Text {
        /// From 1.
        line: usize,
        /// In characters, from 1.
        column: usize,
    },
    /// In another file than the document, such as an overlay.
    Elsewhere {
        /// The number of the file among those of the findings, from 1.
        file: usize,
        /// Where in that file.
        place: Box<Place>,
    },
}

/// A finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: &'static Code,
    /// How bad it is; the code's own severity unless changed.
    pub severity: Severity,
    /// One sentence without a full stop.
    pub message: String,
    /// Where it belongs.
    pub place: Place,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that matter, and why.
    pub related: Vec<(Place, String)>,
}

impl Diagnostic {
    /// A finding about the input as a whole.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            place: Place::Input,
            help: None,
            related: Vec::new(),
        }
    }

    /// A finding about the node behind a JSON Pointer.
    #[must_use]
    pub fn at_pointer(code: &'static Code, message: impl Into<String>, pointer: impl Into<String>) -> Self {
        Self {
            place: Place::Pointer(pointer.into()),
            ..Self::new(code, message)
        }
    }

    /// A finding about a position in the text, both numbers from 1.
    #[must_use]
    pub fn at_text(code: &'static Code, message: impl Into<String>, line: usize, column: usize) -> Self {
        Self {
            place: Place::Text { line, column },
            ..Self::new(code, message)
        }
    }

    /// The same with a remedy.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with another place that matters.
    #[must_use]
    pub fn with_related(mut self, pointer: impl Into<String>, label: impl Into<String>) -> Self {
        self.related.push((Place::Pointer(pointer.into()), label.into()));
        self
    }
}
