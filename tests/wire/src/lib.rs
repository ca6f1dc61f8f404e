//! Generated clients against generated servers in one process.
//!
//! A [`Tape`] stands between the two and keeps what went over the wire; an application notes what arrived.

mod contracts;
mod tape;

pub use contracts::{
    access, callbacks, collections, equivalent_paths, inherited_security, open_webhooks, query_string, request_bodies,
    security, servers, styles, tags, tags_part, webhooks,
};
pub use tape::{Seen, Tape};
