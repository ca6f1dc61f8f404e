//! What peers said the last time, in `tests/peers`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::workspace;

fn file(peer: &str) -> PathBuf {
    workspace::root().join(format!("tests/peers/{peer}.outcome.txt"))
}

/// What is said is kept.
fn is_blessed() -> bool {
    std::env::var_os("COUNTERPART_BLESS").is_some()
}

/// Keeps what a peer said, if that is asked for.
pub(super) fn keep(peer: &str, said: &str) -> anyhow::Result<()> {
    if is_blessed() {
        fs::write(file(peer), said)?;
    }
    Ok(())
}

/// Keeps what a peer said of some targets, and what it said of others before. Lines that are indented belong to the target
/// above them.
pub(super) fn keep_of(peer: &str, said: &BTreeMap<String, String>) -> anyhow::Result<()> {
    if !is_blessed() {
        return Ok(());
    }
    let mut all = targets(&fs::read_to_string(file(peer)).unwrap_or_default());
    all.extend(said.clone());
    let mut text = String::new();
    for (target, said) in all {
        let _ = writeln!(text, "{target}: {}", said.trim_end());
    }
    fs::write(file(peer), text)?;
    Ok(())
}

fn targets(text: &str) -> BTreeMap<String, String> {
    let mut targets = BTreeMap::new();
    let mut current = None;
    for line in text.lines() {
        match (line.split_once(": "), current.as_mut()) {
            (Some((target, said)), _) if !line.starts_with(' ') => {
                targets.insert(target.to_owned(), said.to_owned());
                current = Some(target.to_owned());
            }
            (_, Some(target)) => {
                let said: &mut String = targets.entry(target.clone()).or_default();
                let _ = write!(said, "\n{line}");
            }
            (_, None) => {}
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_keep_their_lines() {
        let text = "a.yaml: 1 operations\n  3 reports: one: two\nb, tag c: 2 operations\n";
        let found = targets(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found["a.yaml"], "1 operations\n  3 reports: one: two");
        assert_eq!(found["b, tag c"], "2 operations");
    }
}
