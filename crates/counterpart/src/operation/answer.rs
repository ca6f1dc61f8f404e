//! What a response enum owes to the runtime.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::Headers;
use super::headers;
use super::table::{Answer, Status};
use crate::codec::Slot;

/// The documented answers of an operation, implemented by `operation!` on the response enum.
pub trait Answers: fmt::Debug + Sized + Send + 'static {
    /// The table, one entry a variant.
    const ANSWERS: &'static [Answer];
    /// What a call yields: the body of the one success, nothing, or the enum itself.
    type Success: Send + 'static;

    /// Makes the variant of a key, see [`Status::key`], if there is one.
    fn read(key: u16, filler: &mut Filler<'_>) -> Option<Self>;

    /// Shows which answer this is and what it holds.
    fn show(&self) -> Shown<'_>;

    /// Takes the success out.
    ///
    /// # Errors
    /// The answer itself, where it is not a success.
    fn into_success(self) -> Result<Self::Success, Self>;
}

/// The row of an answer in its table.
pub(crate) fn row<R: Answers>(shown: &Shown<'_>) -> Option<&'static Answer> {
    R::ANSWERS.iter().find(|answer| answer.status.key() == shown.key)
}

/// The answer itself, where several are successes, or none is documented as one: what comes by `default` is a success then
/// if its status is.
///
/// # Errors
/// The answer itself, where it is not a success.
pub fn success_of<R: Answers>(answer: R) -> Result<R, R> {
    if is_success::<R>(&answer.show()) {
        Ok(answer)
    } else {
        Err(answer)
    }
}

fn is_success<R: Answers>(shown: &Shown<'_>) -> bool {
    match (row::<R>(shown), shown.status) {
        (Some(row), Some(status)) if row.status == Status::Default => row.success && status.is_success(),
        (row, _) => row.is_some_and(|row| row.success),
    }
}

/// Fills the bodies of answers that are being read.
///
/// It does not report failures to generated code, which would need branches for them there: whoever made it knows.
pub struct Filler<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    fill: &'a mut dyn FnMut(&mut dyn Slot),
}

impl<'a> Filler<'a> {
    /// A filler for an answer with a status and headers.
    pub fn new(status: StatusCode, headers: &'a HeaderMap, fill: &'a mut dyn FnMut(&mut dyn Slot)) -> Self {
        Self { status, headers, fill }
    }

    /// The status that was received.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The documented headers.
    #[must_use]
    pub fn headers<H: Headers + Default>(&mut self) -> H {
        let mut headers = H::default();
        headers::read(self.headers, &mut headers);
        headers
    }

    /// The body.
    #[must_use]
    pub fn body<T: Slot>(&mut self) -> T {
        let mut slot = T::blank();
        (self.fill)(&mut slot);
        slot
    }
}

/// An answer, as it shows itself.
pub struct Shown<'a> {
    /// The key of the variant, see [`Status::key`].
    pub key: u16,
    /// The status, where the variant carries one.
    pub status: Option<StatusCode>,
    /// The body, where the variant has one.
    pub body: Option<&'a dyn Slot>,
    /// The headers, where the variant carries some.
    pub headers: Option<&'a dyn Headers>,
}

impl<'a> Shown<'a> {
    /// A variant of one status, without a body.
    #[must_use]
    pub fn empty(key: u16) -> Self {
        Self {
            key,
            status: None,
            body: None,
            headers: None,
        }
    }

    /// A variant of one status.
    #[must_use]
    pub fn full(key: u16, body: &'a dyn Slot) -> Self {
        Self::empty(key).with(body)
    }

    /// A variant that carries its status.
    #[must_use]
    pub fn at(key: u16, status: StatusCode) -> Self {
        Self {
            status: Some(status),
            ..Self::empty(key)
        }
    }

    /// The variant with its headers.
    #[must_use]
    pub fn with_headers(self, headers: &'a dyn Headers) -> Self {
        Self {
            headers: Some(headers),
            ..self
        }
    }

    /// The variant with its body.
    #[must_use]
    pub fn with(self, body: &'a dyn Slot) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }
}
