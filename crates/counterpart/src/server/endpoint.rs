//! An operation and the code that answers it.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use http::StatusCode;

use super::context::Context;
use super::extract::Incoming;
use super::inspect::Inspector;
use super::probe::Probe;
use super::problem::Problem;
use super::respond::Reply;
use crate::operation::{Answers, Operation, OperationTable};

/// What a method of a handler trait returns; `#[counterpart::handler]` makes it of an `async fn`.
pub type Answering<'f, R> = Pin<Box<dyn Future<Output = Result<R, Problem>> + Send + 'f>>;

/// What a method under `#[counterpart::handler]` may return: a result whose error becomes a [`Problem`].
///
/// ```
/// use counterpart::Problem;
///
/// struct SoldOut;
/// impl From<SoldOut> for Problem {
///     fn from(_: SoldOut) -> Self {
///         Problem::conflict().detail("nothing is left")
///     }
/// }
/// // async fn order_create(&self, request: OrderCreate, context: Context) -> Result<OrderCreateResponse, SoldOut> { .. }
/// ```
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    note = "it returns `Result<R, E>`, where `Problem` is made of `E` by `From`"
)]
pub trait Outcome {
    /// The result with a problem for an error.
    type Answered;

    /// Makes a problem of the error.
    fn answer(self) -> Self::Answered;
}

impl<R, E: Into<Problem>> Outcome for Result<R, E> {
    type Answered = Result<R, Problem>;

    fn answer(self) -> Self::Answered {
        self.map_err(Into::into)
    }
}

/// A row of a generated route table.
pub struct Route<H: ?Sized + 'static> {
    /// The operation.
    pub table: &'static OperationTable,
    /// Reads the request, calls the handler, writes the answer.
    pub call: for<'h> fn(&'h H, Incoming) -> Answering<'h, Reply>,
}

/// The route table of a handler trait, implemented by `router!` on its trait object: it is compiled with the generated
/// code, whatever the application writes.
pub trait Routes: Send + Sync + 'static {
    /// One row an operation.
    const ROUTES: &'static [Route<Self>];
}

/// The operations of a handler trait.
#[must_use]
pub fn tables<H: ?Sized + Routes>() -> Vec<&'static OperationTable> {
    H::ROUTES.iter().map(|route| route.table).collect()
}

/// An operation with its handler.
pub(super) struct Endpoint {
    pub(super) table: &'static OperationTable,
    target: Box<dyn Target>,
}

/// A handler, whatever its trait is.
trait Target: Send + Sync {
    fn call(&self, incoming: Incoming) -> Answering<'_, Reply>;
}

struct Bound<H: ?Sized + 'static> {
    handler: Arc<H>,
    call: for<'h> fn(&'h H, Incoming) -> Answering<'h, Reply>,
}

impl<H: ?Sized + Routes> Target for Bound<H> {
    fn call(&self, incoming: Incoming) -> Answering<'_, Reply> {
        (self.call)(&self.handler, incoming)
    }
}

/// What answers an operation that no generated code knows.
struct Unbound<F>(F);

impl<F: Fn(Incoming) -> Answering<'static, Reply> + Send + Sync> Target for Unbound<F> {
    fn call(&self, incoming: Incoming) -> Answering<'_, Reply> {
        (self.0)(incoming)
    }
}

impl Endpoint {
    pub(super) fn unbound(
        table: &'static OperationTable,
        call: impl Fn(Incoming) -> Answering<'static, Reply> + Send + Sync + 'static,
    ) -> Self {
        let target = Box::new(Unbound(call));
        Self { table, target }
    }

    pub(super) fn new<H: ?Sized + Routes>(handler: &Arc<H>, route: &Route<H>) -> Self {
        let target = Bound {
            handler: Arc::clone(handler),
            call: route.call,
        };
        Self {
            table: route.table,
            target: Box::new(target),
        }
    }

    pub(super) fn call(&self, incoming: Incoming) -> Answering<'_, Reply> {
        self.target.call(incoming)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({})", self.table.id)
    }
}

/// Serves a request by a method of a handler.
pub fn serve<'h, O: Operation>(
    incoming: Incoming,
    call: impl FnOnce(O, Context) -> Answering<'h, O::Response>,
) -> Answering<'h, Reply> {
    compiled_here::<O>();
    let inspector = incoming.inspector();
    match incoming.read() {
        Ok((operation, context)) => written(call(operation, context), inspector),
        Err(problem) => Box::pin(ready(Err(problem))),
    }
}

fn written<R: Answers>(answering: Answering<'_, R>, inspector: Option<Inspector>) -> Answering<'_, Reply> {
    Box::pin(async move {
        let answer = answering.await?;
        if let Some(inspector) = inspector {
            inspector.inspect(&answer)?;
        }
        Reply::of(&answer)
    })
}

/// Has methods that nobody writes compiled with the generated crate, which calls [`serve`] for each operation: a debug build of an
/// application would otherwise compile them all anew.
fn compiled_here<O: Operation>() {
    if cfg!(debug_assertions) {
        let unwritten: fn(O, Context) -> Answering<'static, O::Response> = not_implemented;
        std::hint::black_box(unwritten);
    }
}

/// What a method of a handler trait answers that nobody has written: 501.
#[must_use]
pub fn not_implemented<'f, O, R: Send + 'f>(_request: O, context: Context) -> Answering<'f, R> {
    Probe::mark(context.extensions());
    Box::pin(ready(Err(unwritten(&context))))
}

fn unwritten(context: &Context) -> Problem {
    Problem::new(StatusCode::NOT_IMPLEMENTED).detail(format!("`{}` is not implemented", context.operation()))
}
