//! Which credentials a request carries.

use std::slice;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::core::Unsent;
use super::error::CredentialError;
use super::oauth2::{Managed, OAuth2, TokenError, Tokens, Via};
use super::raw;
use crate::http_layer::{ApiKey, Basic, Bearer, Draft, EncodeError};
use crate::operation::{Flow, Requirement, Scheme, SchemeKind};

/// A credential of any kind.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Credential {
    /// Of a `bearer` scheme.
    Bearer(Bearer),
    /// Of an API key, wherever it stands.
    ApiKey(ApiKey),
    /// Of a `basic` scheme.
    Basic(Basic),
    /// Of an `oauth2` or `openIdConnect` scheme.
    OAuth2(OAuth2),
}

/// A credential with what is kept of it.
#[derive(Debug, Clone)]
enum Held {
    Fixed(Credential),
    Managed(Arc<dyn Tokens>),
}

/// A token that a request carries, and where a better one is to be had.
pub(super) struct Lease {
    managed: Arc<dyn Tokens>,
    token: Bearer,
}

impl Lease {
    /// Another token, if the server gives one.
    ///
    /// # Errors
    /// Where it does not.
    pub(super) async fn renew(&self, via: &Via<'_>) -> Result<Option<Bearer>, TokenError> {
        let other = self.managed.other(&self.token, via).await?;
        Ok((other != self.token).then_some(other))
    }
}

/// The credentials of a client, by scheme.
#[derive(Debug, Clone, Default)]
pub(super) struct Keyring {
    schemes: &'static [Scheme],
    credentials: Vec<(&'static str, Held)>,
}

impl Keyring {
    pub(super) fn new(schemes: &'static [Scheme]) -> Self {
        Self {
            schemes,
            credentials: Vec::new(),
        }
    }

    /// Adds the credential of a scheme; the last one counts.
    pub(super) fn add(&mut self, scheme: &'static str, credential: Credential) {
        let held = match credential {
            Credential::OAuth2(settings) => Held::Managed(Arc::new(Managed::new(settings, self.flows(scheme)))),
            fixed => Held::Fixed(fixed),
        };
        self.credentials.push((scheme, held));
    }

    /// Whether there are any with tokens, which may have to be waited for.
    pub(super) fn has_tokens(&self) -> bool {
        let is_managed = |held: &Held| matches!(held, Held::Managed(_));
        self.credentials.iter().any(|(_, held)| is_managed(held))
    }

    fn flows(&self, scheme: &str) -> &'static [Flow] {
        let known = self.schemes.iter().find(|known| known.name == scheme);
        match known.map(|scheme| scheme.kind) {
            Some(SchemeKind::OAuth2(flows)) => flows,
            _ => &[],
        }
    }

    /// Which credentials a request gets: those of the first alternative for which there are any, then of the first of which the
    /// transport may know what is missing. An anonymous alternative is what remains. A request of which nothing is described
    /// gets all that there are.
    pub(super) fn chosen(&self, draft: &Draft) -> Result<Chosen, Unsent> {
        match std::ptr::eq(draft.table, &raw::TABLE) {
            true => Ok(Chosen::All(self.schemes.iter())),
            false => Ok(Chosen::Needs(self.choose(draft)?.iter())),
        }
    }

    /// Applies the credentials that are there, up to the first with a token, and gives what that has to be had from.
    pub(super) fn up_to_token(&self, chosen: &mut Chosen, draft: &mut Draft) -> Result<Option<Source<'_>>, Unsent> {
        while let Some(scheme) = chosen.next() {
            let source = self.apply(chosen, scheme, draft)?;
            if source.is_some() {
                return Ok(source);
            }
        }
        Ok(None)
    }

    fn apply(&self, chosen: &Chosen, scheme: &'static str, draft: &mut Draft) -> Result<Option<Source<'_>>, Unsent> {
        let Some((kind, held)) = self.find(scheme) else {
            return Ok(None);
        };
        let is_in_header = matches!(kind, SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::OAuth2(_));
        // There is one such header, and the first of all schemes has it.
        if matches!(chosen, Chosen::All(_)) && is_in_header && draft.headers.contains_key(AUTHORIZATION) {
            return Ok(None);
        }
        match held {
            Held::Fixed(credential) => fixed(scheme, kind, credential, draft).map(|()| None),
            Held::Managed(managed) => Ok(Some(Source { scheme, managed })),
        }
    }

    fn choose(&self, draft: &Draft) -> Result<&'static [Requirement], Unsent> {
        let alternatives = draft.table.security;
        let satisfiable = || {
            alternatives
                .iter()
                .filter(|needs| !needs.is_empty() && needs.iter().all(|need| self.has(need)))
        };
        let chosen = satisfiable()
            .find(|needs| !needs.iter().any(|need| self.is_the_transports(need)))
            .or_else(|| satisfiable().next())
            .or_else(|| alternatives.iter().find(|needs| needs.is_empty()));
        match chosen {
            Some(needs) => Ok(needs),
            None => self.missing(draft),
        }
    }

    fn missing(&self, draft: &Draft) -> Result<&'static [Requirement], Unsent> {
        let first = draft.table.security.first().copied().unwrap_or_default();
        match first.iter().find(|need| !self.has(need)) {
            Some(need) => Err(Unsent::MissingCredential {
                operation: draft.table.id,
                scheme: need.scheme,
            }),
            None => Ok(&[]),
        }
    }

    fn has(&self, need: &Requirement) -> bool {
        self.is_the_transports(need) || self.find(need.scheme).is_some()
    }

    /// A scheme such as `mutualTLS`: whether the transport carries it cannot be seen here, so the server has to judge.
    fn is_the_transports(&self, need: &Requirement) -> bool {
        let kinds = [SchemeKind::MutualTls, SchemeKind::Unsupported];
        let theirs = |scheme: &Scheme| scheme.name == need.scheme && kinds.contains(&scheme.kind);
        self.schemes.iter().any(theirs)
    }

    fn find(&self, scheme: &str) -> Option<(SchemeKind, &Held)> {
        let kind = self.schemes.iter().find(|known| known.name == scheme)?.kind;
        let (_, credential) = self.credentials.iter().rev().find(|(name, _)| *name == scheme)?;
        Some((kind, credential))
    }
}

