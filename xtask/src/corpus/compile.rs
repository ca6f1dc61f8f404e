//! The last stage: what was generated compiles without a warning.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use counterpart_rust::{Layout, Options, RuntimeDependency};
use counterpart_spec::Input;

use super::manifest::Entry;
use crate::workspace;

/// Checks the crate of each document whose path contains one of `texts`.
pub(crate) fn run(corpus: &Path, entries: &[Entry], texts: &[String]) -> anyhow::Result<()> {
    let chosen: Vec<_> = entries
        .iter()
        .filter(|entry| texts.iter().any(|text| entry.path.contains(text)))
        .collect();
    if chosen.is_empty() {
        bail!("no document of the corpus is called {}", texts.join(" or "));
    }
    let mut failed = Vec::new();
    for entry in chosen {
        let report = check(&corpus.join(&entry.path)).with_context(|| entry.path.clone())?;
        println!("{} {}", if report.is_none() { "ok    " } else { "failed" }, entry.path);
        failed.extend(report.map(|report| format!("{}:\n{report}", entry.path)));
    }
    match failed.is_empty() {
        true => Ok(()),
        false => bail!("{}", failed.join("\n")),
    }
}

/// What the compiler says of a document's crate, if it says anything.
fn check(document: &Path) -> anyhow::Result<Option<String>> {
    let folder = tempfile::tempdir()?;
    write_crate(document, folder.path())?;
    let output = Command::new(workspace::cargo())
        .args(["check", "--quiet", "--all-features"])
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_TARGET_DIR", workspace::target().join("corpus"))
        .current_dir(folder.path())
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Ok((!output.status.success()).then_some(said))
}

fn write_crate(document: &Path, folder: &Path) -> anyhow::Result<()> {
    let outcome = counterpart_spec::read(&Input::File(document.to_owned()));
    let mut findings = outcome.findings;
    let runtime = RuntimeDependency::Path(workspace::root().join("crates/counterpart"));
    let layout = Layout::Crate {
        name: "generated".to_owned(),
        runtime,
        is_workspace: true,
    };
    let options = Options {
        models: true,
        client: true,
        server: true,
        layout,
        ..Options::default()
    };
    let output = outcome
        .api
        .map(|api| counterpart_rust::generate(&api, &options, &mut findings));
    match output.filter(|_| !findings.has_errors()) {
        Some(output) => counterpart_rust::write::write(&output, folder)?,
        None => bail!("{}", findings.render(counterpart_spec::diagnostic::Style::default())),
    };
    Ok(())
}
