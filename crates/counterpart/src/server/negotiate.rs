//! Which media type a caller takes of those that an operation answers.

use axum::response::Response;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::problem::Problem;
use crate::codec::Slot;
use crate::http_layer::media;
use crate::operation::{Bodies, BodyKind, OperationTable, look};

/// Refuses a caller who takes none of the media types of a success, before anything is done for him.
pub(super) fn negotiate(table: &'static OperationTable, headers: &HeaderMap) -> Result<(), Problem> {
    let Some(accept) = accept(headers) else { return Ok(()) };
    let successes = table.answers.iter().filter(|answer| answer.success);
    let mut documented: Vec<&BodyKind> = Vec::new();
    for answer in successes {
        // An answer without a body suits everybody.
        if answer.kinds.is_empty() || answer.kinds.iter().any(|kind| quality(&accept, kind) > 0) {
            return Ok(());
        }
        documented.extend(answer.kinds);
    }
    match documented.is_empty() {
        true => Ok(()),
        false => Err(unacceptable(&documented)),
    }
}

/// The media type of `B` that a caller would rather have; the best one of equals.
pub(super) fn preferred<B: Bodies>(headers: &HeaderMap) -> &'static str {
    let accept = accept(headers);
    let best = best(B::KINDS.iter().map(|kind| (kind, kind)), accept.as_deref());
    // None is refused before; whoever comes here all the same gets the best.
    let kind = best.or(B::KINDS.first());
    kind.map_or("", |kind| kind.content.media_type)
}

/// The one of these bodies that a caller would rather have; the first of equals.
pub(super) fn choose<B: Bodies>(headers: &HeaderMap, offered: impl Iterator<Item = B>) -> Result<B, Problem> {
    let kinds = offered.filter_map(|body| Some((kind_of(&body)?, body)));
    let kinds: Vec<_> = kinds.collect();
    let all: Vec<_> = kinds.iter().map(|(kind, _)| *kind).collect();
    best(kinds.into_iter(), accept(headers).as_deref()).ok_or_else(|| unacceptable(&all))
}

/// Under which of its names an answer goes out, where its media type has several and the caller takes some of them only.
pub(super) struct Naming {
    table: &'static OperationTable,
    accept: String,
}

impl Naming {
    /// `None` where there is no choice.
    pub(super) fn of(table: &'static OperationTable, headers: &HeaderMap) -> Option<Self> {
        let mut kinds = table.answers.iter().flat_map(|answer| answer.kinds);
        let has_choice = kinds.any(|kind| !kind.also.is_empty());
        let accept = has_choice.then(|| accept(headers)).flatten()?;
        Some(Self { table, accept })
    }

    /// Calls an answer what the caller would rather have it called; the first of equals.
    pub(super) fn rename(&self, response: &mut Response) {
        let answer = self.table.answer(response.status().as_u16());
        let said = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let (Some(answer), Some(said)) = (answer, said) else {
            return;
        };
        let is_said = |kind: &&BodyKind| kind.content.media_type == said;
        let Some(kind) = answer.kinds.iter().find(is_said).filter(|kind| !kind.also.is_empty()) else {
            return;
        };
        let mut best = (media::quality(&self.accept, said), said);
        for name in kind.also {
            let quality = media::quality(&self.accept, name);
            if quality > best.0 && !name.contains('*') {
                best = (quality, name);
            }
        }
        if let Ok(name) = HeaderValue::from_str(best.1) {
            response.headers_mut().insert(CONTENT_TYPE, name);
        }
    }
}

fn kind_of<B: Bodies>(body: &B) -> Option<&'static BodyKind> {
    let mut found = None;
    look(B::KINDS, body as &dyn Slot, &mut |kind, _| found = Some(kind));
    found
}

fn best<T>(offered: impl Iterator<Item = (&'static BodyKind, T)>, accept: Option<&str>) -> Option<T> {
    let mut best: Option<(u16, T)> = None;
    for (kind, one) in offered {
        let quality = accept.map_or(1000, |accept| quality(accept, kind));
        if quality > best.as_ref().map_or(0, |(known, _)| *known) {
            best = Some((quality, one));
        }
    }
    best.map(|(_, one)| one)
}

/// What a caller says it takes; nothing takes everything.
fn accept(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(ACCEPT).iter();
    let lines: Vec<_> = lines.filter_map(|value| value.to_str().ok()).collect();
    Some(lines.join(",")).filter(|accept| !accept.trim().is_empty())
}

fn quality(accept: &str, kind: &BodyKind) -> u16 {
    let names = kind.names().map(|name| media::quality(accept, name));
    names.max().unwrap_or(0)
}

fn unacceptable(documented: &[&BodyKind]) -> Problem {
    let mut names: Vec<_> = documented.iter().map(|kind| kind.content.media_type).collect();
    names.dedup();
    let detail = format!("the answer comes as `{}`", names.join("` or `"));
    Problem::new(StatusCode::NOT_ACCEPTABLE).detail(detail)
}
