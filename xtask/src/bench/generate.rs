//! What generating costs, and how much comes out.

use std::fs;
use std::path::Path;

use super::Bench;
use super::measure::{repeat, rust_lines};
use super::report::{Body, Row, Section};
use super::tool::{Job, Tool};

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let documents = &bench.documents;
    let cases: [(&str, &Path, bool); 3] = [
        (
            "Generate authentik from JSON (875 operations; ours with the server)",
            &documents.authentik_json,
            true,
        ),
        ("Generate authentik from YAML", &documents.authentik_yaml, true),
        (
            "Generate GitHub from JSON (1,223 operations; client and models)",
            &documents.github,
            false,
        ),
    ];
    cases
        .into_iter()
        .map(|(title, document, server)| section(bench, title, document, server))
        .collect()
}

fn section(bench: &Bench, title: &str, document: &Path, server: bool) -> anyhow::Result<Section> {
    let rows = bench.tools.iter().map(|tool| {
        bench.step(&format!("{title}: {}", tool.name));
        row(bench, tool, document, server)
    });
    let note = "Models and client everywhere; no peer has a server that shares them.";
    Ok(Section {
        title: title.to_owned(),
        body: Body::Table {
            note,
            rows: rows.collect::<anyhow::Result<_>>()?,
        },
    })
}

/// A peer that fails has its reason in its row; ours must not fail.
fn row(bench: &Bench, tool: &Tool, document: &Path, server: bool) -> anyhow::Result<Row> {
    let folder = bench.folder.path().join("generate");
    let job = Job {
        document,
        folder: &folder,
        server,
    };
    let empty = || {
        let _ = fs::remove_dir_all(&folder);
        Ok(fs::create_dir_all(&folder)?)
    };
    empty()?;
    let command = tool.command(&job)?;
    let measured = repeat(bench.runs, &empty, &|| clone(&command));
    match measured {
        Ok(figure) => Ok(Row::measured(tool.name, figure).lines(rust_lines(&folder)?)),
        Err(error) if tool.is_ours() => Err(error),
        Err(error) => Ok(Row::failed(tool.name, &error)),
    }
}

/// `Command` is not `Clone`, and a run uses it up.
pub(crate) fn clone(command: &std::process::Command) -> std::process::Command {
    let mut clone = std::process::Command::new(command.get_program());
    clone.args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        clone.current_dir(folder);
    }
    clone.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    clone
}
