//! What client and server share of HTTP: addresses, bodies, media types, credentials, multipart.

#[cfg(feature = "client")]
mod base_url;
mod body;
#[cfg(feature = "client")]
mod common;
mod credential;
#[cfg(feature = "client")]
mod decode;
#[cfg(feature = "client")]
mod draft;
#[cfg(feature = "client")]
mod encode;
#[cfg(feature = "server")]
mod limit;
pub(crate) mod media;
pub(crate) mod multipart;
pub(crate) mod path;

#[cfg(feature = "reqwest-transport")]
pub(crate) use base_url::ILLEGAL_ADDRESS;
#[cfg(feature = "client")]
pub use base_url::{BaseUrl, BaseUrlError};
#[cfg(feature = "client")]
pub(crate) use common::Common;
pub use credential::{ApiKey, Basic, Bearer, BearerToken};
#[cfg(feature = "client")]
pub(crate) use decode::{MakeAnswer, decode_with, is_streamed, media_type};
#[cfg(feature = "client")]
pub use decode::{Undecoded, decode};
#[cfg(feature = "client")]
pub(crate) use draft::Draft;
#[cfg(feature = "client")]
pub(crate) use encode::draft;
#[cfg(feature = "client")]
pub use encode::{EncodeError, encode};
#[cfg(feature = "server")]
pub(crate) use limit::collect;
