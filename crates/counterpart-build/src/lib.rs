//! Generates Rust from OpenAPI descriptions in build scripts.
//!
//! ```toml
//! [dependencies]
//! counterpart = { version = "0.1", features = ["client", "reqwest", "server"] }
//! [build-dependencies]
//! counterpart-build = "0.1"
//! ```
//! ```no_run
//! // build.rs
//! fn main() -> counterpart_build::Result<()> {
//!     counterpart_build::compile("specs/authentik.yaml")
//! }
//! ```
//! ```ignore
//! // src/lib.rs
//! pub mod authentik {
//!     counterpart::include_api!("authentik");
//! }
//! ```
//!
//! The name is the document's, in snake case: `specs/Pet-Store.yaml` is `pet_store`, and [`Builder::module`] gives
//! another. Whatever is set here can also be set in a `counterpart.toml` beside the document; [`Options`] lists it all.
//!
//! Warnings about the document become warnings of the build. Errors fail the build, with every finding and its place.

mod builder;
mod cargo;
mod claims;
mod config_file;
mod draft;
mod error;
pub mod explain;
mod formats;
mod lists;
mod names;
mod next;
mod options;
mod orphans;
mod pagination;
mod reading;
mod relative;
mod runtime;
mod settings;
mod workspace;

use std::path::Path;

pub use crate::builder::Builder;
pub use crate::cargo::rerun_lines;
pub use crate::config_file::CONFIG_FILE;
pub use crate::draft::{Draft, Step};
pub use crate::error::{Error, ErrorKind, Result};
pub use crate::formats::FormatChoice;
pub use crate::options::{Layout, Options, Parts, Schemas, UnknownProperties};
pub use crate::pagination::Pagination;
pub use crate::reading::{LOCK_FILE, Read, Reading, codes};
pub use crate::runtime::Runtime;
pub use crate::settings::{Changes, Door, Settings};

/// Generates models, client and server from a document, into `OUT_DIR`.
///
/// # Errors
/// As [`Builder::compile`].
pub fn compile(path: impl AsRef<Path>) -> Result<()> {
    configure().compile(path)
}

/// Begins with the defaults; see [`Builder`] for what can be set.
///
/// ```no_run
/// # fn main() -> counterpart_build::Result<()> {
/// counterpart_build::configure().server(false).module("id").compile("specs/authentik.yaml")
/// # }
/// ```
pub fn configure() -> Builder {
    Builder::default()
}
