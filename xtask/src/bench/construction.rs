//! How structs of forty optional fields are made, and what each way costs to compile.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::Bench;
use super::crates::{cargo, run};
use super::measure::{Figure, repeat};
use super::models::codec_dependency;
use super::report::{Body, Row, Section};

const STRUCTS: usize = 200;
const REQUIRED: usize = 3;
const OPTIONAL: usize = 40;

/// What a struct has beside its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    New,
    Fields,
    Setters,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Fields => "fields",
            Self::Setters => "setters",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::New => "counterpart: `new` with the required ones, the rest by `..`",
            Self::Fields => "public fields alone",
            Self::Setters => "`new` and a chained setter for each optional field",
        }
    }
}

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    let title = format!("Check {STRUCTS} models of {REQUIRED} required and {OPTIONAL} optional fields");
    let mut rows = Vec::new();
    for way in [Way::New, Way::Fields, Way::Setters] {
        bench.step(&format!("{title}: {}", way.name()));
        let library = library(way)?;
        let figure = cost(bench, way, &library)?;
        rows.push(Row::measured(way.title(), figure).lines(library.lines().count()));
    }
    let note = "What ways to construct a value cost those who only compile them. Dependencies are built.";
    Ok(vec![Section {
        title,
        body: Body::Table { note, rows },
    }])
}

fn cost(bench: &Bench, way: Way, library: &str) -> anyhow::Result<Figure> {
    let folder = write_crate(bench.folder.path(), way, library)?;
    let target = bench.folder.path().join("target-construction");
    run(cargo(&folder, &target, &["check", "--quiet"]))?;
    let clean = || run(cargo(&folder, &target, &["clean", "--quiet", "-p", way.name()]));
    repeat(bench.runs, &clean, &|| cargo(&folder, &target, &["check", "--quiet"]))
}

fn write_crate(folder: &Path, way: Way, library: &str) -> anyhow::Result<PathBuf> {
    let folder = folder.join("construction").join(way.name());
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{}\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n{}",
        way.name(),
        codec_dependency()
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), library)?;
    Ok(folder)
}

fn library(way: Way) -> anyhow::Result<String> {
    let mut text = String::new();
    for number in 0..STRUCTS {
        write_struct(&mut text, number)?;
        if way != Way::Fields {
            write_methods(&mut text, way, number)?;
        }
    }
    Ok(text)
}

fn write_struct(text: &mut String, number: usize) -> anyhow::Result<()> {
    let mut rows = String::new();
    writeln!(text, "#[derive(Clone, PartialEq)]\npub struct Model{number} {{")?;
    for field in 0..REQUIRED + OPTIONAL {
        let ty = ty(field);
        if field < REQUIRED {
            writeln!(text, "    pub field_{field}: {ty},")?;
            write!(rows, "field_{field}: required \"field_{field}\", ")?;
        } else {
            writeln!(text, "    pub field_{field}: Option<{ty}>,")?;
            write!(rows, "field_{field}: optional \"field_{field}\", ")?;
        }
    }
    writeln!(text, "}}\ncounterpart::record! {{ Model{number} {{ {rows} }} }}")?;
    Ok(())
}

fn write_methods(text: &mut String, way: Way, number: usize) -> anyhow::Result<()> {
    writeln!(text, "impl Model{number} {{")?;
    let arguments: Vec<_> = (0..REQUIRED)
        .map(|field| format!("field_{field}: {}", ty(field)))
        .collect();
    let fields: Vec<_> = (0..REQUIRED).map(|field| format!("field_{field}")).collect();
    writeln!(
        text,
        "    pub fn new({}) -> Self {{ Self {{ {}, ..counterpart::blank() }} }}",
        arguments.join(", "),
        fields.join(", ")
    )?;
    if way == Way::Setters {
        for field in REQUIRED..REQUIRED + OPTIONAL {
            let ty = ty(field);
            writeln!(
                text,
                "    #[must_use]\n    pub fn with_field_{field}(mut self, value: {ty}) -> Self {{\n        self.field_{field} = Some(value);\n        self\n    }}"
            )?;
        }
    }
    text.push_str("}\n");
    Ok(())
}

/// The same mix on every machine.
fn ty(field: usize) -> &'static str {
    match field % 5 {
        0 | 3 => "String",
        1 => "i64",
        2 => "bool",
        _ => "Vec<String>",
    }
}
