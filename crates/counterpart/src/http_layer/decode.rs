//! From an answer to a response enum, without a transport.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::media;
use crate::codec::{ReadError, Reading, Reason, Slot, binary, json, text};
use crate::form::urlencoded;
use crate::operation::{Answer, Answers, BodyKind, Filler, Operation, OperationTable, Status, Syntax, fill};
use crate::types::Body;

/// Why an answer is none of the documented ones.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Undecoded {
    /// Its status or its media type is not documented.
    Undocumented,
    /// It is documented, and its body does not follow the description.
    Misfit(ReadError),
}

/// Reads an answer as one of the documented ones.
///
/// # Errors
/// When it is none of them; the caller still has all of its parts.
pub fn decode<O: Operation>(status: StatusCode, headers: &HeaderMap, body: &Body) -> Result<O::Response, Undecoded> {
    let mut response = None;
    decode_with(O::TABLE, status, headers, body, &mut |key, filler| {
        response = Answers::read(key, filler);
    })?;
    response.ok_or(Undecoded::Undocumented)
}

/// Makes the answer of a key ([`Status::key`]), see [`Answers::read`]; the last one made counts.
pub(crate) type MakeAnswer<'r> = dyn FnMut(u16, &mut Filler<'_>) + 'r;

/// As [`decode`], compiled once for all operations.
///
/// # Errors
/// Those of [`decode`].
pub(crate) fn decode_with(
    table: &'static OperationTable,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Body,
    make: &mut MakeAnswer<'_>,
) -> Result<(), Undecoded> {
    let received = Received {
        status,
        headers,
        media_type: media_type(headers),
        body,
    };
    let documented = table.answer(status.as_u16());
    let stand_in = undocumented_success(table, documented, status).filter(|answer| received.has_place_in(answer));
    if stand_in.is_some_and(|answer| received.read(answer, make).is_ok()) {
        return Ok(());
    }
    received.read(documented.ok_or(Undecoded::Undocumented)?, make)
}

/// Whether the body of an answer is handed over while it still arrives: a success that is documented as a stream.
pub(crate) fn is_streamed(table: &'static OperationTable, status: StatusCode, headers: &HeaderMap) -> bool {
    let media_type = media_type(headers);
    let streams = |answer: &&Answer| {
        // What comes by `default` with another status is an error, whose body is kept.
        let succeeds = answer.success && (answer.status != Status::Default || status.is_success());
        succeeds && pick(answer, media_type).is_some_and(|kind| is_streaming(kind, media_type))
    };
    let documented = table.answer(status.as_u16());
    let stand_in = undocumented_success(table, documented, status).filter(streams);
    stand_in.or_else(|| documented.filter(streams)).is_some()
}

const JSON: &str = "application/json";

/// The media type that is announced.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    // Answers have few headers: to go through them takes less code than to find one by its hash.
    let (_, value) = headers.iter().find(|(name, _)| *name == CONTENT_TYPE)?;
    match value {
        // Which it is for most, and which is known to be text.
        usual if usual == JSON => Some(JSON),
        other => other.to_str().ok(),
    }
}

/// The one documented success, where the status is a success that is not documented as such: a server that answers 201 for
/// a documented 200 means the same. `default` stands for errors, so it comes second here.
fn undocumented_success(
    table: &'static OperationTable,
    documented: Option<&'static Answer>,
    status: StatusCode,
) -> Option<&'static Answer> {
    let explicit = documented.is_some_and(|answer| answer.status != Status::Default);
    if explicit || !status.is_success() {
        return None;
    }
    // A documented redirect may be what a caller waits for, and a 200 is not the same.
    let is_alike = |answer: &&Answer| answer.status.is_success() || answer.status == Status::Default;
    let mut successes = table.answers.iter().filter(|answer| answer.success).filter(is_alike);
    let only = successes.next()?;
    successes.next().is_none().then_some(only)
}

struct Received<'a> {
    status: StatusCode,
    headers: &'a HeaderMap,
    media_type: Option<&'a str>,
    body: &'a Body,
}

