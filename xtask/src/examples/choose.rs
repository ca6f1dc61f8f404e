//! Which documents: small ones that together show every feature.

use std::collections::BTreeSet;

use crate::corpus::manifest::Entry;

/// Reading and compiling any document costs at least as much as so many bytes of it.
const BASE_COST: usize = 20_000;

/// Documents of OpenAPI 3.0 in one file: the cheapest that cover all features, then the smallest up to `count`.
pub(super) fn choose(entries: &[Entry], count: usize) -> Vec<&Entry> {
    let mut candidates: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.dialect == "openapi-3.0" && !entry.invalid && !entry.several_files)
        .collect();
    candidates.sort_by_key(|entry| entry.bytes);
    let mut missing: BTreeSet<&str> = candidates.iter().flat_map(|entry| entry.features()).collect();
    let mut chosen: Vec<&Entry> = Vec::new();
    while let Some(best) = candidates.iter().copied().min_by(|one, other| {
        let price = |entry: &Entry| price(entry, &missing);
        price(one).total_cmp(&price(other))
    }) && !missing.is_empty()
    {
        best.features().for_each(|feature| {
            missing.remove(feature);
        });
        candidates.retain(|entry| entry.path != best.path);
        chosen.push(best);
    }
    let more = count.saturating_sub(chosen.len());
    chosen.extend(
        candidates
            .into_iter()
            .filter(|entry| entry.bytes > BASE_COST / 10)
            .take(more),
    );
    chosen
}

/// What a feature costs that only this document brings.
#[expect(clippy::cast_precision_loss, reason = "sizes of documents are far below 2^52")]
fn price(entry: &Entry, missing: &BTreeSet<&str>) -> f64 {
    let gain = entry.features().filter(|feature| missing.contains(feature)).count();
    (entry.bytes + BASE_COST) as f64 / gain as f64
}
