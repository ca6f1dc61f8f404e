//! What takes up a stream that was lost.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::types::{Body, BoxError};

/// The stream from where it was lost; `None` where the other side says that it is over.
pub(crate) type Resuming = Pin<Box<dyn Future<Output = Result<Option<Body>, BoxError>> + Send>>;

/// Takes up a stream of events that was lost or has ended.
pub(crate) trait Resume: Send {
    /// Asks for what comes after the event of this id; `wait` is what the other side wants a reader to wait before.
    fn resume(&mut self, last_id: Option<&str>, wait: Option<Duration>) -> Resuming;

    /// An event came, so the stream is well again.
    fn recovered(&mut self);
}
