//! Form bodies: urlencoded and multipart.
//!
//! A form is a list of named fields. Arrays repeat the name; objects (and arrays of objects) are JSON text inside of their
//! field, as OpenAPI says for forms without an `encoding`. So are free-form values, unless they are a scalar. What an
//! `encoding` says instead is in [`Encoding`].

mod encoding;
mod fields;
pub mod multipart;
mod properties;
pub mod urlencoded;

pub use encoding::Encoding;

#[cfg(test)]
mod tests;