impl Received<'_> {
    /// An answer without a body has no place for one that came all the same.
    fn has_place_in(&self, answer: &Answer) -> bool {
        !answer.kinds.is_empty() || self.body.length() == Some(0)
    }

    fn read(&self, answer: &Answer, make: &mut MakeAnswer<'_>) -> Result<(), Undecoded> {
        let kind = pick(answer, self.media_type);
        if kind.is_none() && !answer.kinds.is_empty() {
            return Err(Undecoded::Undocumented);
        }
        let mut misfit = None;
        let mut put = |slot: &mut dyn Slot| {
            // Only what is wrong is moved: an error has room for a pointer and a reason.
            if let Some(Err(error)) = kind.map(|kind| read_body(kind, self.body, slot)) {
                misfit = Some(error);
            }
        };
        make(
            answer.status.key(),
            &mut Filler::new(self.status, self.headers, &mut put),
        );
        match misfit {
            // A body under another media type, such as the HTML of a proxy, was never meant to be the documented one.
            Some(error) if kind.is_some_and(|kind| is_of(kind, self.media_type)) => Err(Undecoded::Misfit(error)),
            Some(_) => Err(Undecoded::Undocumented),
            None => Ok(()),
        }
    }
}

/// The documented media type that a body is read as: by its name rather than by what else may be meant. JSON that is announced as
/// something else shows itself; of text and bytes nothing tells but the announcement.
#[inline]
fn pick(answer: &Answer, media_type: Option<&str>) -> Option<&'static BodyKind> {
    match answer.kinds.first() {
        // Most answers are the best one, and say exactly that.
        Some(best) if media_type == Some(best.content.media_type) => Some(best),
        _ => search(answer, media_type),
    }
}

fn search(answer: &Answer, media_type: Option<&str>) -> Option<&'static BodyKind> {
    let by = |is_wanted: &dyn Fn(&BodyKind) -> bool| answer.kinds.iter().find(|kind| is_wanted(kind));
    let is_named = |name: &str| media_type.is_some_and(|found| media::is(name, found));
    by(&|kind| kind.names().any(is_named))
        .or_else(|| by(&|kind| !kind.content.media_type.starts_with('*') && is_of(kind, media_type)))
        .or_else(|| by(&|kind| is_of(kind, media_type)))
        .or_else(|| by(&|kind| kind.content.syntax == Syntax::Json))
}

fn is_streaming(kind: &BodyKind, media_type: Option<&str>) -> bool {
    kind.content.syntax == Syntax::Binary && is_of(kind, media_type)
}

/// Whether an answer comes under the documented media type, or under none.
fn is_of(kind: &BodyKind, media_type: Option<&str>) -> bool {
    let Some(found) = media_type else { return true };
    if kind.names().any(|name| media::matches(name, found)) {
        return true;
    }
    match kind.content.syntax {
        Syntax::Json => media::is_json(found),
        // Bytes of which a server knows no more than that.
        Syntax::Binary => found == "application/octet-stream",
        Syntax::Form | Syntax::Multipart | Syntax::Text => false,
    }
}

fn read_body(kind: &BodyKind, body: &Body, slot: &mut dyn Slot) -> Result<(), ReadError> {
    fill(kind, slot, &mut Reading::tolerant(), &mut |slot, reading| {
        read_content(kind, body, slot, reading)
    })
}

#[inline]
fn read_content(kind: &BodyKind, body: &Body, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    let bytes: &[u8] = body.ready().map_or(&[], |bytes| bytes);
    match kind.content.syntax {
        Syntax::Json => json::read_slice(bytes, slot, reading),
        Syntax::Form => urlencoded::read_slice(bytes, kind.encodings, slot, reading),
        Syntax::Binary => binary::read_body(body, slot, reading),
        Syntax::Text => text::read_slice(bytes, slot, reading),
        Syntax::Multipart => Err(ReadError {
            pointer: String::new(),
            reason: Reason::Syntax("multipart answers are not read".into()),
            line: 0,
            column: 0,
        }),
    }
}
