//! The types that generated code uses.

mod base64;
mod file;
mod maybe;
mod nothing;
mod password;
mod tuple;
mod unknown;
mod unlisted;

pub use self::base64::Base64;
pub use bytes::Bytes;
#[cfg(feature = "chrono")]
pub use chrono::{DateTime, NaiveDate as Date, Utc};
pub use file::File;
pub use http::StatusCode;
pub use maybe::Maybe;
pub use nothing::{Never, Null};
pub use password::Password;
pub use serde_json::Value as Json;
pub use std::net::{Ipv4Addr, Ipv6Addr};
pub use tuple::{Items, Tuple};
pub use unknown::UnknownValue;
pub use unlisted::UnlistedValue;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

/// An object whose keys are data, in the order of the document.
pub type Map<T> = indexmap::IndexMap<String, T>;
