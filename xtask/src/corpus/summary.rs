//! What is printed at the end.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::manifest::Entry;
use super::table::Difference;
use super::verdict::{Stage, Verdict};

/// How many lines of each kind are shown.
const SHOWN: usize = 20;

/// A line a dialect: how many documents got how far.
pub(crate) fn by_dialect(entries: &[Entry], verdicts: &BTreeMap<String, Verdict>) -> String {
    let mut counts: BTreeMap<&str, BTreeMap<Stage, usize>> = BTreeMap::new();
    for entry in entries {
        if let Some(verdict) = verdicts.get(&entry.path) {
            for dialect in [entry.dialect.as_str(), "total"] {
                *counts.entry(dialect).or_default().entry(verdict.stage).or_default() += 1;
            }
        }
    }
    let mut text = format!("{:<14}", "");
    Stage::all().for_each(|stage| text.push_str(&format!("{stage:>9}")));
    for (dialect, stages) in counts {
        let _ = write!(text, "\n{dialect:<14}");
        Stage::all().for_each(|stage| text.push_str(&format!("{:>9}", stages.get(&stage).unwrap_or(&0))));
    }
    text + "\n"
}

/// What changed against the table.
pub(crate) fn difference(difference: &Difference) -> String {
    let mut text = String::new();
    for (title, lines) in [("worse", &difference.worse), ("better", &difference.better)] {
        if !lines.is_empty() {
            let _ = writeln!(text, "{title}: {}", lines.len());
        }
        lines
            .iter()
            .take(SHOWN)
            .for_each(|line| text.push_str(&format!("  {line}\n")));
        if lines.len() > SHOWN {
            let _ = writeln!(text, "  and {} more", lines.len() - SHOWN);
        }
    }
    if !difference.better.is_empty() || difference.new > 0 {
        let _ = writeln!(
            text,
            "{} new; keep what got better with `cargo xtask corpus --bless`",
            difference.new
        );
    }
    text
}
