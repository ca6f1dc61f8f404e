//! A token that is kept and renewed.

use std::fmt;
use std::time::Duration;

use tokio::sync::Mutex;

use super::error::TokenError;
use super::request::{Granted, discover, fetch};
use super::{Grant, OAuth2};
use crate::client::clock::Instant;
use crate::client::send::Apart;
use crate::client::transport::Transport;
use crate::http_layer::{BaseUrl, Bearer};
use crate::operation::{Flow, FlowKind};

/// How long before its end a token is renewed, at most: a request that is on its way must not arrive with a dead one.
const MARGIN: Duration = Duration::from_secs(30);

/// What requests for tokens go through.
pub(in crate::client) struct Via<'a> {
    pub(in crate::client) transport: &'a Transport,
    pub(in crate::client) base: &'a BaseUrl,
}

/// Who gives tokens. Behind a pointer: a program without such a credential is linked without all that they take.
pub(in crate::client) trait Tokens: fmt::Debug + Send + Sync {
    /// Whether another token can be had for one that is refused.
    fn is_renewable(&self) -> bool;

    /// The token to send now; an error where there is none and none was given.
    fn token<'a>(&'a self, via: &'a Via<'a>) -> Apart<'a, Bearer, TokenError>;

    /// Another token than this one, which a server has refused; an error where none was given.
    fn other<'a>(&'a self, refused: &'a Bearer, via: &'a Via<'a>) -> Apart<'a, Bearer, TokenError>;
}

/// A credential with the token that it gave.
pub(in crate::client) struct Managed {
    settings: OAuth2,
    flows: &'static [Flow],
    /// Held while a token is fetched, so that others wait for that one.
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    token: Option<Token>,
    /// The one that came last.
    refresh: Option<String>,
    /// Where the provider gives tokens, as it says.
    endpoint: Option<String>,
}

struct Token {
    bearer: Bearer,
    renew_at: Option<Instant>,
}

impl Managed {
    pub(in crate::client) fn new(settings: OAuth2, flows: &'static [Flow]) -> Self {
        Self {
            settings,
            flows,
            kept: Mutex::default(),
        }
    }

    async fn current(&self, via: &Via<'_>) -> Result<Bearer, TokenError> {
        if let Grant::Token(token) = &self.settings.grant {
            return Ok(token.clone());
        }
        let mut kept = self.kept.lock().await;
        if let Some(token) = kept.token.as_ref().filter(|token| token.is_fresh()) {
            return Ok(token.bearer.clone());
        }
        self.fetch(&mut kept, via).await
    }

    async fn next(&self, refused: &Bearer, via: &Via<'_>) -> Result<Bearer, TokenError> {
        let mut kept = self.kept.lock().await;
        match &kept.token {
            // Somebody else was faster.
            Some(token) if token.bearer != *refused => Ok(token.bearer.clone()),
            _ => {
                kept.token = None;
                self.fetch(&mut kept, via).await
            }
        }
    }

    async fn fetch(&self, kept: &mut Kept, via: &Via<'_>) -> Result<Bearer, TokenError> {
        let refresh = kept.refresh.clone();
        let mut granted = self.ask(refresh.as_deref(), kept, via).await;
        // A refresh token may be dead where the grant itself is not.
        if refresh.is_some() && matches!(granted, Err(TokenError::Refused { .. })) {
            kept.refresh = None;
            granted = self.ask(None, kept, via).await;
        }
        let Granted {
            token,
            expires_in,
            refresh_token,
        } = granted?;
        kept.refresh = refresh_token.or_else(|| kept.refresh.take());
        kept.token = Some(Token {
            bearer: token.clone(),
            renew_at: expires_in.and_then(renewal),
        });
        Ok(token)
    }

    async fn ask(&self, refresh: Option<&str>, kept: &mut Kept, via: &Via<'_>) -> Result<Granted, TokenError> {
        let is_refresh = refresh.is_some() || matches!(self.settings.grant, Grant::Refresh { .. });
        let provider = self.flows.iter().find(|flow| flow.kind == FlowKind::Discovery);
        let url = match (&self.settings.token_url, provider) {
            (Some(url), _) => url.clone(),
            (None, Some(provider)) => discovered(provider.token_url, kept, via).await?,
            (None, None) => self.described(is_refresh).ok_or(TokenError::NoTokenUrl)?.to_owned(),
        };
        let url = via.base.resolve(&url).ok_or(TokenError::TokenUrl)?;
        fetch(&self.settings, refresh, url, via.transport).await
    }

    /// Where the description says that tokens are given.
    fn described(&self, is_refresh: bool) -> Option<&'static str> {
        let wanted = match self.settings.grant {
            Grant::ClientCredentials(_) => Some(FlowKind::ClientCredentials),
            Grant::Password { .. } => Some(FlowKind::Password),
            Grant::Refresh { .. } | Grant::Token(_) => None,
        };
        let flow = self
            .flows
            .iter()
            .find(|flow| wanted.is_none_or(|kind| flow.kind == kind));
        flow.map(|flow| flow.refresh_url.filter(|_| is_refresh).unwrap_or(flow.token_url))
    }
}

/// Where a provider gives tokens; it is asked once.
async fn discovered(provider: &str, kept: &mut Kept, via: &Via<'_>) -> Result<String, TokenError> {
    if let Some(known) = &kept.endpoint {
        return Ok(known.clone());
    }
    let url = via.base.resolve(provider).ok_or(TokenError::TokenUrl)?;
    let endpoint = discover(url, via.transport).await?;
    kept.endpoint = Some(endpoint.clone());
    Ok(endpoint)
}

impl Token {
    fn is_fresh(&self) -> bool {
        self.renew_at.is_none_or(|at| Instant::now() < at)
    }
}

/// A tenth of its life before its end, where that is short.
fn renewal(expires_in: u64) -> Option<Instant> {
    let life = Duration::from_secs(expires_in);
    Instant::now().checked_add(life - MARGIN.min(life / 10))
}

impl Tokens for Managed {
    fn is_renewable(&self) -> bool {
        !matches!(self.settings.grant, Grant::Token(_))
    }

    fn token<'a>(&'a self, via: &'a Via<'a>) -> Apart<'a, Bearer, TokenError> {
        Box::pin(self.current(via))
    }

    fn other<'a>(&'a self, refused: &'a Bearer, via: &'a Via<'a>) -> Apart<'a, Bearer, TokenError> {
        Box::pin(self.next(refused, via))
    }
}

impl fmt::Debug for Managed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}
