//! What the tests of the whole house share.

pub mod instance;
pub mod probe;

use std::path::{Path, PathBuf};

/// The root of the workspace.
///
/// # Panics
/// If this crate stands outside of it.
#[must_use]
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("this crate is a member of the workspace").to_owned()
}
