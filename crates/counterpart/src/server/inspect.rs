//! Answers against the description of their bodies.

use std::sync::Arc;

use super::fault::{Fault, FaultKind};
use super::problem::{Problem, ProblemViolation};
use super::settings::{AnswerCheck, Settings};
use crate::codec::{Reading, Slot, Violation};
use crate::operation::{Answer, Answers, Shown, each_header, look, row};
use crate::params::Param;
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
    pub(super) fn inspect<R: Answers>(&self, answer: &R) -> Result<(), Problem> {
        let shown = answer.show();
        self.judge(violations(row::<R>(&shown), &shown))
    }

    fn judge(&self, violations: Vec<Violation>) -> Result<(), Problem> {
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

/// What is wrong with the headers and the body of an answer.
fn violations(documented: Option<&'static Answer>, answer: &Shown<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    if let Some(headers) = answer.headers {
        each_header(headers, &mut |param, slot| found.extend(of_header(param, slot)));
    }
    let Some(body) = answer.body else { return found };
    let within = validate::check(body);
    let is_sound = within.is_empty();
    found.extend(within);
    // What stands at the value as a whole is looked at where the rest is in order, as in a request.
    if let Some(documented) = documented.filter(|_| is_sound) {
        look(documented.kinds, body, &mut |kind, body| {
            let mut reading = Reading::strict();
            reading.check(body, kind.rules);
            found.extend(reading.into_violations());
        });
    }
    found
}

/// A header's violations name it, because their places could be those of a body.
fn of_header(param: &'static Param, slot: &dyn Slot) -> Vec<Violation> {
    if slot.is_absent() || param.rules.is_empty() {
        return Vec::new();
    }
    let mut reading = Reading::strict();
    reading.check(slot, param.rules);
    let violations = reading.into_violations().into_iter();
    let named = violations.map(|violation| Violation {
        detail: format!("header `{}`: {}", param.name, violation.detail),
        ..violation
    });
    named.collect()
}
