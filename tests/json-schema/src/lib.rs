//! The types that the JSON Schema test suite's schemas get, and what they make of an instance.
//!
//! Empty where the suite is not there.

#[cfg(suite)]
pub mod suite;
