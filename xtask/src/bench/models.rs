//! Models as an API has them, once as records of the codec and once with serde's derives: what each costs to compile.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::Bench;
use super::crates::{cargo, run};
use super::measure::{Figure, repeat};
use super::report::{Body, Row, Section};
use crate::workspace;

const STRUCTS: usize = 600;
/// How many types the program uses that a debug build is measured with.
const USED_EVERY: usize = 12;

/// Who reads and writes the models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Codec,
    Derive,
}

impl Side {
    fn name(self) -> &'static str {
        match self {
            Self::Codec => "codec",
            Self::Derive => "derive",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Codec => "counterpart",
            Self::Derive => "serde_derive",
        }
    }

    fn dependencies(self) -> String {
        match self {
            Self::Codec => codec_dependency(),
            Self::Derive => "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n\
                uuid = { version = \"1\", features = [\"serde\"] }\n\
                chrono = { version = \"0.4\", default-features = false, features = [\"std\", \"serde\"] }\n"
                .to_owned(),
        }
    }

    fn imports(self) -> &'static str {
        match self {
            Self::Codec => "use counterpart::types::{DateTime, Utc, Uuid};\n",
            Self::Derive => "use chrono::{DateTime, Utc};\nuse serde::{Deserialize, Serialize};\nuse uuid::Uuid;\n",
        }
    }
}

/// The runtime, as a line of a manifest.
pub(super) fn codec_dependency() -> String {
    let runtime = workspace::root().join("crates/counterpart");
    format!("counterpart = {{ path = {:?} }}\n", runtime.display().to_string())
}

pub(crate) fn sections(bench: &Bench) -> anyhow::Result<Vec<Section>> {
    [
        ("check", "Check 600 models"),
        ("build", "Build 600 models and a program that uses 50, debug"),
    ]
    .iter()
    .map(|(command, title)| section(bench, command, title))
    .collect()
}

fn section(bench: &Bench, command: &str, title: &str) -> anyhow::Result<Section> {
    let mut rows = Vec::new();
    for side in [Side::Codec, Side::Derive] {
        bench.step(&format!("{title}: {}", side.title()));
        rows.push(Row::measured(side.title(), cost(bench, side, command)?));
    }
    let note = "Structs of 6 to 15 fields, half of them optional, some nested. Dependencies are built.";
    Ok(Section {
        title: title.to_owned(),
        body: Body::Table { note, rows },
    })
}

fn cost(bench: &Bench, side: Side, command: &str) -> anyhow::Result<Figure> {
    let folder = write_crate(bench.folder.path(), side)?;
    let target = bench.folder.path().join("target-models").join(side.name());
    run(cargo(&folder, &target, &[command, "--quiet"]))?;
    let clean = || run(cargo(&folder, &target, &["clean", "--quiet", "-p", side.name()]));
    repeat(bench.runs, &clean, &|| cargo(&folder, &target, &[command, "--quiet"]))
}

fn write_crate(folder: &Path, side: Side) -> anyhow::Result<PathBuf> {
    let folder = folder.join("models").join(side.name());
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = \"{}\"\nedition = \"2024\"\n[workspace]\n[profile.dev]\ndebug = \"line-tables-only\"\n[dependencies]\n{}",
        side.name(),
        side.dependencies()
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), library(side)?)?;
    fs::write(folder.join("src/main.rs"), program(side)?)?;
    Ok(folder)
}

fn library(side: Side) -> anyhow::Result<String> {
    let mut text = side.imports().to_owned();
    for number in 0..STRUCTS {
        write_struct(&mut text, side, number)?;
    }
    Ok(text)
}

fn write_struct(text: &mut String, side: Side, number: usize) -> anyhow::Result<()> {
    let count = 6 + (number * 7) % 10;
    match side {
        Side::Codec => text.push_str("#[derive(Clone, PartialEq)]\n"),
        Side::Derive => text.push_str("#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\n"),
    }
    writeln!(text, "pub struct Model{number} {{")?;
    for field in 0..count {
        let ty = field_type(number, field);
        match (optional(field), side) {
            (false, _) => writeln!(text, "    pub field_{field}: {ty},")?,
            (true, Side::Codec) => writeln!(text, "    pub field_{field}: Option<{ty}>,")?,
            (true, Side::Derive) => writeln!(
                text,
                "    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n    pub field_{field}: Option<{ty}>,"
            )?,
        }
    }
    text.push_str("}\n");
    if side == Side::Codec {
        write!(text, "counterpart::record! {{ Model{number} {{ ")?;
        for field in 0..count {
            let need = if optional(field) { "optional" } else { "required" };
            write!(text, "field_{field}: {need} \"field_{field}\", ")?;
        }
        text.push_str("} }\n");
    }
    Ok(())
}

fn optional(field: usize) -> bool {
    field % 2 == 1
}

/// A mix without chance: the same on every machine. Nested models are earlier ones, so that nothing is recursive.
fn field_type(number: usize, field: usize) -> String {
    let mix = number * 31 + field * 17;
    let earlier = number.checked_sub(1 + mix % 3).filter(|_| number % 5 > 2);
    match (mix % 12, earlier) {
        (0, Some(earlier)) => format!("Model{earlier}"),
        (1, Some(earlier)) => format!("Vec<Model{earlier}>"),
        (0..=5, _) => "String".to_owned(),
        (6 | 7, _) => "i64".to_owned(),
        (8, _) => "bool".to_owned(),
        (9, _) => "Vec<String>".to_owned(),
        (10, _) => "Uuid".to_owned(),
        _ => "DateTime<Utc>".to_owned(),
    }
}

fn program(side: Side) -> anyhow::Result<String> {
    let json = match side {
        Side::Codec => "counterpart::codec::json",
        Side::Derive => "serde_json",
    };
    let mut text = "fn main() {\n    let text = std::env::args().nth(1).unwrap();\n".to_owned();
    for number in (0..STRUCTS).step_by(USED_EVERY) {
        writeln!(
            text,
            "    let value: {}::Model{number} = {json}::from_str(&text).unwrap();\n    println!(\"{{}}\", {json}::to_string(&value).unwrap());",
            side.name()
        )?;
    }
    text.push_str("}\n");
    Ok(text)
}
