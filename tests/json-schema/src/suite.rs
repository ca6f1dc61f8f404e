//! The groups of the suite, each with the type that its schema has become.

use counterpart::codec::{Reading, Slot, json};
use counterpart::validate;

/// A group of the suite.
#[derive(Debug)]
pub struct Group {
    /// The file, without `.json`.
    pub file: &'static str,
    /// The place in the file.
    pub index: usize,
    /// What the group's type makes of an object with the instance as `value`.
    pub probe: fn(&str) -> Outcome,
}

/// What a type made of a text.
#[derive(Debug)]
pub enum Outcome {
    /// The tolerant reading, a client's, did not take it.
    Unread(String),
    /// It was read; with what was written back and what a server would have said.
    Read {
        /// As JSON.
        written: String,
        /// Violations of the strict reading and of the check of the value.
        violations: Vec<String>,
    },
}

fn probe<T: Slot>(text: &str) -> Outcome {
    let value: T = match json::from_str(text) {
        Ok(value) => value,
        Err(error) => return Outcome::Unread(error.to_string()),
    };
    let written = json::to_string(&value).unwrap_or_else(|error| format!("not written: {error}"));
    let mut violations: Vec<_> = validate::check(&value).iter().map(ToString::to_string).collect();
    let mut reading = Reading::strict();
    let strict = json::read_str(text, &mut <T as Slot>::blank(), &mut reading);
    violations.extend(reading.violations().iter().map(ToString::to_string));
    if strict.is_err() && violations.is_empty() {
        violations.push("the strict reading failed".to_owned());
    }
    Outcome::Read { written, violations }
}

/// A draft of the suite.
macro_rules! draft {
    ($module:ident, $generated:literal, $groups:literal) => {
        #[allow(missing_docs, reason = "the schemas of the suite have no descriptions")]
        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        pub mod $module {
            use super::{Group, probe};
            include!(concat!(env!("OUT_DIR"), $generated));
            include!(concat!(env!("OUT_DIR"), $groups));

            /// The groups in the order of the files.
            pub fn groups() -> &'static [Group] {
                GROUPS
            }
        }
    };
}

draft!(draft4, "/draft4.rs", "/draft4_groups.rs");
draft!(draft2020_12, "/draft2020_12.rs", "/draft2020_12_groups.rs");
