//! `oneOf` and `anyOf`.

use crate::api::{Dispatch, SchemaId, Shape, Type, Union, Value, Variant};
use crate::diagnostic::{BROKEN_MAPPING, UNSUPPORTED_UNION};
use crate::document::{Node, Object, pointer};
use crate::form::SchemaForm;

use super::Lowering;
use super::schema::{Draft, Plan};
use super::spot::Spot;

/// How far behind references an object is looked for.
const FARTHEST: usize = 16;

impl<'d> Lowering<'d, '_> {
    /// Decides what a union becomes.
    pub(super) fn plan_union(
        &mut self,
        form: &SchemaForm<'d>,
        keyword: &'static str,
        parts: &'d [Node],
        at: &Spot<'_>,
    ) -> Plan<'d> {
        let real: Vec<(usize, &'d Node)> = parts
            .iter()
            .enumerate()
            .filter(|(_, part)| !is_only_null(part))
            .collect();
        let nullable = real.len() < parts.len();
        if let ([(index, part)], None) = (real.as_slice(), form.discriminator) {
            let value = self.value(part, &at.key(keyword).index(*index));
            return Plan::Value(Value {
                nullable: nullable || value.nullable,
                ..value
            });
        }
        match self.union(form, keyword, &real, at) {
            Ok(union) => Plan::Named(Draft::Shape(Shape::Union(union)), nullable),
            Err(reason) => {
                let message = format!("this `{keyword}` is not supported: {reason}; any JSON value is assumed");
                self.report(&UNSUPPORTED_UNION, message, &at.key(keyword));
                Plan::Value(Value {
                    nullable,
                    ..Value::new(Type::Any)
                })
            }
        }
    }

    fn union(
        &mut self,
        form: &SchemaForm<'d>,
        keyword: &'static str,
        parts: &[(usize, &'d Node)],
        at: &Spot<'_>,
    ) -> Result<Union, &'static str> {
        let discriminator = form.discriminator.ok_or("it has no `discriminator`")?;
        let tag = discriminator
            .get("propertyName")
            .and_then(Node::as_str)
            .ok_or("its `discriminator` has no `propertyName`")?;
        if form.has_properties() || (form.one_of.is_some() && form.any_of.is_some()) {
            return Err("it has properties or another union beside it");
        }
        if !parts
            .iter()
            .all(|(_, part)| part.get("$ref").is_some() && self.is_object(part, 0))
        {
            return Err("not all its variants are references to objects");
        }
        let mut variants: Vec<Named<'d>> = Vec::new();
        for (index, part) in parts {
            self.add_variant(part, &mut variants, &at.key(keyword).index(*index))?;
        }
        if let Some(mapping) = discriminator.get("mapping").and_then(Node::as_object) {
            self.apply_mapping(mapping, &mut variants, &at.key("discriminator").key("mapping"));
        }
        let variants = tagged(variants).ok_or("two of its variants have the same tag")?;
        Ok(Union {
            dispatch: Dispatch::Tag(tag.to_owned()),
            variants,
        })
    }

    fn add_variant(
        &mut self,
        part: &'d Node,
        variants: &mut Vec<Named<'d>>,
        at: &Spot<'_>,
    ) -> Result<(), &'static str> {
        let reference = part
            .get("$ref")
            .and_then(Node::as_str)
            .ok_or("a variant is no reference")?;
        let Type::Named(schema) = self.reference(reference, at).ty else {
            return Err("not all its variants are references to objects");
        };
        if !variants.iter().any(|variant| variant.schema == schema) {
            variants.push(Named {
                reference,
                schema,
                tags: Vec::new(),
            });
        }
        Ok(())
    }

    /// Gives the variants the tags that `mapping` has for them.
    fn apply_mapping(&mut self, mapping: &'d Object, variants: &mut [Named<'d>], at: &Spot<'_>) {
        for (tag, target) in mapping.iter() {
            let target = target.as_str().unwrap_or_default();
            match variants.iter_mut().find(|variant| variant.is(target)) {
                Some(variant) => variant.tags.push(tag.to_owned()),
                None => {
                    let message = format!("`{tag}` is mapped to `{target}`, which is none of the variants");
                    self.report(&BROKEN_MAPPING, message, &at.key(tag));
                }
            }
        }
    }

    /// Is this an object with properties, behind references and `allOf`? Only looks; reports nothing.
    fn is_object(&mut self, node: &'d Node, hops: usize) -> bool {
        let Ok((node, _)) = self.resolver.follow(node) else {
            return false;
        };
        let Some(schema) = node.as_object() else { return false };
        // Without a memory, schemas that contain each other several times would be looked at ever so often.
        if let Some(known) = self.objects.get(&std::ptr::from_ref(node)) {
            return *known;
        }
        self.objects.insert(node, false);
        let form = SchemaForm::read(schema);
        if hops > FARTHEST || form.union().is_some() || form.values.is_some() {
            return false;
        }
        let of_parts = form
            .all_of
            .is_some_and(|parts| parts.iter().any(|part| self.is_object(part, hops + 1)));
        let is_object = form.ty.is_none_or(|ty| ty == "object") && (form.has_properties() || of_parts);
        self.objects.insert(node, is_object);
        is_object
    }
}

/// A variant and the reference by which the union names it.
struct Named<'d> {
    reference: &'d str,
    schema: SchemaId,
    tags: Vec<String>,
}

impl Named<'_> {
    /// A mapping names a variant by its reference or by the name of its component.
    fn is(&self, target: &str) -> bool {
        target == self.reference || target == self.name()
    }

    fn name(&self) -> String {
        let pointer = pointer::from_local_reference(self.reference).unwrap_or_default();
        pointer::tokens(&pointer).last().unwrap_or_default().into_owned()
    }
}

/// Variants without a mapping are selected by the name of their component.
fn tagged(variants: Vec<Named<'_>>) -> Option<Vec<Variant>> {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut all = Vec::with_capacity(variants.len());
    for mut variant in variants {
        if variant.tags.is_empty() {
            variant.tags.push(variant.name());
        }
        if !variant.tags.iter().all(|tag| seen.insert(tag.clone())) {
            return None;
        }
        all.push(Variant {
            name: None,
            value: Value::new(Type::Named(variant.schema)),
            tags: variant.tags,
            evidence: Vec::new(),
        });
    }
    Some(all)
}

/// `{enum: [null]}` and `{type: "null"}`: ways to write `nullable`.
pub(super) fn is_only_null(part: &Node) -> bool {
    let values = part.get("enum").and_then(Node::as_array);
    let only_null = values.is_some_and(|values| !values.is_empty() && values.iter().all(|value| *value == Node::Null));
    only_null || part.get("type").and_then(Node::as_str) == Some("null")
}
