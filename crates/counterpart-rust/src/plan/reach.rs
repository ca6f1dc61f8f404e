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
enum Way {
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
    if options.client || options.server {
        walk.uses
            .iter_mut()
            .for_each(|uses| uses.emitted = uses.request || uses.response);
    } else {
        walk.components();
    }
    walk.uses
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
        parameters.chain(body).for_each(|value| self.value(value, Way::Request));
        self.drain(Way::Request);
        let answers = operation.responses.iter().flat_map(|response| &response.contents);
        answers.for_each(|content| self.value(&content.value, Way::Response));
        self.drain(Way::Response);
    }

    fn components(&mut self) {
        for (at, schema) in self.api.schemas.iter().enumerate() {
            if matches!(schema.name, SchemaName::Component(_)) {
                self.visit(SchemaId::from_index(at), Way::Component);
            }
        }
        self.drain(Way::Component);
    }

    fn drain(&mut self, way: Way) {
        while let Some(id) = self.open.pop() {
            match &self.api.schema(id).shape {
                Shape::Object(object) => self.object(object, way),
                Shape::Union(union) => union
                    .variants
                    .iter()
                    .for_each(|variant| self.value(&variant.value, way)),
                Shape::Alias(alias) => self.value(&alias.value, way),
                Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => {}
            }
        }
    }

    fn object(&mut self, object: &Object, way: Way) {
        for property in &object.properties {
            if travels(property.access, way) {
                self.value(&property.value, way);
            }
        }
        if let Additional::Values(value) = &object.additional {
            self.value(value, way);
        }
    }

    fn value(&mut self, value: &Value, way: Way) {
        match &value.ty {
            Type::Named(id) => self.visit(*id, way),
            Type::Array(item) | Type::Map(item) => self.value(item, way),
            _ => {}
        }
    }

    fn visit(&mut self, id: SchemaId, way: Way) {
        let Some(uses) = self.uses.get_mut(id.index()) else {
            return;
        };
        let mark = match way {
            Way::Request => &mut uses.request,
            Way::Response => &mut uses.response,
            Way::Component => &mut uses.emitted,
        };
        if !std::mem::replace(mark, true) {
            self.open.push(id);
        }
    }
}

/// What never goes that way takes nothing along.
fn travels(access: Access, way: Way) -> bool {
    !matches!(
        (access, way),
        (Access::ReadOnly, Way::Request) | (Access::WriteOnly, Way::Response)
    )
}
