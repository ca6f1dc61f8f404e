//! Rules against a value that shows itself.

use super::judge::{Judge, holds};
use super::size::Size;
use super::{Node, Rule, plain, size, unique};
use crate::codec::{Failed, Purpose, Reading, SeqView, Sink, Slot, View, Violation, each, pointer_segment, to_json};

/// Whether a JSON value keeps all rules.
#[must_use]
pub fn keeps(rules: &'static [Rule], value: &serde_json::Value) -> bool {
    holds(rules, value.into())
}

/// Checks the rules of a value that was just read, and reports what is wrong to the reading.
pub(crate) fn check_rules(value: &dyn Slot, rules: &'static [Rule], reading: &mut Reading) {
    let mut checker = Checker {
        rules,
        pointer: String::new(),
        report: &mut |violation| reading.report(violation),
    };
    // The checker does not fail; a value that shows nothing has nothing to check.
    let _ = value.show(&mut checker);
}

/// Checks the rules of an object as a whole, by the number of its properties.
pub(crate) fn check_count(count: u64, rules: &'static [Rule], reading: &mut Reading) {
    let mut report = |violation| reading.report(violation);
    let mut judge = Judge::at("", &mut report);
    for rule in rules {
        judge.found(*rule, size::check(*rule, Size::Properties, count));
    }
}

/// Checks rules on JSON.
pub(crate) fn check_json(value: Node<'_>, rules: &'static [Rule], reading: &mut Reading) {
    Judge::at("", &mut |violation| reading.report(violation)).all(rules, value);
}

/// The number of properties says all that the rules want to know.
pub(crate) fn only_count(rules: &[Rule]) -> bool {
    rules
        .iter()
        .all(|rule| matches!(rule, Rule::MinProperties(_) | Rule::MaxProperties(_)))
}

/// Checks rules against the value that shows itself.
pub(super) struct Checker<'c> {
    pub(super) rules: &'static [Rule],
    pub(super) pointer: String,
    pub(super) report: &'c mut dyn FnMut(Violation),
}

impl Sink for Checker<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Checked(_, view) = view {
            return self.accept(*view);
        }
        // Most values are well within their limits, and most rules are as plain as these.
        if self.rules.iter().all(|rule| plain::holds(*rule, &view)) {
            return Ok(());
        }
        if let Some(node) = Node::of_scalar(view) {
            Judge::at(&self.pointer, self.report).all(self.rules, node);
            return Ok(());
        }
        // Null is the business of the place, not of the rules of its type.
        if !matches!(view, View::Absent | View::Null) {
            self.composite(view);
        }
        Ok(())
    }
}

impl Checker<'_> {
    fn composite(&mut self, view: View<'_>) {
        // The tag is a property that the object itself may not have.
        let is_whole = matches!(view, View::Tagged(..));
        let needs_json = |rule: &&Rule| is_whole || rule.needs_json();
        for rule in self.rules.iter().filter(|rule| !needs_json(rule)) {
            self.check(*rule, view);
        }
        if self.rules.iter().any(|rule| needs_json(&rule))
            && let Ok(json) = to_json(view)
        {
            let mut judge = Judge::at(&self.pointer, self.report);
            for rule in self.rules.iter().filter(needs_json) {
                judge.one(*rule, (&json).into());
            }
        }
    }

    /// Checks what can be seen without making JSON of the value.
    fn check(&mut self, rule: Rule, view: View<'_>) {
        let finding = match view {
            View::Seq(elements) => self.check_elements(rule, elements),
            View::Map(entries) => {
                if let Rule::Entries(rules) = rule {
                    for (key, value) in (0..).map_while(|index| entries.at(index)) {
                        // The checker does not fail.
                        let _ = value.show(&mut self.below(rules, &key));
                    }
                }
                size::check(rule, Size::Properties, entries.count() as u64)
            }
            View::Record(table, slots) => size::check(rule, Size::Properties, table.count(slots)),
            _ => None,
        };
        Judge::at(&self.pointer, self.report).found(rule, finding);
    }

    fn check_elements(&mut self, rule: Rule, elements: &dyn SeqView) -> Option<(&'static str, String)> {
        match rule {
            Rule::Items(rules) => {
                let mut index = 0;
                // The checker does not fail.
                let _ = each(elements, Purpose::Write, &mut |view| {
                    let outcome = self.below(rules, &index).accept(view);
                    index += 1;
                    outcome
                });
                None
            }
            Rule::UniqueItems => {
                (!unique::is_unique(elements)).then(|| ("uniqueItems", "expected elements that differ".into()))
            }
            rule => size::check(rule, Size::Items, elements.count() as u64),
        }
    }

    /// A checker of an element or entry, by rules of its own.
    fn below(&mut self, rules: &'static [Rule], segment: &dyn std::fmt::Display) -> Checker<'_> {
        let pointer = format!("{}{}", self.pointer, pointer_segment(&segment.to_string()));
        Checker {
            rules,
            pointer,
            report: &mut *self.report,
        }
    }
}
