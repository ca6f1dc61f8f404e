//! A transport for tests: answers by operation, written with the types of the API, and a record of what was asked.

use std::fmt;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context as TaskContext, Poll};

use axum::response::Response as Answer;
use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderMap, Method, Request, Response, Uri};
use tower::{Service, ServiceExt};

use super::hook::Called;
use crate::operation::{Operation, OperationTable};
use crate::server::{Answering, Context, Problem, Route, RouterCore, Routes, serve};
use crate::types::{Body, BoxError};

/// The longest body of a request.
const LIMIT: usize = 64 * 1024 * 1024;

/// A transport that answers as a test says: `Client::builder().service(mock.clone())`.
///
/// ```text
/// let mock = Mock::new();
/// mock.expect(|request: PetGet| Ok(PetGetResponse::Ok(pet(request.id))));
/// ```
///
/// Requests are read from the bytes that the client sends, without the defaults of what it left out, and answers are written
/// as a server would. Where several expectations are of one operation, the first that is not used up answers. A request that
/// nothing expects is an error of the transport that tells what was expected. Clones share everything.
#[derive(Clone, Default)]
pub struct Mock(Arc<Shared>);

#[derive(Default)]
struct Shared {
    expected: Mutex<Vec<Arc<Entry>>>,
    recorded: Mutex<Vec<Recorded>>,
}

/// An expectation with how often it was met.
struct Entry {
    operation: &'static str,
    router: axum::Router,
    met: AtomicUsize,
    /// How often it answers; `usize::MAX` is always.
    times: AtomicUsize,
}

/// An expectation that can be narrowed down.
#[derive(Clone)]
pub struct Expectation(Arc<Entry>);

impl Expectation {
    /// Answers so often and no more, and is met only then; without it, an expectation answers always and is met by one
    /// request.
    #[allow(clippy::must_use_candidate, reason = "the expectation stands without its handle")]
    pub fn times(self, times: usize) -> Self {
        self.0.times.store(times, Ordering::Relaxed);
        self
    }
}

/// What happens instead of a documented answer.
#[derive(Debug)]
pub enum Instead {
    /// The transport fails.
    Failure(String),
    /// An answer that the description may not have.
    Answer(Box<Response<Body>>),
}

impl From<Response<Body>> for Instead {
    fn from(answer: Response<Body>) -> Self {
        Self::Answer(Box::new(answer))
    }
}

/// A request as the client sent it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The operation, or `request` for one that was made by hand.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The whole address.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// How many bytes of the path are the base URL's.
    base: usize,
}

impl Mock {
    /// A transport that expects nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the requests of an operation; which one it is follows from the argument of the function.
    #[allow(clippy::must_use_candidate, reason = "the expectation stands without its handle")]
    pub fn expect<O, F>(&self, answer: F) -> Expectation
    where
        O: Operation,
        F: Fn(O) -> Result<O::Response, Instead> + Send + Sync + 'static,
    {
        let entry = Arc::new(Entry {
            operation: O::TABLE.id,
            router: router(Scripted::<O>(Box::new(answer))),
            met: AtomicUsize::new(0),
            times: AtomicUsize::new(usize::MAX),
        });
        lock(&self.0.expected).push(Arc::clone(&entry));
        Expectation(entry)
    }

    /// Everything that was asked, in order, answered or not.
    #[must_use]
    pub fn recorded(&self) -> Vec<Recorded> {
        lock(&self.0.recorded).clone()
    }

    /// The requests of an operation, in order.
    #[must_use]
    pub fn asked<O: Operation>(&self) -> Vec<O> {
        let found = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&found);
        let router = router(Scripted::<O>(Box::new(move |request| {
            lock(&sink).push(request);
            Err(Instead::Failure(String::new()))
        })));
        for recorded in self.recorded().iter().filter(|one| one.operation == O::TABLE.id) {
            // Everything is there already, so nothing has to wait.
            router
                .clone()
                .oneshot(recorded.below_root(&Slot::default()))
                .now_or_never();
        }
        std::mem::take(&mut *lock(&found))
    }

    /// The expectations that are not met, in words.
    #[must_use]
    pub fn unmet(&self) -> Vec<String> {
        let expected = lock(&self.0.expected);
        let unmet = expected.iter().filter(|entry| !entry.is_met());
        unmet.map(|entry| entry.to_string()).collect()
    }

    fn answer(&self, recorded: &Recorded) -> Result<Arc<Entry>, BoxError> {
        let expected = lock(&self.0.expected);
        let found = expected
            .iter()
            .find(|entry| entry.operation == recorded.operation && entry.is_left());
        if let Some(entry) = found {
            entry.met.fetch_add(1, Ordering::Relaxed);
            return Ok(Arc::clone(entry));
        }
        let list: Vec<_> = expected.iter().map(|entry| entry.to_string()).collect();
        let list = match list.is_empty() {
            true => "there is no expectation (`Mock::expect`)".to_owned(),
            false => list.join(", "),
        };
        let Recorded {
            operation, method, uri, ..
        } = recorded;
        Err(format!("`{operation}` ({method} {}) is not expected; {list}", uri.path()).into())
    }
}

