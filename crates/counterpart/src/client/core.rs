//! What happens between a call and its outcome; compiled once, for all operations.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::mem;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::response::Parts;
use http::{HeaderMap, Response, StatusCode};

use super::answer::Answer;
use super::authorize::Keyring;
use super::clock::Deadline;
use super::error::{CredentialError, DecodeError, Error, TransportError, UndocumentedAnswer};
use super::resume::Resumption;
use super::retry::Retries;
use super::send::Apart;
use super::settings::Settings;
use super::trace;
use super::transport::{Arrival, Transport};
use crate::http_layer::{
    BaseUrl, Draft, EncodeError, MakeAnswer, Undecoded, decode_with, draft, is_streamed, media_type,
};
use crate::operation::{Answers, Operation, OperationTable};
use crate::types::{Body, BoxError};

/// What comes of a call: the success, or why there is none.
pub type Outcome<O> = Result<<<O as Operation>::Response as Answers>::Success, Error<<O as Operation>::Response>>;

/// What comes of a call for any documented answer.
pub type Answered<O> = Result<Answer<<O as Operation>::Response>, Error<<O as Operation>::Response>>;

/// The inside of a generated client.
// Behind a trait object: a call has it, and for every setter of a call the compiler looks into whatever the call drops. That would
// be all of a client and its transport, and a tenth more to check for each client (counted, see ARCHITECTURE.md).
#[derive(Clone)]
pub struct Core(Arc<dyn Shared>);

/// What hides what clients share.
trait Shared: Send + Sync {
    fn inner(&self) -> &Inner;
}

impl Shared for Inner {
    fn inner(&self) -> &Inner {
        self
    }
}

pub(super) struct Inner {
    pub(super) base: BaseUrl,
    pub(super) is_described: bool,
    pub(super) transport: Transport,
    /// The transport says who it is.
    pub(super) names_agent: bool,
    pub(super) keyring: Keyring,
    pub(super) answer_limit: usize,
    pub(super) timeout: Option<Duration>,
    pub(super) retries: Retries,
    /// There is no timeout, nothing is tried again, and no token is needed: calls for which nothing else is set go
    /// [straight](Core::straight).
    pub(super) is_straight: bool,
}

/// What is kept of an answer beside what it was read into; the body is empty where it is a stream.
pub(super) struct Kept {
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

/// Why there is no documented answer.
enum Unanswered {
    Unsent(Unsent),
    Undocumented(Box<UndocumentedAnswer>),
    Decode(Box<DecodeError>),
}

impl Core {
    pub(super) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    pub(super) fn inner(&self) -> &Inner {
        self.0.inner()
    }

    /// Calls an operation; the future fails with everything but the operation's success, see [`Error`].
    // The request is written before the future is made: within it the operation would take room, several times.
    pub fn call<O: Operation>(self, operation: O, settings: Settings) -> Calling<O> {
        Calling(self.answer(operation, settings))
    }

    /// Calls an operation for any answer that is documented; the future fails with everything else, see [`Error`].
    pub fn answer<O: Operation>(self, operation: O, settings: Settings) -> CallingAny<O> {
        CallingAny {
            exchange: self.begin(draft(&operation), settings),
            operation: PhantomData,
        }
    }

    /// The future of a call, one type for all operations.
    fn begin(self, draft: Result<Box<Draft>, EncodeError>, settings: Settings) -> Exchanging {
        match draft {
            Ok(draft) if self.inner().is_straight && settings.changes().is_none() => Box::pin(self.straight(draft)),
            draft => Box::pin(self.exchange(draft, settings)),
        }
    }

    /// As [`Core::exchange`], the way that most calls go: sent once, as long as it takes, and with nothing to wait for before.
    async fn straight(self, mut draft: Box<Draft>) -> Result<Arrival, Unsent> {
        let table = draft.table;
        let lost = Unsent::lost(table.id);
        let inner = self.inner();
        inner.ready_at_once(&mut draft)?;
        let is_handed_over = table.common().is_handed_over;
        let limit = (!is_handed_over).then_some(inner.answer_limit);
        let sending = trace::only_attempt(&inner.transport, draft, limit);
        let mut answer = sending.await.map_err(&lost)?;
        if is_handed_over {
            receive(table, &mut answer, inner.answer_limit).await.map_err(&lost)?;
        }
        Ok(answer)
    }

