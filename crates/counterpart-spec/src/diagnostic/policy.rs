//! Which findings fail a run.

use std::collections::BTreeSet;

use super::{Code, Severity};

/// All warnings, where a code is expected.
const WARNINGS: &str = "warnings";

/// What a user says of codes: `deny` makes findings errors, `allow` makes them matter less.
///
/// A denied finding is an error. An allowed warning or note is not reported; an allowed error is a warning, because what
/// was made of its place is sound but poorer. Whoever names a code is heard before whoever says `warnings`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    denied: BTreeSet<&'static str>,
    allowed: BTreeSet<&'static str>,
    warnings_are_errors: bool,
}

impl Policy {
    /// Looks the names up among the codes that there are.
    ///
    /// # Errors
    /// If a name is no code, with what was probably meant, or if one code is both denied and allowed.
    pub fn new(deny: &[String], allow: &[String], known: &[&'static Code]) -> Result<Self, String> {
        let mut policy = Self::default();
        for name in deny {
            if name == WARNINGS {
                policy.warnings_are_errors = true;
            } else {
                policy.denied.insert(find(name, known)?);
            }
        }
        for name in allow {
            policy.allowed.insert(find(name, known)?);
        }
        match policy.denied.intersection(&policy.allowed).next() {
            Some(both) => Err(format!("`{both}` is both denied and allowed")),
            None => Ok(policy),
        }
    }

    /// What a finding counts as; `None`: it is not reported.
    pub(super) fn judge(&self, code: &Code, severity: Severity) -> Option<Severity> {
        if self.denied.contains(code.id) {
            return Some(Severity::Error);
        }
        if self.allowed.contains(code.id) {
            return (severity == Severity::Error).then_some(Severity::Warning);
        }
        match severity {
            Severity::Warning if self.warnings_are_errors => Some(Severity::Error),
            other => Some(other),
        }
    }
}

fn find(name: &str, known: &[&'static Code]) -> Result<&'static str, String> {
    if let Some(code) = known.iter().find(|code| code.id == name) {
        return Ok(code.id);
    }
    Err(match nearest_code(name, known) {
        Some(code) => format!("unknown code `{name}`; did you mean `{}`?", code.id),
        None => format!("unknown code `{name}`; `counterpart explain` lists all codes"),
    })
}

/// The code whose name is most like this one, if one is.
#[must_use]
pub fn nearest_code(name: &str, known: &[&'static Code]) -> Option<&'static Code> {
    let name = name.trim().to_lowercase().replace([' ', '_'], "-");
    let limit = (name.chars().count() / 3).max(2);
    let distances = known.iter().map(|code| (strsim::osa_distance(&name, code.id), *code));
    let (_, code) = distances
        .filter(|(distance, code)| *distance <= limit || (name.len() > 3 && code.id.contains(name.as_str())))
        .min_by_key(|(distance, _)| *distance)?;
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{CODES, DANGLING_REFERENCE, DUPLICATE_KEY, MISSING_MEMBER};

    fn policy(deny: &[&str], allow: &[&str]) -> Result<Policy, String> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        Policy::new(&owned(deny), &owned(allow), CODES)
    }

    #[test]
    fn a_named_code_is_heard_before_all_warnings() {
        let policy = policy(&["warnings"], &["duplicate-key", "dangling-reference"]).unwrap();
        assert_eq!(policy.judge(&DUPLICATE_KEY, Severity::Warning), None);
        assert_eq!(
            policy.judge(&DANGLING_REFERENCE, Severity::Error),
            Some(Severity::Warning)
        );
        assert_eq!(policy.judge(&MISSING_MEMBER, Severity::Warning), Some(Severity::Error));
        assert_eq!(policy.judge(&MISSING_MEMBER, Severity::Note), Some(Severity::Note));
    }

    #[test]
    fn unknown_codes_and_contradictions_are_refused() {
        assert_eq!(
            policy(&["dangling-refrence"], &[]).unwrap_err(),
            "unknown code `dangling-refrence`; did you mean `dangling-reference`?"
        );
        assert_eq!(
            policy(&[], &["qqqqqqqq"]).unwrap_err(),
            "unknown code `qqqqqqqq`; `counterpart explain` lists all codes"
        );
        assert_eq!(
            policy(&["duplicate-key"], &["duplicate-key"]).unwrap_err(),
            "`duplicate-key` is both denied and allowed"
        );
    }
}
