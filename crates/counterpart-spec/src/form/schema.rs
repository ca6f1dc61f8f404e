//! A schema object (OpenAPI 3.0, 4.7.24) as typed keywords.

use serde_json::Number;

use super::misfit::{Misfit, Reader};
use crate::document::{Node, Object};

/// The keywords of a schema. What is absent, or of the wrong JSON type, is `None`.
#[derive(Debug, Default)]
pub(crate) struct SchemaForm<'d> {
    pub(crate) reference: Option<&'d str>,
    pub(crate) ty: Option<&'d str>,
    pub(crate) format: Option<&'d str>,
    pub(crate) title: Option<&'d str>,
    pub(crate) description: Option<&'d str>,
    pub(crate) nullable: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<&'d Node>,
    pub(crate) values: Option<&'d [Node]>,
    pub(crate) value_names: Option<&'d Node>,
    pub(crate) value_descriptions: Option<&'d Node>,
    pub(crate) properties: Option<&'d Object>,
    pub(crate) required: &'d [Node],
    pub(crate) additional: Option<AdditionalForm<'d>>,
    pub(crate) items: Option<&'d Node>,
    pub(crate) all_of: Option<&'d [Node]>,
    pub(crate) one_of: Option<&'d [Node]>,
    pub(crate) any_of: Option<&'d [Node]>,
    pub(crate) discriminator: Option<&'d Node>,
    pub(crate) limits: Limits<'d>,
    /// Keywords that narrow the schema and are not supported.
    pub(crate) unsupported: Vec<&'d str>,
    pub(crate) misfits: Vec<Misfit>,
}

/// The keywords that become constraints.
#[derive(Debug, Default)]
pub(crate) struct Limits<'d> {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<&'d str>,
    pub(crate) minimum: Option<&'d Number>,
    pub(crate) maximum: Option<&'d Number>,
    pub(crate) exclusive_minimum: bool,
    pub(crate) exclusive_maximum: bool,
    pub(crate) multiple_of: Option<&'d Number>,
    pub(crate) min_items: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique_items: bool,
    pub(crate) min_properties: Option<u64>,
    pub(crate) max_properties: Option<u64>,
}

/// `additionalProperties`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum AdditionalForm<'d> {
    Allowed,
    Denied,
    Schema(&'d Node),
}

impl<'d> SchemaForm<'d> {
    /// Reads the keywords of a schema.
    pub(crate) fn read(schema: &'d Object) -> Self {
        let mut form = Self::default();
        let mut reader = Reader::default();
        for (key, node) in schema.iter() {
            let known = form.read_annotation(key, node, &mut reader)
                || form.read_structure(key, node, &mut reader)
                || form.limits.read(key, node, &mut reader);
            if !known && is_narrowing(key) {
                form.unsupported.push(key);
            }
        }
        form.misfits = reader.misfits;
        form
    }

