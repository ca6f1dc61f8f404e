//! The state of one reading: its policy, its depth, and what was found wrong.

use super::strict::{CHECKS, Checks};
use super::{ReadError, Reason, Slot, Source};
use crate::types::Seldom;
use crate::validate::Rule;

/// The marker of a reading or writing that cannot go on. The details are kept in the [`Reading`] or the sink, whose
/// methods are the only makers of this value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed(());

impl Failed {
    /// For sinks and sources of this crate, which keep their own details.
    pub(crate) const NOTED: Self = Self(());
}

/// How much a reader forgives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// For clients: what the other side may have added since the description was written is accepted. The first misfit
    /// ends the reading.
    Tolerant,
    /// For servers: everything that the description forbids is a violation, and all of them are collected.
    Strict,
}

/// One way in which a value does not follow its description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The rule, by its keyword: `type`, `required`, `maxLength`, `pattern`, `enum` ..
    pub rule: &'static str,
    /// The limit that the rule sets, where it is a number, a text or a list: `8` of `maxLength`, the pattern of `pattern`.
    pub limit: Option<serde_json::Value>,
    /// What was expected. Never the submitted value, which may be a secret.
    pub detail: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.pointer, self.detail)
    }
}

/// The deepest nesting of arrays and objects that is read unless told otherwise.
pub const DEPTH_LIMIT: u32 = 128;

/// How many violations are collected; a hostile body could hold millions.
pub const VIOLATION_LIMIT: usize = 100;

/// The state of one reading.
///
/// Pointers are built while a failure or a violation travels outwards: each level prepends its own segment, so that a
/// reading without findings pays one comparison a level.
#[derive(Debug)]
pub struct Reading {
    /// What is checked; nothing by the tolerant policy.
    checks: Option<&'static Checks>,
    depth: u32,
    depth_limit: u32,
    /// The next value is an optional property that may not be null.
    refuses_null: bool,
    /// How many records being read are read for a second time, because of a duplicate key.
    pub(super) refilling: u32,
    /// How many trials of unions this is within.
    pub(super) trials: u32,
    /// A value was believed to fit one of several variants without a trial.
    pub(super) guessed: bool,
    /// What is absent and has a default is filled in.
    fills_defaults: bool,
    found: Seldom<Found>,
}

/// What was found wrong.
#[derive(Debug, Default)]
struct Found {
    violations: Vec<Violation>,
    failure: Option<Failure>,
}

#[derive(Debug)]
struct Failure {
    pointer: String,
    reason: Reason,
}

/// How many violations there were at some moment, to tell later which ones lie within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark(usize);

