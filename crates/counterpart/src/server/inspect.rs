//! Answers against the description of their bodies.

use std::sync::Arc;

use super::fault::{Fault, FaultKind};
use super::problem::{Problem, ProblemViolation};
use super::settings::{AnswerCheck, Settings};
use crate::operation::Shown;
use crate::validate;

/// Looks at the answers of an operation before they are written.
pub(super) struct Inspector {
    operation: &'static str,
    settings: Arc<Settings>,
}

impl Inspector {
    /// Nothing where answers are not checked.
    pub(super) fn new(operation: &'static str, settings: &Arc<Settings>) -> Option<Self> {
        (settings.answer_check != AnswerCheck::Off).then(|| Self {
            operation,
            settings: Arc::clone(settings),
        })
    }

    /// Reports what is wrong with an answer.
    ///
    /// # Errors
    /// 500 where an answer that is wrong is not to be sent.
    pub(super) fn inspect(&self, answer: &Shown<'_>) -> Result<(), Problem> {
        let violations = answer.body.map(validate::check).unwrap_or_default();
        if violations.is_empty() {
            return Ok(());
        }
        let shown = violations.iter().cloned();
        let shown = shown
            .map(|violation| ProblemViolation::new("answer", violation))
            .collect();
        (self.settings.faults)(&Fault {
            operation: self.operation,
            kind: FaultKind::AnswerBreaksRules(violations),
        });
        if self.settings.answer_check != AnswerCheck::Refuse {
            return Ok(());
        }
        let problem = Problem::internal().detail("the answer does not follow its description");
        Err(problem.with_violations(shown))
    }
}
