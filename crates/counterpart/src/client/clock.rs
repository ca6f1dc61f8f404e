//! Time: Tokio's, so that tests can stop it, and the browser's where there is no other.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use super::send::Apart;
use crate::types::BoxError;

#[cfg(not(target_arch = "wasm32"))]
pub(super) use tokio::time::Instant;
#[cfg(target_arch = "wasm32")]
pub(super) use web_time::Instant;

/// Waits.
///
/// # Errors
/// Where nobody keeps the time.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn sleep(pause: Duration) -> Result<(), BoxError> {
    // Without a runtime Tokio would panic.
    tokio::runtime::Handle::try_current().map_err(|_| NoClock)?;
    tokio::time::sleep(pause).await;
    Ok(())
}

/// Waits.
///
/// # Errors
/// Never.
#[cfg(target_arch = "wasm32")]
pub(super) async fn sleep(pause: Duration) -> Result<(), BoxError> {
    send_wrapper::SendWrapper::new(gloo_timers::future::sleep(pause)).await;
    Ok(())
}

/// The time since 1970.
pub(super) fn since_epoch() -> Duration {
    #[cfg(not(target_arch = "wasm32"))]
    use std::time::SystemTime;
    #[cfg(target_arch = "wasm32")]
    use web_time::SystemTime;
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

/// The moment at which a call is given up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// There is no such moment.
    #[cfg(feature = "tracing")]
    pub(super) const fn none() -> Self {
        Self(None)
    }

    pub(super) fn after(timeout: Option<Duration>) -> Self {
        Self(timeout.and_then(|timeout| Instant::now().checked_add(timeout)))
    }

    /// Whether there is still time after a pause.
    pub(super) fn allows(self, pause: Duration) -> bool {
        self.0
            .is_none_or(|end| end.saturating_duration_since(Instant::now()) > pause)
    }

    /// Gives a future up when the time is over. Borrows it: one that is handed on by value lies in each of the futures that
    /// await it.
    ///
    /// # Errors
    /// Those of the future, and [`TimedOut`].
    pub(super) fn bound<T, F>(self, work: Pin<&mut F>) -> Bound<'_, F>
    where
        F: Future<Output = Result<T, BoxError>>,
    {
        let alarm = |end: Instant| -> Alarm { Box::pin(sleep(end.saturating_duration_since(Instant::now()))) };
        Bound {
            work,
            alarm: self.0.map(alarm),
        }
    }
}

/// Boxed: most calls have none, and should not carry its room.
type Alarm = Apart<'static, (), BoxError>;

/// What is given up when the time is over.
pub(super) struct Bound<'w, F> {
    work: Pin<&'w mut F>,
    alarm: Option<Alarm>,
}

impl<T, F: Future<Output = Result<T, BoxError>>> Future for Bound<'_, F> {
    type Output = Result<T, BoxError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(outcome) = self.work.as_mut().poll(cx) {
            return Poll::Ready(outcome);
        }
        match &mut self.alarm {
            Some(alarm) => alarm.as_mut().poll(cx).map(|rung| {
                rung?;
                Err(TimedOut.into())
            }),
            None => Poll::Pending,
        }
    }
}

/// The call took longer than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedOut;

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it took longer than the call's timeout")
    }
}

impl std::error::Error for TimedOut {}

/// A timeout or a retry outside of a Tokio runtime.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
struct NoClock;

#[cfg(not(target_arch = "wasm32"))]
impl fmt::Display for NoClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("timeouts and retries need a Tokio runtime")
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl std::error::Error for NoClock {}