/// The credentials that a request gets still: the names of their schemes, in the order in which they are applied.
pub(super) enum Chosen {
    /// Those that its operation needs.
    Needs(slice::Iter<'static, Requirement>),
    /// Those of all schemes.
    All(slice::Iter<'static, Scheme>),
}

impl Iterator for Chosen {
    type Item = &'static str;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Needs(needs) => needs.next().map(|need| need.scheme),
            Self::All(all) => all.next().map(|scheme| scheme.name),
        }
    }
}

/// Applies a credential that is there.
fn fixed(scheme: &str, kind: SchemeKind, credential: &Credential, draft: &mut Draft) -> Result<(), Unsent> {
    let illegal = || illegal(scheme, draft);
    match (kind, credential) {
        (SchemeKind::Header(name), Credential::ApiKey(key)) => {
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| illegal())?;
            let value = secret(key.expose()).ok_or_else(illegal)?;
            draft.headers.insert(name, value);
        }
        (SchemeKind::Query(name), Credential::ApiKey(key)) => draft.push_query(&escaped(name), &escaped(key.expose())),
        (SchemeKind::Cookie(name), Credential::ApiKey(key)) => {
            draft.push_cookie(name, cookie_value(key.expose()).ok_or_else(illegal)?);
        }
        (_, credential) => {
            let value = authorization(credential)
                .and_then(|value| secret(&value))
                .ok_or_else(illegal)?;
            draft.headers.insert(AUTHORIZATION, value);
        }
    }
    Ok(())
}

/// What a token has to be had from, which may take a request.
pub(super) struct Source<'k> {
    scheme: &'static str,
    managed: &'k Arc<dyn Tokens>,
}

impl Source<'_> {
    /// Applies its token. Gives it, if a better one can be had.
    ///
    /// # Errors
    /// Where there is none.
    pub(super) async fn apply(&self, draft: &mut Draft, via: &Via<'_>) -> Result<Option<Lease>, Unsent> {
        let Self { scheme, managed } = self;
        let operation = draft.table.id;
        let token = managed.token(via).await.map_err(|source| {
            Unsent::Credential(CredentialError {
                operation,
                scheme,
                source,
            })
        })?;
        let value = bearer_header(&token).ok_or_else(|| illegal(scheme, draft))?;
        draft.headers.insert(AUTHORIZATION, value);
        let managed = Arc::clone(managed);
        Ok(managed.is_renewable().then_some(Lease { managed, token }))
    }
}

fn illegal(scheme: &str, draft: &Draft) -> EncodeError {
    draft.error(format!("the credential of `{scheme}` cannot be sent as it is"))
}

/// `Authorization` for a token.
pub(super) fn bearer_header(token: &Bearer) -> Option<HeaderValue> {
    secret(&format!("Bearer {}", token.expose()))
}

fn authorization(credential: &Credential) -> Option<String> {
    match credential {
        Credential::Bearer(token) => Some(format!("Bearer {}", token.expose())),
        // A colon in the name would move the border between name and password.
        Credential::Basic(basic) if basic.user().contains(':') => None,
        Credential::Basic(basic) => {
            let pair = format!("{}:{}", basic.user(), basic.expose_password());
            Some(format!("Basic {}", STANDARD.encode(pair)))
        }
        Credential::ApiKey(_) | Credential::OAuth2(_) => None,
    }
}

/// A header value that loggers know to hide.
fn secret(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// A key as it stands in a cookie: as it is, since no server would know of an encoding, so it must be of the characters
/// that RFC 6265, section 4.1.1, lets stand there.
fn cookie_value(key: &str) -> Option<&str> {
    let is_octet = |byte| matches!(byte, 0x21 | 0x23..=0x2B | 0x2D..=0x3A | 0x3C..=0x5B | 0x5D..=0x7E);
    key.bytes().all(is_octet).then_some(key)
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
