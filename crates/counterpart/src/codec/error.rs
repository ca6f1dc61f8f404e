//! Why a reading or a writing ended.

use std::fmt;

/// A text that could not be read into a value.
///
/// Displays as `/source/slug: expected a string, found a number (line 3, column 9)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Where in the value, as a JSON Pointer; empty for the whole.
    pub pointer: String,
    /// Why.
    pub reason: Reason,
    /// Where in the text, from 1; 0 where the syntax has no lines.
    pub line: usize,
    /// The column in the line.
    pub column: usize,
}

/// Why a text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The text is not of its syntax.
    Syntax(String),
    /// Arrays and objects nest deeper than this limit.
    Depth(u32),
    /// The value does not follow its description.
    Misfit {
        /// The keyword of the rule, as in [`Violation::rule`](super::Violation::rule).
        rule: &'static str,
        /// What was expected.
        detail: String,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(message) => f.write_str(message),
            Self::Depth(limit) => write!(f, "nested deeper than {limit} levels"),
            Self::Misfit { detail, .. } => f.write_str(detail),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        write!(f, "{}", self.reason)?;
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

/// A value that a syntax cannot express, such as a number that is not finite in JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    message: String,
}

impl WriteError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WriteError {}
