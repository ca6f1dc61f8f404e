//! From an answer to a response enum, without a transport.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::media;
use crate::codec::{ReadError, Reading, Reason, Slot, binary, json, text};
use crate::form::urlencoded;
use crate::operation::{Answer, Answers, Content, Filler, Operation, OperationTable, Status, Syntax};
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
    let media_type = media_type(headers);
    let received = Received {
        status,
        media_type,
        body,
    };
    let stand_in = undocumented_success(O::TABLE, status).filter(|answer| received.has_place_in(answer));
    if let Some(response) = stand_in.and_then(|answer| received.read(answer).ok()) {
        return Ok(response);
    }
    received.read(O::TABLE.answer(status.as_u16()).ok_or(Undecoded::Undocumented)?)
}

/// Whether the body of an answer is handed over while it still arrives: a success that is documented as a stream.
pub(crate) fn is_streamed(table: &'static OperationTable, status: StatusCode, headers: &HeaderMap) -> bool {
    let media_type = media_type(headers);
    let streams = |answer: &&Answer| {
        let content = answer.content.filter(|content| content.syntax == Syntax::Binary);
        answer.success && status.is_success() && content.is_some_and(|content| is_of(content, media_type))
    };
    let stand_in = undocumented_success(table, status).filter(streams);
    stand_in
        .or_else(|| table.answer(status.as_u16()).filter(streams))
        .is_some()
}

/// The media type that is announced.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok())
}

/// The one documented success, where the status is a success that is not documented as such: a server that answers 201 for
/// a documented 200 means the same. `default` stands for errors, so it comes second here.
fn undocumented_success(table: &'static OperationTable, status: StatusCode) -> Option<&'static Answer> {
    let explicit = table
        .answer(status.as_u16())
        .is_some_and(|answer| answer.status != Status::Default);
    if explicit || !status.is_success() {
        return None;
    }
    let mut successes = table.answers.iter().filter(|answer| answer.success);
    let only = successes.next()?;
    successes.next().is_none().then_some(only)
}

struct Received<'a> {
    status: StatusCode,
    media_type: Option<&'a str>,
    body: &'a Body,
}

impl Received<'_> {
    /// An answer without a body has no place for one that came all the same.
    fn has_place_in(&self, answer: &Answer) -> bool {
        answer.content.is_some() || self.body.length() == Some(0)
    }

    fn read<R: Answers>(&self, answer: &Answer) -> Result<R, Undecoded> {
        // JSON that is announced as something else shows itself; of text and bytes nothing tells but the announcement.
        let is_foreign = |content: Content| content.syntax != Syntax::Json && !is_of(content, self.media_type);
        if answer.content.is_some_and(is_foreign) {
            return Err(Undecoded::Undocumented);
        }
        let mut misfit = None;
        let mut fill = |slot: &mut dyn Slot| {
            misfit = answer
                .content
                .and_then(|content| read_body(content, self.body, slot).err());
        };
        let response = R::read(answer.status.key(), &mut Filler::new(self.status, &mut fill));
        match misfit {
            Some(error) => Err(self.judge(answer, error)),
            None => response.ok_or(Undecoded::Undocumented),
        }
    }

    /// A body under another media type, such as the HTML of a proxy, was never meant to be the documented one.
    fn judge(&self, answer: &Answer, error: ReadError) -> Undecoded {
        if answer.content.is_some_and(|content| is_of(content, self.media_type)) {
            Undecoded::Misfit(error)
        } else {
            Undecoded::Undocumented
        }
    }
}

/// Whether an answer comes under the documented media type, or under none.
fn is_of(content: Content, media_type: Option<&str>) -> bool {
    match (content.syntax, media_type) {
        (_, None) => true,
        (Syntax::Json, Some(found)) => media::is_json(found) || media::matches(content.media_type, found),
        // Bytes of which a server knows no more than that.
        (Syntax::Binary, Some("application/octet-stream")) => true,
        (_, Some(found)) => media::matches(content.media_type, found),
    }
}

fn read_body(content: Content, body: &Body, slot: &mut dyn Slot) -> Result<(), ReadError> {
    let mut reading = Reading::tolerant();
    let bytes = || body.ready_bytes().unwrap_or_default();
    match content.syntax {
        Syntax::Json => json::read_slice(&bytes(), slot, &mut reading),
        Syntax::Form => urlencoded::read_slice(&bytes(), &[], slot, &mut reading),
        Syntax::Binary => binary::read_body(body, slot, &mut reading),
        Syntax::Text => text::read_slice(&bytes(), slot, &mut reading),
        Syntax::Multipart => Err(ReadError {
            pointer: String::new(),
            reason: Reason::Syntax("multipart answers are not read".into()),
            line: 0,
            column: 0,
        }),
    }
}
