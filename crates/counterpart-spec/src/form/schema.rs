//! A schema object (OpenAPI 3.0, 4.7.24; JSON Schema 2020-12) as typed keywords.

use super::kinds::Kinds;
use super::limits::Limits;
use super::misfit::{Misfit, Reader};
use super::rare::Rare;
use crate::document::{Node, Object};

/// The keywords of a schema. What is absent, or of the wrong JSON type, is `None`.
#[derive(Debug, Clone, Default)]
pub(crate) struct SchemaForm<'d> {
    /// The schema `false`.
    pub(crate) never: bool,
    pub(crate) reference: Option<&'d str>,
    /// `type`, one or several.
    pub(crate) types: Option<Kinds>,
    /// A `type` that no version knows.
    pub(crate) strange_type: Option<&'d str>,
    pub(crate) format: Option<&'d str>,
    pub(crate) title: Option<&'d str>,
    pub(crate) description: Option<&'d str>,
    pub(crate) nullable: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<&'d Node>,
    pub(crate) example: Option<&'d Node>,
    pub(crate) examples: &'d [Node],
    pub(crate) values: Option<&'d [Node]>,
    /// `enum` has no values.
    pub(crate) lists_nothing: bool,
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
    pub(crate) rare: Option<Box<Rare<'d>>>,
    pub(crate) misfits: Vec<Misfit>,
}

/// `additionalProperties`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum AdditionalForm<'d> {
    Allowed,
    Denied,
    Schema(&'d Node),
}

impl<'d> SchemaForm<'d> {
    /// Reads the keywords of a schema; `None` if it is neither an object nor a boolean.
    pub(crate) fn of(node: &'d Node) -> Option<Self> {
        match node {
            Node::Object(schema) => Some(Self::read(schema)),
            Node::Bool(allowed) => Some(Self {
                never: !allowed,
                ..Self::default()
            }),
            Node::Null | Node::Number(_) | Node::String(_) | Node::Array(_) => None,
        }
    }

    /// Reads the keywords of a schema.
    pub(crate) fn read(schema: &'d Object) -> Self {
        let mut form = Self::default();
        let mut reader = Reader::default();
        for (key, node) in schema.iter() {
            let _known = form.read_annotation(key, node, &mut reader)
                || form.read_structure(key, node, &mut reader)
                || form.read_combination(key, node, &mut reader)
                || form.limits.read(key, node, &mut reader)
                || Rare::read(&mut form.rare, key, node, &mut reader);
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
            "example" => self.example = Some(node),
            // Some writers put the object of OpenAPI's media types here.
            "examples" => self.examples = node.as_array().unwrap_or_default(),
            "x-enum-varnames" => self.value_names = Some(node),
            "x-enum-descriptions" => self.value_descriptions = Some(node),
            _ => return false,
        }
        true
    }

