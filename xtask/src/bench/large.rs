//! A document as large as Microsoft Graph's: what reading its YAML costs, and what generating from it does.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use counterpart_spec::Input;
use serde_json::{Map, Value as Json};

use super::Bench;
use super::generate::clone;
use super::measure::{Figure, repeat, rust_lines};
use super::report::{Body, Row, Section};
use super::tool::Job;

/// Authentik so many times over is 35 MB of YAML.
const COPIES: usize = 25;

const LARGEST: f64 = 2_000.0;
const SLOWEST: f64 = 20.0;

#[derive(clap::Args)]
pub(crate) struct ReadArguments {
    reader: Reader,
    document: PathBuf,
}

/// Who reads the YAML.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Reader {
    Counterpart,
    SerdeYaml,
}

/// The process that is measured.
pub(crate) fn read(arguments: &ReadArguments) -> anyhow::Result<()> {
    let nodes = match arguments.reader {
        Reader::Counterpart => counterpart_spec::count_nodes(&Input::File(arguments.document.clone())),
        Reader::SerdeYaml => {
            let text = fs::read_to_string(&arguments.document)?;
            usize::from(!serde_yaml::from_str::<serde_yaml::Value>(&text)?.is_null())
        }
    };
    match nodes {
        0 => bail!("nothing was read"),
        _ => Ok(()),
    }
}

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    bench.step("writing a large document");
    let document = bench.folder.path().join("large.yaml");
    let operations = write(&bench.documents.authentik_json, &document)?;
    let size = format!(
        "{} MB of YAML, {operations} operations",
        fs::metadata(&document)?.len() / 1_000_000
    );
    Ok(vec![
        reading(bench, &document, &size)?,
        generating(bench, &document, &size)?,
    ])
}

fn reading(bench: &Bench, document: &Path, size: &str) -> anyhow::Result<Section> {
    let row = |name: &str, reader: &str| {
        bench.step(&format!("reading a large document: {name}"));
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["read-yaml", reader]).arg(document);
        let figure = repeat(bench.runs, &|| Ok(()), &|| clone(&command))?;
        anyhow::Ok(Row::measured(name, figure))
    };
    Ok(Section {
        title: format!("Read YAML into a tree ({size})"),
        body: Body::Table {
            note: "The same program either way, without a fast allocator; `serde_yaml` reads into its `Value`.",
            rows: vec![row("counterpart", "counterpart")?, row("serde_yaml", "serde-yaml")?],
        },
    })
}

fn generating(bench: &Bench, document: &Path, size: &str) -> anyhow::Result<Section> {
    bench.step("generating from a large document");
    let folder = bench.folder.path().join("large");
    let Some(ours) = bench.tools.iter().find(|tool| tool.is_ours()) else {
        bail!("nothing to measure")
    };
    let empty = || {
        let _ = fs::remove_dir_all(&folder);
        Ok(fs::create_dir_all(&folder)?)
    };
    empty()?;
    let job = Job {
        document,
        folder: &folder,
        server: true,
    };
    let command = ours.command(&job)?;
    let figure = repeat(bench.runs, &empty, &|| clone(&command))?;
    check(&figure)?;
    Ok(Section {
        title: format!("Generate from a document as large as Microsoft Graph's ({size})"),
        body: Body::Table {
            note: "Models, client and server. The goal is less than 20 s and 2,000 MB; the run fails beyond it.",
            rows: vec![Row::measured(ours.name, figure).lines(rust_lines(&folder)?)],
        },
    })
}

/// The goal is a promise.
fn check(figure: &Figure) -> anyhow::Result<()> {
    let Figure { least, megabytes, .. } = *figure;
    if least > SLOWEST || megabytes > LARGEST {
        bail!("a large document takes {least:.1} s and {megabytes:.0} MB; the goal is {SLOWEST} s and {LARGEST} MB");
    }
    Ok(())
}

/// Writes a document several times into one, each copy under names of its own, and returns how many operations it has.
fn write(json: &Path, yaml: &Path) -> anyhow::Result<usize> {
    let document: Json = serde_json::from_str(&fs::read_to_string(json)?)?;
    let (mut paths, mut schemas) = (Map::new(), Map::new());
    let mut all = document.clone();
    for copy in 0..COPIES {
        let mut renamed = document.clone();
        rename(&mut renamed, copy);
        let members = |pointer: &str| renamed.pointer(pointer).and_then(Json::as_object).cloned();
        for (path, item) in members("/paths").context("no paths")? {
            paths.insert(format!("/v{copy}{path}"), item);
        }
        for (name, schema) in members("/components/schemas").context("no schemas")? {
            schemas.insert(format!("V{copy}{name}"), schema);
        }
    }
    let operations = paths.values().filter_map(Json::as_object).map(count).sum();
    all["paths"] = Json::Object(paths);
    all["components"]["schemas"] = Json::Object(schemas);
    let mut file = BufWriter::new(File::create(yaml)?);
    serde_yaml::to_writer(&mut file, &all)?;
    file.flush()?;
    Ok(operations)
}

fn count(item: &Map<String, Json>) -> usize {
    item.values()
        .filter(|operation| operation.get("responses").is_some())
        .count()
}

/// Gives a copy's operations and references their own names.
fn rename(node: &mut Json, copy: usize) {
    match node {
        Json::Object(members) => {
            for (key, value) in members {
                match value {
                    Json::String(text) if key == "operationId" => *text = format!("v{copy}_{text}"),
                    Json::String(text) => {
                        if let Some(name) = text.strip_prefix("#/components/schemas/") {
                            *text = format!("#/components/schemas/V{copy}{name}");
                        }
                    }
                    other => rename(other, copy),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| rename(item, copy)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_refer_to_themselves() {
        let mut node = serde_json::json!({"operationId": "a", "x": [{"$ref": "#/components/schemas/A"}]});
        rename(&mut node, 3);
        let expected = serde_json::json!({"operationId": "v3_a", "x": [{"$ref": "#/components/schemas/V3A"}]});
        assert_eq!(node, expected);
    }
}
