//! A whole value against its rules.

use super::Rule;
use super::rules::Checker;
use crate::codec::{Failed, Purpose, Sink, Slot, Table, View, Violation, each, pointer_segment};

/// Checks a value and all it contains; gives every violation with its pointer.
#[must_use]
pub fn check(value: &dyn Slot) -> Vec<Violation> {
    let mut walker = Walker {
        pointer: String::new(),
        violations: Vec::new(),
    };
    // The walker does not fail.
    let _ = value.show(&mut walker);
    walker.violations
}

struct Walker {
    pointer: String,
    violations: Vec<Violation>,
}

impl Sink for Walker {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        match view {
            View::Seq(elements) => {
                let mut index = 0_usize;
                each(elements, Purpose::Check, &mut |view| {
                    index += 1;
                    self.segment(&(index - 1).to_string(), |walker| walker.accept(view))
                })
            }
            View::Map(entries) => (0..)
                .map_while(|index| entries.at(index))
                .try_for_each(|(key, value)| self.below(key, value)),
            View::Tagged(_, _, object) => object.show(self),
            View::Record(table, slots) => self.record(table, slots),
            View::Checked(rules, view) => {
                self.check(rules, |checker| checker.accept(*view));
                self.accept(*view)
            }
            _ => Ok(()),
        }
    }

    fn purpose(&self) -> Purpose {
        Purpose::Check
    }
}

impl Walker {
    fn record(&mut self, table: &'static Table, slots: &[&dyn Slot]) -> Result<(), Failed> {
        self.check(table.rules, |checker| checker.accept(View::Record(table, slots)));
        for (field, slot) in table.fields.iter().zip(slots) {
            if slot.is_absent() {
                continue;
            }
            self.segment(field.name, |walker| {
                walker.check(field.rules, |checker| slot.show(checker));
                slot.show(walker)
            })?;
        }
        table.rest_slot(slots).map_or(Ok(()), |rest| rest.show(self))
    }

    fn check(&mut self, rules: &'static [Rule], show: impl FnOnce(&mut Checker<'_>) -> Result<(), Failed>) {
        if rules.is_empty() {
            return;
        }
        let pointer = self.pointer.clone();
        // The checker does not fail.
        let _ = show(&mut Checker {
            rules,
            pointer,
            report: &mut |violation| self.violations.push(violation),
        });
    }

    fn below(&mut self, segment: &str, value: &dyn Slot) -> Result<(), Failed> {
        self.segment(segment, |walker| value.show(walker))
    }

    /// Goes into a property or element and comes back.
    fn segment(&mut self, segment: &str, walk: impl FnOnce(&mut Self) -> Result<(), Failed>) -> Result<(), Failed> {
        let length = self.pointer.len();
        self.pointer.push_str(&pointer_segment(segment));
        let outcome = walk(self);
        self.pointer.truncate(length);
        outcome
    }
}
