//! One request for a token, and its answer.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, StatusCode, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::TokenError;
use super::{Grant, OAuth2, Party};
use crate::client::transport::Transport;
use crate::http_layer::Bearer;
use crate::types::Body;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// More than any token is long.
const LIMIT: usize = 256 * 1024;

/// What the token endpoint gave.
pub(super) struct Granted {
    pub(super) token: Bearer,
    /// For how many seconds it is good, where the server says so.
    pub(super) expires_in: Option<u64>,
    pub(super) refresh_token: Option<String>,
}

/// Asks for a token, with this refresh token instead of the grant where there is one.
///
/// # Errors
/// Where none was given.
pub(super) async fn fetch(
    settings: &OAuth2,
    refresh: Option<&str>,
    url: Uri,
    transport: &Transport,
) -> Result<Granted, TokenError> {
    let (status, body) = send(request(settings, refresh, url)?, transport).await?;
    read(status, &body)
}

/// Asks a provider where it gives tokens (OpenID Connect Discovery 1.0, section 4).
///
/// # Errors
/// Where it does not say.
pub(super) async fn discover(url: Uri, transport: &Transport) -> Result<String, TokenError> {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = url;
    request.headers_mut().insert(ACCEPT, JSON);
    let (status, body) = send(request, transport).await?;
    let json: Option<serde_json::Value> = serde_json::from_slice(&body).ok().filter(|_| status.is_success());
    let endpoint = json.as_ref().and_then(|json| json.get("token_endpoint")?.as_str());
    endpoint.map(str::to_owned).ok_or(TokenError::Undiscovered { status })
}

async fn send(request: Request<Body>, transport: &Transport) -> Result<(StatusCode, Bytes), TokenError> {
    let answer = transport.send_request(request).await.map_err(TokenError::Transport)?;
    let status = answer.status();
    let body = answer.into_body().bytes(LIMIT).await;
    Ok((status, body.map_err(|error| TokenError::Transport(error.into()))?))
}

fn request(settings: &OAuth2, refresh: Option<&str>, url: Uri) -> Result<Request<Body>, TokenError> {
    let mut form = Form::default();
    let party = grant(&settings.grant, refresh, &mut form);
    if !settings.scopes.is_empty() {
        form.add("scope", &settings.scopes.join(" "));
    }
    for (name, value) in &settings.parameters {
        form.add(name, value);
    }
    let mut authorization = None;
    match party {
        Some(Party {
            id,
            secret: Some(secret),
        }) if !settings.in_body => {
            authorization = Some(format!(
                "Basic {}",
                STANDARD.encode(format!("{}:{}", escaped(id), escaped(secret)))
            ));
        }
        Some(Party { id, secret }) => {
            form.add("client_id", id);
            secret.iter().for_each(|secret| form.add("client_secret", secret));
        }
        None => {}
    }
    let mut request = Request::new(Body::from(Bytes::from(form.0)));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = url;
    let headers = request.headers_mut();
    headers.insert(ACCEPT, JSON);
    let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
    headers.insert(CONTENT_TYPE, form_type);
    if let Some(text) = authorization {
        let mut value = HeaderValue::from_str(&text).map_err(|_| TokenError::Malformed)?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(request)
}

/// Writes what the grant says into the form; gives the client that asks.
fn grant<'a>(grant: &'a Grant, refresh: Option<&str>, form: &mut Form) -> Option<&'a Party> {
    let client = match grant {
        Grant::Token(_) => None,
        Grant::ClientCredentials(client) | Grant::Refresh { client, .. } => Some(client),
        Grant::Password { client, .. } => client.as_ref(),
    };
    match (grant, refresh) {
        (_, Some(token)) => {
            form.add("grant_type", "refresh_token");
            form.add("refresh_token", token);
        }
        (Grant::Password { user, password, .. }, None) => {
            form.add("grant_type", "password");
            form.add("username", user);
            form.add("password", password);
        }
        (Grant::Refresh { token, .. }, None) => {
            form.add("grant_type", "refresh_token");
            form.add("refresh_token", token);
        }
        (Grant::ClientCredentials(_) | Grant::Token(_), None) => form.add("grant_type", "client_credentials"),
    }
    client
}

fn read(status: StatusCode, body: &[u8]) -> Result<Granted, TokenError> {
    let json: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let text = |name: &str| json.as_ref()?.get(name)?.as_str();
    if !status.is_success() {
        let code = text("error").filter(|code| is_code(code)).map(str::to_owned);
        return Err(TokenError::Refused { status, code });
    }
    // The type is required and its case does not matter; some servers forget it.
    let is_bearer = text("token_type").is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"));
    let token = text("access_token").filter(|token| !token.is_empty() && is_bearer);
    Ok(Granted {
        token: Bearer::new(token.ok_or(TokenError::Malformed)?),
        expires_in: json.as_ref().and_then(|json| seconds(json.get("expires_in")?)),
        refresh_token: text("refresh_token").map(str::to_owned),
    })
}

/// A number, or one in a string, as some servers have it.
fn seconds(value: &serde_json::Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

/// An error code of RFC 6749 and its extensions; anything else may be a secret that came back.
fn is_code(code: &str) -> bool {
    code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// A urlencoded form.
#[derive(Default)]
struct Form(String);

impl Form {
    fn add(&mut self, name: &str, value: &str) {
        let gap = if self.0.is_empty() { "" } else { "&" };
        self.0.push_str(&format!("{gap}{}={}", escaped(name), escaped(value)));
    }
}

/// What urlencoded forms leave as it is stays so: some servers compare before they decode.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, FORM).to_string()
}
