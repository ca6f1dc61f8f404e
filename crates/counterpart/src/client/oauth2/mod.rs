//! OAuth 2.0 (RFC 6749): tokens that the user has, and those that the client fetches and renews by itself.

mod error;
mod managed;
mod request;

use std::fmt;

pub use self::error::TokenError;
pub(super) use self::managed::{Managed, Tokens, Via};
use crate::http_layer::Bearer;

/// The credential of an `oauth2` or `openIdConnect` scheme: a token, or what tokens are fetched with.
///
/// Tokens are fetched over the client's own transport when a call first needs one, kept, and renewed ahead of their end;
/// however many calls wait for a token, one request fetches it. All clones of a client share it.
#[derive(Clone)]
#[must_use]
pub struct OAuth2 {
    pub(super) grant: Grant,
    pub(super) scopes: Vec<String>,
    pub(super) token_url: Option<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) in_body: bool,
}

/// What a token is fetched with.
#[derive(Clone)]
pub(super) enum Grant {
    /// It is there.
    Token(Bearer),
    /// RFC 6749, section 4.4.
    ClientCredentials(Party),
    /// RFC 6749, section 6.
    Refresh { client: Party, token: String },
    /// RFC 6749, section 4.3.
    Password {
        client: Option<Party>,
        user: String,
        password: String,
    },
}

/// A client in the sense of RFC 6749.
#[derive(Clone)]
pub(super) struct Party {
    pub(super) id: String,
    /// Public clients have none.
    pub(super) secret: Option<String>,
}

impl OAuth2 {
    fn of(grant: Grant) -> Self {
        Self {
            grant,
            scopes: Vec::new(),
            token_url: None,
            parameters: Vec::new(),
            in_body: false,
        }
    }

    /// A token that is there; nobody renews it.
    pub fn token(token: impl Into<Bearer>) -> Self {
        Self::of(Grant::Token(token.into()))
    }

    /// The client's own id and secret (the flow `clientCredentials`, in Swagger 2.0 `application`).
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::of(Grant::ClientCredentials(Party {
            id: id.into(),
            secret: Some(secret.into()),
        }))
    }

    /// A refresh token that a user has granted to a client; `secret` is that of the client, if it has one.
    ///
    /// A server may answer with a new refresh token, which takes the place of the old one here, and only here.
    pub fn refresh_token(id: impl Into<String>, secret: Option<String>, token: impl Into<String>) -> Self {
        let client = Party { id: id.into(), secret };
        Self::of(Grant::Refresh {
            client,
            token: token.into(),
        })
    }

    /// A user's name and password (the flow `password`); with [`client`](Self::client) where the server asks for one.
    pub fn password(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self::of(Grant::Password {
            client: None,
            user: user.into(),
            password: password.into(),
        })
    }

    /// Sets the client that a user's name and password are sent by.
    pub fn client(mut self, id: impl Into<String>, secret: Option<String>) -> Self {
        if let Grant::Password { client, .. } = &mut self.grant {
            *client = Some(Party { id: id.into(), secret });
        }
        self
    }

    /// Adds a scope to ask for; without any, the server decides.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Sets where tokens are fetched, instead of where the description says, or the provider that it names (`openIdConnect`).
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Adds a parameter to the requests for tokens, such as `audience` or `resource`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends id and secret of the client in the body, for servers that do not know the header (RFC 6749, section 2.3.1).
    pub fn secret_in_body(mut self) -> Self {
        self.in_body = true;
        self
    }
}

impl From<Bearer> for OAuth2 {
    fn from(token: Bearer) -> Self {
        Self::token(token)
    }
}

impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = match &self.grant {
            Grant::Token(_) => "token",
            Grant::ClientCredentials(_) => "client_credentials",
            Grant::Refresh { .. } => "refresh_token",
            Grant::Password { .. } => "password",
        };
        f.debug_struct("OAuth2")
            .field("grant", &grant)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
