//! One error type over all operations.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::error::{BadAnswer, Error};
use crate::codec::{ReadError, Reading, Slot, json};
use crate::types::{BoxError, Json};

/// Why a call of any operation did not yield its success.
///
/// `?` makes it of the [`Error`] of every operation, so that one function can call several of them and one other treat what
/// goes wrong. `E` is the schema of errors that the operations of an API share; the alias `Failure` of a generated client
/// names it.
///
/// `Display` and `Debug` tell as much as those of [`Error`].
pub struct Failure<E = Json> {
    inner: Box<Inner>,
    error: PhantomData<fn() -> E>,
}

struct Inner {
    operation: &'static str,
    status: Option<StatusCode>,
    is_documented: bool,
    is_timeout: bool,
    message: String,
    headers: HeaderMap,
    body: Bytes,
    source: Option<BoxError>,
}

impl<E> Failure<E> {
    /// The operation.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.inner.operation
    }

    /// The status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.status
    }

    /// Whether there was an answer that the description foresees.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        self.inner.is_documented
    }

    /// Whether the call took longer than it may.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.inner.is_timeout
    }

    /// The headers of the answer; without one there are none.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.inner.headers
    }

    /// The body of the answer as received.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.inner.body
    }

    /// The body read from JSON, whatever the description says of it.
    ///
    /// # Errors
    /// When it is no `T`; also where there was no answer.
    pub fn body_as<T: Slot>(&self) -> Result<T, ReadError> {
        let mut body = T::blank();
        json::read_slice(&self.inner.body, &mut body, &mut Reading::tolerant())?;
        Ok(body)
    }
}

impl<E: Slot> Failure<E> {
    /// What the API says about it, by the schema of errors that its operations share.
    #[must_use]
    pub fn error(&self) -> Option<E> {
        self.body_as().ok()
    }
}

impl<R, E> From<Error<R>> for Failure<E> {
    fn from(error: Error<R>) -> Self {
        let (operation, status, message) = (error.operation(), error.status(), error.to_string());
        let (is_documented, is_timeout) = (matches!(error, Error::Api(_)), error.is_timeout());
        let BadAnswer { headers, body, source } = error.into_parts();
        Self {
            inner: Box::new(Inner {
                operation,
                status,
                is_documented,
                is_timeout,
                message,
                headers,
                body,
                source,
            }),
            error: PhantomData,
        }
    }
}

impl<E> fmt::Display for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.message)
    }
}

impl<E> fmt::Debug for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            operation,
            status,
            is_documented,
            body,
            source,
            ..
        } = &*self.inner;
        f.debug_struct("Failure")
            .field("operation", operation)
            .field("status", status)
            .field("is_documented", is_documented)
            .field("body", &format_args!("{} bytes", body.len()))
            .field("source", source)
            .finish_non_exhaustive()
    }
}

impl<E> std::error::Error for Failure<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&**self.inner.source.as_ref()?)
    }
}
