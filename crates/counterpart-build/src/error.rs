//! What stops a run.

use std::fmt;
use std::io;
use std::path::Path;

use counterpart_spec::LockError;
use counterpart_spec::diagnostic::{Findings, Style};

/// The result of a run.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why nothing was written.
///
/// `Debug` prints the same text as `Display`, so that `fn main() -> counterpart_build::Result<()>` in a build script
/// shows the diagnostics as they are meant to be read.
pub struct Error {
    kind: ErrorKind,
    text: String,
}

/// What kind of [`Error`] it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The options contradict each other, or the configuration file cannot be understood.
    Usage,
    /// A file could not be read or written.
    Io,
    /// The document has errors; the text has all of them.
    Document,
}

impl Error {
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Usage,
            text: text.into(),
        }
    }

    pub(crate) fn io(doing: &str, file: &Path, error: &io::Error) -> Self {
        Self {
            kind: ErrorKind::Io,
            text: format!("{doing} {}: {error}", file.display()),
        }
    }

    /// The same, where there is no error of the system yet.
    pub(crate) fn io_text(text: String) -> Self {
        Self {
            kind: ErrorKind::Io,
            text,
        }
    }

    /// A lock file that cannot be used: its text may be another than the one that was fetched.
    pub(crate) fn lock(file: &Path, error: &LockError) -> Self {
        let kind = match error {
            LockError::File(_) => ErrorKind::Io,
            LockError::Broken(_) | LockError::Changed(_) => ErrorKind::Usage,
        };
        Self {
            kind,
            text: format!("{}: {error}", file.display()),
        }
    }

    /// The emitter's error, which names the file.
    pub(crate) fn unwritten(error: &io::Error) -> Self {
        Self {
            kind: ErrorKind::Io,
            text: format!("cannot write {error}"),
        }
    }

    /// The findings, of which at least one is an error.
    pub(crate) fn document(findings: &Findings) -> Self {
        let kind = if findings.io_failure() {
            ErrorKind::Io
        } else {
            ErrorKind::Document
        };
        Self {
            kind,
            text: findings.render(Style { color: false }),
        }
    }

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // On a line of its own: `main` prefixes it with `Error: `.
        match self.text.contains('\n') {
            true => write!(f, "\n\n{}", self.text),
            false => f.write_str(&self.text),
        }
    }
}

impl std::error::Error for Error {}
