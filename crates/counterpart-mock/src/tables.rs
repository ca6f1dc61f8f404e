//! From the operations of the Api to the tables that the runtime serves by.

use counterpart::codec::Need;
use counterpart::operation::{
    Answer, BodySpec, Content, Input, OperationTable, Requirement, Scheme, SchemeKind, Status, Syntax,
};
use counterpart::params::{self, Location, Param};
use counterpart_spec::api::{self, Api, Operation, Parameter, ParameterLocation, SecuritySchemeKind, Style};

use crate::leak;
use crate::mold::{Molds, Place, Way};

/// An operation as the mock serves it.
pub(crate) struct Served {
    pub(crate) source: &'static Operation,
    pub(crate) table: &'static OperationTable,
    /// One an input of the table.
    pub(crate) places: Vec<Place>,
}

/// The tables of all operations.
pub(crate) fn operations(molds: &'static Molds) -> Vec<Served> {
    molds.api.operations.iter().map(|one| operation(molds, one)).collect()
}

fn operation(molds: &'static Molds, source: &'static Operation) -> Served {
    let mut inputs: Vec<_> = source.parameters.iter().map(param).map(Input::Param).collect();
    let mut places: Vec<_> = source
        .parameters
        .iter()
        .map(|one| molds.parameter(&one.value))
        .collect();
    if let Some(body) = &source.body
        && let Some(chosen) = body.contents.first()
    {
        inputs.push(Input::Body(BodySpec {
            required: body.required,
            content: content(chosen),
            rules: &[],
        }));
        places.push(molds.body(chosen, Way::Request));
    }
    let table = OperationTable {
        id: leak::text(&source.id),
        method: source.method.as_str(),
        path: leak::text(&source.path.text),
        inputs: leak::list(inputs),
        security: security(molds.api, source),
        answers: leak::list(source.responses.iter().map(answer)),
    };
    Served {
        source,
        table: leak::one(table),
        places,
    }
}

pub(crate) fn param(parameter: &Parameter) -> Param {
    Param {
        location: match parameter.location {
            ParameterLocation::Path => Location::Path,
            ParameterLocation::Query => Location::Query,
            ParameterLocation::Header => Location::Header,
            ParameterLocation::Cookie => Location::Cookie,
        },
        style: style(parameter.style, parameter.explode),
        need: if parameter.required {
            Need::Required
        } else {
            Need::Optional
        },
        name: leak::text(&parameter.wire_name),
        rules: &[],
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
        (Style::Form, true) => params::Style::FormExploded,
        (Style::SpaceDelimited, _) => params::Style::SpaceDelimited,
        (Style::PipeDelimited, _) => params::Style::PipeDelimited,
        (Style::DeepObject, _) => params::Style::DeepObject,
    }
}

fn content(content: &api::Content) -> Content {
    Content {
        syntax: match content.syntax {
            api::Syntax::Json => Syntax::Json,
            api::Syntax::Form => Syntax::Form,
            api::Syntax::Multipart => Syntax::Multipart,
            api::Syntax::Text => Syntax::Text,
            api::Syntax::Binary => Syntax::Binary,
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
        content: response.contents.first().map(content),
        success: matches!(status, Status::Exact(200..=299) | Status::Range(2)),
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
