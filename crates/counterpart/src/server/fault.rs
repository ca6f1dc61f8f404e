//! What goes wrong within a server, for whoever runs it.

use std::any::Any;
use std::fmt;

use crate::codec::Violation;

/// A failure of the server itself: the caller is answered 500, and this tells the operator why.
///
/// It holds no value of a request or of an answer, except for the message of a panic, which is the handler's own.
#[derive(Debug, Clone)]
pub struct Fault {
    pub(super) operation: &'static str,
    pub(super) kind: FaultKind,
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum FaultKind {
    /// The handler or the authenticator panicked, with this message.
    Panicked(String),
    /// The answer breaks the description of its own body.
    AnswerBreaksRules(Vec<Violation>),
}

impl Fault {
    /// The operationId.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &FaultKind {
        &self.kind
    }

    /// A panic, by what was caught of it.
    pub(super) fn panicked(operation: &'static str, caught: &(dyn Any + Send)) -> Self {
        let message = caught.downcast_ref::<&str>().copied();
        let message = message.or_else(|| caught.downcast_ref::<String>().map(String::as_str));
        Self {
            operation,
            kind: FaultKind::Panicked(message.unwrap_or("without a message").to_owned()),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, kind } = self;
        match kind {
            FaultKind::Panicked(message) => write!(f, "{operation}: the handler panicked: {message}"),
            FaultKind::AnswerBreaksRules(violations) => {
                write!(f, "{operation}: the answer does not follow its description")?;
                violations.iter().try_for_each(|violation| write!(f, "; {violation}"))
            }
        }
    }
}
