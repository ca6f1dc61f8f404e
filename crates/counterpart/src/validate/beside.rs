//! The rules of what could be read, beside what could not.

use std::collections::BTreeSet;

use super::Rule;
use super::judge::Judge;
use super::rules::Checker;
use super::size::{self, Size};
use crate::codec::{
    Failed, Mark, Purpose, Reading, Sink, Slot, VIOLATION_LIMIT, View, Violation, each, pointer_segment,
};

/// Checks the rules of a value in which something is wrong since the mark: elements and entries in which nothing is wrong yet,
/// and how many elements there are.
#[cold]
pub(crate) fn check_beside(mark: Mark, value: &dyn Slot, rules: &'static [Rule], reading: &mut Reading) {
    let known = reading.take_since(mark);
    let mut beside = Beside {
        rules,
        pointer: String::new(),
        wrong: known.iter().map(|violation| violation.pointer.clone()).collect(),
        known,
        found: Vec::new(),
    };
    // It does not fail; what shows nothing has nothing to check.
    let _ = value.show(&mut beside);
    for violation in beside.found.into_iter().chain(beside.known) {
        reading.report(violation);
    }
}

struct Beside {
    rules: &'static [Rule],
    /// Where the value is that shows itself.
    pointer: String,
    /// Where something is wrong already.
    wrong: BTreeSet<String>,
    /// What is wrong there, until its turn comes.
    known: Vec<Violation>,
    /// Everything, in the order of the document.
    found: Vec<Violation>,
}

impl Sink for Beside {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Checked(_, view) = view {
            return self.accept(*view);
        }
        if self.wrong.contains(&self.pointer) {
            self.release();
            return Ok(());
        }
        if self.is_right_below() {
            return self.check(view);
        }
        self.go_through(view);
        self.release();
        if let View::Seq(elements) = view {
            self.check_count(elements.count() as u64);
        }
        Ok(())
    }

    fn purpose(&self) -> Purpose {
        Purpose::Write
    }
}

impl Beside {
    fn is_right_below(&self) -> bool {
        let below = format!("{}/", self.pointer);
        let next = self.wrong.range(below.clone()..).next();
        !next.is_some_and(|pointer| pointer.starts_with(&below))
    }

    /// Goes through what the value consists of, by the rules of that.
    fn go_through(&mut self, view: View<'_>) {
        for rule in self.rules {
            // The checker does not fail.
            let _ = match (view, *rule) {
                (View::Seq(elements), Rule::Items(rules)) => {
                    let mut index = 0_usize;
                    each(elements, Purpose::Write, &mut |view| {
                        index += 1;
                        self.below(&(index - 1).to_string(), rules, |beside| beside.accept(view))
                    })
                }
                (View::Map(entries), Rule::Entries(rules)) => (0..)
                    .map_while(|index| entries.at(index))
                    .try_for_each(|(key, value)| self.below(key, rules, |beside| value.show(beside))),
                _ => Ok(()),
            };
        }
    }

    /// Goes to an element or entry, which has rules of its own, and comes back.
    fn below(
        &mut self,
        segment: &str,
        rules: &'static [Rule],
        check: impl FnOnce(&mut Self) -> Result<(), Failed>,
    ) -> Result<(), Failed> {
        let (outer, length) = (std::mem::replace(&mut self.rules, rules), self.pointer.len());
        self.pointer.push_str(&pointer_segment(segment));
        let outcome = check(self);
        self.pointer.truncate(length);
        self.rules = outer;
        outcome
    }

    /// Says what was known of this place, now that its turn has come.
    fn release(&mut self) {
        let pointer = self.pointer.as_str();
        let is_within = |violation: &mut Violation| {
            let rest = violation.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.found.extend(self.known.extract_if(.., is_within));
    }

    /// However little is known of the elements, there are as many.
    fn check_count(&mut self, count: u64) {
        let mut report = |violation| note(&mut self.found, violation);
        let mut judge = Judge::at(&self.pointer, &mut report);
        for rule in self.rules {
            judge.found(*rule, size::check(*rule, Size::Items, count));
        }
    }

    /// For a value in which nothing is wrong yet.
    fn check(&mut self, view: View<'_>) -> Result<(), Failed> {
        let mut checker = Checker {
            rules: self.rules,
            pointer: self.pointer.clone(),
            report: &mut |violation| note(&mut self.found, violation),
        };
        checker.accept(view)
    }
}

/// No more than a reading would keep.
fn note(found: &mut Vec<Violation>, violation: Violation) {
    if found.len() < VIOLATION_LIMIT {
        found.push(violation);
    }
}