    /// Calls an operation for whoever needs what the answer is made of, too.
    pub(super) async fn call_with_parts<O: Operation>(
        &self,
        draft: Box<Draft>,
        settings: &Settings,
    ) -> Result<(Outcome<O>, Kept), Error<O::Response>> {
        let exchange = self.clone().exchange(Ok(draft), settings.clone());
        let answer = exchange.await.map_err(Unsent::into_error)?;
        let kept = Kept {
            status: answer.status(),
            headers: answer.headers().clone(),
            body: answer.body().ready_bytes().unwrap_or_default(),
        };
        Ok((succeeded::<O>(Ok(answer)), kept))
    }

    /// Sends a request and receives the answer, whole unless its body is documented as a stream.
    async fn exchange(self, draft: Result<Box<Draft>, EncodeError>, settings: Settings) -> Result<Arrival, Unsent> {
        let draft = draft?;
        let table = draft.table;
        let inner = self.inner();
        let deadline = inner.deadline(&settings);
        let resumption = Resumption::of(&self, &draft, &settings);
        let mut answer = inner.send(draft, &settings, deadline).await?;
        let limit = inner.answer_limit;
        let received = deadline.bound(pin!(receive(table, &mut answer, limit))).await;
        received.map_err(Unsent::lost(table.id))?;
        if let Some(resumption) = resumption {
            answer.body_mut().resume_with(Box::new(resumption));
        }
        Ok(answer)
    }
}

impl Inner {
    /// When a call has to be over that begins now.
    pub(super) fn deadline(&self, settings: &Settings) -> Deadline {
        let own = settings.changes().and_then(|changes| changes.timeout);
        Deadline::after(own.or(self.timeout))
    }
}

/// An answer on its way.
type Exchanging = Apart<'static, Arrival, Unsent>;

/// The future of a call: gives its success, or why there is none ([`Outcome`]). The request was written already; nothing is
/// sent until this is awaited.
#[must_use = "nothing is sent until it is awaited"]
pub struct Calling<O>(CallingAny<O>);

impl<O: Operation> Future for Calling<O> {
    type Output = Outcome<O>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.0.exchange.as_mut().poll(cx));
        Poll::Ready(succeeded::<O>(answer))
    }
}

/// The future of a call for any documented answer ([`Answered`]). The request was written already; nothing is sent until this is
/// awaited.
#[must_use = "nothing is sent until it is awaited"]
pub struct CallingAny<O> {
    exchange: Exchanging,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Future for CallingAny<O> {
    type Output = Answered<O>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.exchange.as_mut().poll(cx));
        let documented = documented::<O>(answer).map_err(Unanswered::into_error);
        Poll::Ready(documented.map(|(answer, response)| with_parts::<O>(*answer, response)))
    }
}

impl<O: Operation> fmt::Debug for Calling<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Calling").field(&O::TABLE.id).finish()
    }
}

impl<O: Operation> fmt::Debug for CallingAny<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallingAny").field(&O::TABLE.id).finish()
    }
}

/// Reads the body of an answer in place, unless it is to be handed over while it still arrives.
async fn receive(table: &'static OperationTable, answer: &mut Response<Body>, limit: usize) -> Result<(), BoxError> {
    let is_handed_over = table.common().is_handed_over;
    if !(is_handed_over && is_streamed(table, answer.status(), answer.headers())) {
        answer.body_mut().gather(limit).await?;
    }
    if is_handed_over {
        note_media_type(answer);
    }
    Ok(())
}

