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
    /// `http` with the scheme `bearer`; `oauth2` and `openIdConnect` send their token this way too.
    Bearer,
    /// `http` with the scheme `basic`.
    Basic,
    /// `apiKey` in a header field of this name.
    HeaderKey(String),
    /// `apiKey` in a query parameter of this name.
    QueryKey(String),
    /// `apiKey` in a cookie of this name.
    CookieKey(String),
    /// Known to the document, not supported here (with a finding): nothing is sent, and no request is admitted by it.
    Unsupported,
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
