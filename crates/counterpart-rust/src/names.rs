//! What the output calls what an API has.

use counterpart_spec::api::{Api, SchemaId};

use crate::name::{Case, Scope};
use crate::plan::{Views, Way, operation_names};
use crate::{Options, runtime};

/// The names that the output has for the operations and schemas of an API, each at the place that these have there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The methods of the client and of handler traits, of [`Api::operations`].
    pub methods: Vec<String>,
    /// The types of [`Api::schemas`]; none where a schema is used nowhere.
    pub types: Vec<Option<TypeName>>,
}

/// The names of a schema's types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// The type, or that of answers.
    pub ty: String,
    /// That of requests, where it is another.
    pub of_requests: Option<String>,
}

/// The names that [`generate`](crate::generate) gives with the same options: with a server, webhooks are requests too.
#[must_use]
pub fn names(api: &Api, options: &Options) -> Names {
    let views = Views::survey(api, options);
    let mut scope = Scope::new(Case::Type, runtime::RESERVED_OPERATIONS);
    let operations = operation_names(&api.operations, &mut scope);
    let schemas = (0..api.schemas.len()).map(SchemaId::from_index);
    Names {
        methods: operations.iter().map(|names| names.method.to_string()).collect(),
        types: schemas.map(|schema| type_name(&views, schema)).collect(),
    }
}

fn type_name(views: &Views, schema: SchemaId) -> Option<TypeName> {
    let [answers, requests] = [Way::Response, Way::Request].map(|way| views.of(schema, way));
    answers.emitted.then(|| TypeName {
        ty: answers.name.to_string(),
        of_requests: (answers != requests).then(|| requests.name.to_string()),
    })
}
