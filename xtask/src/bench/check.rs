//! What a clean `cargo check` of the generated crate costs once its dependencies are built.

use std::fs;
use std::path::Path;

use super::Bench;
use super::crates::{cargo, run};
use super::measure::{Figure, repeat};
use super::report::{Body, Row, Section};
use super::tool::{CRATE, Job, Tool};

/// A crate to check.
struct Case<'a> {
    title: &'a str,
    document: &'a Path,
    server: bool,
    /// Whether peers are measured as well: those of GitHub take minutes and more memory than most machines have.
    peers: bool,
}

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let (authentik, github) = (&bench.documents.authentik_json, &bench.documents.github);
    let cases = [
        Case {
            title: "Check authentik: client and models",
            document: authentik,
            server: false,
            peers: true,
        },
        Case {
            title: "Check authentik: client, server and models",
            document: authentik,
            server: true,
            peers: false,
        },
        Case {
            title: "Check GitHub: client and models",
            document: github,
            server: false,
            peers: false,
        },
    ];
    cases.iter().map(|case| section(bench, case)).collect()
}

fn section(bench: &Bench, case: &Case) -> anyhow::Result<Section> {
    let mut rows = Vec::new();
    for tool in bench.tools.iter().filter(|tool| case.peers || tool.is_ours()) {
        bench.step(&format!("{}: {}", case.title, tool.name));
        match check(bench, tool, case) {
            Ok(figure) => rows.push(Row::measured(tool.name, figure)),
            Err(error) if tool.is_ours() => return Err(error),
            Err(error) => rows.push(Row::failed(tool.name, &error)),
        }
    }
    let note = "Dependencies are built; `cargo clean -p` goes before each run, and incremental compilation is off, because its caches lie.";
    Ok(Section {
        title: case.title.to_owned(),
        body: Body::Table { note, rows },
    })
}

fn check(bench: &Bench, tool: &Tool, case: &Case) -> anyhow::Result<Figure> {
    let folder = bench.folder.path().join("check");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let job = Job {
        document: case.document,
        folder: &folder,
        server: case.server,
    };
    run(tool.command(&job)?)?;
    let folder = (tool.finish)(&job)?;
    let target = bench.folder.path().join("target").join(tool.name);
    run(cargo(&folder, &target, &["check", "--quiet", "--all-features"]))?;
    let clean = || run(cargo(&folder, &target, &["clean", "--quiet", "-p", CRATE]));
    repeat(bench.runs, &clean, &|| {
        cargo(&folder, &target, &["check", "--quiet", "--all-features"])
    })
}
