//! The keywords of JSON Schema 2020-12 (and draft 4) that few schemas have, kept in a box beside the others.

use super::misfit::Reader;
use crate::document::{Node, Object};

/// The rare keywords of a schema.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rare<'d> {
    pub(crate) constant: Option<&'d Node>,
    pub(crate) pattern_properties: Option<&'d Object>,
    pub(crate) property_names: Option<&'d Node>,
    pub(crate) prefix_items: Option<&'d [Node]>,
    /// The keyword that holds the prefix: `prefixItems`, or `items` in draft 4.
    pub(crate) prefix_keyword: &'static str,
    pub(crate) additional_items: Option<&'d Node>,
    pub(crate) contains: Option<&'d Node>,
    pub(crate) min_contains: Option<u64>,
    pub(crate) max_contains: Option<u64>,
    pub(crate) not: Option<&'d Node>,
    pub(crate) condition: Option<&'d Node>,
    pub(crate) then: Option<&'d Node>,
    pub(crate) otherwise: Option<&'d Node>,
    pub(crate) dependent_required: Option<&'d Object>,
    pub(crate) dependent_schemas: Option<&'d Object>,
    /// Draft 4: either of the two before.
    pub(crate) dependencies: Option<&'d Object>,
    pub(crate) content_encoding: Option<&'d str>,
    pub(crate) content_media_type: Option<&'d str>,
    pub(crate) unevaluated_properties: Option<&'d Node>,
    pub(crate) unevaluated_items: Option<&'d Node>,
    /// There is a dynamic reference which may mean several schemas.
    pub(crate) unknown_reference: bool,
}

impl<'d> Rare<'d> {
    /// Reads a keyword; what is no rare keyword leaves no trace.
    pub(super) fn read(slot: &mut Option<Box<Self>>, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        if !is_rare(key) {
            return false;
        }
        let rare = slot.get_or_insert_default();
        rare.read_shape(key, node, reader) || rare.read_assertion(key, node, reader)
    }

    fn read_shape(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "const" => self.constant = Some(node),
            "patternProperties" => self.pattern_properties = reader.object("patternProperties", node),
            "prefixItems" => self.set_prefix("prefixItems", reader.array("prefixItems", node)),
            "additionalItems" => self.additional_items = reader.schema("additionalItems", node),
            "contentEncoding" => self.content_encoding = reader.text("contentEncoding", node),
            "contentMediaType" => self.content_media_type = reader.text("contentMediaType", node),
            "unevaluatedProperties" => self.unevaluated_properties = reader.schema("unevaluatedProperties", node),
            "unevaluatedItems" => self.unevaluated_items = reader.schema("unevaluatedItems", node),
            "$dynamicRef" => self.unknown_reference = true,
            _ => return false,
        }
        true
    }

    fn read_assertion(&mut self, key: &str, node: &'d Node, reader: &mut Reader) -> bool {
        match key {
            "propertyNames" => self.property_names = reader.schema("propertyNames", node),
            "contains" => self.contains = reader.schema("contains", node),
            "minContains" => self.min_contains = reader.count("minContains", node),
            "maxContains" => self.max_contains = reader.count("maxContains", node),
            "not" => self.not = reader.schema("not", node),
            "if" => self.condition = reader.schema("if", node),
            "then" => self.then = reader.schema("then", node),
            "else" => self.otherwise = reader.schema("else", node),
            "dependentRequired" => self.dependent_required = reader.object("dependentRequired", node),
            "dependentSchemas" => self.dependent_schemas = reader.object("dependentSchemas", node),
            "dependencies" => self.dependencies = reader.object("dependencies", node),
            _ => return false,
        }
        true
    }

    pub(super) fn set_prefix(&mut self, keyword: &'static str, items: Option<&'d [Node]>) {
        self.prefix_items = items.filter(|items| !items.is_empty());
        self.prefix_keyword = keyword;
    }

    /// Says something about objects beyond their properties.
    pub(crate) fn has_object_rules(&self) -> bool {
        self.property_names.is_some()
            || self.dependent_required.is_some()
            || self.dependent_schemas.is_some()
            || self.dependencies.is_some()
    }

    /// Says something that is only checked.
    pub(crate) fn has_assertions(&self) -> bool {
        self.has_object_rules() || self.contains.is_some() || self.not.is_some() || self.condition.is_some()
    }
}

fn is_rare(key: &str) -> bool {
    matches!(
        key,
        "const"
            | "patternProperties"
            | "propertyNames"
            | "prefixItems"
            | "additionalItems"
            | "contains"
            | "minContains"
            | "maxContains"
            | "not"
            | "if"
            | "then"
            | "else"
            | "dependentRequired"
            | "dependentSchemas"
            | "dependencies"
            | "contentEncoding"
            | "contentMediaType"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "$dynamicRef"
    )
}
