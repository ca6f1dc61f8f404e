//! What is measured with: read where it lies, never copied into the workspace.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::workspace;

const AUTHENTIK: &str = "openapi-3.0/goauthentik__schema";

/// The documents of a run.
pub(crate) struct Documents {
    pub(crate) authentik_yaml: PathBuf,
    /// The same, made into JSON in the run's temporary folder.
    pub(crate) authentik_json: PathBuf,
    pub(crate) github: PathBuf,
}

impl Documents {
    pub(crate) fn prepare(folder: &Path) -> anyhow::Result<Self> {
        let authentik = workspace::corpus().join(AUTHENTIK);
        let authentik_yaml = authentik.join("openapi.yaml");
        let authentik_json = folder.join("authentik.json");
        write_as_json(&authentik_yaml, &authentik_json)
            .with_context(|| format!("cannot use {}: set COUNTERPART_CORPUS", authentik.display()))?;
        let github = workspace::github();
        fs::metadata(&github).with_context(|| format!("no {}: set COUNTERPART_GITHUB", github.display()))?;
        Ok(Self {
            authentik_yaml,
            authentik_json,
            github,
        })
    }
}

fn write_as_json(yaml: &Path, json: &Path) -> anyhow::Result<()> {
    let value: serde_json::Value = serde_yaml::from_str(&fs::read_to_string(yaml)?)?;
    Ok(serde_json::to_writer_pretty(
        BufWriter::new(File::create(json)?),
        &value,
    )?)
}
