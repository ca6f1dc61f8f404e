//! The rules of a description, checked against values.
//!
//! A strict reading checks each field while it is read, so that a property that is missing and one that is too long are
//! reported together. [`check`] does the same for a value that is there already.
//!
//! ```
//! use counterpart::validate;
//!
//! #[derive(Clone, PartialEq)]
//! pub struct Pet { pub name: String, pub tags: Vec<String> }
//! counterpart::record! { Pet { name: required "name" [MaxLength(3)], tags: required "tags" [Items(&[MinLength(1)])] } }
//!
//! let pet = Pet { name: "Lassie".into(), tags: vec!["dog".into(), String::new()] };
//! let found: Vec<String> = validate::check(&pet).iter().map(ToString::to_string).collect();
//! assert_eq!(found, ["/name: expected at most 3 characters", "/tags/1: expected at least 1 character"]);
//! ```

mod beside;
mod exact;
mod format;
mod judge;
mod node;
mod number;
mod pattern;
mod plain;
mod rule;
mod rules;
mod size;
mod time;
mod unique;
mod walk;

pub(crate) use beside::check_beside;
pub(crate) use judge::{holds, holds_one};
pub(crate) use node::Node;
pub use pattern::{Engine, Pattern, Patterns, pattern_in_rust, pattern_is_supported, pattern_matches};
pub use rule::{JsonKind, Number, Rule, TextFormat};
pub use rules::keeps;
pub(crate) use rules::{check_count, check_json, check_rules, only_count};
pub(crate) use time::{is_clock, is_time};
pub use walk::check;

#[doc(hidden)]
pub mod words {
    //! The names that the macros have rules in, so that tables read like a description.
    pub use super::JsonKind::*;
    pub use super::Number::*;
    pub use super::Rule::*;
    pub use super::TextFormat::*;
    pub use super::pattern::words::{OtherProperties, Pattern, PatternProperty, Regex};
}

#[cfg(test)]
mod tests;
