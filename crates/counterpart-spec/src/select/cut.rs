//! An API without what is not selected: arenas made dense again, ids and indexes brought along.

use super::Kept;
use super::reach::{self, Reached};
use crate::api::{Additional, Alias, Api, Occasion, Operation, Schema, SchemaId, SecuritySchemeId, Shape, Type, Value};

/// Puts any JSON value where an excluded schema is used, and returns those that selected operations would have needed.
pub(super) fn exclude(api: &mut Api, excluded: &[bool], kept: &Kept) -> Vec<SchemaId> {
    if !excluded.contains(&true) {
        return Vec::new();
    }
    let needed = reach::from_operations(api, kept.of(api), excluded);
    let is_excluded = |id: SchemaId| excluded.get(id.index()).copied().unwrap_or(false);
    for schema in &mut api.schemas {
        drop_variants(schema, &is_excluded);
        schema_values(schema, &mut |value| blank(value, &is_excluded));
    }
    for operation in api.all_operations_mut() {
        operation_values(operation, &mut |value| blank(value, &is_excluded));
    }
    let ids = (0..excluded.len()).map(SchemaId::from_index);
    ids.filter(|id| is_excluded(*id) && needed.get(id.index()) == Some(&true))
        .collect()
}

/// A variant that is an excluded schema leaves its union: an unknown variant is kept as JSON anyway.
fn drop_variants(schema: &mut Schema, is_excluded: &dyn Fn(SchemaId) -> bool) {
    let Shape::Union(union) = &mut schema.shape else { return };
    let gone = |value: &Value| matches!(value.ty, Type::Named(id) if is_excluded(id));
    union.variants.retain(|variant| !gone(&variant.value));
    if union.variants.is_empty() {
        schema.shape = Shape::Alias(Alias {
            value: Value {
                ty: Type::Any,
                nullable: false,
                constraints: Vec::new(),
            },
        });
    }
}

fn blank(value: &mut Value, is_excluded: &dyn Fn(SchemaId) -> bool) {
    match &mut value.ty {
        Type::Named(id) if is_excluded(*id) => {
            value.ty = Type::Any;
            value.constraints.clear();
        }
        ty => inner_values(ty, &mut |inner| blank(inner, is_excluded)),
    }
}

/// Keeps the selected operations and webhooks, the roots, and what all of them need.
pub(super) fn keep(api: Api, selected: &Kept, roots: &[SchemaId]) -> Api {
    let mut kept: Vec<Operation> = selected.of(&api).cloned().collect();
    let is_called = |at: usize| selected.keeps_callback(&api, at);
    let called: Vec<bool> = (0..api.callbacks.len()).map(is_called).collect();
    let occasions = occasions(&api, &selected.operations, &called);
    let [operation_count, webhook_count] =
        [&selected.operations, &selected.webhooks].map(|kept| kept.iter().filter(|kept| **kept).count());
    let reached = reached(&api, &kept, roots);
    let ids = Renumbered::new(&reached);
    let schemes = scheme_uses(&api, &kept);
    let scheme_ids = Renumbered::new(&schemes);
    let tags = tag_uses(&api, &kept);
    let tag_ids = Renumbered::new(&tags);
    let mut schemas = select(&api.schemas, &reached);
    for schema in &mut schemas {
        schema_values(schema, &mut |value| ids.apply(value));
    }
    for operation in &mut kept {
        operation_values(operation, &mut |value| ids.apply(value));
        operation.tags = operation.tags.iter().filter_map(|tag| tag_ids.get(*tag)).collect();
        let parts = operation.security.iter_mut().flat_map(|one| &mut one.parts);
        for part in parts {
            let index = scheme_ids.get(part.scheme.index()).unwrap_or_default();
            part.scheme = SecuritySchemeId(u32::try_from(index).unwrap_or(u32::MAX));
        }
    }
    let callbacks = kept.split_off(operation_count + webhook_count);
    let webhooks = kept.split_off(operation_count);
    Api {
        schemas,
        operations: kept,
        tags: select(&api.tags, &tags),
        security_schemes: select(&api.security_schemes, &schemes),
        webhooks,
        callbacks,
        occasions,
        ..api
    }
}

