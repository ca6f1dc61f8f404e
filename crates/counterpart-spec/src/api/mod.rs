//! The model of one API: fully resolved, version-free, in the document's order.
//!
//! Promises that hold for every [`Api`] that leaves this crate:
//!
//! - every [`SchemaId`] indexes [`Api::schemas`], every [`SecuritySchemeId`] indexes [`Api::security_schemes`];
//!   no name is ever looked up again,
//! - `$ref`, `allOf` wrappers and dialect differences are gone,
//! - path templates and path parameters agree: each placeholder has exactly one parameter and the reverse,
//! - an operation has at most one parameter of a name in a location, and operation ids are unique,
//! - sequences are in the order of the document.

mod callback;
mod constraint;
mod operation;
mod schema;
mod security;
mod server;

pub use callback::Occasion;
pub use constraint::{Bound, Constraint, JsonKind, TextFormat};
pub use operation::{
    Content, Encoding, Example, Method, Operation, Parameter, ParameterLocation, PartHeader, PathSegment, PathTemplate,
    RequestBody, Response, Status, Style, Syntax,
};
pub use schema::{
    Access, Additional, Alias, Dispatch, Docs, EnumValue, IntegerEnum, IntegerFormat, JsonEnum, NumberFormat, Object,
    Property, Schema, SchemaId, SchemaName, Shape, StringEnum, StringFormat, Tuple, Type, Union, Value, Variant,
};
pub use security::{
    OAuth2Flow, OAuth2Grant, Requirement, RequirementPart, SecurityScheme, SecuritySchemeId, SecuritySchemeKind,
};
pub use server::{Server, ServerVariable};

/// An API description after reading, resolving and lowering.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// `info.title`; empty where the document has none.
    pub title: String,
    /// `info.version`, the version of the API and not of the OpenAPI dialect.
    pub version: String,
    /// `info.description` as CommonMark.
    pub description: Option<String>,
    /// `servers`, with the dialect's default (`/`) where the document lists none.
    pub servers: Vec<Server>,
    /// Every tag that an operation uses, declared ones first, in the order of the document.
    pub tags: Vec<Tag>,
    /// `components.securitySchemes`.
    pub security_schemes: Vec<SecurityScheme>,
    /// Every schema that gets a type of its own: components first, then inline ones where they are met.
    pub schemas: Vec<Schema>,
    /// Every operation, in the order of the document.
    pub operations: Vec<Operation>,
    /// What the API calls at its users (`webhooks`). The path of each is the webhook's name; servers of those users receive them.
    pub webhooks: Vec<Operation>,
    /// What the API calls at addresses that requests name (`callbacks`), each once, however many operations lead to it. The
    /// path of each is its name behind its operation's, or that of the component; those who named the address receive it.
    pub callbacks: Vec<Operation>,
    /// Which operations lead to which callbacks; no callback is without one.
    pub occasions: Vec<Occasion>,
}

impl Api {
    /// Operations, webhooks and callbacks.
    pub fn all_operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().chain(&self.webhooks).chain(&self.callbacks)
    }

    /// The same, to be changed.
    pub(crate) fn all_operations_mut(&mut self) -> impl Iterator<Item = &mut Operation> {
        let called = self.webhooks.iter_mut().chain(&mut self.callbacks);
        self.operations.iter_mut().chain(called)
    }
}

impl Api {
    /// The schema behind an id of this Api.
    ///
    /// # Panics
    /// If the id comes from another `Api`.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are made by the lowering that filled the arena"
    )]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }
}

/// A tag and what the document says of it (OpenAPI 3.0, 4.7.22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name as operations use it.
    pub name: String,
    /// CommonMark.
    pub description: Option<String>,
}
