//! The examples of the corpus: what a document shows of a schema is read and written back by the schema's type.
//!
//! Documents are chosen until every feature that the manifest knows is there. The models of all of them are one crate, so
//! that it also shows that they compile without a warning.

mod choose;
mod collect;
mod judge;
mod program;
mod wrap;

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use serde_json::Value;

use self::collect::Example;
use self::program::Module;
use crate::corpus::manifest;
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How many documents there are at least.
    #[arg(long, value_name = "COUNT", default_value_t = 64)]
    documents: usize,
    /// Only documents whose path contains this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Keep the crate in this folder, to look into it.
    #[arg(long, value_name = "DIR")]
    keep: Option<std::path::PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let corpus = workspace::corpus();
    let entries = manifest::read(&corpus)?;
    let chosen = match &arguments.only {
        Some(text) => entries.iter().filter(|entry| entry.path.contains(text)).collect(),
        None => choose::choose(&entries, arguments.documents),
    };
    let bar = ProgressBar::new(chosen.len() as u64);
    let mut modules = Vec::new();
    for entry in &chosen {
        modules.push(module(&corpus, &entry.path).with_context(|| entry.path.clone())?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    let shown: usize = modules.iter().map(|module| module.probes.len()).sum();
    println!(
        "{} documents, {shown} examples that their schemas accept",
        modules.len()
    );
    let temporary = tempfile::tempdir()?;
    let folder = arguments.keep.as_deref().unwrap_or(temporary.path());
    program::write(folder, &modules)?;
    if !program::run(folder)? {
        bail!("not every example was read and written back");
    }
    Ok(())
}

/// The models of a document, and the examples that they have to do justice to.
fn module(corpus: &Path, path: &str) -> anyhow::Result<Module> {
    let mut document = read(&corpus.join(path))?;
    let examples = judge::accepted(&document, collect::examples(&document))?;
    let probes = wrap::wrap(&mut document, examples);
    Module::generate(path, &document, probes)
}

fn read(file: &Path) -> anyhow::Result<Value> {
    let text = fs::read_to_string(file)?;
    match file.extension().is_some_and(|extension| extension == "json") {
        true => Ok(serde_json::from_str(&text)?),
        false => Ok(serde_yaml::from_str(&text)?),
    }
}