/// The occasions of operations that are kept, at the places that they and their callbacks have then.
fn occasions(api: &Api, operations: &[bool], callbacks: &[bool]) -> Vec<Occasion> {
    let (operations, callbacks) = (Renumbered::new(operations), Renumbered::new(callbacks));
    let moved = api.occasions.iter().filter_map(|occasion| {
        Some(Occasion {
            callback: callbacks.get(occasion.callback)?,
            operation: operations.get(occasion.operation)?,
            address: occasion.address.clone(),
        })
    });
    moved.collect()
}

fn reached(api: &Api, operations: &[Operation], roots: &[SchemaId]) -> Vec<bool> {
    let mut seen = reach::from_operations(api, operations.iter(), &[]);
    let mut more = Reached::new(api);
    roots.iter().for_each(|id| more.add(*id));
    for (seen, also) in seen.iter_mut().zip(more.finish()) {
        *seen |= also;
    }
    seen
}

fn scheme_uses(api: &Api, operations: &[Operation]) -> Vec<bool> {
    let mut used = vec![false; api.security_schemes.len()];
    let requirements = operations.iter().flat_map(|operation| &operation.security);
    for part in requirements.flat_map(|requirement| &requirement.parts) {
        if let Some(used) = used.get_mut(part.scheme.index()) {
            *used = true;
        }
    }
    used
}

fn tag_uses(api: &Api, operations: &[Operation]) -> Vec<bool> {
    let mut used = vec![false; api.tags.len()];
    for tag in operations.iter().flat_map(|operation| &operation.tags) {
        if let Some(used) = used.get_mut(*tag) {
            *used = true;
        }
    }
    used
}

fn select<T: Clone>(all: &[T], kept: &[bool]) -> Vec<T> {
    let pairs = all.iter().zip(kept).filter(|(_, kept)| **kept);
    pairs.map(|(one, _)| one.clone()).collect()
}

/// Where each of the kept ones stands now.
struct Renumbered(Vec<Option<usize>>);

impl Renumbered {
    fn new(kept: &[bool]) -> Self {
        let mut next = 0;
        let places = kept.iter().map(|kept| {
            kept.then(|| {
                next += 1;
                next - 1
            })
        });
        Self(places.collect())
    }

    fn get(&self, index: usize) -> Option<usize> {
        self.0.get(index).copied().flatten()
    }

    /// Every id in a kept value was reached, so it has a new number.
    fn apply(&self, value: &mut Value) {
        match &mut value.ty {
            Type::Named(id) => match self.get(id.index()) {
                Some(index) => *id = SchemaId::from_index(index),
                None => value.ty = Type::Any,
            },
            ty => inner_values(ty, &mut |inner| self.apply(inner)),
        }
    }
}

fn inner_values(ty: &mut Type, visit: &mut dyn FnMut(&mut Value)) {
    match ty {
        Type::Array(inner) | Type::Map(inner) => visit(inner),
        Type::Tuple(tuple) => tuple.items.iter_mut().chain(&mut tuple.rest).for_each(visit),
        Type::Named(_)
        | Type::Any
        | Type::Boolean
        | Type::Integer(_)
        | Type::Number(_)
        | Type::String(_)
        | Type::Null
        | Type::Never => {}
    }
}

fn operation_values(operation: &mut Operation, visit: &mut dyn FnMut(&mut Value)) {
    for parameter in &mut operation.parameters {
        visit(&mut parameter.value);
    }
    for header in operation.responses.iter_mut().flat_map(|one| &mut one.headers) {
        visit(&mut header.value);
    }
    let bodies = operation.body.iter_mut().flat_map(|body| &mut body.contents);
    let answers = operation.responses.iter_mut().flat_map(|one| &mut one.contents);
    for content in bodies.chain(answers) {
        visit(&mut content.value);
    }
}

fn schema_values(schema: &mut Schema, visit: &mut dyn FnMut(&mut Value)) {
    match &mut schema.shape {
        Shape::Object(object) => {
            for property in &mut object.properties {
                visit(&mut property.value);
            }
            for (_, value) in &mut object.patterns {
                visit(value);
            }
            if let Additional::Values(value) = &mut object.additional {
                visit(value);
            }
        }
        Shape::Union(union) => union.variants.iter_mut().for_each(|variant| visit(&mut variant.value)),
        Shape::Alias(alias) => visit(&mut alias.value),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => {}
    }
}
