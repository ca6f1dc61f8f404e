//! Which schemas are used, and in which direction they travel.

use counterpart_spec::api::{Access, Additional, Api, Object, Operation, SchemaId, SchemaName, Shape, Type, Value};

use crate::Options;

/// Where a schema is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Uses {
    /// In a parameter or a request body.
    pub(crate) request: bool,
    /// In a response body.
    pub(crate) response: bool,
    /// Gets a type in the output.
    pub(crate) emitted: bool,
}

/// The way a walk goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walked {
    Request,
    Response,
    /// From the components, when there are models only.
    Component,
}

/// The uses of each schema, by its index.
pub(crate) fn uses(api: &Api, options: &Options) -> Vec<Uses> {
    let mut walk = Walk {
        api,
        uses: vec![Uses::default(); api.schemas.len()],
        open: Vec::new(),
    };
    for operation in &api.operations {
        walk.operation(operation);
    }
    // Only servers receive what an API calls at its users, and only who has a server sends it.
    let called = api.webhooks.iter().chain(&api.callbacks);
    for operation in called.filter(|_| options.server) {
        walk.operation(operation);
    }
    if options.client || options.server {
        walk.uses
            .iter_mut()
            .for_each(|uses| uses.emitted = uses.request || uses.response);
    } else {
        walk.components();
    }
    walk.uses
}

/// Every schema that a shape names, with the access of the property that names it.
pub(crate) fn each_reference(shape: &Shape, on: &mut dyn FnMut(SchemaId, Access)) {
    match shape {
        Shape::Object(object) => object_references(object, on),
        Shape::Union(union) => {
            for variant in &union.variants {
                value_references(&variant.value, Access::ReadWrite, on);
            }
        }
        Shape::Alias(alias) => value_references(&alias.value, Access::ReadWrite, on),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => {}
    }
}

fn object_references(object: &Object, on: &mut dyn FnMut(SchemaId, Access)) {
    for property in &object.properties {
        value_references(&property.value, property.access, on);
    }
    for (_, value) in &object.patterns {
        value_references(value, Access::ReadWrite, on);
    }
    if let Additional::Values(value) = &object.additional {
        value_references(value, Access::ReadWrite, on);
    }
}

fn value_references(value: &Value, access: Access, on: &mut dyn FnMut(SchemaId, Access)) {
    match &value.ty {
        Type::Named(id) => on(*id, access),
        Type::Array(item) | Type::Map(item) => value_references(item, access, on),
        Type::Tuple(tuple) => {
            let rest = tuple.rest.iter();
            tuple
                .items
                .iter()
                .chain(rest)
                .for_each(|item| value_references(item, access, on));
        }
        _ => {}
    }
}

struct Walk<'a> {
    api: &'a Api,
    uses: Vec<Uses>,
    open: Vec<SchemaId>,
}

impl Walk<'_> {
    fn operation(&mut self, operation: &Operation) {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.value);
        let body = operation
            .body
            .iter()
            .flat_map(|body| &body.contents)
            .map(|content| &content.value);
        parameters
            .chain(body)
            .for_each(|value| self.value(value, Walked::Request));
        self.drain(Walked::Request);
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        answers.for_each(|content| self.value(&content.value, Walked::Response));
        let headers = operation.responses.iter().flat_map(|response| &response.headers);
        headers.for_each(|header| self.value(&header.value, Walked::Response));
        self.drain(Walked::Response);
    }

    fn components(&mut self) {
        for (at, schema) in self.api.schemas.iter().enumerate() {
            if matches!(schema.name, SchemaName::Component(_)) {
                self.visit(SchemaId::from_index(at), Walked::Component);
            }
        }
        self.drain(Walked::Component);
    }

    fn drain(&mut self, walked: Walked) {
        while let Some(id) = self.open.pop() {
            let api = self.api;
            each_reference(&api.schema(id).shape, &mut |held, access| {
                if travels(access, walked) {
                    self.visit(held, walked);
                }
            });
        }
    }

    fn value(&mut self, value: &Value, walked: Walked) {
        value_references(value, Access::ReadWrite, &mut |held, _| self.visit(held, walked));
    }

    fn visit(&mut self, id: SchemaId, walked: Walked) {
        let Some(uses) = self.uses.get_mut(id.index()) else {
            return;
        };
        let mark = match walked {
            Walked::Request => &mut uses.request,
            Walked::Response => &mut uses.response,
            Walked::Component => &mut uses.emitted,
        };
        if !std::mem::replace(mark, true) {
            self.open.push(id);
        }
    }
}

/// What never goes that way takes nothing along.
fn travels(access: Access, walked: Walked) -> bool {
    !matches!(
        (access, walked),
        (Access::ReadOnly, Walked::Request) | (Access::WriteOnly, Walked::Response)
    )
}