impl Entry {
    fn is_left(&self) -> bool {
        self.met.load(Ordering::Relaxed) < self.times.load(Ordering::Relaxed)
    }

    fn is_met(&self) -> bool {
        let met = self.met.load(Ordering::Relaxed);
        match self.times.load(Ordering::Relaxed) {
            usize::MAX => met > 0,
            times => met == times,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (met, times) = (self.met.load(Ordering::Relaxed), self.times.load(Ordering::Relaxed));
        match times {
            usize::MAX => write!(f, "`{}` is expected, and came {met} times", self.operation),
            times => write!(f, "`{}` is expected {times} times, and came {met}", self.operation),
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected: Vec<_> = lock(&self.0.expected).iter().map(|entry| entry.to_string()).collect();
        f.debug_tuple("Mock").field(&expected).finish()
    }
}

impl fmt::Debug for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expectation({})", self.0)
    }
}

impl Service<Request<Body>> for Mock {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mock = self.clone();
        Box::pin(async move {
            let recorded = Recorded::of(request).await?;
            lock(&mock.0.recorded).push(recorded.clone());
            let entry = mock.answer(&recorded)?;
            let slot = Slot::default();
            let answer = entry.router.clone().oneshot(recorded.below_root(&slot)).await;
            match lock(&slot.0).take() {
                Some(Instead::Failure(why)) => Err(why.into()),
                Some(Instead::Answer(answer)) => Ok(*answer),
                None => answer.map(|answer: Answer| answer.map(Body::new)).map_err(Into::into),
            }
        })
    }
}

impl Recorded {
    async fn of(request: Request<Body>) -> Result<Self, BoxError> {
        let called = Called::of(&request);
        let (parts, body) = request.into_parts();
        Ok(Self {
            operation: called.map_or("request", |called| called.operation()),
            base: called.map_or(0, |called| called.base),
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body: body.bytes(LIMIT).await?,
        })
    }

    /// The request as a server without a base path would get it.
    fn below_root(&self, slot: &Slot) -> axum::extract::Request {
        let whole = self.uri.path_and_query().map_or("/", |path| path.as_str());
        let path = whole.get(self.base..).unwrap_or(whole);
        let mut request = Request::new(axum::body::Body::from(self.body.clone()));
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = path.parse().unwrap_or_default();
        *request.headers_mut() = self.headers.clone();
        request.extensions_mut().insert(slot.clone());
        request
    }
}

/// Where a script leaves what no handler can answer.
#[derive(Clone, Default)]
struct Slot(Arc<Mutex<Option<Instead>>>);

/// What a test answers by.
type Script<O> = Box<dyn Fn(O) -> Result<<O as Operation>::Response, Instead> + Send + Sync>;

/// A script in the place of a handler.
struct Scripted<O: Operation>(Script<O>);

impl<O: Operation> Scripted<O> {
    /// Without the requirements: the client's credentials are not the mock's to judge.
    const TABLE: OperationTable = OperationTable {
        id: O::TABLE.id,
        method: O::TABLE.method,
        path: O::TABLE.path,
        server: None,
        inputs: O::TABLE.inputs,
        security: &[],
        answers: O::TABLE.answers,
        // What is in there does not depend on the requirements.
        prepared: O::TABLE.prepared,
    };

    fn run(&self, request: O, context: &Context) -> Answering<'_, O::Response> {
        let outcome = (self.0)(request).map_err(|instead| {
            if let Some(slot) = context.extensions().get::<Slot>() {
                *lock(&slot.0) = Some(instead);
            }
            Problem::internal()
        });
        Box::pin(std::future::ready(outcome))
    }
}

impl<O: Operation> Routes for Scripted<O>
where
    O::Response: Send,
{
    const ROUTES: &'static [Route<Self>] = &[Route {
        table: &Self::TABLE,
        call: |scripted, incoming| serve::<O>(incoming, |request, context| scripted.run(request, &context)),
    }];
}

fn router<O: Operation>(scripted: Scripted<O>) -> axum::Router {
    let mut core = RouterCore::new("", &[]);
    // A test wants to know what the client left out.
    core.without_defaults();
    core.add(Arc::new(scripted));
    core.into_axum()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
