//! What a benchmark of its own prints, taken as it is.

use std::process::Command;

use anyhow::{Context, bail};

use super::Bench;
use super::report::{Body, Section};
use crate::workspace;

/// The codec against serde_derive, on the same models: the runtime's own benchmark.
pub(crate) fn codec(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let mut command = Command::new(workspace::cargo());
    command.args(["bench", "--quiet", "-p", "counterpart", "--bench", "codec"]);
    section(
        bench,
        "Codec against serde_derive",
        "Megabytes of JSON a second, read and written.",
        command,
    )
}

/// A generated server and generated clients against ones that were written by hand.
pub(crate) fn load(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let mut command = Command::new("sh");
    command
        .arg("xtask/load.sh")
        .env("CARGO_TARGET_DIR", workspace::target());
    section(
        bench,
        "Server and clients under load, beside axum, reqwest and serde_derive by hand",
        "Every round has fresh copies of programs that are linked in another order: where functions lie in a program and its \
         file in memory makes it faster or slower by a tenth, so single rounds say little. Most programs have more than one operation, which code that is made for each type \
         has to share the caches with: the second client calls twelve in turns.",
        command,
    )
}

fn section(bench: &Bench, title: &str, note: &str, mut command: Command) -> anyhow::Result<Vec<Section>> {
    bench.step(title);
    let output = command
        .current_dir(workspace::root())
        .output()
        .with_context(|| format!("{command:?}"))?;
    let (printed, said) = (&output.stdout, &output.stderr);
    let [printed, said] = [printed, said].map(|text| String::from_utf8_lossy(text).trim().to_owned());
    if !output.status.success() {
        bail!("{title} failed:\n{said}");
    }
    // Who cannot measure says why where nobody looks for figures.
    let printed = if printed.is_empty() { said } else { printed };
    Ok(vec![Section {
        title: title.to_owned(),
        body: Body::Text(format!("{note}\n\n```text\n{printed}\n```")),
    }])
}