    fn read_annotation(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "title" => self.title = reader.text("title", node),
            "description" => self.description = reader.text("description", node),
            "nullable" => self.nullable = reader.flag("nullable", node),
            "readOnly" => self.read_only = reader.flag("readOnly", node),
            "writeOnly" => self.write_only = reader.flag("writeOnly", node),
            "deprecated" => self.deprecated = reader.flag("deprecated", node),
            "default" => self.default = Some(node),
            "x-enum-varnames" => self.value_names = Some(node),
            "x-enum-descriptions" => self.value_descriptions = Some(node),
            _ => return false,
        }
        true
    }

    fn read_structure(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "$ref" => self.reference = reader.text("$ref", node),
            "type" => self.read_type(node, reader),
            "format" => self.format = reader.text("format", node),
            "enum" => self.values = reader.array("enum", node),
            "properties" => self.properties = reader.object("properties", node),
            "required" => self.required = reader.array("required", node).unwrap_or_default(),
            "additionalProperties" => self.additional = read_additional(node, reader),
            "items" => self.items = reader.object("items", node).map(|_| node),
            "allOf" => self.all_of = reader.array("allOf", node).filter(|parts| !parts.is_empty()),
            "oneOf" => self.one_of = reader.array("oneOf", node).filter(|parts| !parts.is_empty()),
            "anyOf" => self.any_of = reader.array("anyOf", node).filter(|parts| !parts.is_empty()),
            "discriminator" => self.discriminator = reader.object("discriminator", node).map(|_| node),
            _ => return false,
        }
        true
    }

    /// `type` is a string in 3.0; a list of one type and `null` is what writers for 3.1 put here.
    fn read_type(&mut self, node: &'d Node, reader: &mut Reader) {
        self.ty = node.as_str();
        if let Node::Array(types) = node {
            let mut names = types.iter().filter_map(Node::as_str).filter(|name| *name != "null");
            self.ty = names.next().filter(|_| names.next().is_none());
            self.nullable |= types.iter().any(|node| node.as_str() == Some("null"));
        }
        if node.as_str().is_none() {
            reader.misfit("type", "a string", node);
        }
    }

    /// `oneOf`, or else `anyOf`.
    pub(crate) fn union(&self) -> Option<(&'static str, &'d [Node])> {
        self.one_of
            .map(|parts| ("oneOf", parts))
            .or_else(|| self.any_of.map(|parts| ("anyOf", parts)))
    }

    /// Properties are named here.
    pub(crate) fn has_properties(&self) -> bool {
        self.properties.is_some_and(|properties| !properties.is_empty())
    }

    /// The schema may need a type of its own (whether it does depends on its parts).
    pub(crate) fn may_be_named(&self) -> bool {
        self.has_properties()
            || self.values.is_some()
            || self.all_of.is_some()
            || self.union().is_some()
            || matches!(self.additional, Some(AdditionalForm::Denied))
    }

    /// Nothing here says what a value looks like.
    pub(crate) fn is_annotation_only(&self) -> bool {
        self.reference.is_none()
            && self.ty.is_none()
            && self.values.is_none()
            && self.properties.is_none()
            && self.additional.is_none()
            && self.items.is_none()
            && self.all_of.is_none()
            && self.union().is_none()
            && self.limits.is_empty()
    }
}

fn read_additional<'d>(node: &'d Node, reader: &mut Reader) -> Option<AdditionalForm<'d>> {
    match node {
        Node::Bool(true) => Some(AdditionalForm::Allowed),
        Node::Bool(false) => Some(AdditionalForm::Denied),
        Node::Object(schema) if schema.is_empty() => Some(AdditionalForm::Allowed),
        Node::Object(_) => Some(AdditionalForm::Schema(node)),
        _ => {
            reader.misfit("additionalProperties", "a boolean or an object", node);
            None
        }
    }
}

/// Keywords of later dialects, or of none, that say what a value looks like.
fn is_narrowing(key: &str) -> bool {
    matches!(
        key,
        "not"
            | "const"
            | "if"
            | "then"
            | "else"
            | "patternProperties"
            | "propertyNames"
            | "prefixItems"
            | "contains"
            | "dependentSchemas"
            | "dependentRequired"
            | "unevaluatedProperties"
            | "unevaluatedItems"
    )
}

impl<'d> Limits<'d> {
    fn read(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "minLength" => self.min_length = reader.count("minLength", node),
            "maxLength" => self.max_length = reader.count("maxLength", node),
            "pattern" => self.pattern = reader.text("pattern", node),
            "minimum" => self.minimum = reader.number("minimum", node),
            "maximum" => self.maximum = reader.number("maximum", node),
            "exclusiveMinimum" => self.exclusive_minimum = reader.flag("exclusiveMinimum", node),
            "exclusiveMaximum" => self.exclusive_maximum = reader.flag("exclusiveMaximum", node),
            "multipleOf" => self.multiple_of = reader.number("multipleOf", node),
            "minItems" => self.min_items = reader.count("minItems", node),
            "maxItems" => self.max_items = reader.count("maxItems", node),
            "uniqueItems" => self.unique_items = reader.flag("uniqueItems", node),
            "minProperties" => self.min_properties = reader.count("minProperties", node),
            "maxProperties" => self.max_properties = reader.count("maxProperties", node),
            _ => return false,
        }
        true
    }

    pub(crate) fn is_empty(&self) -> bool {
        let numbers = self.minimum.is_none() && self.maximum.is_none() && self.multiple_of.is_none();
        let texts = self.min_length.is_none() && self.max_length.is_none() && self.pattern.is_none();
        let arrays = self.min_items.is_none() && self.max_items.is_none() && !self.unique_items;
        numbers && texts && arrays && self.min_properties.is_none() && self.max_properties.is_none()
    }
}
