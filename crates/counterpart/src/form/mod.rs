//! Form bodies: urlencoded and multipart.
