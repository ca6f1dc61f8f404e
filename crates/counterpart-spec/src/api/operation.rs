//! Operations: what is sent to which path, and what may come back.

use serde_json::Value as Json;

use super::{Docs, Requirement, Server, Value};

/// An operation (OpenAPI 3.0, 4.7.10).
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `operationId`, or a stable name made from method and path; unique.
    pub id: String,
    /// JSON Pointer of the operation in its document, for findings.
    pub pointer: String,
    /// The HTTP method.
    pub method: Method,
    /// The path below the server's URL.
    pub path: PathTemplate,
    /// Where the operation lives, if not where the API does (`servers` of an operation or path item); the first of several.
    pub server: Option<Server>,
    /// Indexes into [`Api::tags`](super::Api::tags), in document order.
    pub tags: Vec<usize>,
    /// Summary (as title), description, deprecation.
    pub docs: Docs,
    /// Path item's and operation's parameters, merged; then the headers of the body's parts that have no fixed value.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub body: Option<RequestBody>,
    /// In document order; a status at most once.
    pub responses: Vec<Response>,
    /// Alternatives, any of which admits; empty: no credential is asked for. An alternative without parts is "anonymous".
    pub security: Vec<Requirement>,
}

/// An HTTP method of a path item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
    /// QUERY (OpenAPI 3.2)
    Query,
    /// A registered method that has no member of its own, such as `COPY` (OpenAPI 3.2, `additionalOperations`).
    Other(&'static str),
}

impl Method {
    /// The name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }
}

/// A path with placeholders (OpenAPI 3.0, 4.7.8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathTemplate {
    /// As written, with its leading slash.
    pub text: String,
    /// The same in pieces.
    pub segments: Vec<PathSegment>,
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathSegment {
    /// Text, slashes included.
    Literal(String),
    /// `{name}`.
    Parameter(String),
}

/// A parameter (OpenAPI 3.0, 4.7.12).
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// The property of a multipart form whose parts have it; of a [`ParameterLocation::Part`] only.
    pub part: Option<String>,
    /// How it is written; always one that the location allows.
    pub style: Style,
    /// Arrays and objects are spread out.
    pub explode: bool,
    /// `allowReserved`: characters that mean something in an address stay as they are where they cannot be mistaken.
    pub reserved: bool,
    /// `allowEmptyValue`, in a query: the name may be sent without a value.
    pub may_be_empty: bool,
    /// Always true in a path.
    pub required: bool,
    /// What it holds.
    pub value: Value,
    /// How properties are written where the whole value is a form.
    pub encodings: Vec<Encoding>,
    /// `schema.default`; a value that the schema accepts.
    pub default: Option<Json>,
    /// Description, deprecation.
    pub docs: Docs,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// As the whole query string (OpenAPI 3.2); there is no parameter in the query beside it.
    QueryString,
    /// As a header field.
    Header,
    /// As a cookie.
    Cookie,
    /// As a header of the parts of a property, in a body that is a multipart form (`encoding.headers`).
    Part,
}

/// How a parameter is written (OpenAPI 3.0, 4.7.12.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Path: `;color=blue`.
    Matrix,
    /// Path: `.blue`.
    Label,
    /// Path and header: `blue`.
    Simple,
    /// Query and cookie: `color=blue`.
    Form,
    /// Query: `color=blue%20black`. By the `collectionFormat` of Swagger 2.0 also in a path or header.
    SpaceDelimited,
    /// Query: `color=blue|black`. By the `collectionFormat` of Swagger 2.0 also in a path or header.
    PipeDelimited,
    /// The `tsv` of Swagger 2.0, everywhere: `color=blue%09black`.
    TabDelimited,
    /// Query: `color[R]=100`.
    DeepObject,
    /// Cookie: `color=blue`, nothing encoded (OpenAPI 3.2).
    Cookie,
    /// The whole value is one text of a syntax (`content`); JSON or a form.
    Content(Syntax),
}

/// What an operation sends (OpenAPI 3.0, 4.7.13).
#[derive(Debug, Clone, PartialEq)]
pub struct RequestBody {
    /// The body must be there.
    pub required: bool,
    /// At least one; the preferred one first.
    pub contents: Vec<Content>,
    /// Description.
    pub docs: Docs,
}

/// A body in one media type (OpenAPI 3.0, 4.7.14).
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// As the document has it, without parameters (`application/json`).
    pub media_type: String,
    /// The syntax behind the media type.
    pub syntax: Syntax,
    /// What it holds.
    pub value: Value,
    /// The one name that events have, where they are described whole.
    pub event: Option<String>,
    /// Other names of the same thing that a server takes as well: `text/json` beside `application/json`.
    pub aliases: Vec<String>,
    /// `encoding`: how properties of a form are written, where that is not the usual way.
    pub encodings: Vec<Encoding>,
    /// `example`, `examples`, in document order and as the document has them, whether they fit or not; none unless
    /// [`ReadOptions::examples`](crate::ReadOptions::examples) asks for them.
    pub examples: Vec<Example>,
}

/// How a property of a form is written (OpenAPI 3.0, 4.7.15).
#[derive(Debug, Clone, PartialEq)]
pub struct Encoding {
    /// The property.
    pub property: String,
    /// How arrays and objects become text: a style and whether it spreads them out; `None`: as the syntax usually does.
    pub style: Option<(Style, bool)>,
    /// `allowReserved`, in urlencoded forms.
    pub reserved: bool,
    /// `contentType`: the media types that the part may have; the first is sent unless a file says another. In multipart
    /// forms, and where it is JSON in urlencoded ones.
    pub content_types: Vec<String>,
    /// The headers of the part beside its type and disposition, in multipart forms: those with one value alone. The others
    /// are [parameters](Operation::parameters).
    pub headers: Vec<PartHeader>,
}

/// A header of a part of a form that every such part has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHeader {
    /// The name on the wire.
    pub name: String,
    /// The one value that the description allows.
    pub value: String,
}

/// An example of a body (OpenAPI 3.0, 4.7.19).
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The key under `examples`; `example` has none.
    pub name: Option<String>,
    /// `value`, or from OpenAPI 3.2 on `dataValue`. What is only the text of a body (`serializedValue`, an example of a
    /// media type that is not JSON) is a string.
    pub value: Json,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// `application/json` and `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// `text/*` with a scalar.
    Text,
    /// Anything else: bytes.
    Binary,
    /// `text/event-stream`: server-sent events; the value is the data of one.
    Events,
    /// JSON values one after the other, a line or a record each; the value is one of them.
    Items,
}

/// A documented answer (OpenAPI 3.0, 4.7.17).
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// For which status.
    pub status: Status,
    /// Description.
    pub docs: Docs,
    /// Headers, in document order; a name at most once.
    pub headers: Vec<Parameter>,
    /// Empty: no body. The preferred media type first.
    pub contents: Vec<Content>,
}

/// The status of a documented answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status code, 100 to 599.
    Code(u16),
    /// `2XX`: the hundreds, 1 to 5.
    Range(u8),
    /// `default`: every status without an entry of its own.
    Default,
}
