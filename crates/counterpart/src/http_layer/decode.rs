//! From an answer to a response enum, without a transport.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::media;
use crate::codec::{Failed, ReadError, Reading, Reason, Slot, json, text};
use crate::form::urlencoded;
use crate::operation::{Answer, Answers, Content, Operation, OperationTable, Syntax};

/// Why an answer is none of the documented ones.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub fn decode<O: Operation>(status: StatusCode, headers: &HeaderMap, body: &Bytes) -> Result<O::Response, Undecoded> {
    let received = Received {
        status,
        media_type: headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()),
        body,
    };
    if let Some((index, answer)) = undocumented_success(O::TABLE, status) {
        if let Ok(response) = received.read(index, answer) {
            return Ok(response);
        }
    }
    let (index, answer) = O::TABLE.answer(status.as_u16()).ok_or(Undecoded::Undocumented)?;
    received.read(index, answer)
}

/// The one documented success, where the status is a success that is not documented as such: a server that answers 201 for
/// a documented 200 means the same. `default` stands for errors, so it comes second here.
fn undocumented_success(table: &'static OperationTable, status: StatusCode) -> Option<(usize, &'static Answer)> {
    let explicit = table
        .answer(status.as_u16())
        .is_some_and(|(_, answer)| answer.status != crate::operation::Status::Default);
    if explicit || !status.is_success() {
        return None;
    }
    let mut successes = table.answers.iter().enumerate().filter(|(_, answer)| answer.success);
    let only = successes.next()?;
    successes.next().is_none().then_some(only)
}

struct Received<'a> {
    status: StatusCode,
    media_type: Option<&'a str>,
    body: &'a Bytes,
}

impl Received<'_> {
    fn read<R: Answers>(&self, index: usize, answer: &Answer) -> Result<R, Undecoded> {
        let mut misfit = None;
        let read = R::read(index, self.status, &mut |slot| {
            let Some(content) = answer.content else { return Ok(()) };
            read_body(content, self.body, slot).map_err(|error| {
                misfit = Some(error);
                Failed::NOTED
            })
        });
        match read {
            Ok(Some(response)) => Ok(response),
            Ok(None) => Err(Undecoded::Undocumented),
            Err(_) => Err(misfit.map_or(Undecoded::Undocumented, |error| self.judge(answer, error))),
        }
    }

    /// A body under another media type, such as the HTML of a proxy, was never meant to be the documented one.
    fn judge(&self, answer: &Answer, error: ReadError) -> Undecoded {
        let same = |content: Content| match (content.syntax, self.media_type) {
            (_, None) => true,
            (Syntax::Json, Some(found)) => media::is_json(found) || media::matches(content.media_type, found),
            (_, Some(found)) => media::matches(content.media_type, found),
        };
        if answer.content.is_some_and(same) {
            Undecoded::Misfit(error)
        } else {
            Undecoded::Undocumented
        }
    }
}

fn read_body(content: Content, body: &Bytes, slot: &mut dyn Slot) -> Result<(), ReadError> {
    let mut reading = Reading::tolerant();
    match content.syntax {
        Syntax::Json => json::read_slice(body, slot, &mut reading),
        Syntax::Form => urlencoded::read_slice(body, slot, &mut reading),
        Syntax::Text | Syntax::Binary => text::read_slice(body, slot, &mut reading),
        Syntax::Multipart => Err(ReadError {
            pointer: String::new(),
            reason: Reason::Syntax("multipart answers are not read".into()),
            line: 0,
            column: 0,
        }),
    }
}
