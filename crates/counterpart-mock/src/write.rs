//! Values as the bytes of a body.

use counterpart::Problem;
use counterpart::form::{Encoding, multipart, urlencoded};
use counterpart_spec::api::{Content, Syntax};
use http::StatusCode;
use serde_json::Value as Json;

/// What is between the parts of a form.
const BOUNDARY: &str = "counterpart-mock-boundary";

/// A media type with the bytes under it. Of a stream there are several values, of all else one.
///
/// # Errors
/// 500 where the syntax cannot express the value.
pub(crate) fn body(
    content: &Content,
    media_type: String,
    encodings: &'static [Encoding],
    values: &[Json],
) -> Result<(String, Vec<u8>), Problem> {
    let first = values.first().unwrap_or(&Json::Null);
    let bytes = match content.syntax {
        // What is known of the parts is in an example, if it is anywhere.
        Syntax::Binary | Syntax::Multipart if content.media_type.starts_with("multipart/") => {
            let form = match first {
                Json::Object(_) => first.clone(),
                first => serde_json::json!({ "part": first }),
            };
            let refused = || Problem::new(StatusCode::NOT_IMPLEMENTED).detail("no form was found for the answer");
            let (_, bytes) = multipart_body(&form, encodings, &[]).ok_or_else(refused)?;
            return Ok((format!("{}; boundary={BOUNDARY}", content.media_type), bytes));
        }
        Syntax::Form => {
            let written = urlencoded::to_vec(first, encodings);
            written.map_err(|error| Problem::internal().detail(format!("the answer {error}")))?
        }
        Syntax::Events | Syntax::Items => {
            let records = values.iter().enumerate();
            records
                .flat_map(|(number, value)| record(content, number, value).into_bytes())
                .collect()
        }
        // Bytes under the name of JSON are some when they are JSON too.
        Syntax::Binary if is_json(&content.media_type) => first.to_string().into_bytes(),
        Syntax::Json => first.to_string().into_bytes(),
        Syntax::Text | Syntax::Binary | Syntax::Multipart => plain(first).into_bytes(),
    };
    Ok((media_type, bytes))
}

/// A value of a stream.
fn record(content: &Content, number: usize, value: &Json) -> String {
    match content.syntax {
        Syntax::Events => {
            let name = content.event.as_ref().map(|name| format!("event: {name}\n"));
            let data = plain(value).replace(['\r', '\n'], " ");
            format!("{}id: {}\ndata: {data}\n\n", name.unwrap_or_default(), number + 1)
        }
        _ if content.media_type.ends_with("json-seq") => format!("\u{1e}{value}\n"),
        _ => format!("{value}\n"),
    }
}

fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}

/// A text as it is, all else as JSON.
pub(crate) fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A property, and a header of its parts with its value.
pub(crate) type PartHeader = (&'static str, &'static str, String);

/// A multipart form without the runtime's own writer, which belongs to clients.
pub(crate) fn multipart_body(
    value: &Json,
    encodings: &'static [Encoding],
    headers: &[PartHeader],
) -> Option<(String, Vec<u8>)> {
    let mut text = Vec::new();
    for part in multipart::to_parts(value, encodings).ok()? {
        let content = part.content;
        let bytes = content.ready_bytes()?;
        let file = content
            .name
            .map(|name| format!("; filename=\"{name}\""))
            .unwrap_or_default();
        let kind = content
            .content_type
            .map(|kind| format!("Content-Type: {kind}\r\n"))
            .unwrap_or_default();
        let name = part.name;
        let own = headers.iter().filter(|(property, ..)| *property == name);
        let own: String = own.map(|(_, header, value)| format!("{header}: {value}\r\n")).collect();
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n{kind}{own}\r\n");
        text.extend(head.into_bytes());
        text.extend(&bytes);
        text.extend(b"\r\n");
    }
    text.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    Some((format!("multipart/form-data; boundary={BOUNDARY}"), text))
}
