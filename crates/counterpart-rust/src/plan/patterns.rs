//! Patterns that the runtime cannot check: its regular expressions take linear time, so they have no lookaround and no
//! back references.

use counterpart_spec::api::{Additional, Api, Constraint, Object, Operation, Schema, Shape, Type, Value};
use counterpart_spec::diagnostic::{Diagnostic, Findings};

use super::views::Views;
use crate::codes::UNCHECKED_PATTERN;

/// Whether the runtime has a regular expression for the pattern.
pub(crate) fn is_supported(pattern: &str) -> bool {
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        rest = match character {
            '\\' if !in_class && refers_back(after) => return false,
            '\\' => after
                .get(after.chars().next().map_or(0, char::len_utf8)..)
                .unwrap_or_default(),
            '(' if !in_class && looks_around(after) => return false,
            '[' => {
                in_class = true;
                after
            }
            ']' => {
                in_class = false;
                after
            }
            _ => after,
        };
    }
    true
}

fn refers_back(after: &str) -> bool {
    after.starts_with(|first: char| matches!(first, '1'..='9')) || after.starts_with("k<")
}

fn looks_around(after: &str) -> bool {
    ["?=", "?!", "?<=", "?<!"].iter().any(|mark| after.starts_with(mark))
}

/// Whether every pattern in a constraint is supported. Without one of its parts it would mean something else.
pub(crate) fn is_checkable(constraint: &Constraint) -> bool {
    let mut checkable = true;
    constraint.each_pattern(&mut |pattern| checkable &= is_supported(pattern));
    checkable
}

/// Says which patterns of the types and operations that are written are not checked, each once a place.
pub(crate) fn note_unchecked(api: &Api, views: &Views, operations: &[Operation], findings: &mut Findings) {
    let mut last = None;
    for view in views
        .emitted()
        .filter(|view| last.replace(view.schema) != Some(view.schema))
    {
        let schema = api.schema(view.schema);
        Notes::new(&schema.pointer, findings).schema(schema);
    }
    for operation in operations {
        let mut notes = Notes::new(&operation.pointer, findings);
        operation
            .parameters
            .iter()
            .for_each(|parameter| notes.value(&parameter.value));
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        contents.for_each(|content| notes.value(&content.value));
    }
}

/// The findings of one place.
struct Notes<'a, 'f> {
    pointer: &'a str,
    findings: &'f mut Findings,
    said: Vec<&'a str>,
}

impl<'a, 'f> Notes<'a, 'f> {
    fn new(pointer: &'a str, findings: &'f mut Findings) -> Self {
        let said = Vec::new();
        Self {
            pointer,
            findings,
            said,
        }
    }

    fn schema(&mut self, schema: &'a Schema) {
        match &schema.shape {
            Shape::Object(object) => self.object(object),
            Shape::Alias(alias) => self.value(&alias.value),
            Shape::Union(union) => {
                for variant in &union.variants {
                    self.value(&variant.value);
                    self.constraints(&variant.evidence);
                }
            }
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => {}
        }
    }

    fn object(&mut self, object: &'a Object) {
        object
            .properties
            .iter()
            .for_each(|property| self.value(&property.value));
        for (pattern, value) in &object.patterns {
            self.pattern(pattern);
            self.value(value);
        }
        if let Additional::Values(value) = &object.additional {
            self.value(value);
        }
        self.constraints(&object.constraints);
    }

    fn value(&mut self, value: &'a Value) {
        self.constraints(&value.constraints);
        match &value.ty {
            Type::Array(item) | Type::Map(item) => self.value(item),
            Type::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).for_each(|item| self.value(item)),
            _ => {}
        }
    }

    fn constraints(&mut self, constraints: &'a [Constraint]) {
        for constraint in constraints {
            constraint.each_pattern(&mut |pattern| self.pattern(pattern));
        }
    }

    fn pattern(&mut self, pattern: &'a str) {
        if is_supported(pattern) || self.said.contains(&pattern) {
            return;
        }
        self.said.push(pattern);
        let message = format!("the pattern `{pattern}` looks around or back and is not checked");
        self.findings
            .push(Diagnostic::at_pointer(&UNCHECKED_PATTERN, message, self.pointer));
    }
}

#[cfg(test)]
mod tests {
    use super::is_supported;

    #[test]
    fn lookaround_and_back_references_are_found() {
        for pattern in ["^(?!x)a$", "(?=a)", "(?<=a)b", "(?<!a)b", r"(a)\1", r"(?<n>a)\k<n>"] {
            assert!(!is_supported(pattern), "{pattern}");
        }
    }

    #[test]
    fn what_only_looks_like_them_is_not() {
        for pattern in ["^(?:x)a$", "[(?=]", r"\(?=a", r"\\d\d", r"[\1]", "(?<n>a)", "", "\\"] {
            assert!(is_supported(pattern), "{pattern}");
        }
    }
}
