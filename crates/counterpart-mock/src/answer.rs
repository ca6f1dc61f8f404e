//! The answer to a request that keeps to its description: the documented one that was asked for, or the first success.

use std::sync::{Arc, OnceLock};

use counterpart::Problem;
use counterpart::codec::Slot;
use counterpart::server::{Context, Incoming, Reply};
use counterpart::types::Body;
use counterpart_spec::api::{Content, Dispatch, Response, Shape, Status, Syntax, Type, Value, Variant};
use http::header::HeaderValue;
use http::{HeaderMap, StatusCode};
use serde_json::Value as Json;

use crate::accept;
use crate::documented::Documented;
use crate::mold::{Molds, Room, Way};
use crate::prefer::Preferences;
use crate::tables::Served;
use crate::value::{self, Maker};
use crate::write;

/// Which operation answered, for the log: put into the request by who wants to know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answered(pub(crate) Arc<OnceLock<&'static str>>);

/// What answers are made of.
pub(crate) struct Answering {
    pub(crate) molds: &'static Molds,
    pub(crate) served: Served,
    documented: Vec<Documented>,
    pub(crate) seed: u64,
}

impl Answering {
    pub(crate) fn new(molds: &'static Molds, served: Served, seed: u64) -> Self {
        Self {
            molds,
            documented: Documented::all(&served.source.responses),
            served,
            seed,
        }
    }

    /// Reads a request as the operation's, and answers it.
    ///
    /// # Errors
    /// What is wrong with the request, or what the description has no answer for.
    pub(crate) fn answer(&'static self, incoming: Incoming) -> Result<Reply, Problem> {
        let mut taken: Vec<_> = self.served.rooms.iter().map(Room::slot).collect();
        let mut slots: Vec<&mut dyn Slot> = Vec::with_capacity(taken.len());
        for one in &mut taken {
            slots.push(&mut **one);
        }
        let context = incoming.read_into(&mut slots)?;
        let wanted = Preferences::of(context.headers())?;
        let (response, status) = self.response(wanted.code)?;
        let contents = response.map_or(&[][..], |response| &response.contents);
        let documented = response.and_then(|response| Documented::of(&self.documented, response));
        let (media_type, body) = match content(contents, context.headers())? {
            Some((at, content)) if may_have_body(status) => {
                let values = self.values(content, &wanted, status, &context)?;
                let encodings = documented.map_or(&[][..], |documented| documented.encodings(at));
                let named = event(self.molds, content).map(|event| Content {
                    event: event.tags.first().cloned(),
                    ..content.clone()
                });
                let media_type = media_type(content, context.headers());
                let (name, bytes) = write::body(named.as_ref().unwrap_or(content), media_type, encodings, &values)?;
                (Some(HeaderValue::from_str(&name).unwrap_or(OCTETS)), Body::from(bytes))
            }
            _ => (None, Body::empty()),
        };
        let maker = |name: &str| self.maker(&[status.as_str(), name], &context);
        let headers = documented.map_or_else(HeaderMap::new, |documented| documented.headers(maker));
        if let Some(Answered(by)) = context.extensions().get() {
            by.get_or_init(|| self.served.table.id);
        }
        Ok(Reply::new(status, media_type, body).with_headers(headers))
    }

    /// The documented answer with the wanted status, or the first success. Where nothing is documented, nothing is said.
    fn response(&self, wanted: Option<u16>) -> Result<(Option<&'static Response>, StatusCode), Problem> {
        let responses = &self.served.source.responses;
        let of = |status: Status| responses.iter().find(|response| response.status == status);
        let found = match wanted {
            Some(code) => {
                let response = of(Status::Code(code))
                    .or_else(|| of(Status::Range(u8::try_from(code / 100).ok()?)))
                    .or_else(|| of(Status::Default));
                response.map(|response| (response, code))
            }
            None => usual(responses),
        };
        match (found, wanted) {
            (Some((response, code)), _) => {
                let status = StatusCode::from_u16(code).map_err(|_| Problem::bad_request())?;
                Ok((Some(response), status))
            }
            (None, None) => Ok((None, StatusCode::OK)),
            (None, Some(code)) => {
                let all: Vec<_> = responses.iter().map(|response| shown(response.status)).collect();
                let known = if all.is_empty() {
                    "none at all".to_owned()
                } else {
                    format!("only {}", all.join(", "))
                };
                Err(Problem::bad_request().detail(format!("no answer with the status {code} is documented, {known}")))
            }
        }
    }

    /// The value of the answer; several of a stream.
    fn values(
        &self,
        content: &'static Content,
        wanted: &Preferences,
        status: StatusCode,
        context: &Context,
    ) -> Result<Vec<Json>, Problem> {
        let event = event(self.molds, content);
        if let Some(example) = example(self.molds, content, wanted)?.filter(|_| event.is_none()) {
            // The example of a stream may be all of its values.
            return Ok(match example {
                Json::Array(all) if is_stream(content) && !self.accepts(content, example) => all.clone(),
                example => vec![example.clone()],
            });
        }
        let count = if is_stream(content) { STREAMED } else { 1 };
        let made = (0..count).map(|number| {
            let number = if number == 0 { String::new() } else { number.to_string() };
            let mut maker = self.maker(&[status.as_str(), &content.media_type, &number], context);
            maker.value(event.map_or(&content.value, |event| &event.value))
        });
        let made: Option<Vec<_>> = made.collect();
        made.ok_or_else(|| Problem::internal().detail("no value was found that the schema of the answer accepts"))
    }

