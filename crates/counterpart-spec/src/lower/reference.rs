//! A `$ref` in the place of a schema.

use crate::api::{Type, Value};
use crate::diagnostic::{Diagnostic, REMOTE_REFERENCE, Severity, WRONG_REFERENCE};
use crate::document::{Node, pointer};
use crate::resolve::{Failure, Target, file_of};

use super::Lowering;
use super::component::Component;
use super::spot::Spot;

/// What becomes of what leads to a component that leads nowhere.
const LEFT_OUT: &str = "what refers to it is left out";

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

    /// Follows a reference in the place of a part of an operation. Where it cannot be followed, the part is left out, with
    /// a finding; what is sent and answered without it is not what the document describes, so that this is an error.
    pub(super) fn follow(&mut self, node: &'d Node, at: &Spot<'_>, instead: &str) -> Option<(&'d Node, Option<Moved>)> {
        self.follow_as(node, at, instead, Severity::Error)
    }

    /// The same in a place whose rest is sound without what the reference leads to.
    pub(super) fn follow_or_warn(
        &mut self,
        node: &'d Node,
        at: &Spot<'_>,
        instead: &str,
    ) -> Option<(&'d Node, Option<Moved>)> {
        self.follow_as(node, at, instead, REMOTE_REFERENCE.severity)
    }

    /// `remote` is how bad it is that nothing may be fetched.
    fn follow_as(
        &mut self,
        node: &'d Node,
        at: &Spot<'_>,
        instead: &str,
        remote: Severity,
    ) -> Option<(&'d Node, Option<Moved>)> {
        match self.resolver.follow(node) {
            Ok((target, place)) => {
                let moved = place.map(|place| Moved {
                    words: words_of(&place, |file| self.resolver.stem(file)),
                    pointer: place.into_owned(),
                });
                Some((target, moved))
            }
            Err(failure) => {
                let mut finding = self.failed_link(failure, node, at, instead);
                let reference = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
                if finding.code == &REMOTE_REFERENCE {
                    finding.severity = remote;
                }
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

    /// The finding stands where the chain of references ends: for a component that leads nowhere it is the same whoever
    /// refers to it.
    fn failed_link(&mut self, failure: Failure, node: &'d Node, at: &Spot<'_>, instead: &str) -> Diagnostic {
        let here = at.pointer();
        let (reference, place) = self.resolver.last_link(node);
        match place.filter(|_| failure != Failure::Cycle) {
            Some(place) => {
                let finding = self.resolver.finding(failure, reference, &place, LEFT_OUT);
                finding.with_related(format!("{here}/$ref"), "referred to here")
            }
            None => {
                let reference = node.get("$ref").and_then(Node::as_str).unwrap_or_default();
                self.resolver.finding(failure, reference, &here, instead)
            }
        }
    }

    /// Components that only lead on are followed whether anything refers to them or not. Schemas are anyway; a circle is
    /// reported where it is entered.
    pub(super) fn component_references(&mut self) {
        let Some(components) = self.document.get("components").and_then(Node::as_object) else {
            return;
        };
        let root = Spot::root();
        let at = root.key("components");
        for kind in ["parameters", "requestBodies", "responses", "headers", "pathItems"] {
            let Some(named) = components.get(kind).and_then(Node::as_object) else {
                continue;
            };
            let at = at.key(kind);
            for (name, node) in named.iter().filter(|(_, node)| node.get("$ref").is_some()) {
                if self.resolver.follow(node).err() != Some(Failure::Cycle) {
                    self.follow(node, &at.key(name), LEFT_OUT);
                }
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
