//! The client of a small API, written by hand as the generator would write it, and what it sends: credentials, tokens, what
//! is set for a call, retries, layers.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]
#![allow(unreachable_pub, reason = "generated code is public wherever it is included")]

mod api;
#[cfg(feature = "blocking")]
mod blocking;
mod calls;
mod hooks;
#[cfg(feature = "mock")]
mod mock;
mod oauth2;
mod pages;
mod raw;
mod retries;
mod secrets;
mod servers;
mod wire;
