//! From a request to an operation: every input is read, and everything that is wrong is said at once.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use http::header::COOKIE;
use http::request::Parts;
use percent_encoding::percent_decode_str;

use super::context::{Context, debug_request};
use super::inspect::Inspector;
use super::payload::Payload;
use super::probe::Probe;
use super::problem::{Problem, ProblemViolation};
use super::query_rules::unknown;
use super::security::Admitted;
use super::settings::Settings;
use crate::codec::{Failed, ReadError, Reading, Slot, binary, json, text};
use crate::form::{multipart, urlencoded};
use crate::operation::{BodySpec, Input, Operation, OperationTable, SchemeKind, Syntax, fill};
use crate::params::{self, Cookies, Location, Param, Query};

/// A request that was matched, admitted and received, but not read.
pub struct Incoming {
    pub(super) table: &'static OperationTable,
    pub(super) settings: Arc<Settings>,
    /// How deep a body may nest.
    pub(super) depth: u32,
    /// When the answer has to be ready.
    pub(super) deadline: Option<Instant>,
    pub(super) parts: Box<Parts>,
    /// The parameters of the path, still percent-encoded.
    pub(super) captured: Vec<(&'static str, String)>,
    pub(super) payload: Payload,
    pub(super) admitted: Admitted,
}

impl Incoming {
    /// Reads it as the operation that it is.
    ///
    /// # Errors
    /// 400 where something is not of its syntax, 422 where something does not follow the description.
    pub fn read<O: Operation>(self) -> Result<(O, Context), Problem> {
        let mut operation = O::blank();
        let mut result = Ok(());
        operation.slots(&mut |slots| result = self.fill(slots));
        result?;
        Ok((operation, self.into_context()))
    }

    /// Reads it into slots, one an input of the operation's table, in order.
    ///
    /// # Errors
    /// As [`Incoming::read`].
    pub fn read_into(self, slots: &mut [&mut dyn Slot]) -> Result<Context, Problem> {
        self.fill(slots)?;
        Ok(self.into_context())
    }

    /// The operation that it is for.
    #[must_use]
    pub fn table(&self) -> &'static OperationTable {
        self.table
    }

    fn into_context(self) -> Context {
        let Self {
            table,
            deadline,
            parts,
            admitted,
            ..
        } = self;
        Context {
            table,
            deadline,
            parts,
            admitted,
        }
    }

    /// Who looks at the answer, if anybody does.
    pub(super) fn inspector(&self) -> Option<Inspector> {
        Inspector::new(self.table.id, &self.settings)
    }

    fn fill(&self, slots: &mut [&mut dyn Slot]) -> Result<(), Problem> {
        if Probe::is_in(&self.parts.extensions) {
            return Ok(());
        }
        let cookies = cookies(&self.parts);
        let sources = Sources {
            request: self,
            query: Query::parse(self.parts.uri.query().unwrap_or_default())
                .reserve(self.names(Location::Query))
                .takes_first(self.settings.query_rules.ignores_repeated),
            cookies: Cookies::parse(&cookies).reserve(self.names(Location::Cookie)),
        };
        let mut findings = Findings::default();
        findings.check_encoding(&self.parts, &self.captured);
        for (input, slot) in self.table.inputs.iter().zip(slots.iter_mut()) {
            let mut reading = self.reading();
            let (location, outcome) = match input {
                Input::Param(param) => (param.location.as_str(), sources.param(param, *slot, &mut reading)),
                Input::Body(spec) => ("body", self.body(spec, *slot, &mut reading)),
            };
            findings.add(location, outcome, reading);
        }
        if self.settings.query_rules.refuses_unknown {
            let unknown = unknown(&sources.query, self.table, self.settings.schemes, slots);
            findings.violations.extend(unknown);
        }
        findings.judge()
    }

    fn reading(&self) -> Reading {
        let reading = Reading::strict().with_depth_limit(self.depth);
        match self.settings.fills_defaults {
            true => reading,
            false => reading.without_defaults(),
        }
    }

    /// The names that stand for a parameter or a credential in a place.
    fn names(&self, place: Location) -> impl Iterator<Item = &'static str> {
        let (inputs, schemes) = (self.table.inputs, self.settings.schemes);
        let params = inputs.iter().filter_map(move |input| match input {
            Input::Param(param) if param.location == place => Some(param.name),
            Input::Param(_) | Input::Body(_) => None,
        });
        let keys = schemes.iter().filter_map(move |scheme| match scheme.kind {
            SchemeKind::Query(name) if place == Location::Query => Some(name),
            SchemeKind::Cookie(name) if place == Location::Cookie => Some(name),
            _ => None,
        });
        params.chain(keys)
    }

    fn body(&self, spec: &BodySpec, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
        let kind = match &self.payload {
            Payload::Absent if spec.required => {
                // A strict reading goes on after a violation.
                let _ = reading.violate("required", "the body is missing");
                return Ok(());
            }
            Payload::Absent => return Ok(()),
            Payload::Parts(kind, _) | Payload::Bytes(kind, _) | Payload::Stream(kind, _) => *kind,
        };
        fill(kind, slot, reading, &mut |slot, reading| {
            let mark = reading.mark();
            self.payload.read(slot, reading)?;
            reading.check_since(mark, slot, kind.rules);
            Ok(())
        })
    }
}

impl Payload {
    /// The values of a header of the first part of a property.
    fn headers_of(&self, property: &str, name: &str) -> Vec<&str> {
        let Self::Parts(_, parts) = self else {
            return Vec::new();
        };
        let part = parts.iter().find(|part| part.name == property);
        let headers = part.into_iter().flat_map(|part| &part.headers);
        let meant = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        meant.map(|(_, value)| value.as_ref()).collect()
    }

