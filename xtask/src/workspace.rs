//! Where things are.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// The corpus: `COUNTERPART_CORPUS`, or the folder beside the workspace.
pub(crate) fn corpus() -> PathBuf {
    env::var_os("COUNTERPART_CORPUS").map_or_else(|| root().join("../shared/corpus"), PathBuf::from)
}

/// GitHub's description: `COUNTERPART_GITHUB`, or the one beside the workspace.
pub(crate) fn github() -> PathBuf {
    env::var_os("COUNTERPART_GITHUB").map_or_else(|| root().join("../shared/bench/github.json"), PathBuf::from)
}

/// Cargo, as it runs us.
pub(crate) fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Where this workspace builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
