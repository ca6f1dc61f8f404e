//! What each side of a generated crate costs to compile, beside the models and operations that both share.

use std::fs;

use super::Bench;
use super::check::{cargo, run};
use super::measure::{Figure, repeat};
use super::report::{Body, Row, Section};
use super::tool::{CRATE, Job};

/// Names of rows, with the features of the generated crate.
const SIDES: &[(&str, &str)] = &[
    ("counterpart: client and server", "client,server"),
    ("without the client", "server"),
    ("without the server", "client"),
];

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let title = "Check authentik, by sides";
    let Some(tool) = bench.tools.iter().find(|tool| tool.is_ours()) else {
        return Ok(Vec::new());
    };
    let folder = bench.folder.path().join("sides");
    fs::create_dir_all(&folder)?;
    let job = Job {
        document: &bench.documents.authentik_json,
        folder: &folder,
        server: true,
    };
    run(tool.command(&job)?)?;
    let mut rows = Vec::new();
    for (name, features) in SIDES {
        bench.step(&format!("{title}: {name}"));
        rows.push(Row::measured(name, check(bench, &job, features)?));
    }
    let note = "What a side costs is what the check takes less without it; models and operations are in all rows. Dependencies are built.";
    Ok(vec![Section {
        title: title.to_owned(),
        body: Body::Table { note, rows },
    }])
}

fn check(bench: &Bench, job: &Job, features: &str) -> anyhow::Result<Figure> {
    let target = bench.folder.path().join("target").join("sides");
    let make = || {
        let arguments = ["check", "--quiet", "--no-default-features", "--features", features];
        cargo(job.folder, &target, &arguments)
    };
    run(make())?;
    let clean = || run(cargo(job.folder, &target, &["clean", "--quiet", "-p", CRATE]));
    repeat(bench.runs, &clean, &make)
}
