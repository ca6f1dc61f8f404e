//! The core form: schemas read keyword by keyword, so that a broken member is found, placed and contained while the
//! rest of its object is used. It knows the keywords of OpenAPI 3.0 and those of JSON Schema 2020-12 side by side.
//!
//! Schemas are not read through `openapiv3`: its untagged and flattened types drop the keywords they do not know and
//! refuse a whole schema for one wrong member. The small closed objects (servers, security schemes) are.

pub(crate) mod kinds;
pub(crate) mod limits;
pub(crate) mod misfit;
mod rare;
pub(crate) mod schema;

pub(crate) use kinds::Kinds;
pub(crate) use limits::Limits;
pub(crate) use misfit::Misfit;
pub(crate) use rare::Rare;
pub(crate) use schema::{AdditionalForm, SchemaForm};

/// What joins the items of a parameter or form field by the `collectionFormat` of Swagger 2.0, where OpenAPI has no style
/// for that in the place: `spaceDelimited`, `pipeDelimited` or `tabDelimited`.
pub(crate) const COLLECTION_STYLE: &str = "x-counterpart-style";