impl Reading {
    /// A reading by a policy, with the usual depth limit.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        match policy {
            Policy::Tolerant => Self::tolerant(),
            Policy::Strict => Self::strict(),
        }
    }

    fn with(checks: Option<&'static Checks>) -> Self {
        Self {
            checks,
            depth: 0,
            depth_limit: DEPTH_LIMIT,
            refuses_null: false,
            refilling: 0,
            trials: 0,
            guessed: false,
            fills_defaults: checks.is_some(),
            found: Seldom::NONE,
        }
    }

    /// A reading at the same place whose findings are only looked at.
    pub(super) fn trial(&self, policy: Policy) -> Self {
        let fresh = Self::new(policy);
        Self {
            depth: self.depth,
            depth_limit: self.depth_limit,
            trials: self.trials + 1,
            fills_defaults: self.fills_defaults && fresh.fills_defaults,
            ..fresh
        }
    }

    /// A reading that accepts what may have been added, see [`Policy::Tolerant`].
    #[must_use]
    pub fn tolerant() -> Self {
        Self::with(None)
    }

    /// A reading that collects all violations, see [`Policy::Strict`].
    #[must_use]
    pub fn strict() -> Self {
        Self::with(Some(&CHECKS))
    }

    /// Sets how deep arrays and objects may nest.
    #[must_use]
    pub fn with_depth_limit(mut self, limit: u32) -> Self {
        self.depth_limit = limit;
        self
    }

    /// A reading in the same manner, without what this one found: for what comes later.
    pub(crate) fn afresh(&self) -> Self {
        Self {
            depth_limit: self.depth_limit,
            fills_defaults: self.fills_defaults,
            ..Self::with(self.checks)
        }
    }

    /// Leaves absent what is, where a strict reading would fill in the default.
    #[must_use]
    pub fn without_defaults(mut self) -> Self {
        self.fills_defaults = false;
        self
    }

    /// What is absent and has a default is filled in.
    pub(crate) fn fills_defaults(&self) -> bool {
        self.fills_defaults
    }

    /// The policy.
    #[must_use]
    pub fn policy(&self) -> Policy {
        match self.checks {
            None => Policy::Tolerant,
            Some(_) => Policy::Strict,
        }
    }

    /// Everything that the description forbids is to be reported.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.checks.is_some()
    }

    #[inline]
    pub(crate) fn checks(&self) -> Option<&'static Checks> {
        self.checks
    }

    /// Checks the rules of a value, if this is strict.
    pub fn check(&mut self, value: &dyn Slot, rules: &'static [Rule]) {
        self.check_since(self.mark(), value, rules);
    }

    /// Checks the rules of a value that was just read, if this is strict. Where something was found wrong since the mark, what
    /// stands there is not what was sent, and only what does not depend on it is judged.
    #[inline]
    pub(crate) fn check_since(&mut self, mark: Mark, value: &dyn Slot, rules: &'static [Rule]) {
        let Some(checks) = self.checks.filter(|_| !rules.is_empty()) else {
            return;
        };
        match self.is_clean_since(mark) {
            true => (checks.rules)(value, rules, self),
            false => (checks.beside)(mark, value, rules, self),
        }
    }

    /// What was found so far; only a strict reading collects.
    #[must_use]
    #[inline]
    pub fn violations(&self) -> &[Violation] {
        self.found.get().map_or(&[], |found| &found.violations)
    }

    /// Takes what was found out.
    #[must_use]
    pub fn into_violations(mut self) -> Vec<Violation> {
        self.take_since(Mark(0))
    }

    /// Notes a violation: a strict reading goes on, a tolerant one ends.
    ///
    /// # Errors
    /// When the policy is tolerant.
    #[cold]
    pub fn violate(&mut self, rule: &'static str, detail: impl Into<String>) -> Result<(), Failed> {
        let detail = detail.into();
        if self.is_strict() {
            self.report(Violation {
                pointer: String::new(),
                rule,
                limit: None,
                detail,
            });
            return Ok(());
        }
        Err(self.fail(Reason::Misfit { rule, detail }))
    }

    /// Notes that a value is not of the expected type, given as "a string" or "an array".
    ///
    /// # Errors
    /// When the policy is tolerant.
    #[cold]
    pub fn mismatch(&mut self, expected: &str, found: &Source<'_>) -> Result<(), Failed> {
        self.violate("type", format!("expected {expected}, found {}", found.kind()))
    }

    /// Ends the reading.
    #[cold]
    pub(crate) fn fail(&mut self, reason: Reason) -> Failed {
        self.fail_with(|| reason)
    }

    /// Ends the reading with a reason that is only made if there is none yet: the innermost one is the cause, what comes
    /// later only reports that there was one.
    #[cold]
    pub(crate) fn fail_with(&mut self, reason: impl FnOnce() -> Reason) -> Failed {
        self.found.get_or_default().failure.get_or_insert_with(|| Failure {
            pointer: String::new(),
            reason: reason(),
        });
        Failed::NOTED
    }

    /// Forgets what ended the reading, if that was a value that does not follow its description; a level too many, say,
    /// would be the end of any other reading too.
    pub(super) fn forgive_misfit(&mut self) -> bool {
        let Some(found) = self.found.get_mut() else {
            return false;
        };
        let is_misfit = |failure: &mut Failure| matches!(failure.reason, Reason::Misfit { .. });
        found.failure.take_if(is_misfit).is_some()
    }

    /// What ended the reading, without its pointer.
    pub(crate) fn failure_text(&self) -> String {
        let failure = self.found.get().and_then(|found| found.failure.as_ref());
        failure.map(|failure| failure.reason.to_string()).unwrap_or_default()
    }

    /// Adds a violation that was found by a rule check, unless there are enough.
    pub(crate) fn report(&mut self, violation: Violation) {
        let violations = &mut self.found.get_or_default().violations;
        if violations.len() < VIOLATION_LIMIT {
            violations.push(violation);
        }
    }

    /// The violations noted between now and [`Reading::settle`] lie in one segment of the pointer.
    #[inline]
    pub(crate) fn mark(&self) -> Mark {
        Mark(self.violations().len())
    }

    /// Whether something was noted since.
    #[inline]
    pub(crate) fn is_clean_since(&self, mark: Mark) -> bool {
        self.mark() == mark
    }

    /// Takes back what was noted since.
    pub(crate) fn take_since(&mut self, mark: Mark) -> Vec<Violation> {
        let Some(Found { violations, .. }) = self.found.get_mut() else {
            return Vec::new();
        };
        violations.split_off(mark.0.min(violations.len()))
    }

    /// Ends a level: what was noted since the mark, and a failure on its way out, get the segment prepended.
    #[inline]
    pub(crate) fn settle(
        &mut self,
        mark: Mark,
        outcome: Result<(), Failed>,
        segment: impl std::fmt::Display,
    ) -> Result<(), Failed> {
        if outcome.is_err() || !self.is_clean_since(mark) {
            self.prepend(mark, &segment, outcome.is_err());
        }
        outcome
    }

    #[cold]
    fn prepend(&mut self, mark: Mark, segment: &dyn std::fmt::Display, failed: bool) {
        let segment = pointer_segment(&segment.to_string());
        let Some(Found { violations, failure }) = self.found.get_mut() else {
            return;
        };
        for violation in violations.iter_mut().skip(mark.0) {
            violation.pointer.insert_str(0, &segment);
        }
        if let Some(failure) = failure.as_mut().filter(|_| failed) {
            failure.pointer.insert_str(0, &segment);
        }
    }

    /// Runs a reading whose findings lie below a segment of the pointer, such as the name of a parameter.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn within(&mut self, segment: &str, read: impl FnOnce(&mut Self) -> Result<(), Failed>) -> Result<(), Failed> {
        let mark = self.mark();
        let outcome = read(self);
        self.settle(mark, outcome, segment)
    }

    /// Goes one level of arrays and objects deeper.
    #[inline]
    pub(crate) fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Failed>) -> Result<(), Failed> {
        if self.depth >= self.depth_limit {
            return Err(self.fail(Reason::Depth(self.depth_limit)));
        }
        self.depth += 1;
        let outcome = read(self);
        self.depth -= 1;
        outcome
    }

    /// Announces whether the next value may be null although its slot is an `Option`.
    #[inline]
    pub(super) fn refuse_null(&mut self, refuse: bool) {
        self.refuses_null = refuse;
    }

    /// Whether null is refused here; the answer holds for one value, not for what it contains.
    #[inline]
    pub(super) fn take_refuses_null(&mut self) -> bool {
        std::mem::take(&mut self.refuses_null)
    }

    /// What ended the reading, for those who read piece by piece.
    #[must_use]
    pub fn into_error(mut self) -> ReadError {
        self.take_error(0, 0)
    }

    /// What ended the reading, with its pointer.
    pub(crate) fn take_error(&mut self, line: usize, column: usize) -> ReadError {
        let failure = self.found.get_mut().and_then(|found| found.failure.take());
        let Failure { pointer, reason } = failure.unwrap_or_else(|| Failure {
            pointer: String::new(),
            reason: Reason::Syntax("the reading was given up".into()),
        });
        ReadError {
            pointer,
            reason,
            line,
            column,
        }
    }
}

/// A segment of a JSON Pointer with its slash, escaped by RFC 6901.
pub(crate) fn pointer_segment(segment: &str) -> String {
    format!("/{}", segment.replace('~', "~0").replace('/', "~1"))
}
