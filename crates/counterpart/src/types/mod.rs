//! The types that generated code uses.

mod base64;
mod body;
#[cfg(feature = "chrono")]
pub mod chrono;
mod clock;
mod collected;
#[cfg(feature = "decimal")]
mod decimal;
mod external;
mod file;
#[cfg(feature = "jiff")]
pub mod jiff;
mod malformed;
mod maybe;
mod nothing;
mod password;
mod seldom;
mod span;
#[cfg(feature = "server")]
mod spool;
mod streaming;
#[cfg(feature = "time")]
pub mod time;
mod tuple;
mod unknown;
mod unlisted;

pub use self::base64::Base64;
#[cfg(feature = "client")]
pub(crate) use self::body::root;
pub use self::body::{Body, BodyError, BoxError};
#[cfg(any(feature = "server", all(feature = "reqwest-transport", not(target_arch = "wasm32"))))]
pub(crate) use self::collected::Collected;
#[cfg(feature = "chrono")]
pub use ::chrono::{DateTime, NaiveDate as Date, Utc};
pub use bytes::Bytes;
pub use clock::Time;
#[cfg(feature = "decimal")]
pub use decimal::{Decimal, DecimalText};
pub use external::Extern;
pub use file::File;
pub use http::StatusCode;
pub use malformed::MalformedText;
pub use maybe::Maybe;
pub use nothing::{Never, Null};
pub use password::Password;
pub(crate) use seldom::Seldom;
pub use serde_json::Value as Json;
pub use span::Duration;
#[cfg(feature = "server")]
pub(crate) use spool::Spool;
pub use std::net::{Ipv4Addr, Ipv6Addr};
pub use tuple::{Items, ReadRest, Tuple};
pub use unknown::UnknownValue;
pub use unlisted::UnlistedValue;
#[cfg(feature = "url")]
pub use url::Url;
#[cfg(feature = "uuid")]
pub use uuid::Uuid;

/// An object whose keys are data, in the order of the document.
pub type Map<T> = indexmap::IndexMap<String, T>;
