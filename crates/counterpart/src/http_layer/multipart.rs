//! `multipart/form-data` on the wire (RFC 7578).

#[cfg(feature = "client")]
use std::hash::{BuildHasher, Hasher};

use crate::form::multipart::Part;

/// Writes parts; gives the content type with its boundary, and the body.
#[cfg(feature = "client")]
pub(crate) fn write(media_type: &str, parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary();
    let size = parts.iter().map(|part| part.bytes.len() + 256).sum::<usize>();
    let mut out = Vec::with_capacity(size);
    for part in parts {
        out.extend_from_slice(head(part, &boundary).as_bytes());
        out.extend_from_slice(&part.bytes);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("{media_type}; boundary={boundary}"), out)
}

#[cfg(feature = "client")]
fn head(part: &Part, boundary: &str) -> String {
    let mut head = format!(
        "--{boundary}\r\ncontent-disposition: form-data; name=\"{}\"",
        quoted(&part.name)
    );
    if let Some(file_name) = &part.file_name {
        head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
    }
    if let Some(content_type) = &part.content_type {
        // A line break would let the value write headers of its own.
        let content_type: String = content_type.chars().filter(|char| !char.is_control()).collect();
        head.push_str(&format!("\r\ncontent-type: {content_type}"));
    }
    for (name, value) in part.headers {
        head.push_str(&format!("\r\n{name}: {value}"));
    }
    head.push_str("\r\n\r\n");
    head
}

/// A name between quotes, by the rules that browsers follow.
#[cfg(feature = "client")]
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that nobody can foresee, so that no content can contain it on purpose.
#[cfg(feature = "client")]
fn boundary() -> String {
    let random = || std::hash::RandomState::new().build_hasher().finish();
    format!("counterpart-{:016x}{:016x}", random(), random())
}

/// Takes a body apart by the boundary that its content type names; nothing where it has more than `limit` parts.
#[cfg(feature = "server")]
pub(crate) async fn read(
    content_type: &str,
    bytes: bytes::Bytes,
    limit: usize,
) -> Result<Option<Vec<Part>>, &'static str> {
    let boundary = super::media::parameter(content_type, "boundary").ok_or("the content type names no boundary")?;
    let body = futures_util::stream::once(std::future::ready(Ok::<_, std::convert::Infallible>(bytes)));
    let mut form = multer::Multipart::new(body, boundary);
    let mut parts = Vec::new();
    // The error's own text may quote the body.
    while let Some(field) = form
        .next_field()
        .await
        .map_err(|_| "its parts do not follow RFC 7578")?
    {
        if parts.len() == limit {
            return Ok(None);
        }
        let name = field.name().ok_or("a part has no name")?.to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(ToString::to_string);
        let bytes = field.bytes().await.map_err(|_| "a part does not end")?;
        parts.push(Part {
            name,
            file_name,
            content_type,
            headers: &[],
            bytes,
        });
    }
    Ok(Some(parts))
}
