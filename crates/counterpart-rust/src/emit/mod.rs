//! The plan as tokens. Pure arrangement: nothing here decides, nothing here fails.
//!
//! Each module of the output is a sequence of chunks of a few items: small chunks are printed faster than one large file.

mod bodies;
mod client;
mod conversions;
mod defaults;
mod derives;
mod doc;
mod enums;
mod example;
mod headers;
mod markdown;
mod models;
mod operations;
mod pagination;
mod rules;
mod schemes;
mod sender;
mod server;
mod servers;
mod structs;
mod types;
mod unions;

pub(crate) use client::client;
pub(crate) use markdown::one_line;
pub(crate) use models::models;
pub(crate) use operations::operations;
pub(crate) use sender::sender;
pub(crate) use server::{callbacks, contract, server, webhooks};
