//! Generation, compilation and codec, measured with the peers beside us in one run; BENCHMARKS.md is its report.

mod application;
mod check;
mod construction;
mod crates;
mod documents;
mod generate;
pub(crate) mod large;
mod measure;
mod models;
mod peers;
mod printed;
mod report;
mod sides;
mod tool;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};

use self::documents::Documents;
use self::tool::{Job, Tool};
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Install the peers (pinned versions, takes minutes) and measure them too.
    #[arg(long)]
    peers: bool,
    /// Where the peers are installed; kept between runs.
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// How often each command is run.
    #[arg(long, value_name = "COUNT", default_value_t = 5)]
    runs: usize,
    /// Measure only what is called so: generate, large, check, sides, application, codec, load, models, construction.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Print the report instead of writing BENCHMARKS.md.
    #[arg(long)]
    print: bool,
}

/// What every measurement needs.
pub(crate) struct Bench {
    pub(crate) documents: Documents,
    /// Ours first.
    pub(crate) tools: Vec<Tool>,
    pub(crate) runs: usize,
    /// Deleted at the end.
    pub(crate) folder: tempfile::TempDir,
    bar: ProgressBar,
}

impl Bench {
    /// Says what is measured now.
    pub(crate) fn step(&self, doing: &str) {
        match self.bar.is_hidden() {
            true => eprintln!("{doing}"),
            false => self.bar.set_message(doing.to_owned()),
        }
    }

    /// Has our command write all of authentik, both sides, as a crate into a folder.
    pub(crate) fn generate_authentik(&self, folder: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(folder)?;
        let ours = self.tools.iter().find(|tool| tool.is_ours());
        let job = Job {
            document: &self.documents.authentik_json,
            folder,
            server: true,
        };
        crates::run(ours.context("our command is not measured")?.command(&job)?)
    }
}

/// A named group of measurements, each of which gives sections of the report.
type Group = (&'static str, fn(&Bench) -> anyhow::Result<Vec<report::Section>>);

const GROUPS: &[Group] = &[
    ("generate", generate::sections),
    ("large", large::sections),
    ("check", check::sections),
    ("sides", sides::sections),
    ("application", application::sections),
    ("codec", printed::codec),
    ("load", printed::load),
    ("models", models::sections),
    ("construction", construction::sections),
];

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let bench = prepare(arguments)?;
    let chosen = |name: &str| arguments.only.as_ref().is_none_or(|only| only == name);
    let mut sections = Vec::new();
    for (_, measure) in GROUPS.iter().filter(|(name, _)| chosen(name)) {
        sections.extend(measure(&bench)?);
    }
    bench.bar.finish_and_clear();
    if sections.is_empty() {
        let names: Vec<_> = GROUPS.iter().map(|(name, _)| *name).collect();
        bail!("nothing is called so; there are {}", names.join(", "));
    }
    let report = report::render(&bench, &sections)?;
    match arguments.print {
        true => print!("{report}"),
        false => fs::write(workspace::root().join("BENCHMARKS.md"), report)?,
    }
    Ok(())
}

fn prepare(arguments: &Arguments) -> anyhow::Result<Bench> {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {wide_msg} {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    let folder = tempfile::tempdir()?;
    let documents = Documents::prepare(folder.path())?;
    let mut tools = vec![ours()?];
    if arguments.peers {
        let cache = arguments
            .cache
            .clone()
            .unwrap_or_else(|| workspace::target().join("peers"));
        tools.extend(peers::install(&cache)?);
    }
    Ok(Bench {
        documents,
        tools,
        runs: arguments.runs,
        folder,
        bar,
    })
}

/// Builds the command as users get it.
fn ours() -> anyhow::Result<Tool> {
    let build = ["build", "--quiet", "--release", "-p", "counterpart-cli"];
    let status = Command::new(workspace::cargo())
        .args(build)
        .current_dir(workspace::root())
        .status()?;
    if !status.success() {
        bail!("the command does not build");
    }
    let program = workspace::target().join("release/counterpart");
    tool::counterpart(program).context("cannot run the command")
}
