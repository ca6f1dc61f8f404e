//! The runtime of code that Counterpart generates from OpenAPI descriptions.
//!
//! Generated code is names, docs and tables; what those tables mean lives here, once:
//!
//! - [`codec`]: values in JSON, parameters, forms and text, read and written by one data model;
//! - [`validate`]: the rules of a description, checked with every violation and its JSON Pointer;
//! - [`params`]: every parameter style of OpenAPI, both directions;
//! - [`form`]: urlencoded and multipart bodies;
//! - [`stream`]: bodies that are a sequence of values, such as server-sent events;
//! - [`types`]: the types that generated code uses;
//! - [`operation`](mod@operation): operations as data; over them a client and a server, each behind its feature.
//!
//! # Features
//!
//! | feature | what it is for |
//! | --- | --- |
//! | `client` | generated clients, over any `tower::Service` |
//! | `reqwest`, `native-tls` | what carries a client's requests unless told otherwise: reqwest, with TLS by rustls or by the platform |
//! | `blocking` | `send_blocking` on calls, for programs without an async runtime |
//! | `mock` | `client::Mock`, a transport for tests that answers with the types of the API |
//! | `tracing` | a span for each attempt of a client |
//! | `server` | generated handler traits and their axum router |
//! | `chrono`, `jiff`, `time` | types of dates and times; `chrono` is on by default, and is what generated code uses unless `formats` choose another |
//! | `uuid` (on by default), `decimal`, `url` | types of these formats |
//! | `full` | all of these but `native-tls` |

#![cfg_attr(not(test), warn(clippy::indexing_slicing))]

#[cfg(feature = "client")]
pub mod client;
pub mod codec;
pub mod form;
#[cfg(feature = "http-layer")]
mod http_layer;
mod macros;
mod missing;
pub mod operation;
pub mod params;
#[cfg(feature = "server")]
pub mod server;
pub mod stream;
pub mod types;
pub mod validate;

pub use bytes;
#[cfg(feature = "client")]
pub use client::Error;
pub use codec::Blank;
pub use http;
pub use http::StatusCode;
#[cfg(feature = "http-layer")]
pub use http_layer::{ApiKey, Basic, Bearer, BearerToken};
#[cfg(feature = "server")]
pub use server::{Answering, Context, Principal, Problem, handler, not_implemented};
pub use types::{Body, UnknownValue};

#[cfg(not(feature = "client"))]
#[doc(hidden)]
pub use missing::without_client as client;
#[cfg(not(feature = "server"))]
#[doc(hidden)]
pub use missing::without_server::{Answering, Context, not_implemented};

/// A value of which nothing is filled in, for `..blank()` in a struct literal that names every required field.
///
/// Required fields that the literal does not name are empty (`""`, `0`, the zero uuid), so name them all: the generated
/// constructors do.
#[must_use]
pub fn blank<T: Blank>() -> T {
    T::blank()
}

/// The value of a JSON text that generated code knows to be right: a default that no constant can hold.
///
/// A text that is no such value gives a blank one.
#[must_use]
pub fn default<T: codec::Slot>(text: &'static str) -> T {
    codec::json::from_str(text).unwrap_or_else(|_| codec::Slot::blank())
}

/// Includes the code that `counterpart_build::compile` wrote for a document, by the name of its module.
///
/// ```ignore
/// pub mod authentik { counterpart::include_api!("authentik"); }
/// ```
///
/// A name that the build script wrote nothing for is an error that tells how APIs get their names.
#[macro_export]
macro_rules! include_api {
    ($name:literal) => {
        include!(env!(
            concat!("COUNTERPART_API_", $name),
            concat!(
                "the build script wrote no API `",
                $name,
                "`: `counterpart_build::compile` names it after the document (`specs/openapi.json` is `openapi`), and \
                 `counterpart_build::configure().module(\"",
                $name,
                "\")` gives it this name"
            )
        ));
    };
}

#[doc(hidden)]
pub mod private {
    //! What macro expansions name.
    pub use serde_core as serde;
}
