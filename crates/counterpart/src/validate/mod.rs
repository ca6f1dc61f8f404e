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

mod format;
mod number;
mod pattern;
mod rule;
mod rules;
mod unique;
mod walk;

pub use rule::{Number, Rule};
pub(crate) use rules::{check_count, check_rules};
pub use walk::check;

#[cfg(test)]
mod tests;
