//! Requests that an operation accepts: for whoever shows how to call a server, or tests one.

use counterpart::codec::Slot;
use counterpart::form::urlencoded;
use counterpart::params::{self, Location, Param};
use counterpart_spec::api::{Api, Content, Operation, SecuritySchemeKind, Syntax};
use serde_json::Value as Json;

use crate::leak;
use crate::mold::{Molds, Way};
use crate::tables;
use crate::value::Maker;
use crate::write::{PartHeader, multipart_body, plain};

/// A request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// The method.
    pub method: &'static str,
    /// The path below the server's address, and the query.
    pub target: String,
    /// Header fields, one for all cookies included.
    pub headers: Vec<(String, String)>,
    /// The body with its media type.
    pub body: Option<(String, Vec<u8>)>,
    /// The values of the parameters, by their names.
    pub parameters: Vec<(&'static str, Json)>,
    /// The value of the body.
    pub value: Option<Json>,
}

/// Makes a request with all inputs that are required, and a credential if one is asked for.
pub(crate) fn call(molds: &'static Molds, operation: &'static Operation, seed: u64) -> Option<Call> {
    let mut maker = Maker::new(molds, Way::Request, seed);
    let mut parts = Parts {
        path: operation.path.text.clone(),
        ..Parts::default()
    };
    for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
        let value = maker.value(&parameter.value)?;
        parts.add(&tables::param(parameter), &value)?;
        parts.values.push((&parameter.wire_name, value));
    }
    parts.authorize(molds.api, operation);
    let part_headers = std::mem::take(&mut parts.part_headers);
    let mut call = parts.into_call(operation.method.as_str());
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let content = body.contents.first()?;
        let value = maker.value(&content.value)?;
        call.body = Some(written(content, &value, &part_headers)?);
        call.value = Some(value);
    }
    Some(call)
}

#[derive(Default)]
struct Parts {
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    cookies: Vec<String>,
    part_headers: Vec<PartHeader>,
    values: Vec<(&'static str, Json)>,
}

impl Parts {
    fn add(&mut self, param: &Param, value: &dyn Slot) -> Option<()> {
        match param.location {
            Location::Path => {
                let text = params::write_path(param, value).ok()?;
                // An empty segment is another path.
                if text.is_empty() {
                    return None;
                }
                self.path = self.path.replace(&format!("{{{}}}", param.name), &text);
            }
            Location::Query => params::write_query(param, value, &mut self.query).ok()?,
            Location::QueryString => params::write_query_string(param, value, &mut self.query).ok()?,
            Location::Header => {
                let text = params::write_header(param, value).ok()??;
                self.headers.push((param.name.to_owned(), text));
            }
            Location::Cookie => {
                let mut text = String::new();
                params::write_cookie(param, value, &mut text).ok()?;
                self.cookies.push(text);
            }
            Location::Part(property) => {
                let header = Param {
                    location: Location::Header,
                    ..*param
                };
                let text = params::write_header(&header, value).ok()??;
                self.part_headers.push((property, param.name, text));
            }
        }
        Some(())
    }

    /// The credentials of the first alternative.
    fn authorize(&mut self, api: &Api, operation: &Operation) {
        let parts = operation.security.first().into_iter().flat_map(|first| &first.parts);
        for scheme in parts.filter_map(|part| api.security_schemes.get(part.scheme.index())) {
            match &scheme.kind {
                SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2(_) | SecuritySchemeKind::OpenIdConnect(_) => {
                    self.header("Authorization", "Bearer anything");
                }
                // `any:thing`
                SecuritySchemeKind::Basic => self.header("Authorization", "Basic YW55OnRoaW5n"),
                SecuritySchemeKind::HeaderKey(name) => self.header(name, "anything"),
                SecuritySchemeKind::QueryKey(name) => {
                    let key = Param::required(Location::Query, leak::text(name));
                    // A text can be written in every query.
                    let _ = params::write_query(&key, &"anything".to_owned(), &mut self.query);
                }
                SecuritySchemeKind::CookieKey(name) => self.cookies.push(format!("{name}=anything")),
                SecuritySchemeKind::MutualTls | SecuritySchemeKind::Unsupported => {}
            }
        }
    }

    fn header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    fn into_call(mut self, method: &'static str) -> Call {
        if !self.cookies.is_empty() {
            let cookies = self.cookies.join("; ");
            self.header("Cookie", &cookies);
        }
        let separator = match (self.query.is_empty(), self.path.contains('?')) {
            (true, _) => "",
            (false, true) => "&",
            (false, false) => "?",
        };
        Call {
            method,
            target: format!("{}{separator}{}", self.path, self.query),
            headers: self.headers,
            body: None,
            parameters: self.values,
            value: None,
        }
    }
}

fn written(content: &Content, value: &Json, part_headers: &[PartHeader]) -> Option<(String, Vec<u8>)> {
    let media_type = content.media_type.replace('*', "json");
    match content.syntax {
        Syntax::Json => Some((media_type, value.to_string().into_bytes())),
        Syntax::Form => Some((
            media_type,
            urlencoded::to_vec(value, tables::encodings(&content.encodings)).ok()?,
        )),
        Syntax::Multipart => multipart_body(value, tables::encodings(&content.encodings), part_headers),
        Syntax::Text | Syntax::Binary => Some((bytes_type(content), plain(value).into_bytes())),
        Syntax::Events => Some((media_type, format!("data: {}\n\n", plain(value)).into_bytes())),
        Syntax::Items => Some((media_type, format!("{value}\n").into_bytes())),
    }
}

fn bytes_type(content: &Content) -> String {
    match content.media_type.as_str() {
        "*/*" => "application/octet-stream".to_owned(),
        media_type => media_type.replace('*', "octet-stream"),
    }
}