    fn read(&self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
        match self {
            Self::Absent => Ok(()),
            Self::Parts(kind, parts) => multipart::read_parts(parts, kind.encodings, slot, reading),
            Self::Stream(_, body) => binary::read_body(body, slot, reading),
            Self::Bytes(kind, bytes) => match kind.content.syntax {
                Syntax::Json => json::read_slice(bytes, slot, reading),
                Syntax::Form => urlencoded::read_slice(bytes, kind.encodings, slot, reading),
                Syntax::Binary => binary::read(bytes, slot, reading),
                Syntax::Text | Syntax::Multipart => text::read_slice(bytes, slot, reading),
            },
        }
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_request("Incoming", self.table, &self.parts.method, f)
    }
}

/// Where parameters are read from.
struct Sources<'r> {
    request: &'r Incoming,
    query: Query<'r>,
    cookies: Cookies<'r>,
}

impl Sources<'_> {
    fn param(&self, param: &'static Param, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
        let mut read = |reading: &mut Reading| reading.within(param.name, |reading| self.read(param, slot, reading));
        let outcome = match param.location {
            Location::Part(property) => reading.within(property, read),
            _ => read(reading),
        };
        outcome.map_err(|_| std::mem::replace(reading, Reading::strict()).into_error())
    }

    fn read(&self, param: &'static Param, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        match param.location {
            Location::Query => params::read_query(param, &self.query, slot, reading),
            Location::QueryString => {
                let raw = self.request.parts.uri.query().unwrap_or_default();
                params::read_query_string(param, raw, slot, reading)
            }
            Location::Cookie => params::read_cookie(param, &self.cookies, slot, reading),
            Location::Path => match self.request.captured.iter().find(|(name, _)| *name == param.name) {
                Some((_, raw)) => params::read_path(param, raw, slot, reading),
                None => reading.violate("required", "the path has no such parameter"),
            },
            Location::Header => {
                let values = self.request.parts.headers.get_all(param.name).iter();
                match values
                    .map(|value| std::str::from_utf8(value.as_bytes()))
                    .collect::<Result<Vec<_>, _>>()
                {
                    Ok(values) => params::read_header(param, &values, slot, reading),
                    Err(_) => reading.violate("format", "expected text in UTF-8"),
                }
            }
            Location::Part(property) => {
                let values = self.request.payload.headers_of(property, param.name);
                params::read_header(&param.as_header(), &values, slot, reading)
            }
        }
    }
}

/// All cookies on one line: HTTP/2 may send them in several. One that is no text spoils none of the others.
pub(super) fn cookies(parts: &Parts) -> String {
    let values = parts
        .headers
        .get_all(COOKIE)
        .iter()
        .map(|value| String::from_utf8_lossy(value.as_bytes()));
    values.collect::<Vec<_>>().join("; ")
}

/// What is wrong with a request.
#[derive(Default)]
struct Findings {
    malformed: Vec<ProblemViolation>,
    violations: Vec<ProblemViolation>,
}

impl Findings {
    fn add(&mut self, location: &'static str, outcome: Result<(), ReadError>, reading: Reading) {
        if let Err(error) = outcome {
            self.malformed.push(ProblemViolation::malformed(location, error));
        }
        let violations = reading.into_violations().into_iter();
        self.violations
            .extend(violations.map(|violation| ProblemViolation::new(location, violation)));
    }

    /// Finds what is not the encoding of any text, which no parameter could be read from.
    fn check_encoding(&mut self, parts: &Parts, captured: &[(&'static str, String)]) {
        let path = captured.iter().map(|(name, raw)| ("path", Some(*name), raw.as_str()));
        let query = parts.uri.query().map(|query| ("query", None, query));
        for (location, name, _) in path.chain(query).filter(|(_, _, raw)| !is_encoded(raw)) {
            let detail = "expected percent-encoded UTF-8".into();
            self.malformed.push(ProblemViolation {
                location,
                pointer: name.map(|name| format!("/{name}")).unwrap_or_default(),
                rule: "syntax",
                limit: None,
                detail,
            });
        }
    }

    /// What cannot even be read is said first: the rest of the request may look different once it can.
    fn judge(self) -> Result<(), Problem> {
        if !self.malformed.is_empty() {
            let problem = Problem::bad_request().detail("the request is malformed");
            return Err(problem.with_violations(self.malformed));
        }
        if !self.violations.is_empty() {
            let problem = Problem::new(http::StatusCode::UNPROCESSABLE_ENTITY);
            let problem = problem.detail("the request does not follow its description");
            return Err(problem.with_violations(wholly_missing(self.violations)));
        }
        Ok(())
    }
}

/// What is missing is not told to lack what would lie in it: a part of a form its headers.
fn wholly_missing(mut violations: Vec<ProblemViolation>) -> Vec<ProblemViolation> {
    let missing = violations.iter().filter(|violation| violation.rule == "required");
    let missing: Vec<_> = missing.map(|outer| (outer.location, outer.pointer.clone())).collect();
    violations.retain(|inner| {
        let is_within = |(location, pointer): &(&str, String)| {
            let rest = inner.pointer.strip_prefix(pointer.as_str());
            *location == inner.location && rest.is_some_and(|rest| rest.starts_with('/'))
        };
        inner.rule != "required" || !missing.iter().any(is_within)
    });
    violations
}

/// Every percent sign begins an octet, and the octets are UTF-8.
fn is_encoded(raw: &str) -> bool {
    let is_octet = |rest: &str| {
        rest.as_bytes()
            .get(..2)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    !raw.contains('%') || raw.split('%').skip(1).all(is_octet) && percent_decode_str(raw).decode_utf8().is_ok()
}
