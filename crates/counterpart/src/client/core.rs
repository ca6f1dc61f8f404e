//! What happens between a call and its outcome; compiled once, for all operations.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{HeaderValue, USER_AGENT};
use http::{HeaderMap, Response, StatusCode};

use super::authorize::Keyring;
use super::error::{ApiError, DecodeError, Error, TransportError, UndocumentedAnswer};
use super::transport::Transport;
use crate::http_layer::{BaseUrl, Body, BoxError, Draft, EncodeError, Undecoded, decode, draft};
use crate::operation::{Answers, Operation};

/// The future of a call.
pub type Calling<'c, O> = Pin<Box<dyn Future<Output = Outcome<O>> + Send + 'c>>;

/// What comes of a call: the success, or why there is none.
pub type Outcome<O> = Result<<<O as Operation>::Response as Answers>::Success, Error<<O as Operation>::Response>>;

/// The inside of a generated client.
#[derive(Clone)]
pub struct Core(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) base: BaseUrl,
    pub(super) transport: Transport,
    pub(super) keyring: Keyring,
    pub(super) answer_limit: usize,
}

/// A complete answer.
struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// Why there is no answer.
pub(super) enum Unsent {
    Encode(EncodeError),
    MissingCredential {
        operation: &'static str,
        scheme: &'static str,
    },
    Transport(TransportError),
}

impl Core {
    /// Calls an operation.
    ///
    /// # Errors
    /// Everything but the operation's success, see [`Error`].
    pub async fn call<O: Operation>(&self, operation: O) -> Outcome<O> {
        let draft = draft(&operation);
        let received = self.exchange(draft).await?;
        conclude::<O>(received)
    }

    async fn exchange(&self, draft: Result<Draft, EncodeError>) -> Result<Received, Unsent> {
        let Inner {
            base,
            transport,
            keyring,
            answer_limit,
        } = &*self.0;
        let mut draft = draft?;
        let operation = draft.table.id;
        keyring.authorize(&mut draft)?;
        let mut request = draft.finish(base)?;
        // Some servers refuse requests without one.
        const AGENT: HeaderValue = HeaderValue::from_static(concat!("counterpart/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().entry(USER_AGENT).or_insert(AGENT);
        let answered = async { receive(transport.send(request).await?, *answer_limit).await };
        answered
            .await
            .map_err(|source| Unsent::Transport(TransportError { operation, source }))
    }
}

async fn receive(answer: Response<Body>, limit: usize) -> Result<Received, BoxError> {
    let (parts, body) = answer.into_parts();
    let body = body.collect(limit).await?;
    Ok(Received {
        status: parts.status,
        headers: parts.headers,
        body,
    })
}

/// Tells success from error.
fn conclude<O: Operation>(received: Received) -> Outcome<O> {
    let operation = O::TABLE.id;
    let Received { status, headers, body } = received;
    match decode::<O>(status, &headers, &body) {
        Ok(response) => response.into_success().map_err(|response| {
            Error::Api(Box::new(ApiError {
                operation,
                status,
                headers,
                body,
                response,
            }))
        }),
        Err(Undecoded::Undocumented) => Err(Error::Undocumented(Box::new(UndocumentedAnswer {
            operation,
            status,
            headers,
            body,
        }))),
        Err(Undecoded::Misfit(error)) => Err(Error::Decode(Box::new(DecodeError {
            operation,
            status,
            headers,
            body,
            error,
        }))),
    }
}

impl From<EncodeError> for Unsent {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl<R> From<Unsent> for Error<R> {
    fn from(unsent: Unsent) -> Self {
        match unsent {
            Unsent::Encode(error) => Self::Encode(error),
            Unsent::MissingCredential { operation, scheme } => Self::MissingCredential { operation, scheme },
            Unsent::Transport(error) => Self::Transport(error),
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base)
            .finish_non_exhaustive()
    }
}