/// Lets the body know what it is.
fn note_media_type(answer: &mut Response<Body>) {
    if let Some(media_type) = media_type(answer.headers()).map(str::to_owned) {
        let body = mem::take(answer.body_mut());
        *answer.body_mut() = body.with_media_type(media_type);
    }
}

/// The success of an answer, of which the rest is kept only where it is none.
fn succeeded<O: Operation>(answer: Result<Arrival, Unsent>) -> Outcome<O> {
    let (answer, response) = documented::<O>(answer).map_err(Unanswered::into_error)?;
    match response.into_success() {
        Ok(success) => {
            discard(answer);
            Ok(success)
        }
        Err(response) => with_parts::<O>(*answer, response).into_success(),
    }
}

/// Finds out which of the documented answers it is.
fn documented<O: Operation>(answer: Result<Arrival, Unsent>) -> Result<(Arrival, O::Response), Unanswered> {
    let mut response = None;
    let answer = decoded(O::TABLE, answer, &mut |key, filler| {
        response = O::Response::read(key, filler)
    })?;
    match response {
        Some(response) => Ok((answer, response)),
        None => Err(refused(O::TABLE, *answer, Undecoded::Undocumented)),
    }
}

/// What of [`documented`] is the same for all operations.
fn decoded(
    table: &'static OperationTable,
    answer: Result<Arrival, Unsent>,
    read: &mut MakeAnswer<'_>,
) -> Result<Arrival, Unanswered> {
    let answer = answer.map_err(Unanswered::Unsent)?;
    match decode_with(table, answer.status(), answer.headers(), answer.body(), read) {
        Ok(()) => Ok(answer),
        Err(undecoded) => Err(refused(table, *answer, undecoded)),
    }
}

/// Apart, so that each operation's code calls it: an answer has much to drop.
#[inline(never)]
fn discard(answer: Arrival) {
    drop(answer);
}

/// What is kept of an answer beside what it was read into.
fn kept(answer: Response<Body>) -> Kept {
    let (Parts { status, headers, .. }, mut body) = answer.into_parts();
    // What is streamed is a success, so there is nothing to keep of it.
    let body = body.take_ready_bytes().unwrap_or_default();
    Kept { status, headers, body }
}

fn with_parts<O: Operation>(answer: Response<Body>, response: O::Response) -> Answer<O::Response> {
    let Kept { status, headers, body } = kept(answer);
    Answer {
        operation: O::TABLE.id,
        status,
        headers,
        response,
        body,
    }
}

#[cold]
fn refused(table: &'static OperationTable, answer: Response<Body>, undecoded: Undecoded) -> Unanswered {
    let operation = table.id;
    let Kept { status, headers, body } = kept(answer);
    match undecoded {
        Undecoded::Undocumented => Unanswered::Undocumented(Box::new(UndocumentedAnswer {
            operation,
            status,
            headers,
            body,
        })),
        Undecoded::Misfit(error) => Unanswered::Decode(Box::new(DecodeError {
            operation,
            status,
            headers,
            body,
            error,
        })),
    }
}

impl Unsent {
    /// The transport did not give the answer to a call of an operation.
    pub(super) fn lost(operation: &'static str) -> impl Fn(BoxError) -> Self {
        move |source| Self::Transport(TransportError { operation, source })
    }

    // No `From`, which the compiler would propose to who looks for a way from another error.
    pub(super) fn into_error<R>(self) -> Error<R> {
        match self {
            Self::Encode(error) => Error::Encode(error),
            Self::MissingCredential { operation, scheme } => Error::MissingCredential { operation, scheme },
            Self::Credential(error) => Error::Credential(error),
            Self::Transport(error) => Error::Transport(error),
        }
    }
}

impl Unanswered {
    fn into_error<R>(self) -> Error<R> {
        match self {
            Self::Unsent(unsent) => unsent.into_error(),
            Self::Undocumented(answer) => Error::Undocumented(answer),
            Self::Decode(error) => Error::Decode(error),
        }
    }
}

impl From<EncodeError> for Unsent {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner().base)
            .finish_non_exhaustive()
    }
}
