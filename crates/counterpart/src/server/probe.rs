//! Finding out which methods of a handler trait nobody has written.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::{Extensions, Request};

use super::endpoint::Endpoint;
use super::extract::Incoming;
use super::payload::Payload;
use super::security::Admitted;
use super::settings::Settings;
use crate::codec::DEPTH_LIMIT;

/// Stands among the extensions of a request that is none: the default body of a method leaves its mark in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Probe(Arc<AtomicBool>);

impl Probe {
    /// Whether a request is none.
    pub(super) fn is_in(extensions: &Extensions) -> bool {
        extensions.get::<Self>().is_some()
    }

    /// Called by the default body of a method.
    pub(super) fn mark(extensions: &Extensions) {
        if let Some(Self(unwritten)) = extensions.get() {
            unwritten.store(true, Ordering::Relaxed);
        }
    }
}

/// Whether an operation has nothing but the default body of its method.
///
/// The method is called with an operation of which nothing is filled in, and its future is dropped without being polled. An
/// `async fn` does nothing before it is polled, so nothing that the user wrote is run.
pub(super) fn is_unwritten(endpoint: &Endpoint) -> bool {
    let probe = Probe::default();
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.extensions.insert(probe.clone());
    let incoming = Incoming {
        table: endpoint.table,
        settings: Arc::new(Settings::new(&[])),
        depth: DEPTH_LIMIT,
        deadline: None,
        parts: Box::new(parts),
        captured: Vec::new(),
        payload: Payload::Absent,
        admitted: Admitted::probe(),
    };
    // A method that was written by hand may run, and fail, before there is a future: then it is written.
    let _ = catch_unwind(AssertUnwindSafe(|| drop(endpoint.call(incoming))));
    probe.0.load(Ordering::Relaxed)
}

/// Operations that nobody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    pub(super) operations: Vec<&'static str>,
}

impl Unwritten {
    /// Their ids, in the order of the description.
    #[must_use]
    pub fn operations(&self) -> &[&'static str] {
        &self.operations
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "operations without an implementation: {}",
            self.operations.join(", ")
        )
    }
}

impl Error for Unwritten {}
