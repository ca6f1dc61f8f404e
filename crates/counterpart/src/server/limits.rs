//! What a server spends on one request.

use std::pin::Pin;
use std::time::{Duration, Instant};

use http::StatusCode;
use http::header::{CONNECTION, HeaderValue};
use http::request::Parts;

use super::problem::Problem;
use crate::codec::DEPTH_LIMIT;

/// What a server spends on one request: what is more is refused before it is read.
///
/// ```
/// use std::time::Duration;
/// use counterpart::server::Limits;
///
/// let limits = Limits::default().body(64 * 1024).time(Duration::from_secs(10));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Limits {
    pub(super) body: usize,
    pub(super) parts: usize,
    /// As many as of the whole body, unless told.
    pub(super) part: Option<usize>,
    pub(super) depth: u32,
    pub(super) query: usize,
    pub(super) headers: usize,
    pub(super) time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 2 * 1024 * 1024,
            parts: 1000,
            part: None,
            depth: DEPTH_LIMIT,
            query: 64 * 1024,
            headers: 64 * 1024,
            time: None,
        }
    }
}

impl Limits {
    /// Bytes of a body, 2 MiB unless told; a larger one is answered 413.
    pub fn body(self, bytes: usize) -> Self {
        Self { body: bytes, ..self }
    }

    /// Parts of a multipart body, 1000 unless told; more are answered 413.
    pub fn parts(self, parts: usize) -> Self {
        Self { parts, ..self }
    }

    /// Bytes of one part of a multipart body, as many as of the whole unless told; a larger one is answered 413. Of a file, no
    /// more than 64 KiB are kept in memory: the rest lies in a temporary file.
    pub fn part(self, bytes: usize) -> Self {
        Self {
            part: Some(bytes),
            ..self
        }
    }

    /// How deep arrays and objects nest in a body, 128 unless told; deeper ones are answered 400.
    pub fn depth(self, levels: u32) -> Self {
        Self { depth: levels, ..self }
    }

    /// Bytes of a query, 64 KiB unless told; a longer one is answered 414.
    pub fn query(self, bytes: usize) -> Self {
        Self { query: bytes, ..self }
    }

    /// Bytes of all headers, 64 KiB unless told; more are answered 431. The HTTP server has limits of its own.
    pub fn headers(self, bytes: usize) -> Self {
        Self { headers: bytes, ..self }
    }

    /// From the arrival of the headers to the answer; unlimited unless told. A body that takes longer to arrive is answered
    /// 408, a handler that takes longer 503. Needs the time driver of tokio.
    pub fn time(self, time: Duration) -> Self {
        Self {
            time: Some(time),
            ..self
        }
    }

    /// When a request that arrives now has to be answered.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let time = self.time?;
        Instant::now().checked_add(time)
    }

    /// Refuses what is too long before anybody looks at it.
    pub(super) fn check_head(&self, parts: &Parts) -> Result<(), Problem> {
        if parts.uri.query().is_some_and(|query| query.len() > self.query) {
            let detail = format!("the query is longer than {} bytes", self.query);
            return Err(Problem::new(StatusCode::URI_TOO_LONG).detail(detail));
        }
        let headers = parts.headers.iter();
        let length: usize = headers.map(|(name, value)| name.as_str().len() + value.len()).sum();
        if length > self.headers {
            let detail = format!("the headers are longer than {} bytes", self.headers);
            return Err(Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE).detail(detail));
        }
        Ok(())
    }
}

/// Waits for a body no longer than until the deadline.
pub(super) async fn received<T>(
    deadline: Option<Instant>,
    body: Pin<&mut impl Future<Output = Result<T, Problem>>>,
) -> Result<T, Problem> {
    within(deadline, body).await.unwrap_or_else(|| {
        let problem = Problem::new(StatusCode::REQUEST_TIMEOUT).detail("the body did not arrive in time");
        // What is still on its way cannot be told from the next request.
        Err(problem.header(CONNECTION, HeaderValue::from_static("close")))
    })
}

/// Waits for whoever answers no longer than until the deadline.
pub(super) async fn answered<T>(
    deadline: Option<Instant>,
    answer: Pin<&mut impl Future<Output = Result<T, Problem>>>,
) -> Result<T, Problem> {
    within(deadline, answer).await.unwrap_or_else(|| {
        Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE).detail("the answer was not ready in time"))
    })
}

/// Borrows the future: one that is handed on by value lies in each of the futures that await it.
async fn within<T>(deadline: Option<Instant>, future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
    match deadline {
        None => Some(future.await),
        Some(deadline) => tokio::time::timeout_at(deadline.into(), future).await.ok(),
    }
}
