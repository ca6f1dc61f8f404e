//! What client and server share of HTTP: addresses, bodies, media types, credentials, multipart.

mod base_url;
mod body;
mod credential;
#[cfg(feature = "client")]
mod decode;
#[cfg(feature = "client")]
mod draft;
#[cfg(feature = "client")]
mod encode;
pub(crate) mod media;
pub(crate) mod multipart;
pub(crate) mod path;

pub use base_url::{BaseUrl, BaseUrlError};
pub use body::{Body, BoxError};
#[cfg(feature = "server")]
pub(crate) use body::{TooLarge, collect};
pub use credential::{ApiKey, Basic, Bearer, BearerToken};
#[cfg(feature = "client")]
pub use decode::{Undecoded, decode};
#[cfg(feature = "client")]
pub(crate) use draft::Draft;
#[cfg(feature = "client")]
pub(crate) use encode::draft;
#[cfg(feature = "client")]
pub use encode::{EncodeError, encode};
