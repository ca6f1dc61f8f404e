//! Security schemes and what operations require of them.

/// The index of a scheme in [`Api::security_schemes`](super::Api::security_schemes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecuritySchemeId(pub(crate) u32);

impl SecuritySchemeId {
    /// The position in the arena.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A security scheme (OpenAPI 3.0, 4.7.27).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// The key under `components.securitySchemes`.
    pub name: String,
    /// What credential it asks for.
    pub kind: SecuritySchemeKind,
    /// CommonMark.
    pub description: Option<String>,
}

/// The kinds of credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// `http` with the scheme `bearer`.
    Bearer,
    /// `http` with the scheme `basic`.
    Basic,
    /// `apiKey` in a header field of this name.
    HeaderKey(String),
    /// `apiKey` in a query parameter of this name.
    QueryKey(String),
    /// `apiKey` in a cookie of this name.
    CookieKey(String),
    /// `oauth2`: a bearer token that one of these flows gives.
    OAuth2(Vec<OAuth2Flow>),
    /// `openIdConnect`: a bearer token of the provider that describes itself at this address.
    OpenIdConnect(String),
    /// `mutualTLS`: the client's certificate, which is a matter of the connection (with a finding): no request is admitted
    /// by it.
    MutualTls,
    /// Known to the document, not supported here (with a finding): nothing is sent, and no request is admitted by it.
    Unsupported,
}

/// A flow of OAuth 2.0 (OpenAPI 3.2, 4.29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuth2Flow {
    /// What a token is given for, and where. Addresses are as the document has them, possibly relative; never empty.
    pub grant: OAuth2Grant,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// Each scope with what it is for.
    pub scopes: Vec<(String, String)>,
}

/// The kinds of flows with their addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OAuth2Grant {
    /// `implicit`.
    Implicit {
        /// Where a user grants access.
        authorization_url: String,
    },
    /// `password`.
    Password {
        /// Where tokens are given.
        token_url: String,
    },
    /// `clientCredentials`.
    ClientCredentials {
        /// Where tokens are given.
        token_url: String,
    },
    /// `authorizationCode`.
    AuthorizationCode {
        /// Where a user grants access.
        authorization_url: String,
        /// Where tokens are given.
        token_url: String,
    },
    /// `deviceAuthorization` (OpenAPI 3.2).
    DeviceAuthorization {
        /// Where a device asks for a code.
        device_authorization_url: String,
        /// Where tokens are given.
        token_url: String,
    },
}

/// One alternative: all its parts are needed (OpenAPI 3.0, 4.7.30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Empty: anonymous access.
    pub parts: Vec<RequirementPart>,
}

/// A scheme and the scopes it must grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementPart {
    /// The scheme.
    pub scheme: SecuritySchemeId,
    /// OAuth2 scopes.
    pub scopes: Vec<String>,
}
