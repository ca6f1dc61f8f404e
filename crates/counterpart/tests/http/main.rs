//! Client and server of a small API, written by hand as the generator would write it: against each other, in one process
//! and over loopback, and each against what nobody documented.
#![cfg(all(feature = "client", feature = "server"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]
#![allow(unreachable_pub, reason = "generated code is public wherever it is included")]

mod answers;
mod api;
mod app;
mod binary;
mod composition;
mod context;
mod defaults;
mod hostile;
mod inside;
mod limits;
mod loopback;
mod rejections;
mod routing;
mod secrets;
mod security;
mod sockets;
mod support;
mod urls;
mod wire;
