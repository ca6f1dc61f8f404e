//! Generated clients against generated servers.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

mod answers;
mod checked;
mod failures;
mod files;
mod reconnect;
mod streams;
mod support;
mod tour;
