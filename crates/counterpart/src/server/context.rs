//! What a handler knows of its request beyond the operation's inputs.

use std::fmt;
use std::net::SocketAddr;
use std::time::Instant;

use axum::extract::FromRequestParts;
use http::{Extensions, HeaderMap, Method, Uri};

use super::negotiate;
use super::problem::Problem;
use super::security::{Admitted, Principal};
use crate::operation::{Bodies, OperationTable};

/// The request around an operation: who sends it, its headers, and what layers have left for the handler.
///
/// Its `Debug` tells which operation was called and nothing that was sent.
pub struct Context {
    pub(super) table: &'static OperationTable,
    pub(super) deadline: Option<Instant>,
    /// Boxed: what is handed on is moved, and this is large.
    pub(super) parts: Box<http::request::Parts>,
    pub(super) admitted: Admitted,
}

impl Context {
    /// The operation's id.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.table.id
    }

    /// The template of the path that was matched, as the description writes it.
    #[must_use]
    pub fn matched_path(&self) -> &'static str {
        self.table.path
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The address.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What layers have left, such as the address of the peer.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// Whom the authenticator recognised, if it gave a `T`.
    #[must_use]
    pub fn principal<T: 'static>(&self) -> Option<&T> {
        self.admitted.principals().iter().find_map(Principal::get)
    }

    /// The media type that the caller would rather have an answer in, by its `Accept`: one of those of the enum `B`, the best
    /// one where it is all the same. For answers that cost something to make.
    #[must_use]
    pub fn preferred<B: Bodies>(&self) -> &'static str {
        negotiate::preferred::<B>(self.headers())
    }

    /// The one of these bodies that the caller would rather have, by its `Accept`; the first where it is all the same.
    ///
    /// # Errors
    /// 406 where none of them suits.
    pub fn choose<B: Bodies>(&self, offered: impl IntoIterator<Item = B>) -> Result<B, Problem> {
        negotiate::choose(self.headers(), offered.into_iter())
    }

    /// What the description says about the operation.
    #[must_use]
    pub fn table(&self) -> &'static OperationTable {
        self.table
    }

    /// Where the request comes from, if the server was made to tell: by axum's `into_make_service_with_connect_info` with
    /// an address of the network. Behind a proxy it is the proxy's.
    #[must_use]
    pub fn remote_addr(&self) -> Option<SocketAddr> {
        let info = self.extensions().get::<axum::extract::ConnectInfo<SocketAddr>>();
        info.map(|info| info.0)
    }

    /// When the answer has to be ready, if time is limited (see [`Limits::time`](super::Limits::time)).
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Extracts what axum and its friends know how to extract from a request without its body and without a state:
    /// `Extension`, `Host`, a session, an extractor of your own.
    ///
    /// ```
    /// use axum::Extension;
    /// # #[derive(Clone)] struct Pool;
    /// # async fn handler(context: counterpart::Context) -> Result<(), axum::response::Response> {
    /// use axum::response::IntoResponse;
    /// let Extension(pool) = context.extract::<Extension<Pool>>().await.map_err(IntoResponse::into_response)?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The extractor's rejection.
    pub async fn extract<T: FromRequestParts<()>>(&self) -> Result<T, T::Rejection> {
        T::from_request_parts(&mut http::request::Parts::clone(&self.parts), &()).await
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_request("Context", self.table, self.method(), f)
    }
}

/// Prints what is known of a request without looking at what it carries: address, headers and body may hold secrets.
pub(super) fn debug_request(
    name: &str,
    table: &OperationTable,
    method: &Method,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    f.debug_struct(name)
        .field("operation", &table.id)
        .field("method", method)
        .field("path", &table.path)
        .finish_non_exhaustive()
}
