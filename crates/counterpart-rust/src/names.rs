//! What the output calls what an API has.

use counterpart_spec::api::{Api, SchemaId};

use crate::name::{Case, Scope};
use crate::plan::{Views, Way, operation_names};
use crate::{Options, runtime};

/// The names that the output has for the operations and schemas of an API, each at the place that these have there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Of [`Api::operations`].
    pub operations: Vec<OperationName>,
    /// Of [`Api::schemas`].
    pub types: Vec<TypeName>,
}

/// The names of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationName {
    /// The method of the client and of the handler trait.
    pub method: String,
    /// The struct.
    pub ty: String,
}

/// The names of a schema's types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// The type, or that of answers.
    pub ty: String,
    /// That of requests, where it is another.
    pub of_requests: Option<String>,
}

/// The names that [`generate`](crate::generate) gives; whether client or server are generated makes no difference.
#[must_use]
pub fn names(api: &Api, options: &Options) -> Names {
    let views = Views::survey(api, options);
    let mut scope = Scope::new(Case::Type, runtime::RESERVED_OPERATIONS);
    let operations = operation_names(&api.operations, &mut scope);
    let schemas = (0..api.schemas.len()).map(SchemaId::from_index);
    Names {
        operations: operations
            .into_iter()
            .map(|names| OperationName {
                method: names.method.to_string(),
                ty: names.name.to_string(),
            })
            .collect(),
        types: schemas.map(|schema| type_name(&views, schema)).collect(),
    }
}

fn type_name(views: &Views, schema: SchemaId) -> TypeName {
    let [answers, requests] = [Way::Response, Way::Request].map(|way| views.of(schema, way));
    TypeName {
        ty: answers.name.to_string(),
        of_requests: (answers != requests).then(|| requests.name.to_string()),
    }
}
