//! Who may call an operation: credentials are found here and judged by the user's authenticator.

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue, PROXY_AUTHORIZATION, WWW_AUTHENTICATE};
use http::request::Parts;

use super::Problem;
use super::extract::cookies;
use super::settings::Settings;
use crate::http_layer::{ApiKey, Basic, Bearer};
use crate::operation::{OperationTable, Requirement, Scheme, SchemeKind};
use crate::params::{Cookies, Query, percent};

/// Whom an authenticator recognised: a value of the user's own type.
#[derive(Clone)]
pub struct Principal(Arc<dyn Any + Send + Sync>);

impl Principal {
    /// Wraps whatever handlers need to know.
    pub fn new<T: Any + Send + Sync>(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// The value, if it is a `T`.
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl fmt::Debug for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Principal(..)")
    }
}

/// A credential as a request presents it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Presented {
    /// `Authorization: Bearer ..`
    Bearer(Bearer),
    /// `Authorization: Basic ..`
    Basic(Basic),
    /// A key, wherever it stands.
    ApiKey(ApiKey),
}

/// The future of a judgement.
pub type Authenticate<'a> = Pin<Box<dyn Future<Output = Result<Principal, Problem>> + Send + 'a>>;

/// The user's authenticator, behind the generated dispatch by scheme.
pub trait Guard: Send + Sync + 'static {
    /// Judges a credential of a scheme.
    fn judge<'a>(&'a self, scheme: &'static str, credential: Presented, scopes: &'a [&'a str]) -> Authenticate<'a>;
}

/// Refuses, where nobody can judge.
#[must_use]
pub fn refuse<'a>() -> Authenticate<'a> {
    Box::pin(std::future::ready(Err(Problem::unauthorized())))
}

/// The proof that a request may reach its handler, and whom it comes from: nothing but [`admit`] makes it for a request.
pub(super) struct Admitted {
    principals: Vec<Principal>,
}

impl Admitted {
    /// For a call of a handler whose future is never polled.
    pub(super) fn probe() -> Self {
        Self { principals: Vec::new() }
    }

    pub(super) fn principals(&self) -> &[Principal] {
        &self.principals
    }
}

/// Lets a request through by the first alternative that it satisfies; gives the principals of its schemes.
///
/// A credential that was presented and refused is not forgotten: the request does not fall back to an anonymous
/// alternative, so that an expired token is noticed and not answered as if nobody had called.
pub(super) async fn admit(
    table: &'static OperationTable,
    settings: &Settings,
    parts: &Parts,
) -> Result<Admitted, Problem> {
    let (schemes, guard) = (settings.schemes, settings.guard.as_deref());
    let mut refusal: Option<Problem> = None;
    for needs in table.security.iter().filter(|needs| !needs.is_empty()) {
        let Some(presented) = presented(needs, schemes, parts) else {
            continue;
        };
        match judge(guard, needs, presented).await {
            Ok(principals) => return Ok(Admitted { principals }),
            // A failure of the judge itself is not a judgement.
            Err(problem) if problem.status().is_server_error() => return Err(problem),
            // "You may not" says more than "who are you".
            Err(problem) if refusal.is_none() || problem.status() == http::StatusCode::FORBIDDEN => {
                refusal = Some(problem)
            }
            Err(_) => {}
        }
    }
    let anonymous = table.security.is_empty() || table.security.iter().any(|needs| needs.is_empty());
    match refusal {
        None if anonymous => Ok(Admitted { principals: Vec::new() }),
        None => Err(challenge(
            Problem::unauthorized().detail("the operation needs a credential"),
            table,
            schemes,
        )),
        Some(problem) if problem.status() == http::StatusCode::UNAUTHORIZED => Err(challenge(problem, table, schemes)),
        Some(problem) => Err(problem),
    }
}

/// Marks the headers that carry credentials, so that whoever prints them prints `Sensitive`.
pub(super) fn hide_credentials(headers: &mut HeaderMap, schemes: &[Scheme]) {
    let is_key = |name: &HeaderName| {
        schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::Header(key) => key.eq_ignore_ascii_case(name.as_str()),
            _ => false,
        })
    };
    for (name, value) in headers.iter_mut() {
        if [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].contains(name) || is_key(name) {
            value.set_sensitive(true);
        }
    }
}

