//! The invariants of the house, checked on its sources.
//!
//! A failure lists every place that breaks a rule and says what to do there. What must break a rule has an entry with
//! its reason in `exceptions.rs`; an entry that is no longer needed fails too.

mod dependencies;
mod discipline;
mod exceptions;
mod layers;
mod proportions;
mod sources;
mod uses;

/// Fails with all complaints at once.
fn report(rule: &str, complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{rule}\n\n  {}\n", complaints.join("\n  "));
}
