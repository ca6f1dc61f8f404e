//! What happens between a call and its outcome; compiled once, for all operations.

use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use super::answer::Answer;
use super::authorize::Keyring;
use super::clock::Deadline;
use super::error::{CredentialError, DecodeError, Error, TransportError, UndocumentedAnswer};
use super::resume::Resumption;
use super::retry::Retries;
use super::settings::Settings;
use super::transport::Transport;
use crate::http_layer::{BaseUrl, Draft, EncodeError, Undecoded, decode, draft, is_streamed, media_type};
use crate::operation::{Answers, Operation, OperationTable};
use crate::types::{Body, BoxError};

/// The future of a call.
pub type Calling<'c, O> = Pin<Box<dyn Future<Output = Outcome<O>> + Send + 'c>>;

/// What comes of a call: the success, or why there is none.
pub type Outcome<O> = Result<<<O as Operation>::Response as Answers>::Success, Error<<O as Operation>::Response>>;

/// What comes of a call for any documented answer.
pub type Answered<O> = Result<Answer<<O as Operation>::Response>, Error<<O as Operation>::Response>>;

/// The inside of a generated client.
#[derive(Clone)]
pub struct Core(pub(super) Arc<Inner>);

pub(super) struct Inner {
    pub(super) base: BaseUrl,
    pub(super) is_described: bool,
    pub(super) transport: Transport,
    pub(super) keyring: Keyring,
    pub(super) answer_limit: usize,
    pub(super) timeout: Option<Duration>,
    pub(super) retries: Retries,
}

/// An answer, complete unless its body is documented as a stream.
struct Received {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

/// What an answer is made of; the body is empty where it is a stream.
pub(super) struct Parts {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Why there is no answer.
pub(super) enum Unsent {
    Encode(EncodeError),
    MissingCredential {
        operation: &'static str,
        scheme: &'static str,
    },
    Credential(CredentialError),
    Transport(TransportError),
}

impl Core {
    /// Calls an operation.
    ///
    /// # Errors
    /// Everything but the operation's success, see [`Error`].
    pub async fn call<O: Operation>(&self, operation: O, settings: Settings) -> Outcome<O> {
        let draft = draft(&operation);
        let received = self.exchange(draft, &settings).await?;
        documented::<O>(received)?.into_success()
    }

    /// Calls an operation for any answer that is documented.
    ///
    /// # Errors
    /// Everything but a documented answer, see [`Error`].
    pub async fn answer<O: Operation>(&self, operation: O, settings: Settings) -> Answered<O> {
        let draft = draft(&operation);
        let received = self.exchange(draft, &settings).await?;
        documented::<O>(received)
    }

    /// Calls an operation for whoever needs what the answer is made of, too.
    pub(super) async fn call_with_parts<O: Operation>(
        &self,
        draft: Draft,
        settings: &Settings,
    ) -> Result<(Outcome<O>, Parts), Error<O::Response>> {
        let received = self.exchange(Ok(draft), settings).await?;
        let parts = Parts {
            status: received.status,
            headers: received.headers.clone(),
            body: received.body.ready_bytes().unwrap_or_default(),
        };
        Ok((documented::<O>(received).and_then(Answer::into_success), parts))
    }

    async fn exchange(&self, draft: Result<Draft, EncodeError>, settings: &Settings) -> Result<Received, Unsent> {
        let draft = Box::new(draft?);
        let table = draft.table;
        let deadline = self.0.deadline(settings);
        let resumption = Resumption::of(&self.0, &draft, settings);
        let answer = self.0.send(draft, settings, deadline).await?;
        let receiving = pin!(receive(table, answer, self.0.answer_limit));
        let received = deadline.bound(receiving).await;
        let received = received.map(|received| match resumption {
            Some(resumption) => Received {
                body: received.body.with_resume(Box::new(resumption)),
                ..received
            },
            None => received,
        });
        received.map_err(|source| {
            Unsent::Transport(TransportError {
                operation: table.id,
                source,
            })
        })
    }
}

impl Inner {
    /// When a call has to be over that begins now.
    pub(super) fn deadline(&self, settings: &Settings) -> Deadline {
        Deadline::after(settings.changes().timeout.or(self.timeout))
    }
}

async fn receive(table: &'static OperationTable, answer: Response<Body>, limit: usize) -> Result<Received, BoxError> {
    let (parts, body) = answer.into_parts();
    let (status, headers) = (parts.status, parts.headers);
    let body = match is_streamed(table, status, &headers) {
        true => body,
        false => body.bytes(limit).await?.into(),
    };
    let body = match media_type(&headers) {
        Some(media_type) => body.with_media_type(media_type),
        None => body,
    };
    Ok(Received { status, headers, body })
}

/// Finds out which of the documented answers it is.
fn documented<O: Operation>(received: Received) -> Answered<O> {
    let operation = O::TABLE.id;
    let Received { status, headers, body } = received;
    let decoded = decode::<O>(status, &headers, &body);
    // What is streamed is a success, so there is nothing to keep of it.
    let body = body.ready_bytes().unwrap_or_default();
    match decoded {
        Ok(response) => Ok(Answer {
            operation,
            status,
            headers,
            response,
            body,
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
            Unsent::Credential(error) => Self::Credential(error),
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