/// The credentials of an alternative, if the request has all of them.
fn presented(needs: &[Requirement], schemes: &[Scheme], parts: &Parts) -> Option<Vec<Presented>> {
    needs
        .iter()
        .map(|need| {
            let scheme = schemes.iter().find(|scheme| scheme.name == need.scheme)?;
            credential(scheme.kind, parts)
        })
        .collect()
}

async fn judge(
    guard: Option<&dyn Guard>,
    needs: &'static [Requirement],
    presented: Vec<Presented>,
) -> Result<Vec<Principal>, Problem> {
    let Some(guard) = guard else {
        return Err(Problem::unauthorized().detail("no credential is accepted here"));
    };
    let mut principals = Vec::with_capacity(needs.len());
    for (need, credential) in needs.iter().zip(presented) {
        principals.push(guard.judge(need.scheme, credential, need.scopes).await?);
    }
    Ok(principals)
}

fn credential(kind: SchemeKind, parts: &Parts) -> Option<Presented> {
    match kind {
        SchemeKind::Bearer | SchemeKind::OAuth2(_) => {
            authorization(parts, "bearer").map(|token| Presented::Bearer(Bearer::new(token)))
        }
        SchemeKind::Basic => basic(authorization(parts, "basic")?).map(Presented::Basic),
        SchemeKind::Header(name) => key(parts.headers.get(name)?.to_str().ok()?.into()),
        SchemeKind::Query(name) => key(query(parts, name)?),
        SchemeKind::Cookie(name) => key(cookie(parts, name)?),
        SchemeKind::MutualTls | SchemeKind::Unsupported => None,
    }
}

fn key(value: String) -> Option<Presented> {
    (!value.is_empty()).then(|| Presented::ApiKey(ApiKey::new(value)))
}

/// What follows the scheme's name, whose case does not matter, in `Authorization`.
fn authorization<'p>(parts: &'p Parts, scheme: &str) -> Option<&'p str> {
    let mut values = parts
        .headers
        .get_all(AUTHORIZATION)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values.find_map(|value| {
        let (name, credential) = value.trim().split_once(' ')?;
        (name.eq_ignore_ascii_case(scheme) && !credential.trim().is_empty()).then(|| credential.trim())
    })
}

fn basic(encoded: &str) -> Option<Basic> {
    let text = String::from_utf8(STANDARD.decode(encoded).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some(Basic::new(user, password))
}

fn query(parts: &Parts, wanted: &str) -> Option<String> {
    let query = Query::parse(parts.uri.query()?);
    let (_, value) = query.pairs().find(|(name, _)| *name == wanted)?;
    percent::decode_form(value).map(Into::into)
}

/// The value as it stands there: what it is made of is the authenticator's.
fn cookie(parts: &Parts, wanted: &str) -> Option<String> {
    let line = cookies(parts);
    let cookies = Cookies::parse(&line);
    let (_, value) = cookies.pairs().find(|(name, _)| *name == wanted)?;
    Some(value.to_owned())
}

/// Says how to do better, as a 401 has to (RFC 9110, section 11.6.1), unless the authenticator did.
fn challenge(problem: Problem, table: &OperationTable, schemes: &[Scheme]) -> Problem {
    if problem.headers().contains_key(WWW_AUTHENTICATE) {
        return problem;
    }
    let needs = || table.security.iter().flat_map(|needs| needs.iter());
    schemes
        .iter()
        .filter(|scheme| needs().any(|need| need.scheme == scheme.name))
        .filter_map(|scheme| HeaderValue::from_str(&challenge_of(scheme)).ok())
        .fold(problem, |problem, value| problem.header(WWW_AUTHENTICATE, value))
}

fn challenge_of(scheme: &Scheme) -> String {
    match scheme.kind {
        SchemeKind::Bearer | SchemeKind::OAuth2(_) => "Bearer".into(),
        SchemeKind::Basic => "Basic realm=\"api\", charset=\"UTF-8\"".into(),
        // There is no registered name for keys; this form is the common one.
        SchemeKind::Header(name) => format!("ApiKey in=\"header\", name=\"{name}\""),
        SchemeKind::Query(name) => format!("ApiKey in=\"query\", name=\"{name}\""),
        SchemeKind::Cookie(name) => format!("ApiKey in=\"cookie\", name=\"{name}\""),
        SchemeKind::MutualTls => "MutualTLS".into(),
        SchemeKind::Unsupported => format!("Unsupported scheme=\"{}\"", scheme.name),
    }
}
