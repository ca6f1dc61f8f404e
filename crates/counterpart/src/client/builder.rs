//! The inside of a generated client builder.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::authorize::{Credential, Keyring};
use super::core::{Core, Inner};
use super::hook::{Hook, Hooked};
use super::retry::Retries;
use super::transport::{Layering, Transport, TransportLayer};
use crate::http_layer::{BaseUrl, BaseUrlError};
use crate::operation::Scheme;
use crate::types::BoxError;

/// How many bytes of an answer are read into memory unless told otherwise: far more than any document that is read as a
/// whole, and not all that a hostile server can send.
const ANSWER_LIMIT: usize = 64 * 1024 * 1024;

/// Without a limit a call waits for as long as the system tries, which is minutes.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What a client is built from.
#[derive(Clone)]
#[must_use]
pub struct CoreBuilder {
    /// The first server of the description, used where it is a whole address.
    server: &'static str,
    base: Option<BaseUrl>,
    /// Is the address one of the description, so that operations with a server of their own live there?
    is_described: bool,
    transport: Option<Transport>,
    layers: Vec<Layering>,
    keyring: Keyring,
    answer_limit: usize,
    connect_timeout: Duration,
    timeout: Option<Duration>,
    retries: Retries,
}

impl CoreBuilder {
    /// A builder for an API with these schemes.
    pub fn new(server: &'static str, schemes: &'static [Scheme]) -> Self {
        Self {
            server,
            base: None,
            is_described: true,
            transport: None,
            layers: Vec::new(),
            keyring: Keyring::new(schemes),
            answer_limit: ANSWER_LIMIT,
            connect_timeout: CONNECT_TIMEOUT,
            timeout: None,
            retries: Retries::none(),
        }
    }

    /// A builder for what calls operations at whole addresses alone.
    pub fn sender(schemes: &'static [Scheme]) -> Self {
        // Every call brings its own. RFC 2606 has a name for hosts that are none.
        Self::new("http://callee.invalid", schemes)
    }

    /// Sets the address below which the API lives, all operations of it.
    ///
    /// # Errors
    /// When it is not a whole address.
    pub fn base_url(mut self, url: &str) -> Result<Self, BaseUrlError> {
        self.base = Some(BaseUrl::parse(url)?);
        self.is_described = false;
        Ok(self)
    }

    /// Sets the address to that of a server of the description.
    ///
    /// # Errors
    /// When it is not a whole address.
    pub fn described(mut self, url: &str) -> Result<Self, BaseUrlError> {
        self = self.base_url(url)?;
        self.is_described = true;
        Ok(self)
    }

    /// Sets what carries the requests.
    pub fn transport(mut self, transport: Transport) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Adds the credential of a scheme.
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.keyring.add(scheme, credential);
        self
    }

    /// Limits how many bytes of an answer are read into memory, 64 MiB unless told; what is streamed is not limited.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Wraps what carries the requests; the layer that is added last sees a request first.
    pub fn layer(mut self, layer: impl TransportLayer) -> Self {
        self.layers.push(Arc::new(move |inner| layer.wrap(inner)));
        self
    }

    /// Adds a hook; the one that is added last sees a request first.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        let hook: Arc<dyn Hook> = Arc::new(hook);
        self.layers.push(Arc::new(move |inner| {
            let hook = Arc::clone(&hook);
            Transport::new(Hooked { hook, inner })
        }));
        self
    }

    /// Sets how long the default transport tries to connect, 10 seconds unless told.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long a call may take.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets how often calls are tried again.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
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
            is_described,
            transport,
            layers,
            keyring,
            answer_limit,
            connect_timeout,
            timeout,
            retries,
        } = self;
        let base = match base {
            Some(base) => base,
            None => BaseUrl::parse(server).map_err(BuildError::BaseUrl)?,
        };
        let transport = match transport {
            Some(transport) => transport,
            None => default_transport(connect_timeout, &base)?,
        };
        let names_agent = transport.names_agent();
        let transport = layers.iter().fold(transport, |inner, layer| layer(inner));
        Ok(Core::new(Inner {
            base,
            is_described,
            transport,
            names_agent,
            answer_limit,
            timeout,
            is_straight: timeout.is_none() && !retries.are_wanted() && !keyring.has_tokens(),
            retries,
            keyring,
        }))
    }
}

#[cfg(feature = "reqwest-transport")]
fn default_transport(connect_timeout: Duration, base: &BaseUrl) -> Result<Transport, BuildError> {
    let client = default_client(connect_timeout, base)
        .build()
        .map_err(|error| BuildError::Transport(error.into()))?;
    Ok(Transport::reqwest(client))
}

#[cfg(all(feature = "reqwest-transport", not(target_arch = "wasm32")))]
fn default_client(connect_timeout: Duration, base: &BaseUrl) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        // A documented redirect is an answer like any other, and must reach the caller.
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(super::send::AGENT)
        .connect_timeout(connect_timeout);
    // By itself reqwest sends again what a server of HTTP/2 has refused to begin with, and copies every request for that; without
    // TLS no version but HTTP/1.1 is agreed on, which knows no such refusal.
    let builder = match base.is_plain() {
        true => builder.retry(reqwest::retry::never().max_retries_per_request(0)),
        false => builder,
    };
    // Who asks for it gets it, whatever another crate of the program asks for beside it.
    #[cfg(feature = "native-tls")]
    let builder = builder.tls_backend_native();
    builder
}

/// A browser follows redirects and gives up to connect as it sees fit.
#[cfg(all(feature = "reqwest-transport", target_arch = "wasm32"))]
fn default_client(_connect_timeout: Duration, _base: &BaseUrl) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

#[cfg(not(feature = "reqwest-transport"))]
fn default_transport(_connect_timeout: Duration, _base: &BaseUrl) -> Result<Transport, BuildError> {
    Err(BuildError::NoTransport)
}

impl fmt::Debug for CoreBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &self.base)
            .field("credentials", &self.keyring)
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
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
    Transport(BoxError),
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

#[cfg(all(test, feature = "reqwest-transport"))]
mod tests {
    #[test]
    fn the_default_transport_gives_up_to_connect() {
        for base in ["https://x.example", "http://127.0.0.1"] {
            let base = super::BaseUrl::parse(base).expect("an address");
            let shown = format!("{:?}", super::default_client(super::CONNECT_TIMEOUT, &base));
            assert!(shown.contains("connect_timeout: 10s"), "{shown}");
        }
    }
}
