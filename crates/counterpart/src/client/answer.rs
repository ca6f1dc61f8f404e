//! A documented answer with everything around it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::error::{ApiError, Error};
use crate::operation::Answers;

/// A documented answer, whatever its status: what `answer()` yields instead of the success alone.
#[non_exhaustive]
pub struct Answer<R> {
    /// The operation.
    pub operation: &'static str,
    /// The status.
    pub status: StatusCode,
    /// The headers, documented or not.
    pub headers: HeaderMap,
    /// The answer.
    pub response: R,
    /// Empty where the body is a stream.
    pub(super) body: Bytes,
}

impl<R: Answers> Answer<R> {
    /// Takes the success out, as a call does that is just awaited.
    ///
    /// # Errors
    /// [`Error::Api`] with the answer, where it is no success.
    pub fn into_success(self) -> Result<R::Success, Error<R>> {
        let Self {
            operation,
            status,
            headers,
            response,
            body,
        } = self;
        response.into_success().map_err(|response| {
            Error::Api(Box::new(ApiError {
                operation,
                status,
                headers,
                body,
                response,
            }))
        })
    }
}

impl<R: fmt::Debug> fmt::Debug for Answer<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The values of headers may be secrets.
        f.debug_struct("Answer")
            .field("operation", &self.operation)
            .field("status", &self.status)
            .field("response", &self.response)
            .finish_non_exhaustive()
    }
}
