//! Which credentials a request carries.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{AUTHORIZATION, HeaderName};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::core::Unsent;
use crate::http_layer::{ApiKey, Basic, Bearer, Draft};
use crate::operation::{Requirement, Scheme, SchemeKind};

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
}

/// The credentials of a client, by scheme.
#[derive(Debug, Clone, Default)]
pub(super) struct Keyring {
    pub(super) schemes: &'static [Scheme],
    pub(super) credentials: Vec<(&'static str, Credential)>,
}

impl Keyring {
    /// Applies the first alternative for which there are credentials, then the first of which the transport may know what
    /// is missing. An anonymous alternative is what remains.
    pub(super) fn authorize(&self, draft: &mut Draft) -> Result<(), Unsent> {
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
            Some(needs) => needs.iter().try_for_each(|need| self.apply(need.scheme, draft)),
            None => self.missing(draft),
        }
    }

    fn missing(&self, draft: &Draft) -> Result<(), Unsent> {
        let first = draft.table.security.first().copied().unwrap_or_default();
        match first.iter().find(|need| !self.has(need)) {
            Some(need) => Err(Unsent::MissingCredential {
                operation: draft.table.id,
                scheme: need.scheme,
            }),
            None => Ok(()),
        }
    }

    fn has(&self, need: &Requirement) -> bool {
        self.is_the_transports(need) || self.find(need.scheme).is_some()
    }

    /// A scheme such as `mutualTLS`: whether the transport carries it cannot be seen here, so the server has to judge.
    fn is_the_transports(&self, need: &Requirement) -> bool {
        let unsupported = |scheme: &Scheme| scheme.name == need.scheme && scheme.kind == SchemeKind::Unsupported;
        self.schemes.iter().any(unsupported)
    }

    fn find(&self, scheme: &str) -> Option<(SchemeKind, &Credential)> {
        let kind = self.schemes.iter().find(|known| known.name == scheme)?.kind;
        let (_, credential) = self.credentials.iter().rev().find(|(name, _)| *name == scheme)?;
        Some((kind, credential))
    }

    fn apply(&self, scheme: &'static str, draft: &mut Draft) -> Result<(), Unsent> {
        let Some((kind, credential)) = self.find(scheme) else {
            return Ok(());
        };
        let illegal = || draft.error(format!("the credential of `{scheme}` cannot be sent as it is"));
        match (kind, credential) {
            (SchemeKind::Header(name), Credential::ApiKey(key)) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| illegal())?;
                let value = secret(key.expose()).ok_or_else(illegal)?;
                draft.headers.insert(name, value);
            }
            (SchemeKind::Query(name), Credential::ApiKey(key)) => {
                draft.push_query(&escaped(name), &escaped(key.expose()))
            }
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
        Credential::ApiKey(_) => None,
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
