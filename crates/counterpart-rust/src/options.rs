//! What can be asked of the emitter.

use std::path::PathBuf;

use counterpart_spec::Contract;

use crate::{Formats, Pagination};

/// Options of [`generate`](crate::generate).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Types for schemas. Client and server need them, so either of those brings them along; alone, they are all
    /// components, and else what the operations use.
    pub models: bool,
    /// The client.
    pub client: bool,
    /// Handler traits and router.
    pub server: bool,
    /// Which files there are.
    pub layout: Layout,
    /// The types of formats.
    pub formats: Formats,
    /// The description that the server can serve.
    pub contract: Option<Contract>,
    /// What becomes of properties that a schema neither names nor speaks of.
    pub unknown_properties: UnknownProperties,
    /// Operations whose answers come in pages.
    pub pagination: Vec<Pagination>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            models: true,
            client: true,
            server: true,
            layout: Layout::Modules,
            formats: Formats::default(),
            contract: None,
            unknown_properties: UnknownProperties::Skip,
            pagination: Vec::new(),
        }
    }
}

/// What becomes of properties that a schema neither names nor speaks of (`additionalProperties` is absent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownProperties {
    /// They are not read.
    #[default]
    Skip,
    /// They are kept, in a field `additional_properties`.
    Keep,
}

/// Which files there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// `mod.rs`, `models.rs`, `operations.rs`, `client.rs`, `server.rs`: modules to check in.
    Modules,
    /// One file with inline modules, fit for `include!`.
    SingleFile {
        /// The name of the file, without `.rs`.
        name: String,
    },
    /// A crate: `Cargo.toml`, `README.md` and `src`.
    Crate {
        /// The name of the package.
        name: String,
        /// What it depends on.
        runtime: RuntimeDependency,
        /// It is a workspace of its own, because it lies in another one that does not know it.
        is_workspace: bool,
    },
}

/// How a generated crate finds the runtime crate `counterpart`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuntimeDependency {
    /// A path, written as it is.
    Path(PathBuf),
    /// A version requirement.
    Version(String),
}
