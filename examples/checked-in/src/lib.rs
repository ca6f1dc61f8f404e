//! The operation's two sides as modules under version control, written by
//!
//! ```text
//! cargo run -- generate specs/authentik-group-connection.yaml -o examples/checked-in/src/authentik
//! ```
//!
//! so that a change of the contract shows up in review.

#[expect(missing_docs, reason = "the description has no text for some of its fields")]
pub mod authentik;
