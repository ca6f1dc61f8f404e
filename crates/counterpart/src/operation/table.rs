//! The static tables that describe an operation.

use crate::codec::Need;
use crate::form::Encoding;
use crate::operation::Prepared;
use crate::params::{Location, Param};
use crate::validate::Rule;

/// What a description says about one operation.
#[derive(Debug)]
pub struct OperationTable {
    /// The operationId, or what stands in for it.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, as written.
    pub path: &'static str,
    /// Where the operation lives, if not where the API does: a whole address, or a path on the same host.
    pub server: Option<&'static str>,
    /// Parameters, then the body; one a field of the operation's struct, in order.
    pub inputs: &'static [Input],
    /// Alternatives of schemes that are needed together; empty means open to everyone.
    pub security: &'static [&'static [Requirement]],
    /// The documented answers; one a variant of the response enum, in order.
    pub answers: &'static [Answer],
    /// Where what all its requests have in common is kept: a cell of its own.
    pub prepared: &'static Prepared,
}

impl OperationTable {
    /// The body and its place among the inputs.
    #[must_use]
    pub fn body(&self) -> Option<(usize, &'static BodySpec)> {
        self.inputs.iter().enumerate().find_map(|(index, input)| match input {
            Input::Body(body) => Some((index, body)),
            Input::Param(_) => None,
        })
    }

    /// The documented answer of a status: the status itself, before its range, before `default`.
    #[must_use]
    pub fn answer(&self, status: u16) -> Option<&'static Answer> {
        answer_of(self.answers, status)
    }
}

/// See [`OperationTable::answer`].
pub(crate) fn answer_of(answers: &'static [Answer], status: u16) -> Option<&'static Answer> {
    let of = |wanted: Status| answers.iter().find(|answer| answer.status == wanted);
    of(Status::Exact(status))
        .or_else(|| of(Status::Range((status / 100) as u8)))
        .or_else(|| of(Status::Default))
}

/// A field of an operation's struct.
#[derive(Debug)]
pub enum Input {
    /// A parameter.
    Param(Param),
    /// The request body.
    Body(BodySpec),
}

impl Input {
    /// A parameter of the path, in the usual style and without rules.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::Param(Param::required(Location::Path, name))
    }

    /// A parameter of the query that may be absent, in the usual style and without rules.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::Param(Param {
            need: Need::Optional,
            ..Param::required(Location::Query, name)
        })
    }
}

/// The request body of an operation.
#[derive(Debug)]
pub struct BodySpec {
    /// A request without a body is refused.
    pub required: bool,
    /// The media types, the best one first. Where there are several, the body is an enum with a variant a media type.
    pub kinds: &'static [BodyKind],
}

/// A media type of a body.
#[derive(Debug)]
pub struct BodyKind {
    /// The name of its variant; empty where there is no choice.
    pub name: &'static str,
    /// How it is written.
    pub content: Content,
    /// Other names of the media type, which are taken as well.
    pub also: &'static [&'static str],
    /// How properties of a form are written, where that is not the usual way.
    pub encodings: &'static [Encoding],
    /// What a server checks on the body of a request as a whole.
    pub rules: &'static [Rule],
}

/// What almost every answer is: JSON that is called so.
pub const JSON: &[BodyKind] = &[BodyKind {
    name: "",
    content: Content {
        syntax: Syntax::Json,
        media_type: "application/json",
    },
    also: &[],
    encodings: &[],
    rules: &[],
}];

#[cfg(any(feature = "client", feature = "server"))]
impl BodyKind {
    /// The media type and its other names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.content.media_type).chain(self.also.iter().copied())
    }
}

/// A syntax under its documented name.
#[derive(Debug, Clone, Copy)]
pub struct Content {
    /// How the value is written.
    pub syntax: Syntax,
    /// The media type that is announced.
    pub media_type: &'static str,
}

/// The syntaxes of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Syntax {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// A scalar as text.
    Text,
    /// Bytes as they are.
    Binary,
}

/// One documented answer.
#[derive(Debug)]
pub struct Answer {
    /// The name of the variant.
    pub name: &'static str,
    /// The statuses it stands for.
    pub status: Status,
    /// The media types of its body, the best one first; empty has no body. Where there are several, the body is an enum with a
    /// variant a media type.
    pub kinds: &'static [BodyKind],
    /// The answer is what a caller waits for; `default` only with a 2xx.
    pub success: bool,
}

/// The key of a documented answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A hundred of them: `4` is `4XX`.
    Range(u8),
    /// Whatever is not documented otherwise.
    Default,
}

impl Status {
    /// Whether it stands for statuses of success alone.
    #[cfg(feature = "client")]
    pub(crate) const fn is_success(self) -> bool {
        matches!(self, Self::Exact(200..=299) | Self::Range(2))
    }

    /// A number of its own for every key: the status, the hundred, or 0 for `default`.
    #[must_use]
    pub const fn key(self) -> u16 {
        match self {
            Self::Exact(status) => status,
            Self::Range(class) => class as u16,
            Self::Default => 0,
        }
    }
}

/// A scheme that an alternative needs, with its scopes.
#[derive(Debug)]
pub struct Requirement {
    /// The scheme, by its Rust name.
    pub scheme: &'static str,
    /// What the credential must be good for.
    pub scopes: &'static [&'static str],
}

/// A security scheme of an API.
#[derive(Debug)]
pub struct Scheme {
    /// Its Rust name.
    pub name: &'static str,
    /// Where its credential stands.
    pub kind: SchemeKind,
}

/// Where the credential of a scheme stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// `Authorization: Bearer ..`
    Bearer,
    /// `Authorization: Basic ..`
    Basic,
    /// A header of its own.
    Header(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
    /// `Authorization: Bearer ..` with a token that one of these flows gives.
    OAuth2(&'static [Flow]),
    /// The certificate of the client, which its transport presents.
    MutualTls,
    /// A kind that this version cannot carry: a server never takes it for satisfied, a client leaves it to its transport.
    Unsupported,
}

/// A flow of OAuth 2.0 that has a token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// What a token is given for.
    pub kind: FlowKind,
    /// Where it is given.
    pub token_url: &'static str,
    /// Where it is renewed, if that is elsewhere.
    pub refresh_url: Option<&'static str>,
}

/// The flows of OAuth 2.0 that have a token endpoint (OpenAPI 3.2, 4.29), and the provider that has them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowKind {
    /// `clientCredentials`.
    ClientCredentials,
    /// `password`.
    Password,
    /// `authorizationCode`.
    AuthorizationCode,
    /// `deviceAuthorization`.
    DeviceAuthorization,
    /// Any flow of a provider that says of itself where it gives tokens, at the address that stands for that place
    /// (`openIdConnect`).
    Discovery,
}
