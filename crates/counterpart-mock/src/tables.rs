//! From the operations of the Api to the tables that the runtime serves by.

use counterpart::codec::Need;
use counterpart::form::Encoding;
use counterpart::operation::{
    Answer, BodyKind, BodySpec, Content, Input, OperationTable, Prepared, Requirement, Scheme, SchemeKind, Status,
    Syntax,
};
use counterpart::params::{self, Location, Param};
use counterpart_spec::api::{self, Api, Operation, Parameter, ParameterLocation, SecuritySchemeKind, Style};

use crate::leak;
use crate::mold::{Molds, Room, Way};

/// An operation as the mock serves it.
pub(crate) struct Served {
    pub(crate) source: &'static Operation,
    pub(crate) table: &'static OperationTable,
    /// One an input of the table.
    pub(crate) rooms: Vec<Room>,
}

/// The tables of all operations.
pub(crate) fn operations(molds: &'static Molds) -> Vec<Served> {
    molds.api.operations.iter().map(|one| operation(molds, one)).collect()
}

fn operation(molds: &'static Molds, source: &'static Operation) -> Served {
    let input = |parameter: &'static Parameter| {
        let param = param(parameter);
        let need = match molds.takes_nothing(parameter) {
            true if parameter.required => Need::Nullable,
            true => Need::Maybe,
            false => param.need,
        };
        Input::Param(Param { need, ..param })
    };
    let mut inputs: Vec<_> = source.parameters.iter().map(input).collect();
    let parameters = source.parameters.iter();
    let mut rooms: Vec<_> = parameters.map(|one| Room::One(molds.parameter(one))).collect();
    if let Some(body) = &source.body {
        let bodies: Vec<_> = body
            .contents
            .iter()
            .enumerate()
            .map(|(at, content)| body_kind(at, content))
            .collect();
        let places = body.contents.iter().map(|content| molds.body(content, Way::Request));
        rooms.push(Room::Several(bodies.iter().map(|kind| kind.name).zip(places).collect()));
        inputs.push(Input::Body(BodySpec {
            required: body.required,
            kinds: leak::list(bodies),
        }));
    }
    let table = OperationTable {
        id: leak::text(&source.id),
        method: source.method.as_str(),
        path: leak::text(&source.path.text),
        // A mock has one address for all of them.
        server: None,
        inputs: leak::list(inputs),
        security: security(molds.api, source),
        answers: leak::list(source.responses.iter().map(answer)),
        prepared: leak::one(Prepared::new()),
    };
    Served {
        source,
        table: leak::one(table),
        rooms,
    }
}

/// The media types of a body are told apart by their numbers: each has a place of its own.
fn body_kind(at: usize, content: &api::Content) -> BodyKind {
    BodyKind {
        name: leak::text(&at.to_string()),
        ..kind(content)
    }
}

/// An answer is written by the mock itself, so that its media types need no names.
fn kind(of: &api::Content) -> BodyKind {
    BodyKind {
        name: "",
        content: content(of),
        also: leak::texts(&of.aliases),
        encodings: encodings(&of.encodings),
        rules: &[],
    }
}

/// How the properties of a form are written.
pub(crate) fn encodings(of: &[api::Encoding]) -> &'static [Encoding] {
    leak::list(of.iter().map(encoding))
}

fn encoding(encoding: &api::Encoding) -> Encoding {
    let types = &encoding.content_types;
    Encoding {
        property: leak::text(&encoding.property),
        style: encoding.style.map(|(of, explode)| style(of, explode)),
        reserved: encoding.reserved,
        content_type: (!types.is_empty()).then(|| leak::text(&types.join(", "))),
        headers: &[],
    }
}

pub(crate) fn param(parameter: &Parameter) -> Param {
    let location = match parameter.location {
        ParameterLocation::Path => Location::Path,
        ParameterLocation::Query => Location::Query,
        ParameterLocation::QueryString => Location::QueryString,
        ParameterLocation::Header => Location::Header,
        ParameterLocation::Cookie => Location::Cookie,
        ParameterLocation::Part => Location::Part(leak::text(parameter.part.as_deref().unwrap_or_default())),
    };
    Param {
        style: style(parameter.style, parameter.explode),
        reserved: parameter.reserved,
        need: if parameter.required {
            Need::Required
        } else {
            Need::Optional
        },
        encodings: encodings(&parameter.encodings),
        ..Param::required(location, leak::text(&parameter.wire_name))
    }
}

