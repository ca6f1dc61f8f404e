//! Why there is no token.

use std::fmt;

use http::StatusCode;

use crate::types::BoxError;

/// Why no token was fetched. None of it shows a credential, nor what the server wrote but for its error code.
#[derive(Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// Neither the description nor the credential says where tokens are fetched.
    NoTokenUrl,
    /// The address of the tokens is none.
    TokenUrl,
    /// The server does not give one.
    Refused {
        /// The status of the answer.
        status: StatusCode,
        /// The error code of RFC 6749, section 5.2, such as `invalid_client`.
        code: Option<String>,
    },
    /// The answer holds no token of the type `Bearer`.
    Malformed,
    /// The provider of `openIdConnect` does not say where it gives tokens.
    Undiscovered {
        /// The status with which it should have described itself.
        status: StatusCode,
    },
    /// There was no answer.
    Transport(BoxError),
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTokenUrl => {
                f.write_str("the description does not say where tokens are fetched; set it with `token_url(..)`")
            }
            Self::TokenUrl => f.write_str("the address where tokens are fetched is not a legal one"),
            Self::Refused { status, code } => {
                write!(f, "the token endpoint answered {status}")?;
                code.iter().try_for_each(|code| write!(f, ": {code}"))
            }
            Self::Malformed => f.write_str("the token endpoint answered without a bearer token"),
            Self::Undiscovered { status } => {
                write!(
                    f,
                    "the provider, asked to describe itself, answered {status} and no address for tokens"
                )
            }
            Self::Transport(error) => write!(f, "the token endpoint gave no answer: {error}"),
        }
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(&**error),
            Self::NoTokenUrl | Self::TokenUrl | Self::Refused { .. } | Self::Malformed | Self::Undiscovered { .. } => {
                None
            }
        }
    }
}
