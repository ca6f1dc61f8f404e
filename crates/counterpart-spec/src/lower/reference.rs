//! A `$ref` in the place of a schema.

use crate::api::{Type, Value};
use crate::diagnostic::{Diagnostic, Severity, WRONG_REFERENCE};
use crate::document::{Node, pointer};
use crate::resolve::{Failure, Target, file_of};

use super::Lowering;
use super::component::Component;
use super::spot::Spot;

const ANY_INSTEAD: &str = "any JSON value is assumed";

impl<'d> Lowering<'d, '_> {
    /// The value of a reference. `at` is the object that holds it.
    pub(super) fn reference(&mut self, reference: &'d str, at: &Spot<'_>) -> Value {
        if let Some(component) = self.component(reference) {
            return Value {
                nullable: component.nullable,
                ..Value::new(Type::Named(component.id))
            };
        }
        match (
            self.resolver.target(reference),
            pointer::from_local_reference(reference),
        ) {
            (Target::Local(node), Some(pointer)) => self.deep_reference(node, reference, &pointer, at),
            (Target::External, _) => self.failed_reference(Failure::External, reference, at),
            _ => self.failed_reference(Failure::Dangling, reference, at),
        }
    }

    /// The component that a reference names.
    pub(super) fn component(&self, reference: &str) -> Option<Component<'d>> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        if let Some(component) = self.components.get(name) {
            return Some(*component);
        }
        let pointer = pointer::from_local_reference(reference)?;
        let mut tokens = pointer::tokens(&pointer).skip(2);
        let component = self.components.get(&*tokens.next()?).copied();
        component.filter(|_| tokens.next().is_none())
    }

    fn failed_reference(&mut self, failure: Failure, reference: &str, at: &Spot<'_>) -> Value {
        let mut finding = self.resolver.finding(failure, reference, &at.pointer(), ANY_INSTEAD);
        // Everything else of the document is sound without this schema.
        if failure == Failure::Dangling {
            finding.severity = Severity::Warning;
        }
        self.findings.push(finding);
        Value::new(Type::Any)
    }

    /// A reference into the middle of something: lowered once, where it is first referred to.
    fn deep_reference(&mut self, node: &'d Node, reference: &'d str, pointer: &str, at: &Spot<'_>) -> Value {
        match self.targets.get(pointer) {
            Some(Some(value)) => return value.clone(),
            // In the middle of a schema that has its type already, or else nowhere.
            Some(None) => match self.shared.find(node) {
                Some((id, inner_null)) => {
                    let nullable = inner_null || node.get("nullable").and_then(Node::as_bool).unwrap_or(false);
                    return Value {
                        nullable,
                        ..Value::new(Type::Named(id))
                    };
                }
                None => return self.failed_reference(Failure::Cycle, reference, at),
            },
            None => {}
        }
        self.targets.insert(pointer.to_owned(), None);
        let words = words_of(pointer, |file| self.resolver.stem(file));
        let value = self.value(node, &at.moved(pointer).named(&words));
        self.targets.insert(pointer.to_owned(), Some(value.clone()));
        value
    }

    /// Follows a reference in the place of something other than a schema. Where it cannot be followed, the object is
    /// left out, with a finding.
    pub(super) fn follow(&mut self, node: &'d Node, at: &Spot<'_>, instead: &str) -> Option<(&'d Node, Option<Moved>)> {
        match self.resolver.follow(node) {
            Ok((target, place)) => {
                let moved = place.map(|place| Moved {
                    words: words_of(&place, |file| self.resolver.stem(file)),
                    pointer: place.into_owned(),
                });
                Some((target, moved))
            }
            Err(failure) => {
                let reference = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
                let mut finding = self.resolver.finding(failure, reference, &at.pointer(), instead);
                if failure == Failure::Dangling && reference.starts_with("#/components/schemas/") {
                    finding = Diagnostic {
                        code: &WRONG_REFERENCE,
                        severity: WRONG_REFERENCE.severity,
                        ..finding
                    };
                }
                self.findings.push(finding);
                None
            }
        }
    }
}

/// Where a reference has led: pointer and words of the target.
pub(super) struct Moved {
    pointer: String,
    words: Vec<String>,
}

impl Moved {
    pub(super) fn pointer(&self) -> &str {
        &self.pointer
    }

    pub(super) fn words(&self) -> &[String] {
        &self.words
    }
}

/// The tokens of a pointer that name something, for the name of an inline schema behind it. `stem` names a file.
fn words_of<'s>(pointer: &str, stem: impl Fn(usize) -> Option<&'s str>) -> Vec<String> {
    let (file, pointer) = match file_of(pointer) {
        Some((file, pointer)) => (Some(file), pointer),
        None => (None, pointer),
    };
    let mut words: Vec<String> = pointer::tokens(pointer)
        .filter(|token| {
            !matches!(
                &**token,
                "components"
                    | "schemas"
                    | "properties"
                    | "paths"
                    | "content"
                    | "schema"
                    | "responses"
                    | "parameters"
                    | "requestBodies"
                    | "allOf"
                    | "$defs"
                    | "definitions"
            )
        })
        .map(|token| token.into_owned())
        .collect();
    if words.is_empty() {
        let stem = file.and_then(stem).filter(|stem| !stem.is_empty());
        words.push(stem.unwrap_or("Schema").to_owned());
    }
    words
}
