//! authentik's API, both sides, and an application that serves a part of it from memory.
//!
//! Everything here is empty where the document is not at hand: see `build.rs`.

#[cfg(authentik)]
pub mod app;
#[cfg(authentik)]
mod samples;
#[cfg(authentik)]
#[expect(missing_docs, reason = "the document describes only some of its fields and variants")]
pub mod authentik {
    counterpart::include_api!("authentik");
}

/// Whether the document was there when this was built.
pub const AVAILABLE: bool = cfg!(authentik);
/// What a test prints when it was not.
pub const SKIPPED: &str =
    "skipped: authentik's document is not here (../shared/corpus, or the folder that COUNTERPART_CORPUS names)";
