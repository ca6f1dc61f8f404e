//! The core form: the objects of OpenAPI 3.0, read member by member, so that a broken member is found, placed and
//! contained while the rest of its object is used.
//!
//! Schemas are not read through `openapiv3`: its untagged and flattened types drop the keywords they do not know and
//! refuse a whole schema for one wrong member. The small closed objects (servers, security schemes) are.

pub(crate) mod misfit;
pub(crate) mod schema;

pub(crate) use misfit::Misfit;
pub(crate) use schema::{AdditionalForm, SchemaForm};
