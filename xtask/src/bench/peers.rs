//! Other generators of Rust, at pinned versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use super::tool::{CRATE, Job, Tool};
use crate::workspace;

/// A peer as the registry has it.
struct Peer {
    name: &'static str,
    version: &'static str,
    generate: fn(&Path, &Job) -> anyhow::Result<Command>,
    finish: fn(&Job) -> anyhow::Result<PathBuf>,
}

const PEERS: &[Peer] = &[
    Peer {
        name: "ploidy",
        version: "0.15.0",
        generate: ploidy,
        finish: |job| Ok(job.folder.to_owned()),
    },
    Peer {
        name: "openapi-to-rust",
        version: "0.23.0",
        generate: openapi_to_rust,
        finish: wrap_modules,
    },
    Peer {
        name: "oas3-gen",
        version: "0.29.0",
        generate: oas3_gen,
        finish: |job| Ok(job.folder.join(CRATE)),
    },
];

/// Installs the peers below `cache`; what is there already is kept.
pub(crate) fn install(cache: &Path) -> anyhow::Result<Vec<Tool>> {
    PEERS
        .iter()
        .map(|peer| install_one(cache, peer).with_context(|| peer.name.to_owned()))
        .collect()
}

fn install_one(cache: &Path, peer: &Peer) -> anyhow::Result<Tool> {
    let Peer {
        name,
        version,
        generate,
        finish,
    } = *peer;
    eprintln!("installing {name} {version}");
    let status = Command::new(workspace::cargo())
        .args(["install", "--quiet", "--locked", "--version", version, "--root"])
        .arg(cache)
        .arg(name)
        .status()?;
    if !status.success() {
        bail!("cannot be installed");
    }
    let program = cache.join("bin").join(name);
    Ok(Tool {
        name,
        version: version.to_owned(),
        program,
        generate,
        finish,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "other tools need files first")]
fn ploidy(program: &Path, job: &Job) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command
        .args(["generate", "rust", "--name", CRATE, "--output"])
        .arg(job.folder)
        .arg(job.document);
    Ok(command)
}

#[expect(clippy::unnecessary_wraps, reason = "other tools need files first")]
fn oas3_gen(program: &Path, job: &Job) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command
        .args(["generate", "client-mod", "--workspace", "--quiet", "--input"])
        .arg(job.document);
    command.arg("--output").arg(job.folder.join(CRATE));
    Ok(command)
}

#[expect(clippy::unnecessary_wraps, reason = "other tools need files first")]
fn openapi_to_rust(program: &Path, job: &Job) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command
        .args(["generate", "--quiet", "--output-dir"])
        .arg(job.folder.join("src"))
        .arg(job.document);
    Ok(command)
}

/// The tool wrote modules and a list of what they need.
fn wrap_modules(job: &Job) -> anyhow::Result<PathBuf> {
    let sources = job.folder.join("src");
    let needs = fs::read_to_string(sources.join("REQUIRED_DEPS.toml"))?;
    let package = format!("[package]\nname = \"{CRATE}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n");
    fs::write(job.folder.join("Cargo.toml"), package + &needs)?;
    fs::rename(sources.join("mod.rs"), sources.join("lib.rs"))?;
    Ok(job.folder.to_owned())
}
