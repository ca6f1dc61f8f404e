//! Generating a peer's client, building it with its driver, and running both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use counterpart_rust::{Layout, Options, Output, RuntimeDependency};
use counterpart_spec::{Input, ReadOptions};

use super::peer::{Document, Peer, Running};
use crate::workspace;

/// Gives what the driver said.
pub(super) fn drive(peer: &Peer, running: &Running) -> anyhow::Result<String> {
    let folder = workspace::root().join("target/peers").join(peer.name);
    fs::create_dir_all(folder.join("driver/src"))?;
    let document = document(peer, running, &folder)?;
    generate(peer, &document, &folder.join("api"))?;
    let driver = workspace::root().join(format!("tests/peers/{}.rs", peer.name));
    fs::copy(driver, folder.join("driver/src/main.rs"))?;
    // The same versions as everywhere, so that nothing is built twice.
    fs::copy(workspace::root().join("Cargo.lock"), folder.join("driver/Cargo.lock"))?;
    fs::write(folder.join("driver/Cargo.toml"), manifest())?;
    let output = Command::new(workspace::cargo())
        .args(["run", "--quiet"])
        .current_dir(folder.join("driver"))
        .env("CARGO_TARGET_DIR", workspace::target())
        .env("PEER_URL", &running.url)
        .output()?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => bail!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
    }
}

/// The document as the running peer serves it.
fn document(peer: &Peer, running: &Running, folder: &Path) -> anyhow::Result<PathBuf> {
    let (path, headers) = match (&peer.document, &running.given) {
        (Document::Given(_), Some(given)) => return Ok(given.clone()),
        (Document::Given(path), None) => bail!("there is no {path}"),
        (Document::Served(path, headers), _) => (path, headers),
    };
    let file = folder.join("document.json");
    let mut curl = Command::new("curl");
    curl.args(["-fsS", "-o"])
        .arg(&file)
        .arg(format!("{}{path}", running.url));
    headers.iter().for_each(|header| {
        curl.args(["-H", header]);
    });
    let output = curl.output().context("curl fetches the document")?;
    match output.status.success() {
        true => Ok(file),
        false => bail!("no document: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn generate(peer: &Peer, document: &Path, folder: &Path) -> anyhow::Result<()> {
    let overlays = peer.overlay.iter();
    let reading = ReadOptions {
        overlays: overlays
            .map(|name| Input::File(workspace::root().join("tests/peers").join(name)))
            .collect(),
        ..ReadOptions::default()
    };
    let outcome = counterpart_spec::read_with(&Input::File(document.to_owned()), &reading);
    let mut findings = outcome.findings;
    let api = outcome.api.context("a document that can be read")?;
    let options = Options {
        server: false,
        layout: Layout::Crate {
            name: "peer".to_owned(),
            runtime: RuntimeDependency::Path(workspace::root().join("crates/counterpart")),
            is_workspace: true,
        },
        ..Options::default()
    };
    let Output { files, .. } = counterpart_rust::generate(&api, &options, &mut findings);
    if findings.has_errors() {
        bail!("the document has errors");
    }
    for file in &files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &file.contents)?;
    }
    Ok(())
}

fn manifest() -> String {
    let runtime = workspace::root().join("crates/counterpart");
    format!(
        r#"[package]
name = "driver"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
counterpart = {{ path = {runtime:?}, features = ["client", "reqwest"] }}
peer = {{ path = "../api" }}
tokio = {{ version = "1", features = ["macros", "rt-multi-thread"] }}

[workspace]
"#
    )
}
