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
/// Two lists of GitHub.
#[cfg(github)]
pub mod github {
    counterpart::include_api!("github");
}
