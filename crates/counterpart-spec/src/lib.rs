//! Spec.
pub mod api;
