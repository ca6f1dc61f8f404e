//! Crates that are written and built to be measured.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::workspace;

/// Cargo in a folder. Without incremental compilation, whose caches are no part of what is measured.
pub(super) fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(workspace::cargo());
    command
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", target);
    command
}

pub(super) fn run(mut command: Command) -> anyhow::Result<()> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    match output.status.success() {
        true => Ok(()),
        false => bail!("{}", String::from_utf8_lossy(&output.stderr)),
    }
}

/// A crate of one file, with the versions of dependencies that this workspace has.
pub(super) fn write_crate(
    folder: &Path,
    name: &str,
    dependencies: &str,
    (file, source): (&str, &str),
) -> anyhow::Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let manifest =
        format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{dependencies}");
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    fs::write(folder.join("src").join(file), source)?;
    Ok(())
}

/// Where the runtime lies.
pub(super) fn runtime_folder() -> PathBuf {
    workspace::root().join("crates/counterpart")
}
