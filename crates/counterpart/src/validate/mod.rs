//! The rules of a description, checked against values.

mod rule;

pub use rule::{Number, Rule};

use crate::codec::{Reading, Slot, Violation};

/// Checks a value and all it contains; gives every violation with its pointer.
#[must_use]
pub fn check(_value: &dyn Slot) -> Vec<Violation> {
    Vec::new()
}

pub(crate) fn check_rules(_value: &dyn Slot, _rules: &'static [Rule], _reading: &mut Reading) {}

pub(crate) fn check_count(_count: u64, _rules: &'static [Rule], _reading: &mut Reading) {}
