//! Every instance of the JSON Schema test suite against the type of its schema.
//!
//! A valid instance must be read by client and server and be written back as equal JSON; an invalid one must be refused.
//! `deviations.tsv` lists the instances of which that is not true, `table.tsv` counts them by keyword: both may only
//! improve. `docs/json-schema.md` tells users which they are.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[cfg(suite)]
mod equal;
#[cfg(suite)]
mod table;

#[cfg(not(suite))]
#[test]
#[ignore = "the JSON Schema test suite is neither beside the corpus of COUNTERPART_CORPUS nor in ../shared"]
fn every_instance_fares_as_well_as_before() {}

#[cfg(suite)]
mod instances {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::{env, fs};

    use counterpart_json_schema_tests::suite::{Group, Outcome, draft4, draft2020_12};
    use serde_json::Value;

    use crate::equal::equal;
    use crate::table::{Deviation, Kind, Table};

    /// Of a hundred invalid instances of a draft.
    const MOST_ACCEPTED: usize = 5;

    #[test]
    fn every_instance_fares_as_well_as_before() {
        let mut table = Table::default();
        judge("draft4", draft4::groups(), &mut table);
        judge("draft2020-12", draft2020_12::groups(), &mut table);
        print!("{}", table.counts());
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        table.keep(&folder.join("table.tsv"), &folder.join("deviations.tsv"));
        table.hold_to_promise(&listed(&folder.join("../../docs/json-schema.md")), MOST_ACCEPTED);
    }

    /// The files of the suite that the page for users names: rows whose first cell is code.
    fn listed(page: &Path) -> BTreeSet<String> {
        let text = fs::read_to_string(page).unwrap();
        let rows = text.split_once("| file of the suite |").unwrap().1.lines();
        let names = rows.filter_map(|row| row.strip_prefix("| `")?.split('`').next());
        names.map(str::to_owned).collect()
    }

    fn judge(draft: &'static str, groups: &[Group], table: &mut Table) {
        for group in groups {
            let path = Path::new(env!("JSON_SCHEMA_SUITE")).join(format!("{draft}/{}.json", group.file));
            let text = fs::read_to_string(path).unwrap();
            let file: Value = serde_json::from_str(&text).unwrap();
            for (index, test) in file[group.index]["tests"].as_array().unwrap().iter().enumerate() {
                let valid = test["valid"].as_bool().unwrap();
                let kind = verdict(group, &test["data"], valid);
                let place = (group.index, index);
                if env::var_os("SUITE_SHOW").is_some_and(|file| file == group.file) {
                    show(draft, group, place, test, kind);
                }
                table.add(draft, group.file, valid, kind.map(|kind| Deviation { place, kind }));
            }
        }
    }

    fn verdict(group: &Group, data: &Value, valid: bool) -> Option<Kind> {
        match ((group.probe)(&wrapped(data)), valid) {
            (Outcome::Unread(_), true) => Some(Kind::Unread),
            (Outcome::Unread(_), false) => None,
            (Outcome::Read { violations, .. }, false) => violations.is_empty().then_some(Kind::Accepted),
            (Outcome::Read { written, violations }, true) => {
                let written: Value = serde_json::from_str(&written).unwrap_or_default();
                if !equal(&written["value"], data) {
                    Some(Kind::Changed)
                } else if !violations.is_empty() {
                    Some(Kind::Refused)
                } else {
                    None
                }
            }
        }
    }

    fn wrapped(data: &Value) -> String {
        serde_json::json!({ "value": data }).to_string()
    }

    /// Prints what happened to an instance: `SUITE_SHOW=oneOf cargo test -p counterpart-json-schema-tests -- --nocapture`.
    fn show(draft: &str, group: &Group, place: (usize, usize), test: &Value, kind: Option<Kind>) {
        if let Some(kind) = kind {
            let outcome = (group.probe)(&wrapped(&test["data"]));
            println!(
                "{draft} {} {place:?} {kind:?}: {} {outcome:?}",
                group.file, test["data"]
            );
        }
    }
}
