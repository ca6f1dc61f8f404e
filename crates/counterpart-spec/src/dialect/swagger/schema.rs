//! Schemas of Swagger 2.0 (the Schema Object).

use super::{Swagger, below};
use crate::dialect::kind::{Kind, Step};
use crate::document::{Node, Object};

impl Swagger<'_, '_, '_, '_> {
    /// Rewrites a schema and those in it.
    pub(super) fn schema(&mut self, node: &mut Node, place: &str) {
        if let Node::Array(parts) = node {
            for (index, part) in parts.iter_mut().enumerate() {
                self.schema(part, &below(place, &index.to_string()));
            }
            return;
        }
        let Some(object) = node.as_object_mut() else { return };
        self.keywords(object, place, place);
        for (key, child) in object.iter_mut() {
            match Kind::Schema.step(key) {
                Some(Step::One(_)) => self.schema(child, &below(place, key)),
                Some(Step::Each(_)) if child.as_object().is_some() => {
                    let place = below(place, key);
                    self.each(child, &place, Self::schema);
                }
                Some(Step::Each(_)) => self.schema(child, &below(place, key)),
                None => {}
            }
        }
    }

    /// The keywords of one schema, parameter or header, which stand at `place` now.
    pub(super) fn keywords(&mut self, object: &mut Object, place: &str, written: &str) {
        if object.get("nullable").is_none()
            && let Some(nullable @ Node::Bool(_)) = object.get("x-nullable").cloned()
        {
            object.set("nullable", nullable);
            self.moved(format!("{place}/nullable"), format!("{written}/x-nullable"));
        }
        if object.get("type").and_then(Node::as_str) == Some("file") {
            object.set("type", Node::text("string"));
            object.set("format", Node::text("binary"));
            self.moved(format!("{place}/format"), format!("{written}/type"));
        }
        if let Some(Node::String(property)) = object.get("discriminator") {
            let discriminator = Node::object([("propertyName", Node::text(property))]);
            object.set("discriminator", discriminator);
            self.moved(
                format!("{place}/discriminator/propertyName"),
                format!("{written}/discriminator"),
            );
        }
    }
}

/// The members of a parameter or header that say what it holds.
const KEYWORDS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "nullable",
    "x-nullable",
    "x-enum-varnames",
    "x-enum-descriptions",
];

/// Takes the keywords of a schema out of a parameter or header.
pub(super) fn take_keywords(object: &mut Object) -> Object {
    let entries = std::mem::take(object).into_entries();
    let (schema, rest) = entries.into_iter().partition(|(key, _)| KEYWORDS.contains(&&**key));
    *object = Object::new(rest);
    Object::new(schema)
}
