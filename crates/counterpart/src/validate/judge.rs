//! Rules against a JSON value.

use std::fmt::Display;

use serde_json::Value;

use super::rule::JsonKind;
use super::size::Size;
use super::{Node, Rule, format, number, size, unique};
use crate::codec::{Violation, pointer_segment};

/// Whether a value keeps all rules.
pub(crate) fn holds(rules: &'static [Rule], node: Node<'_>) -> bool {
    Judge::quiet().all(rules, node)
}

/// Whether a value keeps one rule.
pub(crate) fn holds_one(rule: Rule, node: Node<'_>) -> bool {
    Judge::quiet().one(rule, node)
}

/// Judges a value, and all that the rules look at below it.
pub(super) struct Judge<'j> {
    pointer: String,
    /// None where only the verdict matters: it ends at the first violation.
    report: Option<&'j mut dyn FnMut(Violation)>,
}

impl<'j> Judge<'j> {
    pub(super) fn at(pointer: &str, report: &'j mut dyn FnMut(Violation)) -> Self {
        Self {
            pointer: pointer.to_owned(),
            report: Some(report),
        }
    }

    fn quiet() -> Self {
        Self {
            pointer: String::new(),
            report: None,
        }
    }

    /// Judges by all rules; after the first violation it only goes on if somebody wants to know.
    pub(super) fn all(&mut self, rules: &'static [Rule], node: Node<'_>) -> bool {
        let mut all = true;
        for rule in rules {
            all &= self.one(*rule, node);
            if !all && self.report.is_none() {
                break;
            }
        }
        all
    }

    /// Judges by one rule.
    pub(super) fn one(&mut self, rule: Rule, node: Node<'_>) -> bool {
        match (rule, node) {
            (Rule::Kinds(kinds), _) => {
                self.expect(kinds.iter().any(|kind| node.is_of(*kind)), "type", || kinds_text(kinds))
            }
            (Rule::Values(listed), _) => {
                let is_listed = listed.iter().any(|text| node.is_text(text));
                is_listed || self.report.is_some() && self.found(rule, Some(unlisted(listed)))
            }
            (Rule::Not(rules), _) => self.expect(!holds(rules, node), "not", || {
                "the value is one of those excluded".into()
            }),
            (Rule::AnyOf(sets), _) => self.expect(sets.iter().any(|rules| holds(rules, node)), "anyOf", || {
                "expected one of the alternatives".into()
            }),
            (Rule::OneOf(sets), _) => {
                let count = sets.iter().filter(|rules| holds(rules, node)).take(2).count();
                self.expect(count == 1, "oneOf", || {
                    "expected exactly one of the alternatives".into()
                })
            }
            (Rule::If(condition, then, otherwise), _) => {
                let rules = if holds(condition, node) { then } else { otherwise };
                self.all(rules, node)
            }
            (Rule::Unlisted, _) => self.expect(false, "oneOf", || "the value fits none of the variants".into()),
            (Rule::Never, _) => self.expect(false, "not", || "no value is allowed here".into()),
            (rule, Node::Number(value)) => self.found(rule, number::check(rule, value)),
            (rule, Node::Str(text)) => self.found(rule, check_text(rule, text)),
            (rule, Node::Array(elements)) => self.array(rule, elements),
            (rule, Node::Object(object)) => self.object(rule, object),
            (_, Node::Null | Node::Bool(_)) => true,
        }
    }

    fn array(&mut self, rule: Rule, elements: &[Value]) -> bool {
        match rule {
            Rule::Items(rules) => self.elements(0, rules, elements),
            Rule::ItemsFrom(start, [Rule::Never]) => self.expect(elements.len() <= start, "items", || {
                format!("expected at most {}", Size::Items.counted(start as u64))
            }),
            Rule::ItemsFrom(start, rules) => self.elements(start, rules, elements),
            Rule::Item(index, rules) => match elements.get(index) {
                Some(element) => self.below(&index, |judge| judge.all(rules, element.into())),
                None => true,
            },
            Rule::Contains(rules, least, most) => {
                let count = elements
                    .iter()
                    .filter(|element| holds(rules, (*element).into()))
                    .count() as u64;
                self.found(rule, check_contained(count, least, most))
            }
            Rule::UniqueItems => self.expect(unique::are_unique(elements), "uniqueItems", || {
                "expected elements that differ".into()
            }),
            rule => self.found(rule, size::check(rule, Size::Items, elements.len() as u64)),
        }
    }

    fn elements(&mut self, start: usize, rules: &'static [Rule], elements: &[Value]) -> bool {
        let mut all = true;
        for (index, element) in elements.iter().enumerate().skip(start) {
            all &= self.below(&index, |judge| judge.all(rules, element.into()));
        }
        all
    }

