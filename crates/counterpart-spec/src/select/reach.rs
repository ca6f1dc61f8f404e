//! What leads to which schemas.

use crate::api::{Additional, Api, Operation, Schema, SchemaId, Shape, Type, Value};

/// Which schemas some operations lead to, by their position. The parts of those that are `closed` are not looked at.
pub(super) fn from_operations<'a>(
    api: &Api,
    operations: impl Iterator<Item = &'a Operation>,
    closed: &[bool],
) -> Vec<bool> {
    let mut reached = Reached::new(api);
    for (seen, closed) in reached.closed.iter_mut().zip(closed) {
        *seen = *closed;
    }
    for operation in operations {
        for value in operation_values(operation) {
            reached.enter(value);
        }
    }
    reached.finish()
}

/// Schemas that were come upon, and those whose own parts were not looked at yet.
pub(super) struct Reached<'a> {
    api: &'a Api,
    seen: Vec<bool>,
    waiting: Vec<SchemaId>,
    closed: Vec<bool>,
}

impl<'a> Reached<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self {
            api,
            seen: vec![false; api.schemas.len()],
            waiting: Vec::new(),
            closed: vec![false; api.schemas.len()],
        }
    }

    pub(super) fn enter(&mut self, value: &Value) {
        value_ids(value, &mut |id| self.add(id));
    }

    pub(super) fn add(&mut self, id: SchemaId) {
        if let Some(seen) = self.seen.get_mut(id.index())
            && !*seen
        {
            *seen = true;
            if self.closed.get(id.index()) == Some(&false) {
                self.waiting.push(id);
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<bool> {
        while let Some(id) = self.waiting.pop() {
            let Some(schema) = self.api.schemas.get(id.index()) else {
                continue;
            };
            for value in schema_values(schema) {
                self.enter(value);
            }
        }
        self.seen
    }
}

/// The ids in a value, through arrays, maps and tuples.
fn value_ids(value: &Value, found: &mut dyn FnMut(SchemaId)) {
    match &value.ty {
        Type::Named(id) => found(*id),
        Type::Array(inner) | Type::Map(inner) => value_ids(inner, found),
        Type::Tuple(tuple) => tuple
            .items
            .iter()
            .chain(&tuple.rest)
            .for_each(|item| value_ids(item, found)),
        Type::Any | Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Null | Type::Never => {
        }
    }
}

/// Everything that an operation sends and answers.
fn operation_values(operation: &Operation) -> impl Iterator<Item = &Value> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.value);
    let bodies = operation.body.iter().flat_map(|body| &body.contents);
    let answers = operation.responses.iter().flat_map(|response| &response.contents);
    let headers = operation.responses.iter().flat_map(|response| &response.headers);
    let parameters = parameters.chain(headers.map(|header| &header.value));
    parameters.chain(bodies.chain(answers).map(|content| &content.value))
}

/// Everything that a schema holds.
fn schema_values(schema: &Schema) -> Vec<&Value> {
    match &schema.shape {
        Shape::Object(object) => {
            let additional = match &object.additional {
                Additional::Values(value) => Some(&**value),
                Additional::Unmentioned | Additional::Denied => None,
            };
            let properties = object.properties.iter().map(|property| &property.value);
            let patterns = object.patterns.iter().map(|(_, value)| value);
            properties.chain(patterns).chain(additional).collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| &variant.value).collect(),
        Shape::Alias(alias) => vec![&alias.value],
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => Vec::new(),
    }
}
