//! What an application costs to compile that implements three of authentik's 875 operations and mounts all of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use super::Bench;
use super::crates::{cargo, run, runtime_folder, write_crate};
use super::measure::{Figure, repeat};
use super::report::{Body, Row, Section};
use super::tool::CRATE;

const NAME: &str = "application";

/// The program, but for the empty implementations of the other tags.
const PROGRAM: &str = include_str!("application.rs.txt");

/// A program of the same dependencies that serves nothing.
const EMPTY: &str = "use generated as _;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(\"127.0.0.1:0\").await?;
    axum::serve(listener, axum::Router::new()).await
}
";

/// What cargo is asked for, with the title of its table.
const COMMANDS: &[(&str, &str)] = &[
    (
        "check",
        "Check an application of three handlers and all of authentik's routes",
    ),
    ("build", "Build it, debug"),
];

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let generated = bench.folder.path().join("application").join(CRATE);
    bench.generate_authentik(&generated)?;
    let program = program(&fs::read_to_string(generated.join("src/server.rs"))?)?;
    let note = "What the application alone takes: the generated crate and all other dependencies are built. What the empty \
                program takes is cargo and, of a build, the linker.";
    let mut sections = Vec::new();
    for (command, title) in COMMANDS {
        let mut rows = Vec::new();
        for (name, source) in [("the application", program.as_str()), ("an empty program", EMPTY)] {
            bench.step(&format!("{title}: {name}"));
            let folder = write_program(bench.folder.path(), source)?;
            rows.push(Row::measured(name, cost(bench, &folder, command)?).lines(source.lines().count()));
        }
        sections.push(Section {
            title: (*title).to_owned(),
            body: Body::Table { note, rows },
        });
    }
    Ok(sections)
}

/// The program with an empty implementation of each handler trait that it does not write.
fn program(server: &str) -> anyhow::Result<String> {
    let mut program = PROGRAM.to_owned();
    let traits = server
        .lines()
        .filter_map(|line| line.strip_prefix("pub trait ")?.split(':').next());
    let unwritten: Vec<_> = traits
        .filter(|name| !PROGRAM.contains(&format!("impl {name} for")))
        .collect();
    if unwritten.is_empty() {
        bail!("the generated server has no handler traits");
    }
    for name in unwritten {
        program += &format!("impl {name} for App {{}}\n");
    }
    Ok(program)
}

fn cost(bench: &Bench, folder: &Path, command: &str) -> anyhow::Result<Figure> {
    let target = bench.folder.path().join("target").join(NAME);
    let make = || ours(folder, &target, &[command, "--quiet"]);
    run(make())?;
    let clean = || run(ours(folder, &target, &["clean", "--quiet", "-p", NAME]));
    repeat(bench.runs, &clean, &make)
}

/// Cargo with the profile that users have, whatever this workspace is built with.
fn ours(folder: &Path, target: &Path, arguments: &[&str]) -> Command {
    let mut command = cargo(folder, target, arguments);
    command.env_remove("CARGO_PROFILE_DEV_DEBUG");
    command
}

fn write_program(folder: &Path, program: &str) -> anyhow::Result<PathBuf> {
    let folder = folder.join("application").join(NAME);
    let dependencies = format!(
        "axum = {{ version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\"] }}\n\
         counterpart = {{ path = {:?}, features = [\"server\"] }}\n\
         {CRATE} = {{ path = \"../{CRATE}\", default-features = false, features = [\"server\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }}\n",
        runtime_folder()
    );
    write_crate(&folder, NAME, &dependencies, ("main.rs", program))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_is_implemented_as_nothing() {
        let server = "pub trait AdminHandler: Send {\n}\npub trait StagesHandler: Send {\n";
        let program = program(server).unwrap();
        assert!(program.ends_with("impl StagesHandler for App {}\n"));
        assert!(!program.contains("impl AdminHandler for App {}"));
        assert!(super::program("").is_err());
    }
}
