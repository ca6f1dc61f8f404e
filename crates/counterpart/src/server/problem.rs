//! Problems: every refusal of a server, as RFC 9457 writes them.

use std::fmt;

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use serde_json::{Value, json};

use crate::codec::{ReadError, Reason, Violation};

/// An answer that is not the documented one: `application/problem+json` by RFC 9457.
///
/// Handlers return it for what the description does not foresee; the runtime makes it for every request that it refuses.
/// Its texts never hold what was submitted.
#[derive(Clone)]
pub struct Problem(Box<Inner>);

#[derive(Clone)]
struct Inner {
    status: StatusCode,
    kind: Option<String>,
    title: Option<String>,
    detail: Option<String>,
    violations: Vec<ProblemViolation>,
    members: Vec<(String, Value)>,
    headers: HeaderMap,
}

/// One way in which a request does not follow the description.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProblemViolation {
    /// The part of the request: `path`, `query`, `header`, `cookie` or `body`.
    pub location: &'static str,
    /// Where in the part, as a JSON Pointer; its first segment is the parameter's name, if it is not in the body.
    pub pointer: String,
    /// The rule, by its keyword.
    pub rule: &'static str,
    /// The limit that the rule sets, where it is a number, a text or a list: `8` of `maxLength`.
    pub limit: Option<Value>,
    /// What was expected.
    pub detail: String,
}

impl ProblemViolation {
    pub(super) fn new(location: &'static str, violation: Violation) -> Self {
        let Violation {
            pointer,
            rule,
            limit,
            detail,
        } = violation;
        Self {
            location,
            pointer,
            rule,
            limit,
            detail,
        }
    }

    /// What keeps a part of the request from being read at all.
    pub(super) fn malformed(location: &'static str, error: ReadError) -> Self {
        let ReadError {
            pointer,
            reason,
            line,
            column,
        } = error;
        let rule = match &reason {
            Reason::Syntax(_) => "syntax",
            Reason::Depth(_) => "depth",
            Reason::Misfit { rule, .. } => rule,
        };
        let place = if line > 0 {
            format!(" (line {line}, column {column})")
        } else {
            String::new()
        };
        Self {
            location,
            pointer,
            rule,
            limit: None,
            detail: format!("{reason}{place}"),
        }
    }
}

impl Problem {
    /// A problem of a status.
    #[must_use]
    pub fn new(status: StatusCode) -> Self {
        Self(Box::new(Inner {
            status,
            kind: None,
            title: None,
            detail: None,
            violations: Vec::new(),
            members: Vec::new(),
            headers: HeaderMap::new(),
        }))
    }

    /// 400: the request cannot be understood.
    #[must_use]
    pub fn bad_request() -> Self {
        Self::new(StatusCode::BAD_REQUEST)
    }

    /// 401: the request needs a credential, or a better one.
    #[must_use]
    pub fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED)
    }

    /// 403: the credential is not enough.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN)
    }

    /// 404: there is nothing here.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND)
    }

    /// 409: the request does not go with what is there.
    #[must_use]
    pub fn conflict() -> Self {
        Self::new(StatusCode::CONFLICT)
    }

    /// 500: the server failed.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Names the kind of the problem, by an address; `about:blank` unless told.
    #[must_use]
    pub fn kind(mut self, uri: impl Into<String>) -> Self {
        self.0.kind = Some(uri.into());
        self
    }

    /// Summarises the kind of the problem; the status's own phrase unless told.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.0.title = Some(title.into());
        self
    }

    /// Explains this occurrence.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Adds a member of the problem's own.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.0.members.push((name.into(), value.into()));
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.append(name, value);
        self
    }

    pub(super) fn with_violations(mut self, violations: Vec<ProblemViolation>) -> Self {
        self.0.violations = violations;
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// What it says about this occurrence.
    #[must_use]
    pub fn detail_text(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// Every way in which the request does not follow the description.
    #[must_use]
    pub fn violations(&self) -> &[ProblemViolation] {
        &self.0.violations
    }

    /// The headers that its answer carries.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The problem as RFC 9457 writes it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Inner {
            status,
            kind,
            title,
            detail,
            violations,
            members,
            ..
        } = &*self.0;
        let mut out = serde_json::Map::new();
        out.insert("type".into(), kind.as_deref().unwrap_or("about:blank").into());
        out.insert("title".into(), title.as_deref().unwrap_or(phrase(*status)).into());
        out.insert("status".into(), status.as_u16().into());
        if let Some(detail) = detail {
            out.insert("detail".into(), detail.as_str().into());
        }
        if !violations.is_empty() {
            out.insert("violations".into(), violations.iter().map(violation_json).collect());
        }
        out.extend(members.iter().cloned());
        Value::Object(out)
    }
}

fn phrase(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Unknown")
}

fn violation_json(violation: &ProblemViolation) -> Value {
    let ProblemViolation {
        location,
        pointer,
        rule,
        limit,
        detail,
    } = violation;
    match limit {
        Some(limit) => json!({ "in": location, "pointer": pointer, "rule": rule, "limit": limit, "detail": detail }),
        None => json!({ "in": location, "pointer": pointer, "rule": rule, "detail": detail }),
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            status,
            title,
            detail,
            violations,
            ..
        } = &*self.0;
        write!(f, "{} {}", status.as_u16(), title.as_deref().unwrap_or(phrase(*status)))?;
        if let Some(detail) = detail {
            write!(f, ": {detail}")?;
        }
        violations
            .iter()
            .try_for_each(|v| write!(f, "; {} {}: {}", v.location, v.pointer, v.detail))
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Problem({self})")
    }
}

impl std::error::Error for Problem {}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");
        let mut response = Response::new(self.to_json().to_string().into());
        *response.status_mut() = self.0.status;
        *response.headers_mut() = self.0.headers;
        response.headers_mut().insert(CONTENT_TYPE, PROBLEM);
        response
    }
}
