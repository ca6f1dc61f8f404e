//! Time: Tokio's, so that tests can stop it, and the browser's where there is no other.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

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
    pub(super) async fn bound<T>(
        self,
        work: Pin<&mut impl Future<Output = Result<T, BoxError>>>,
    ) -> Result<T, BoxError> {
        let Some(end) = self.0 else { return work.await };
        let alarm = sleep(end.saturating_duration_since(Instant::now()));
        let alarm = std::pin::pin!(alarm);
        match futures_util::future::select(work, alarm).await {
            futures_util::future::Either::Left((outcome, _)) => outcome,
            futures_util::future::Either::Right((rung, _)) => Err(rung.err().unwrap_or_else(|| TimedOut.into())),
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
