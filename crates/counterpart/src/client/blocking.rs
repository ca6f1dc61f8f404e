//! Calls from programs that have no async runtime.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::sync::OnceLock;

use http::Response;
use tokio::runtime::{Builder, Handle, Runtime};

use super::core::{Core, Outcome};
use super::error::{Error, TransportError};
use super::raw::{self, RawCall};
use super::settings::Settings;
use crate::operation::Operation;
use crate::types::{Body, BoxError};

impl Core {
    /// Calls an operation and waits on this thread.
    ///
    /// # Errors
    /// Everything but the operation's success; also within async code, where waiting would stop everything else.
    pub fn call_blocking<O: Operation>(self, operation: O, settings: Settings) -> Outcome<O> {
        match runtime() {
            Ok(runtime) => runtime.block_on(self.call(operation, settings)),
            Err(source) => {
                let operation = O::TABLE.id;
                Err(Error::Transport(TransportError { operation, source }))
            }
        }
    }
}

impl RawCall {
    /// Sends it and waits on this thread for the head of the answer.
    ///
    /// # Errors
    /// When there is no answer, or nothing was sent; also within async code.
    pub fn send_blocking(self) -> Result<Response<Body>, Error<Infallible>> {
        match runtime() {
            Ok(runtime) => runtime.block_on(self.send()),
            Err(source) => {
                let operation = raw::TABLE.id;
                Err(Error::Transport(TransportError { operation, source }))
            }
        }
    }
}

/// One runtime for all clients of a program, with a thread of its own that keeps connections alive between calls.
fn runtime() -> Result<&'static Runtime, BoxError> {
    static RUNTIME: OnceLock<io::Result<Runtime>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        return Err(WithinAsync.into());
    }
    let start = || {
        let mut builder = Builder::new_multi_thread();
        let builder = builder.worker_threads(1).thread_name("counterpart");
        builder.enable_all().build()
    };
    RUNTIME
        .get_or_init(start)
        .as_ref()
        .map_err(|error| error.to_string().into())
}

/// A blocking call within async code.
#[derive(Debug)]
struct WithinAsync;

impl fmt::Display for WithinAsync {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`send_blocking` would stop the async code around it: `.await` the call instead")
    }
}

impl std::error::Error for WithinAsync {}
