//! A generator that is measured.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace;

/// A generator, and how it is told what to do.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) version: String,
    pub(crate) program: PathBuf,
    /// The command that makes a job's crate or modules.
    pub(crate) generate: fn(&Path, &Job) -> anyhow::Result<Command>,
    /// The crate that `cargo check` takes, completed where the tool leaves something to do.
    pub(crate) finish: fn(&Job) -> anyhow::Result<PathBuf>,
}

/// Something to generate.
pub(crate) struct Job<'a> {
    pub(crate) document: &'a Path,
    /// An empty folder.
    pub(crate) folder: &'a Path,
    /// With the server, where the tool has one.
    pub(crate) server: bool,
}

/// What generated crates are called.
pub(crate) const CRATE: &str = "generated";

impl Tool {
    /// Whether this is the tool that the others are compared with.
    pub(crate) fn is_ours(&self) -> bool {
        self.name == "counterpart"
    }

    pub(crate) fn command(&self, job: &Job) -> anyhow::Result<Command> {
        (self.generate)(&self.program, job)
    }
}

/// Ours.
pub(crate) fn counterpart(program: PathBuf) -> anyhow::Result<Tool> {
    let output = Command::new(&program).arg("--version").output()?;
    let version = String::from_utf8_lossy(&output.stdout)
        .trim()
        .trim_start_matches("counterpart ")
        .to_owned();
    Ok(Tool {
        name: "counterpart",
        version,
        program,
        generate,
        finish: |job| Ok(job.folder.to_owned()),
    })
}

#[expect(clippy::unnecessary_wraps, reason = "the peers' commands need files first")]
fn generate(program: &Path, job: &Job) -> anyhow::Result<Command> {
    let mut command = Command::new(program);
    command
        .args(["generate", "--quiet", "--crate", CRATE, "--client"])
        .arg("-o")
        .arg(job.folder);
    command
        .arg("--runtime")
        .arg(workspace::root().join("crates/counterpart"))
        .arg(job.document);
    if job.server {
        command.arg("--server");
    }
    Ok(command)
}