    fn read_structure(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "type" => self.read_type(node, reader),
            "format" => self.format = reader.text("format", node),
            "enum" => {
                self.values = reader.list("enum", node);
                self.lists_nothing = node.as_array().is_some_and(<[Node]>::is_empty);
            }
            "properties" => self.properties = reader.object("properties", node),
            "required" => self.required = reader.array("required", node).unwrap_or_default(),
            "additionalProperties" => self.additional = read_additional(node, reader),
            "items" => self.read_items(node, reader),
            _ => return false,
        }
        true
    }

    fn read_combination(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "$ref" => self.reference = reader.text("$ref", node),
            "allOf" => self.all_of = reader.list("allOf", node),
            "oneOf" => self.one_of = reader.list("oneOf", node),
            "anyOf" => self.any_of = reader.list("anyOf", node),
            "discriminator" => self.discriminator = reader.object("discriminator", node).map(|_| node),
            _ => return false,
        }
        true
    }

    fn read_type(&mut self, node: &'d Node, reader: &mut Reader) {
        let names = match node {
            Node::String(_) => std::slice::from_ref(node),
            Node::Array(names) if !names.is_empty() && names.iter().all(|name| name.as_str().is_some()) => names,
            _ => return reader.misfit("type", "a string or a list of strings", node),
        };
        for name in names.iter().filter_map(Node::as_str) {
            match Kinds::named(name) {
                Some(kind) => self.types = Some(self.types.unwrap_or_default() | kind),
                None => self.strange_type = Some(name),
            }
        }
        // `type: [widget, string]` may be anything.
        if self.strange_type.is_some() {
            self.types = None;
        }
    }

    /// A list of schemas is the draft 4 way to write `prefixItems`.
    fn read_items(&mut self, node: &'d Node, reader: &mut Reader) {
        match node {
            Node::Array(items) => self.rare.get_or_insert_default().set_prefix("items", Some(items)),
            _ => self.items = reader.schema("items", node),
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

    /// `patternProperties`, if there are any.
    pub(crate) fn patterns(&self) -> Option<&'d Object> {
        let rare = self.rare.as_deref()?;
        rare.pattern_properties.filter(|patterns| !patterns.is_empty())
    }

    /// `prefixItems`, if there are any.
    pub(crate) fn prefix(&self) -> Option<&'d [Node]> {
        self.rare.as_deref()?.prefix_items
    }

    /// What items beyond `prefixItems` must be; draft 4 calls it `additionalItems`.
    pub(crate) fn rest_of_items(&self) -> Option<&'d Node> {
        match self.rare.as_deref() {
            Some(rare) if rare.prefix_keyword == "items" => rare.additional_items,
            _ => self.items,
        }
    }

    /// `const`.
    pub(crate) fn constant(&self) -> Option<&'d Node> {
        self.rare.as_deref()?.constant
    }

    /// The values of `enum` or `const`.
    pub(crate) fn listed(&self) -> Option<&'d [Node]> {
        self.constant().map(std::slice::from_ref).or(self.values)
    }

    /// The kinds that the schema speaks of: by `type`, or by keywords that only make sense for one. `None`: any.
    pub(crate) fn kinds(&self) -> Option<Kinds> {
        let stated = self.types.or_else(|| {
            let object = self.properties.is_some() || self.additional.is_some() || self.patterns().is_some();
            let array = self.items.is_some() || self.prefix().is_some();
            let object = if object { Kinds::OBJECT } else { Kinds::NONE };
            let array = if array { Kinds::ARRAY } else { Kinds::NONE };
            Some(object | array).filter(|kinds| !kinds.is_empty())
        })?;
        Some(if self.nullable { stated | Kinds::NULL } else { stated })
    }

    /// There are keywords that are only checked.
    pub(crate) fn has_assertions(&self) -> bool {
        self.rare.as_deref().is_some_and(Rare::has_assertions)
    }

    /// `unevaluatedProperties` or `unevaluatedItems`.
    pub(crate) fn has_unevaluated(&self) -> bool {
        self.rare
            .as_deref()
            .is_some_and(|rare| rare.unevaluated_properties.is_some() || rare.unevaluated_items.is_some())
    }

    /// A part of it is not known.
    pub(crate) fn says_unknown(&self) -> bool {
        self.rare.as_deref().is_some_and(|rare| rare.unknown_reference)
    }

    /// The schema may need a type of its own (whether it does depends on its parts).
    pub(crate) fn may_be_named(&self) -> bool {
        self.has_properties()
            || self.values.is_some()
            || self.constant().is_some()
            || self.all_of.is_some()
            || self.union().is_some()
            || self.patterns().is_some()
            || matches!(self.additional, Some(AdditionalForm::Denied))
            || self
                .types
                .is_some_and(|types| types.without(Kinds::NULL).count() > 1 && types != Kinds::NUMBER)
    }

    /// Nothing here says what a value looks like.
    pub(crate) fn is_annotation_only(&self) -> bool {
        self.says_no_shape() && self.limits.is_empty() && self.required.is_empty() && !self.has_assertions()
    }

    /// Nothing here shapes a type; there may be rules.
    pub(crate) fn says_no_shape(&self) -> bool {
        self.reference.is_none()
            && !self.never
            && self.types.is_none()
            && self.strange_type.is_none()
            && self.format.is_none()
            && self.listed().is_none()
            && self.properties.is_none()
            && self.additional.is_none()
            && self.items.is_none()
            && self.prefix().is_none()
            && self.patterns().is_none()
            && self.all_of.is_none()
            && self.union().is_none()
            && !self.has_unevaluated()
            && !self.rare.as_deref().is_some_and(|rare| {
                rare.content_encoding.is_some() || rare.content_media_type.is_some() || rare.unknown_reference
            })
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
