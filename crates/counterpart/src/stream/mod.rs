//! Bodies that are a sequence of values: server-sent events, JSON lines, JSON sequences.
//!
//! A client reads [`Events`] and [`Items`] as streams; a server makes them of streams. Neither holds more than one value in
//! memory.

mod event;
mod events;
mod frame;
mod items;
mod named;
mod pipe;
mod resume;

pub use event::Event;
pub use events::Events;
pub use frame::StreamError;
pub use items::Items;
pub(crate) use resume::{Resume, Resuming};

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use crate::types::BoxError;

/// The values that one side sends.
type Outgoing<I> = Pin<Box<dyn Stream<Item = Result<I, BoxError>> + Send>>;

/// The next value of a stream, as `futures_util::TryStreamExt` has it: what users read should not need an import.
pub(crate) async fn try_next<S, T, E>(stream: &mut S) -> Result<Option<T>, E>
where
    S: Stream<Item = Result<T, E>> + Unpin,
{
    poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)).await.transpose()
}

/// How many bytes one value may have unless told otherwise.
const LIMIT: usize = 4 * 1024 * 1024;

#[cfg(test)]
mod tests;
