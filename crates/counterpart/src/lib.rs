//! The runtime of code that Counterpart generates from OpenAPI descriptions.
//!
//! Generated code is names, docs and tables; what those tables mean lives here, once:
//!
//! - [`codec`]: values in JSON, parameters, forms and text, read and written by one data model;
//! - [`validate`]: the rules of a description, checked with every violation and its JSON Pointer;
//! - [`params`]: every parameter style of OpenAPI, both directions;
//! - [`form`]: urlencoded and multipart bodies;
//! - [`types`]: the types that generated code uses.

pub mod codec;
pub mod form;
mod macros;
pub mod params;
pub mod types;
pub mod validate;

pub use codec::Blank;
pub use http::StatusCode;
pub use types::UnknownValue;

/// A value of which nothing is filled in, for `..blank()` in a struct literal that names every required field.
///
/// Required fields that the literal does not name are empty (`""`, `0`, the zero uuid), so name them all: the generated
/// constructors do.
#[must_use]
pub fn blank<T: Blank>() -> T {
    T::blank()
}

/// Includes the code that `counterpart_build::compile` wrote for a document, by the name of its module.
///
/// ```ignore
/// pub mod authentik { counterpart::include_api!("authentik"); }
/// ```
#[macro_export]
macro_rules! include_api {
    ($name:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $name, ".rs"));
    };
}

#[doc(hidden)]
pub mod private {
    //! What macro expansions name.
    pub use serde;
}
