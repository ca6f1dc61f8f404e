//! The types of our own documents, and what a server finds in a body.

#![deny(warnings)]
#![allow(missing_docs, reason = "the documents show features and say little of them")]

use counterpart::codec::{Reading, Slot, json};

pub mod access {
    counterpart::include_api!("access");
}
pub mod additional_properties {
    counterpart::include_api!("additional_properties");
}
pub mod all_of {
    counterpart::include_api!("all_of");
}
pub mod any_of {
    counterpart::include_api!("any_of");
}
pub mod conditionals {
    counterpart::include_api!("conditionals");
}
pub mod constraints {
    counterpart::include_api!("constraints");
}
pub mod construction {
    counterpart::include_api!("construction");
}
pub mod defaults {
    counterpart::include_api!("defaults");
}
pub mod deprecated {
    counterpart::include_api!("deprecated");
}
pub mod derives {
    counterpart::include_api!("derives");
}
pub mod enums {
    counterpart::include_api!("enums");
}
pub mod formats {
    counterpart::include_api!("formats");
}
pub mod inheritance {
    counterpart::include_api!("inheritance");
}
pub mod one_of {
    counterpart::include_api!("one_of");
}
pub mod one_of_odd {
    counterpart::include_api!("one_of_odd");
}
pub mod one_of_tags {
    counterpart::include_api!("one_of_tags");
}
pub mod optional_nullable {
    counterpart::include_api!("optional_nullable");
}
pub mod peers {
    counterpart::include_api!("peers");
}
pub mod peers_operations {
    counterpart::include_api!("peers_operations");
}
pub mod recursion {
    counterpart::include_api!("recursion");
}
pub mod recursive_values {
    counterpart::include_api!("recursive_values");
}
pub mod shared_inline {
    counterpart::include_api!("shared_inline");
}
pub mod tuples {
    counterpart::include_api!("tuples");
}
pub mod type_lists {
    counterpart::include_api!("type_lists");
}
pub mod union_rules {
    counterpart::include_api!("union_rules");
}
pub mod unions {
    counterpart::include_api!("unions");
}

/// What a server says of a body; nothing if it takes it.
#[must_use]
pub fn refusals<T: Slot>(body: &str) -> Vec<String> {
    let mut value: T = counterpart::blank();
    let mut reading = Reading::strict();
    match json::read_str(body, &mut value, &mut reading) {
        Ok(()) => reading.into_violations().iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// What a server makes of a body that it takes.
///
/// # Panics
/// If it does not take it.
#[must_use]
pub fn accepted<T: Slot>(body: &str) -> T {
    let mut value: T = counterpart::blank();
    let mut reading = Reading::strict();
    json::read_str(body, &mut value, &mut reading).expect("the body is JSON");
    assert_eq!(reading.violations(), [], "{body}");
    value
}

/// What a client makes of an answer.
///
/// # Panics
/// If it makes nothing of it.
#[must_use]
pub fn received<T: Slot>(body: &str) -> T {
    json::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"))
}

/// The value on the wire.
///
/// # Panics
/// If it cannot be written.
#[must_use]
pub fn written(value: &dyn Slot) -> String {
    json::to_string(value).expect("the value can be written")
}