    fn accepts(&self, content: &'static Content, value: &Json) -> bool {
        value::violations(place(self.molds, &content.value), value).is_empty()
    }

    /// Makes values that are those of the request, the seed and what they are for.
    fn maker(&self, purpose: &[&str], context: &Context) -> Maker {
        let target = context.uri().path_and_query().map_or("", |target| target.as_str());
        let of = [self.served.table.id, target];
        let parts: Vec<_> = of.iter().chain(purpose).copied().collect();
        Maker::new(self.molds, Way::Response, seed(self.seed, &parts))
    }
}

/// The first of the events whose names tell what their data is.
fn event(molds: &'static Molds, content: &'static Content) -> Option<&'static Variant> {
    let Type::Named(id) = content.value.ty else { return None };
    match &molds.api.schema(id).shape {
        Shape::Union(union) if union.dispatch == Dispatch::Event => union.variants.first(),
        _ => None,
    }
}

/// The first success, else whatever comes first.
fn usual(responses: &'static [Response]) -> Option<(&'static Response, u16)> {
    let code = |response: &'static Response| match response.status {
        Status::Code(code) => Some((response, code)),
        _ => None,
    };
    let success = responses
        .iter()
        .filter_map(code)
        .find(|(_, code)| (200..300).contains(code));
    let by = |status: Status, code| responses.iter().find(|one| one.status == status).map(|one| (one, code));
    success
        .or_else(|| by(Status::Range(2), 200))
        // `default` beside errors is the success, beside nothing else too.
        .or_else(|| by(Status::Default, 200))
        .or_else(|| responses.iter().filter_map(code).find(|(_, code)| *code >= 200))
        .or_else(|| (3..=5).find_map(|hundreds| by(Status::Range(hundreds), u16::from(hundreds) * 100)))
}

fn shown(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "any other (`default`)".to_owned(),
    }
}

fn may_have_body(status: StatusCode) -> bool {
    !matches!(status.as_u16(), 204 | 205 | 304)
}

/// The media type that the caller would rather have, the preferred one of equals.
fn content(contents: &'static [Content], headers: &HeaderMap) -> Result<Option<(usize, &'static Content)>, Problem> {
    let mut best: Option<((usize, &Content), u16)> = None;
    for content in contents.iter().enumerate() {
        let quality = accept::quality(headers, &content.1.media_type);
        if quality > best.map_or(0, |(_, known)| known) {
            best = Some((content, quality));
        }
    }
    match best {
        None if !contents.is_empty() => {
            let all: Vec<_> = contents.iter().map(|content| content.media_type.as_str()).collect();
            let detail = format!("the answer comes as {}", all.join(" or "));
            Err(Problem::new(StatusCode::NOT_ACCEPTABLE).detail(detail))
        }
        best => Ok(best.map(|(content, _)| content)),
    }
}

/// The documented example of a name, else the first one that its schema accepts.
fn example(
    molds: &'static Molds,
    content: &'static Content,
    wanted: &Preferences,
) -> Result<Option<&'static Json>, Problem> {
    if let Some(name) = &wanted.example {
        let mut named = content.examples.iter();
        let found = named.find(|example| example.name.as_ref() == Some(name));
        return found.map(|example| Some(&example.value)).ok_or_else(|| {
            let all: Vec<_> = content
                .examples
                .iter()
                .filter_map(|example| example.name.as_deref())
                .collect();
            let known = if all.is_empty() {
                "no examples with names".to_owned()
            } else {
                all.join(", ")
            };
            Problem::bad_request().detail(format!("no example of this name is documented; there are {known}"))
        });
    }
    let fits = |value: &Json| {
        let accepts = |value: &Json| value::violations(place(molds, &content.value), value).is_empty();
        match value {
            // Bytes have no schema.
            _ if content.syntax == Syntax::Binary => true,
            Json::Array(all) if is_stream(content) => accepts(value) || all.iter().all(accepts),
            value => accepts(value),
        }
    };
    let mut values = content.examples.iter().map(|example| &example.value);
    Ok(values.find(|value| fits(value)))
}

fn place(molds: &'static Molds, value: &'static Value) -> &'static crate::mold::Place {
    molds.place(value, Way::Response)
}

/// How many values a stream has: enough to see that it is one.
const STREAMED: usize = 3;

fn is_stream(content: &Content) -> bool {
    matches!(content.syntax, Syntax::Events | Syntax::Items)
}

/// The media type that is announced: a range is none, so that it is one of it that the caller names, or the usual one.
fn media_type(content: &Content, headers: &HeaderMap) -> String {
    let documented = &content.media_type;
    match content.syntax {
        _ if documented.contains('*') => accept::named(headers, documented).unwrap_or_else(|| usual_of(content)),
        Syntax::Text => format!("{documented}; charset=utf-8"),
        _ => documented.clone(),
    }
}

fn usual_of(content: &Content) -> String {
    let name = match (content.syntax, content.media_type.split('/').next()) {
        (Syntax::Json, _) => "application/json",
        (_, Some("image")) => "image/png",
        (_, Some("audio")) => "audio/mpeg",
        (_, Some("video")) => "video/mp4",
        (_, Some("text")) => "text/plain; charset=utf-8",
        (_, Some("font")) => "font/woff2",
        _ => "application/octet-stream",
    };
    name.to_owned()
}

const OCTETS: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// A seed of its own for everything that tells answers apart (FNV-1a, which is the same everywhere).
pub(crate) fn seed(seed: u64, parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    seed.to_le_bytes()
        .into_iter()
        .chain(bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
