//! What each side of a generated crate costs to compile, beside the models and operations that both share.

use std::path::Path;

use super::Bench;
use super::check::{cargo, run};
use super::measure::{Figure, repeat};
use super::report::{Body, Row, Section};
use super::tool::CRATE;

/// Names of rows, with the features of the generated crate.
const SIDES: &[(&str, &str)] = &[
    ("counterpart: client and server", "client,server"),
    ("without the client", "server"),
    ("without the server", "client"),
];

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let title = "Check authentik, by sides";
    let folder = bench.folder.path().join("sides");
    bench.generate_authentik(&folder)?;
    let mut rows = Vec::new();
    for (name, features) in SIDES {
        bench.step(&format!("{title}: {name}"));
        rows.push(Row::measured(name, check(bench, &folder, features)?));
    }
    let note = "What a side costs is what the check takes less without it; models and operations are in all rows. Dependencies are built.";
    Ok(vec![Section {
        title: title.to_owned(),
        body: Body::Table { note, rows },
    }])
}

fn check(bench: &Bench, folder: &Path, features: &str) -> anyhow::Result<Figure> {
    let target = bench.folder.path().join("target").join("sides");
    let make = || {
        let arguments = ["check", "--quiet", "--no-default-features", "--features", features];
        cargo(folder, &target, &arguments)
    };
    run(make())?;
    let clean = || run(cargo(folder, &target, &["clean", "--quiet", "-p", CRATE]));
    repeat(bench.runs, &clean, &make)
}
