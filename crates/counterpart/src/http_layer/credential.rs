//! Credentials, the same on both sides; none of them shows its secret.

use std::fmt;

#[cfg(feature = "server")]
use subtle::ConstantTimeEq;

/// A bearer token: `Authorization: Bearer ..`.
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer(String);

impl Bearer {
    /// A credential of a token.
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The token, to be compared or verified.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is this token, in a time that does not tell how much of it is right.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn is(&self, token: &str) -> bool {
        equal(&self.0, token)
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bearer(..)")
    }
}

/// A bearer token, as a server's authenticator receives it.
pub type BearerToken = Bearer;

/// The value of an API key; where it stands is the scheme's.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl ApiKey {
    /// A credential of a key.
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key, to be compared or verified.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether it is this key, in a time that does not tell how much of it is right.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        equal(&self.0, key)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(..)")
    }
}

/// A user and a password: `Authorization: Basic ..`.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    user: String,
    password: String,
}

impl Basic {
    /// A credential of a user, who must not have a colon in the name, and a password.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            user: user.into(),
            password: password.into(),
        }
    }

    /// The user's name.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }

    /// The password, to be verified.
    #[must_use]
    pub fn expose_password(&self) -> &str {
        &self.password
    }

    /// Whether it is this user with this password, in a time that does not tell how much of it is right. A password that is
    /// kept should be kept as a hash; this is for the few that are configured.
    #[cfg(feature = "server")]
    #[must_use]
    pub fn is(&self, user: &str, password: &str) -> bool {
        // Both, whatever the first says.
        equal(&self.user, user) & equal(&self.password, password)
    }
}

/// Compares texts in a time that depends on their lengths alone.
#[cfg(feature = "server")]
fn equal(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

impl fmt::Debug for Basic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}
