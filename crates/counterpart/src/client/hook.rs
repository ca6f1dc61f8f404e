//! What looks at requests and answers on their way.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use tower::{Service, ServiceExt};

use super::transport::Transport;
use crate::http_layer::Draft;
use crate::operation::OperationTable;
use crate::types::{Body, BoxError};

/// Which operation a request is of; layers find it among the extensions of the request.
#[derive(Clone, Copy)]
pub struct Called {
    pub(super) table: &'static OperationTable,
    /// How many bytes of the path are the base URL's.
    #[cfg(feature = "mock")]
    pub(super) base: usize,
}

impl Called {
    /// What a finished draft is of.
    pub(super) fn by(draft: &Draft) -> Self {
        Self {
            table: draft.table,
            #[cfg(feature = "mock")]
            base: draft.base_length(),
        }
    }

    /// The operationId, or `request` for one that was made by hand.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.table.id
    }

    /// The path as the description has it, such as `/pets/{id}`; empty for a request that was made by hand.
    #[must_use]
    pub fn path_template(&self) -> &'static str {
        self.table.path
    }

    /// What a request is of, if a client sent it.
    #[must_use]
    pub fn of<B>(request: &Request<B>) -> Option<Self> {
        request.extensions().get().copied()
    }
}

impl fmt::Debug for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Called")
            .field("operation", &self.operation())
            .field("path_template", &self.path_template())
            .finish()
    }
}

/// Looks at requests and answers on their way: for what needs to wait, or to answer by itself, there are tower layers.
///
/// It is told of each attempt, and of the requests for tokens, which have no operation.
pub trait Hook: Send + Sync + 'static {
    /// A request is about to leave.
    ///
    /// # Errors
    /// Where it shall not leave; that is the outcome of the attempt then.
    fn before(&self, called: Option<Called>, request: &mut Request<Body>) -> Result<(), BoxError> {
        let _ = (called, request);
        Ok(())
    }

    /// The head of an answer is there, or there will be none.
    fn after(&self, called: Option<Called>, outcome: Result<&Response<Body>, &(dyn Error + Send + Sync + 'static)>) {
        let _ = (called, outcome);
    }
}

/// A transport that a hook looks at.
#[derive(Clone)]
pub(super) struct Hooked {
    pub(super) hook: Arc<dyn Hook>,
    pub(super) inner: Transport,
}

impl Service<Request<Body>> for Hooked {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        let Self { hook, inner } = self.clone();
        Box::pin(async move {
            let called = Called::of(&request);
            hook.before(called, &mut request)?;
            let outcome = inner.oneshot(request).await;
            hook.after(called, outcome.as_ref().map_err(|error| &**error));
            outcome
        })
    }
}
