//! What a handler knows of its request beyond the operation's inputs.

use std::fmt;

use http::{Extensions, HeaderMap, Method, Uri};

use super::security::Principal;
use crate::operation::OperationTable;

/// The request around an operation: who sends it, its headers, and what layers have left for the handler.
///
/// Its `Debug` tells which operation was called and nothing that was sent.
pub struct Context {
    pub(super) table: &'static OperationTable,
    pub(super) parts: http::request::Parts,
    pub(super) principals: Vec<Principal>,
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
        self.principals.iter().find_map(Principal::get)
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
