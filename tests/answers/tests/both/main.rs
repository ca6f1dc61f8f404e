//! Generated clients against generated servers.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

mod agent;
mod answers;
mod checked;
mod encrypted;
mod errors;
mod failures;
mod files;
mod mock;
mod pages;
mod reconnect;
mod streams;
mod support;
mod tour;
