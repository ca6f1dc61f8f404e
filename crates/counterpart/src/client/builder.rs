//! The inside of a generated client builder.

use std::fmt;
use std::sync::Arc;

use super::authorize::{Credential, Keyring};
use super::core::{Core, Inner};
use super::transport::Transport;
use crate::http_layer::{BaseUrl, BaseUrlError};
use crate::operation::Scheme;

/// How many bytes of an answer are read into memory unless told otherwise: far more than any document that is read as a
/// whole, and not all that a hostile server can send.
const ANSWER_LIMIT: usize = 64 * 1024 * 1024;

/// What a client is built from.
#[derive(Clone, Debug)]
#[must_use]
pub struct CoreBuilder {
    /// The first server of the description, used where it is a whole address.
    server: &'static str,
    base: Option<BaseUrl>,
    transport: Option<Transport>,
    keyring: Keyring,
    answer_limit: usize,
}

impl CoreBuilder {
    /// A builder for an API with these schemes.
    pub fn new(server: &'static str, schemes: &'static [Scheme]) -> Self {
        let keyring = Keyring {
            schemes,
            credentials: Vec::new(),
        };
        Self {
            server,
            base: None,
            transport: None,
            keyring,
            answer_limit: ANSWER_LIMIT,
        }
    }

    /// Sets the address below which the API lives.
    ///
    /// # Errors
    /// When it is not a whole address.
    pub fn base_url(mut self, url: &str) -> Result<Self, BaseUrlError> {
        self.base = Some(BaseUrl::parse(url)?);
        Ok(self)
    }

    /// Sets what carries the requests.
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Adds the credential of a scheme.
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.keyring.credentials.push((scheme, credential));
        self
    }

    /// Limits how many bytes of an answer are read into memory, 64 MiB unless told; what is streamed is not limited.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Puts the client together.
    ///
    /// # Errors
    /// When there is no address or nothing that carries requests.
    pub fn build(self) -> Result<Core, BuildError> {
        let Self {
            server,
            base,
            transport,
            keyring,
            answer_limit,
        } = self;
        let base = match base {
            Some(base) => base,
            None => BaseUrl::parse(server).map_err(BuildError::BaseUrl)?,
        };
        let transport = match transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        Ok(Core(Arc::new(Inner {
            base,
            transport,
            keyring,
            answer_limit,
        })))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Transport, BuildError> {
    let client = default_client()
        .build()
        .map_err(|error| BuildError::Transport(error.into()))?;
    Ok(Transport::reqwest(client))
}

#[cfg(feature = "reqwest")]
fn default_client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        // A documented redirect is an answer like any other, and must reach the caller.
        .redirect(reqwest::redirect::Policy::none())
        // Without one a call waits for as long as the system tries, which is minutes.
        .connect_timeout(std::time::Duration::from_secs(10))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Transport, BuildError> {
    Err(BuildError::NoTransport)
}

/// Why a client cannot be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// No base URL was given, and the description's server is not a whole address.
    BaseUrl(BaseUrlError),
    /// Neither `service(..)` was called nor is the feature `reqwest` on.
    NoTransport,
    /// The default transport cannot be made.
    Transport(crate::types::BoxError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(error) => write!(f, "{error}; set it with `base_url(..)`"),
            Self::NoTransport => {
                f.write_str("nothing carries requests: call `service(..)` or turn the feature `reqwest` on")
            }
            Self::Transport(error) => write!(f, "the transport cannot be made: {error}"),
        }
    }
}

impl From<BaseUrlError> for BuildError {
    fn from(error: BaseUrlError) -> Self {
        Self::BaseUrl(error)
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::BaseUrl(error) => Some(error),
            Self::NoTransport => None,
            Self::Transport(error) => Some(&**error),
        }
    }
}

#[cfg(all(test, feature = "reqwest"))]
mod tests {
    #[test]
    fn the_default_transport_gives_up_to_connect() {
        let shown = format!("{:?}", super::default_client());
        assert!(shown.contains("connect_timeout: 10s"), "{shown}");
    }
}