fn style(style: Style, explode: bool) -> params::Style {
    match (style, explode) {
        (Style::Matrix, false) => params::Style::Matrix,
        (Style::Matrix, true) => params::Style::MatrixExploded,
        (Style::Label, false) => params::Style::Label,
        (Style::Label, true) => params::Style::LabelExploded,
        (Style::Simple, false) => params::Style::Simple,
        (Style::Simple, true) => params::Style::SimpleExploded,
        (Style::Form, false) => params::Style::Form,
        (Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited, true) => {
            params::Style::FormExploded
        }
        (Style::SpaceDelimited, false) => params::Style::SpaceDelimited,
        (Style::PipeDelimited, false) => params::Style::PipeDelimited,
        (Style::TabDelimited, false) => params::Style::TabDelimited,
        (Style::DeepObject, _) => params::Style::DeepObject,
        (Style::Cookie, false) => params::Style::Cookie,
        (Style::Cookie, true) => params::Style::CookieExploded,
        (Style::Content(api::Syntax::Form), _) => params::Style::Urlencoded,
        (Style::Content(_), _) => params::Style::Json,
    }
}

fn content(content: &api::Content) -> Content {
    Content {
        syntax: match content.syntax {
            api::Syntax::Json => Syntax::Json,
            api::Syntax::Form => Syntax::Form,
            api::Syntax::Multipart => Syntax::Multipart,
            api::Syntax::Text => Syntax::Text,
            // What a stream is made of is the business of whoever reads it.
            api::Syntax::Binary | api::Syntax::Events | api::Syntax::Items => Syntax::Binary,
        },
        media_type: leak::text(&content.media_type),
    }
}

/// The name of an answer is only for generated code.
fn answer(response: &api::Response) -> Answer {
    let status = match response.status {
        api::Status::Code(code) => Status::Exact(code),
        api::Status::Range(hundreds) => Status::Range(hundreds),
        api::Status::Default => Status::Default,
    };
    Answer {
        name: "",
        status,
        kinds: leak::list(response.contents.iter().map(kind)),
        // The mock itself chooses among all media types, so nobody is refused before.
        success: false,
    }
}

/// The schemes by which credentials are found.
pub(crate) fn schemes(api: &Api) -> &'static [Scheme] {
    leak::list(api.security_schemes.iter().map(|scheme| Scheme {
        name: leak::text(&scheme.name),
        kind: match &scheme.kind {
            // Wherever a token comes from, it is sent in one way.
            SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2(_) | SecuritySchemeKind::OpenIdConnect(_) => {
                SchemeKind::Bearer
            }
            SecuritySchemeKind::Basic => SchemeKind::Basic,
            SecuritySchemeKind::HeaderKey(name) => SchemeKind::Header(leak::text(name)),
            SecuritySchemeKind::QueryKey(name) => SchemeKind::Query(leak::text(name)),
            SecuritySchemeKind::CookieKey(name) => SchemeKind::Cookie(leak::text(name)),
            SecuritySchemeKind::MutualTls | SecuritySchemeKind::Unsupported => SchemeKind::Unsupported,
        },
    }))
}

/// What cannot be carried is not asked for: a mock that nobody can call is of no use.
fn security(api: &Api, operation: &Operation) -> &'static [&'static [Requirement]] {
    let alternatives = operation.security.iter().map(|alternative| {
        let parts = alternative.parts.iter().filter_map(|part| {
            let scheme = api.security_schemes.get(part.scheme.index())?;
            let is_carried = !matches!(
                scheme.kind,
                SecuritySchemeKind::MutualTls | SecuritySchemeKind::Unsupported
            );
            is_carried.then(|| Requirement {
                scheme: leak::text(&scheme.name),
                scopes: leak::texts(&part.scopes),
            })
        });
        leak::list(parts)
    });
    leak::list(alternatives)
}
