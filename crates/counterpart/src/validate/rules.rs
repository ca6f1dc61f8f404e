//! Rules against one value.

use super::{Rule, format, number, pattern, unique};
use crate::codec::{Failed, Purpose, Reading, Sink, Slot, View, Violation, each, pointer_segment};

/// Checks the rules of a field whose value was just read.
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
    for rule in rules {
        if let Some(violation) = check_size(*rule, Size::Properties, count, "") {
            reading.report(violation);
        }
    }
}

/// Checks rules against the value that shows itself.
pub(super) struct Checker<'c> {
    pub(super) rules: &'static [Rule],
    pub(super) pointer: String,
    pub(super) report: &'c mut dyn FnMut(Violation),
}

impl Sink for Checker<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        for rule in self.rules {
            self.check(*rule, view);
        }
        Ok(())
    }
}

impl Checker<'_> {
    fn check(&mut self, rule: Rule, view: View<'_>) {
        let violation = match view {
            View::Str(text) => check_text(rule, text, &self.pointer),
            View::I64(_) | View::U64(_) | View::F64(_) | View::F32(_) => number::check(rule, view, &self.pointer),
            View::Seq(elements) => {
                if let Rule::Items(rules) = rule {
                    let mut index = 0;
                    // The checker does not fail.
                    let _ = each(elements, Purpose::Write, &mut |view| {
                        let outcome = self.below(rules, &index).accept(view);
                        index += 1;
                        outcome
                    });
                }
                match rule {
                    Rule::UniqueItems if !unique::is_unique(elements) => Some(violation(
                        &self.pointer,
                        "uniqueItems",
                        "expected elements that differ".into(),
                    )),
                    _ => check_size(rule, Size::Items, elements.count() as u64, &self.pointer),
                }
            }
            View::Map(entries) => {
                if let Rule::Values(rules) = rule {
                    for (key, value) in (0..).map_while(|index| entries.at(index)) {
                        // The checker does not fail.
                        let _ = value.show(&mut self.below(rules, &key));
                    }
                }
                check_size(rule, Size::Properties, entries.count() as u64, &self.pointer)
            }
            View::Record(table, slots) => check_size(rule, Size::Properties, table.count(slots), &self.pointer),
            View::Json(value) => return self.check_json(rule, value),
            View::Tagged(..) | View::File(_) | View::Bool(_) | View::Null | View::Absent => None,
        };
        if let Some(violation) = violation {
            (self.report)(violation);
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

    /// A JSON value is checked as what it turns out to be.
    fn check_json(&mut self, rule: Rule, value: &serde_json::Value) {
        use serde_json::Value;
        match value {
            Value::String(text) => self.check(rule, View::Str(text)),
            Value::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(value), _) => self.check(rule, View::I64(value)),
                (None, Some(value)) => self.check(rule, View::U64(value)),
                (None, None) => self.check(rule, View::F64(number.as_f64().unwrap_or(f64::NAN))),
            },
            Value::Array(elements) => self.check(rule, View::Seq(elements)),
            Value::Object(object) => self.check(rule, View::Map(&crate::codec::ObjectView::from(object))),
            Value::Null | Value::Bool(_) => {}
        }
    }
}

fn check_text(rule: Rule, text: &str, pointer: &str) -> Option<Violation> {
    let (keyword, detail) = match rule {
        Rule::MinLength(_) | Rule::MaxLength(_) => {
            return check_size(rule, Size::Characters, text.chars().count() as u64, pointer);
        }
        Rule::Pattern(pattern) if !pattern::matches(pattern, text) => {
            ("pattern", format!("expected a match of {pattern}"))
        }
        Rule::Email if !format::is_email(text) => ("format", "expected an email address".into()),
        Rule::Uri if !format::is_uri(text) => ("format", "expected a URI".into()),
        _ => return None,
    };
    Some(violation(pointer, keyword, detail))
}

/// What is counted.
#[derive(Clone, Copy, PartialEq)]
enum Size {
    Characters,
    Items,
    Properties,
}

fn check_size(rule: Rule, size: Size, count: u64, pointer: &str) -> Option<Violation> {
    let (keyword, of, least, most) = match rule {
        Rule::MinLength(limit) => ("minLength", Size::Characters, limit, u64::MAX),
        Rule::MaxLength(limit) => ("maxLength", Size::Characters, 0, limit),
        Rule::MinItems(limit) => ("minItems", Size::Items, limit, u64::MAX),
        Rule::MaxItems(limit) => ("maxItems", Size::Items, 0, limit),
        Rule::MinProperties(limit) => ("minProperties", Size::Properties, limit, u64::MAX),
        Rule::MaxProperties(limit) => ("maxProperties", Size::Properties, 0, limit),
        _ => return None,
    };
    if of != size || (least..=most).contains(&count) {
        return None;
    }
    let (bound, limit) = if count < least {
        ("at least", least)
    } else {
        ("at most", most)
    };
    Some(violation(
        pointer,
        keyword,
        format!("expected {bound} {limit} {}", size.noun(limit)),
    ))
}

impl Size {
    fn noun(self, count: u64) -> &'static str {
        match (self, count) {
            (Self::Characters, 1) => "character",
            (Self::Characters, _) => "characters",
            (Self::Items, 1) => "element",
            (Self::Items, _) => "elements",
            (Self::Properties, 1) => "property",
            (Self::Properties, _) => "properties",
        }
    }
}

pub(super) fn violation(pointer: &str, rule: &'static str, detail: String) -> Violation {
    Violation {
        pointer: pointer.to_owned(),
        rule,
        detail,
    }
}