    fn object(&mut self, rule: Rule, object: &serde_json::Map<String, Value>) -> bool {
        match rule {
            Rule::Required(names) => self.required("required", names, object),
            Rule::DependentRequired(name, names) if object.contains_key(name) => {
                self.required("dependentRequired", names, object)
            }
            Rule::Property(name, rules) => match object.get(name) {
                Some(value) => self.below(&name, |judge| judge.property("properties", rules, value)),
                None => true,
            },
            Rule::Entries(rules) => self.entries("additionalProperties", rules, object, |_| true),
            Rule::PatternProperty(pattern, rules) => {
                self.entries("patternProperties", rules, object, |name| pattern.matches(name))
            }
            Rule::OtherProperties(names, patterns, rules) => {
                self.entries("additionalProperties", rules, object, |name| {
                    !names.contains(&name) && !patterns.any_matches(name)
                })
            }
            Rule::PropertyNames(rules) => self.names(rules, object),
            rule => self.found(rule, size::check(rule, Size::Properties, object.len() as u64)),
        }
    }

    fn required(&mut self, keyword: &'static str, names: &[&str], object: &serde_json::Map<String, Value>) -> bool {
        let mut all = true;
        for name in names.iter().filter(|name| !object.contains_key(**name)) {
            all = false;
            self.below(name, |judge| {
                judge.expect(false, keyword, || "the property is missing".into())
            });
        }
        all
    }

    fn entries(
        &mut self,
        keyword: &'static str,
        rules: &'static [Rule],
        object: &serde_json::Map<String, Value>,
        concerns: impl Fn(&str) -> bool,
    ) -> bool {
        let mut all = true;
        for (name, value) in object.iter().filter(|(name, _)| concerns(name)) {
            all &= self.below(name, |judge| judge.property(keyword, rules, value));
            if !all && self.report.is_none() {
                break;
            }
        }
        all
    }

    /// A property that may not be there is reported by the keyword that forbids it.
    fn property(&mut self, keyword: &'static str, rules: &'static [Rule], value: &Value) -> bool {
        if let [Rule::Never] = rules {
            return self.expect(false, keyword, || "the property is not known here".into());
        }
        self.all(rules, value.into())
    }

    fn names(&mut self, rules: &'static [Rule], object: &serde_json::Map<String, Value>) -> bool {
        let mut all = true;
        for name in object.keys().filter(|name| !holds(rules, Node::Str(name))) {
            all = false;
            self.below(name, |judge| {
                judge.expect(false, "propertyNames", || {
                    "the name of the property is not allowed".into()
                })
            });
        }
        all
    }

    fn below(&mut self, segment: &dyn Display, judge: impl FnOnce(&mut Self) -> bool) -> bool {
        if self.report.is_none() {
            return judge(self);
        }
        let length = self.pointer.len();
        self.pointer.push_str(&pointer_segment(&segment.to_string()));
        let verdict = judge(self);
        self.pointer.truncate(length);
        verdict
    }

    fn expect(&mut self, holds: bool, keyword: &'static str, detail: impl FnOnce() -> String) -> bool {
        if !holds && self.report.is_some() {
            self.tell(keyword, None, detail());
        }
        holds
    }

    /// Reports a finding by a rule, if there is one.
    pub(super) fn found(&mut self, rule: Rule, finding: Option<(&'static str, String)>) -> bool {
        let Some((keyword, detail)) = finding else {
            return true;
        };
        if self.report.is_some() {
            self.tell(keyword, rule.limit(), detail);
        }
        false
    }

    fn tell(&mut self, rule: &'static str, limit: Option<Value>, detail: String) {
        let pointer = self.pointer.clone();
        if let Some(report) = &mut self.report {
            report(Violation {
                pointer,
                rule,
                limit,
                detail,
            });
        }
    }
}

#[cold]
fn unlisted(listed: &[&str]) -> (&'static str, String) {
    ("enum", format!("expected one of {}", listed.join(", ")))
}

pub(super) fn check_text(rule: Rule, text: &str) -> Option<(&'static str, String)> {
    match rule {
        Rule::MinLength(_) | Rule::MaxLength(_) => size::check(rule, Size::Characters, text.chars().count() as u64),
        Rule::Pattern(pattern) if !pattern.matches(text) => {
            Some(("pattern", format!("expected a match of {}", pattern.text())))
        }
        Rule::Format(format) if !format::holds(format, text) => {
            Some(("format", format!("expected {}", format::noun(format))))
        }
        _ => None,
    }
}

fn check_contained(count: u64, least: u64, most: Option<u64>) -> Option<(&'static str, String)> {
    if count < least {
        let keyword = if least == 1 { "contains" } else { "minContains" };
        return Some((
            keyword,
            format!("expected at least {} of a kind", Size::Items.counted(least)),
        ));
    }
    let most = most.filter(|most| count > *most)?;
    Some((
        "maxContains",
        format!("expected at most {} of a kind", Size::Items.counted(most)),
    ))
}

fn kinds_text(kinds: &[JsonKind]) -> String {
    let nouns: Vec<&str> = kinds.iter().map(|kind| kind.noun()).collect();
    format!("expected {}", nouns.join(" or "))
}

impl JsonKind {
    const fn noun(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}
