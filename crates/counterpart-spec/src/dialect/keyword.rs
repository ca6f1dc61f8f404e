//! Private keywords of the core form, for what OpenAPI 3.0 cannot say. All of them are here.

/// On a parameter: how Swagger 2.0 joins the items of an array, where no style says it.
pub(crate) const SEPARATOR: &str = "x-counterpart-separator";
