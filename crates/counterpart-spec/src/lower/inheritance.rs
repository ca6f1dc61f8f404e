//! Inheritance (OpenAPI 3.0, 4.7.25): a component with a `discriminator` and no union of its own, and components whose
//! `allOf` refers to it.
//!
//! The component's name means the union, because that is what a place that refers to it may hold; the parent's own
//! properties are an object named after the component and the word `base`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::api::{Dispatch, Schema, SchemaId, SchemaName, Shape, Type, Union, Value, Variant};
use crate::diagnostic::{BROKEN_DISCRIMINATOR, BROKEN_MAPPING};
use crate::document::{Node, Object};
use crate::form::SchemaForm;

use super::Lowering;
use super::discriminator::name_of;
use super::spot::Spot;

/// A parent and its descendants.
struct Family<'d> {
    parent: &'d str,
    tag: &'d str,
    mapping: Option<&'d Object>,
    /// In the order of the document.
    members: Vec<&'d str>,
}

impl<'d> Lowering<'d, '_> {
    /// Makes unions of the components that others inherit from.
    pub(super) fn families(&mut self, schemas: &'d Object, at: &Spot<'_>) {
        let families = self.find_families(schemas);
        let mut own: FxHashMap<SchemaId, SchemaId> = FxHashMap::default();
        for family in &families {
            self.split_parent(family, &mut own);
        }
        for family in &families {
            self.join_family(family, schemas, &own, &at.key(family.parent));
        }
    }

    fn find_families(&mut self, schemas: &'d Object) -> Vec<Family<'d>> {
        let parents: Vec<_> = schemas
            .iter()
            .filter_map(|(name, node)| Some((name, parent_form(node)?)))
            .collect();
        if parents.is_empty() {
            return Vec::new();
        }
        let mut children: FxHashMap<&str, Vec<&'d str>> = FxHashMap::default();
        for (name, node) in schemas.iter() {
            for part in node.get("allOf").and_then(Node::as_array).unwrap_or_default() {
                let parent = part
                    .get("$ref")
                    .and_then(Node::as_str)
                    .and_then(|reference| self.component_name(reference));
                if let Some(parent) = parent {
                    children.entry(parent).or_default().push(name);
                }
            }
        }
        let family = |(parent, discriminator): (&'d str, &'d Node)| {
            let descendants = descendants(parent, &children);
            let mapping = discriminator.get("mapping").and_then(Node::as_object);
            let members = schemas
                .iter()
                .map(|(name, _)| name)
                .filter(|name| descendants.contains(name));
            Some(Family {
                parent,
                tag: discriminator.get("propertyName").and_then(Node::as_str)?,
                mapping,
                members: members.collect(),
            })
        };
        let families = parents.into_iter().filter_map(family);
        families.filter(|family| !family.members.is_empty()).collect()
    }

    fn component_name(&self, reference: &str) -> Option<&'d str> {
        let name = name_of(reference);
        let (name, component) = self.components.get_key_value(name.as_str())?;
        (self.component(reference)?.id == component.id).then_some(*name)
    }

    /// Moves the parent's own object to a place of its own.
    fn split_parent(&mut self, family: &Family<'d>, own: &mut FxHashMap<SchemaId, SchemaId>) {
        let Some(id) = self.components.get(family.parent).map(|component| component.id) else {
            return;
        };
        let Some(schema) = self.schemas.get(id.index()) else {
            return;
        };
        if !matches!(schema.shape, Shape::Object(_)) {
            return;
        }
        let name = SchemaName::Place(vec![family.parent.to_owned(), "base".to_owned()]);
        let base = Schema { name, ..schema.clone() };
        let base_id = self.reserve(base.name.clone(), base.pointer.clone());
        if let Some(place) = self.schemas.get_mut(base_id.index()) {
            *place = base;
        }
        own.insert(id, base_id);
    }

    fn join_family(
        &mut self,
        family: &Family<'d>,
        schemas: &'d Object,
        own: &FxHashMap<SchemaId, SchemaId>,
        at: &Spot<'_>,
    ) {
        let Some(parent) = self.components.get(family.parent).map(|component| component.id) else {
            return;
        };
        if !own.contains_key(&parent) {
            return;
        }
        let mapped = self.mapped(family, &at.key("discriminator").key("mapping"));
        let mut seen = FxHashSet::default();
        let mut variants = Vec::new();
        for name in family.members.iter().copied().chain([family.parent]) {
            let Some(id) = self.components.get(name).map(|component| component.id) else {
                continue;
            };
            let object = own.get(&id).copied().unwrap_or(id);
            let is_object = self
                .schemas
                .get(object.index())
                .is_some_and(|schema| matches!(schema.shape, Shape::Object(_)));
            if !is_object {
                continue;
            }
            let tags = self.tags_of(name, family, &mapped, schemas);
            let tags: Vec<String> = tags.into_iter().filter(|tag| seen.insert(tag.clone())).collect();
            if !tags.is_empty() {
                variants.push(Variant {
                    name: None,
                    value: Value::new(Type::Named(object)),
                    tags,
                    evidence: Vec::new(),
                });
            }
        }
        if variants.is_empty() {
            let message = "no schema that inherits from this one has a tag; it is an object like others";
            self.report(&BROKEN_DISCRIMINATOR, message, &at.key("discriminator"));
            return;
        }
        if let Some(schema) = self.schemas.get_mut(parent.index()) {
            let dispatch = Dispatch::Tag(family.tag.to_owned());
            schema.shape = Shape::Union(Union { dispatch, variants });
        }
    }

    /// The tags that the mapping has for the components.
    fn mapped(&mut self, family: &Family<'d>, at: &Spot<'_>) -> FxHashMap<&'d str, Vec<String>> {
        let mut mapped: FxHashMap<&'d str, Vec<String>> = FxHashMap::default();
        for (tag, target) in family.mapping.into_iter().flat_map(Object::iter) {
            let target = target.as_str().unwrap_or_default();
            let by_name = self.components.get_key_value(target).map(|(name, _)| *name);
            let name = self.component_name(target).or(by_name);
            match name.filter(|name| *name == family.parent || family.members.contains(name)) {
                Some(name) => mapped.entry(name).or_default().push(tag.to_owned()),
                None => {
                    let message = format!("`{tag}` is mapped to `{target}`, which does not inherit from this schema");
                    self.report(&BROKEN_MAPPING, message, &at.key(tag));
                }
            }
        }
        mapped
    }

    /// By the mapping, by a constant, by name; the parent itself only where the mapping does not leave it out.
    fn tags_of(
        &mut self,
        name: &'d str,
        family: &Family<'d>,
        mapped: &FxHashMap<&'d str, Vec<String>>,
        schemas: &'d Object,
    ) -> Vec<String> {
        if let Some(tags) = mapped.get(name) {
            return tags.clone();
        }
        if name == family.parent && family.mapping.is_some() {
            return Vec::new();
        }
        let profile = schemas.get(name).map(|node| self.profile(node));
        let property = profile.and_then(|profile| profile.property(family.tag));
        let constant = property.and_then(|node| self.constant_text(node));
        vec![constant.unwrap_or_else(|| name.to_owned())]
    }
}

/// The discriminator of a component that others may inherit from.
fn parent_form(node: &Node) -> Option<&Node> {
    node.get("discriminator")?;
    let form = SchemaForm::of(node)?;
    form.discriminator
        .filter(|_| form.union().is_none() && form.reference.is_none())
}

fn descendants<'d>(parent: &'d str, children: &FxHashMap<&str, Vec<&'d str>>) -> FxHashSet<&'d str> {
    let mut found = FxHashSet::default();
    let mut waiting = vec![parent];
    while let Some(name) = waiting.pop() {
        for child in children.get(name).into_iter().flatten() {
            if *child != parent && found.insert(*child) {
                waiting.push(child);
            }
        }
    }
    found
}
