//! The crate with the models of all documents, and the program in it that reads and writes the examples.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::anyhow;
use counterpart_tests::probe;
use serde_json::{Value, json};

use super::wrap::Probe;
use crate::workspace;

/// The models of a document.
#[derive(Debug)]
pub(super) struct Module {
    path: String,
    code: String,
    pub(super) probes: Vec<Probe>,
}

impl Module {
    pub(super) fn generate(path: &str, document: &Value, probes: Vec<Probe>) -> anyhow::Result<Self> {
        let code = probe::models(path, document).map_err(|error| anyhow!("{error}"))?;
        Ok(Self {
            path: path.to_owned(),
            code,
            probes,
        })
    }
}

const MANIFEST: &str = r#"[package]
name = "shown"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
counterpart = { path = "RUNTIME" }
serde_json = "1"
"#;

/// Writes the crate.
pub(super) fn write(folder: &Path, modules: &[Module]) -> anyhow::Result<()> {
    let source = folder.join("src");
    fs::create_dir_all(&source)?;
    let runtime = workspace::root().join("crates/counterpart");
    let manifest = MANIFEST.replace("RUNTIME", &runtime.display().to_string());
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut declarations = String::new();
    let mut list = String::new();
    let mut data = Vec::new();
    for (index, module) in modules.iter().enumerate() {
        fs::write(source.join(format!("d{index}.rs")), &module.code)?;
        writeln!(declarations, "pub mod d{index};")?;
        for Probe { ty, example } in &module.probes {
            writeln!(list, "    probe::<d{index}::models::{ty}>,")?;
            data.push(json!({
                "place": format!("{} {}", module.path, example.schema),
                "value": example.value,
            }));
        }
    }
    fs::write(folder.join("examples.json"), Value::Array(data).to_string())?;
    fs::write(source.join("lib.rs"), declarations)?;
    let program = include_str!("program.rs.txt").replace("PROBES", &list);
    fs::write(source.join("main.rs"), program)?;
    Ok(())
}

/// Compiles and runs it; whether every example came back.
pub(super) fn run(folder: &Path) -> anyhow::Result<bool> {
    let status = Command::new(workspace::cargo())
        .args(["run", "--quiet", "--"])
        .arg(folder.join("examples.json"))
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_TARGET_DIR", workspace::target().join("corpus"))
        .current_dir(folder)
        .status()?;
    Ok(status.success())
}
