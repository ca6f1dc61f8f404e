//! What each side of a generated crate costs to compile, beside the models and operations that both share.

use std::path::{Path, PathBuf};

use super::Bench;
use super::crates::{cargo, run, runtime_folder, write_crate};
use super::measure::{Figure, measure, repeat};
use super::report::{Body, Row, Section};
use super::tool::CRATE;

/// Names of rows, with the features of the generated crate.
const SIDES: &[(&str, &str)] = &[
    ("counterpart: client and server", "client,server"),
    ("without the client", "server"),
    ("without the server", "client"),
];

/// How often commands are run that take less than a second, and by how much they differ.
const TURNS: usize = 11;

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let folder = bench.folder.path().join("sides").join(CRATE);
    bench.generate_authentik(&folder)?;
    Ok(vec![sides(bench, &folder)?, client_alone(bench, &folder)?])
}

fn sides(bench: &Bench, folder: &Path) -> anyhow::Result<Section> {
    let title = "Check authentik, by sides";
    let mut rows = Vec::new();
    for (name, features) in SIDES {
        bench.step(&format!("{title}: {name}"));
        rows.push(Row::measured(name, check(bench, folder, features)?));
    }
    let note = "What a side costs is what the check takes less without it; models and operations are in all rows. Dependencies are built.";
    Ok(Section {
        title: title.to_owned(),
        body: Body::Table { note, rows },
    })
}

/// The client's module as a crate of its own, over the crate of the models and operations.
fn client_alone(bench: &Bench, generated: &Path) -> anyhow::Result<Section> {
    let title = "Check the client of authentik's 875 operations alone";
    bench.step(title);
    let client = generated.join("src/client.rs");
    let client = format!("pub use {CRATE}::{{models, operations}};\n#[path = {client:?}]\npub mod client;\n");
    let nothing = format!("use {CRATE} as _;\n");
    let dependencies = format!(
        "counterpart = {{ path = {:?}, features = [\"client\", \"reqwest\"] }}\n\
         {CRATE} = {{ path = {generated:?}, default-features = false, features = [\"server\"] }}\n",
        runtime_folder()
    );
    let folder = bench.folder.path().join("sides");
    for (name, source) in [("alone", client), ("empty", nothing)] {
        write_crate(&folder.join(name), name, &dependencies, ("lib.rs", &source))?;
    }
    let [alone, empty] = in_turns(bench, &folder, ["alone", "empty"])?;
    let note = "As a crate of its own over that of the models and operations, which is built; eleven runs of each, in turns. \
                What an empty crate takes is cargo and reading the dependencies. The goal is a difference of less than 0.5 s.";
    let rows = vec![
        Row::measured("the client", alone),
        Row::measured("an empty crate", empty),
    ];
    Ok(Section {
        title: title.to_owned(),
        body: Body::Table { note, rows },
    })
}

/// What it costs to check two crates below a folder, one after the other and again: the machine is slower at times.
fn in_turns(bench: &Bench, folder: &Path, names: [&str; 2]) -> anyhow::Result<[Figure; 2]> {
    let target = target(bench);
    let check = |name: &str| cargo(&folder.join(name), &target, &["check", "--quiet"]);
    names.iter().try_for_each(|name| run(check(name)))?;
    let mut samples = [Vec::new(), Vec::new()];
    for _ in 0..TURNS {
        for (name, samples) in names.iter().zip(&mut samples) {
            run(cargo(&folder.join(name), &target, &["clean", "--quiet", "-p", name]))?;
            samples.push(measure(&check(name))?);
        }
    }
    let [one, other] = samples;
    Ok([Figure::of(&one)?, Figure::of(&other)?])
}

fn target(bench: &Bench) -> PathBuf {
    bench.folder.path().join("target").join("sides")
}

fn check(bench: &Bench, folder: &Path, features: &str) -> anyhow::Result<Figure> {
    let target = target(bench);
    let make = || {
        let arguments = ["check", "--quiet", "--no-default-features", "--features", features];
        cargo(folder, &target, &arguments)
    };
    run(make())?;
    let clean = || run(cargo(folder, &target, &["clean", "--quiet", "-p", CRATE]));
    repeat(bench.runs, &clean, &make)
}
