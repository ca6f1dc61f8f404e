//! What client and server share of HTTP: addresses, bodies, media types, credentials, multipart.

#[cfg(feature = "client")]
mod base_url;
#[cfg(feature = "client")]
mod body;
mod credential;
#[cfg(feature = "client")]
mod decode;
#[cfg(feature = "client")]
mod draft;
#[cfg(feature = "client")]
mod encode;
mod limit;
pub(crate) mod media;
pub(crate) mod multipart;
pub(crate) mod path;

#[cfg(feature = "client")]
pub use base_url::{BaseUrl, BaseUrlError};
#[cfg(feature = "client")]
pub use body::{Body, BoxError};
pub use credential::{ApiKey, Basic, Bearer, BearerToken};
#[cfg(feature = "client")]
pub use decode::{Undecoded, decode};
#[cfg(feature = "client")]
pub(crate) use draft::Draft;
#[cfg(feature = "client")]
pub(crate) use encode::draft;
#[cfg(feature = "client")]
pub use encode::{EncodeError, encode};
#[cfg(feature = "server")]
pub(crate) use limit::{TooLarge, collect};
