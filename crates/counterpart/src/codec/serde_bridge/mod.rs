//! The bridge to serde: any self-describing format fills a slot and takes a view. It is compiled once for a format, never
//! for a model.

mod read;
mod write;

pub(crate) use read::Seed;
pub use read::deserialize;
pub use write::serialize;
pub(crate) use write::write_view;
