//! The codec against serde_derive, on the same models.

use std::process::Command;

use anyhow::bail;

use super::Bench;
use super::report::{Body, Section};
use crate::workspace;

/// What the runtime's own benchmark prints is taken as it is.
pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    bench.step("codec against serde_derive");
    let output = Command::new(workspace::cargo())
        .args(["bench", "--quiet", "-p", "counterpart", "--bench", "codec"])
        .current_dir(workspace::root())
        .output()?;
    if !output.status.success() {
        bail!(
            "the benchmark of the codec failed:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let printed = format!("```text\n{}\n```", String::from_utf8_lossy(&output.stdout).trim());
    Ok(vec![Section {
        title: "Codec against serde_derive".to_owned(),
        body: Body::Text(printed),
    }])
}
