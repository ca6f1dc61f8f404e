//! Every document of the corpus, judged; the table of verdicts may only improve.

mod compile;
pub(crate) mod manifest;
mod pool;
mod refusals;
mod summary;
mod table;
mod verdict;
pub(crate) mod worker;

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, bail};

use self::manifest::Entry;
use self::refusals::Refusals;
use self::table::Table;
use self::verdict::{Stage, Verdict};
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Write the verdicts of this run to tests/corpus/verdicts.tsv.
    #[arg(long)]
    bless: bool,
    /// Only documents whose path contains this; the others keep their verdicts.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Seconds that one document may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    limit: u64,
    /// How many documents are judged at a time.
    #[arg(long, value_name = "COUNT", default_value_t = 2)]
    threads: usize,
    /// Also generate a crate for each of these documents (by a part of the path), and `cargo check` it.
    #[arg(long, value_name = "TEXT", num_args = 1..)]
    compile: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let corpus = workspace::corpus();
    let entries = manifest::read(&corpus)?;
    if !arguments.compile.is_empty() {
        return compile::run(&corpus, &entries, &arguments.compile);
    }
    let chosen: Vec<_> = entries
        .iter()
        .filter(|entry| is_chosen(entry, arguments))
        .cloned()
        .collect();
    let limit = Duration::from_secs(arguments.limit);
    let verdicts = pool::judge(&corpus, &chosen, arguments.threads, limit)?;
    print!("{}", summary::by_dialect(&chosen, &verdicts));
    let refusals = Refusals::read(&workspace::root().join("tests/corpus/refusals.tsv"))?;
    let mut failures = failures(&chosen, &verdicts);
    failures.extend(refusals.failures(&chosen, &verdicts));
    let file = workspace::root().join("tests/corpus/verdicts.tsv");
    let known = Table::read(&file)?;
    let difference = known.compare(&chosen, &verdicts);
    print!("{}", summary::difference(&difference));
    if arguments.bless {
        known
            .updated(&verdicts)
            .write(&file)
            .context("cannot write the verdicts")?;
    }
    if !failures.is_empty() {
        bail!("the generator must never do this:\n{}", failures.join("\n"));
    }
    if !difference.worse.is_empty() && !arguments.bless {
        bail!("verdicts got worse; mend it, or accept it with `cargo xtask corpus --bless`");
    }
    Ok(())
}

fn is_chosen(entry: &Entry, arguments: &Arguments) -> bool {
    arguments.only.as_ref().is_none_or(|text| entry.path.contains(text))
}

/// What is wrong whatever the table says: a stage that must not be, or a refusal that nobody expects.
fn failures(entries: &[Entry], verdicts: &BTreeMap<String, Verdict>) -> Vec<String> {
    let failed = entries.iter().filter_map(|entry| {
        let verdict = verdicts.get(&entry.path)?;
        let is_wrong = verdict.stage < Stage::Parse || (!entry.invalid && !verdict.is_accepted());
        is_wrong.then(|| format!("  {}: {}: {}", entry.path, verdict.stage, verdict.note))
    });
    failed.collect()
}
