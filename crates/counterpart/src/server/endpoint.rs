//! An operation and the code that answers it.

use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;

use axum::response::Response;
use http::StatusCode;

use super::context::Context;
use super::extract::Incoming;
use super::problem::Problem;
use super::respond::Reply;
use crate::operation::{Answers, Operation, OperationTable};

/// What a method of a handler trait returns; `#[counterpart::handler]` makes it of an `async fn`.
pub type Answering<'f, R> = Pin<Box<dyn Future<Output = Result<R, Problem>> + Send + 'f>>;

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

/// Answers a request; whoever makes one of these knows the operation's types, or does without.
pub(super) type Call = Arc<dyn Fn(Incoming) -> Answering<'static, Response> + Send + Sync>;

/// An operation with its handler.
#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) table: &'static OperationTable,
    call: Call,
}

impl Endpoint {
    pub(super) fn new<H: ?Sized + Routes>(handler: &Arc<H>, route: &Route<H>) -> Self {
        let (handler, call) = (Arc::clone(handler), route.call);
        let call = move |incoming| -> Answering<'static, Response> {
            let handler = Arc::clone(&handler);
            Box::pin(async move { call(&handler, incoming).await.map(Reply::into_response) })
        };
        Self::at(route.table, Arc::new(call))
    }

    pub(super) fn at(table: &'static OperationTable, call: Call) -> Self {
        Self { table, call }
    }

    pub(super) fn call(&self, incoming: Incoming) -> Answering<'static, Response> {
        (self.call)(incoming)
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
    match incoming.read() {
        Ok((operation, context)) => written(call(operation, context)),
        Err(problem) => Box::pin(ready(Err(problem))),
    }
}

fn written<R: Answers>(answering: Answering<'_, R>) -> Answering<'_, Reply> {
    Box::pin(async move { Reply::of(&answering.await?) })
}

/// What a method of a handler trait answers that nobody has written: 501.
#[must_use]
pub fn not_implemented<'f, O, R: Send + 'f>(_request: O, context: Context) -> Answering<'f, R> {
    Box::pin(ready(Err(unwritten(&context))))
}

fn unwritten(context: &Context) -> Problem {
    Problem::new(StatusCode::NOT_IMPLEMENTED).detail(format!("`{}` is not implemented", context.operation()))
}
