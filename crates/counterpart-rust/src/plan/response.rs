//! The answers of an operation: one variant a status.

use counterpart_spec::api::{Docs, Method, Operation, Response, Status, Syntax};
use proc_macro2::{Ident, Span};

use super::body::BodyKindPlan;
use super::carried::Carried;
use super::operation::OperationPlan;
use super::rules::Rule;
use super::types::{Leaf, RustType, Types};

/// A variant of a response enum.
#[derive(Debug)]
pub(crate) struct ResponsePlan<'a> {
    pub(crate) name: Ident,
    pub(crate) status: Status,
    pub(crate) body: Option<AnswerBody<'a>>,
    /// The struct of its headers.
    pub(crate) headers: Option<Ident>,
    /// What a caller waits for; `default` with a 2xx.
    pub(crate) success: bool,
    pub(crate) docs: Option<&'a Docs>,
}

/// What an answer holds.
#[derive(Debug)]
pub(crate) enum AnswerBody<'a> {
    /// A value in one media type, which may have other names.
    One(BodyPlan<'a>),
    /// An enum with a variant a media type, by its name.
    Choice(Ident),
}

/// A body in one media type.
#[derive(Debug)]
pub(crate) struct BodyPlan<'a> {
    pub(crate) ty: RustType<'a>,
    pub(crate) syntax: Syntax,
    /// The media type, and other names of it.
    pub(crate) names: Vec<&'a str>,
    /// What a server checks its answers for where it is asked to, beyond what the type says.
    pub(crate) rules: Vec<Rule<'a>>,
}

impl<'a> AnswerBody<'a> {
    /// The type, where it is no choice.
    pub(crate) fn ty(&self) -> Option<&RustType<'a>> {
        match self {
            Self::One(body) => Some(&body.ty),
            Self::Choice(_) => None,
        }
    }

    fn of(kinds: Vec<BodyKindPlan<'a>>, carried: &Carried<'a>) -> Option<Self> {
        if let Some(choice) = carried.find_choice(&kinds) {
            return Some(Self::Choice(choice.name.clone()));
        }
        let BodyKindPlan {
            ty,
            syntax,
            content,
            also,
            rules,
            ..
        } = kinds.into_iter().next()?;
        let names = std::iter::once(content.media_type.as_str()).chain(also).collect();
        Some(Self::One(BodyPlan {
            ty,
            syntax,
            names,
            rules,
        }))
    }
}

/// What the client's call yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SuccessPlan {
    /// The body of the one success.
    One,
    /// Nothing: the one success has no body.
    Unit,
    /// The response enum: there are several successes, or none.
    All,
}

impl<'a> Types<'a> {
    /// The variants in the order of the document. A document without any answer still gets a `Default` with whatever comes.
    pub(crate) fn responses(&self, operation: &'a Operation, carried: &Carried<'a>) -> Vec<ResponsePlan<'a>> {
        let documented = operation.responses.iter();
        let mut plans: Vec<_> = documented
            .map(|response| self.response(operation.method, response, carried))
            .collect();
        if plans.is_empty() {
            plans.push(anything(operation.method));
        }
        mark_successes(&mut plans);
        plans
    }

    fn response(&self, method: Method, response: &'a Response, carried: &Carried<'a>) -> ResponsePlan<'a> {
        let Response {
            status, docs, headers, ..
        } = response;
        ResponsePlan {
            name: variant_name(*status),
            status: *status,
            body: AnswerBody::of(self.answer_kinds(method, response), carried),
            headers: carried.headers_of(*self, headers),
            success: false,
            docs: Some(docs),
        }
    }
}

/// What the client's call yields for these answers.
pub(crate) fn success(responses: &[ResponsePlan<'_>]) -> SuccessPlan {
    let mut successes = responses.iter().filter(|response| response.success);
    match (successes.next(), successes.next()) {
        (Some(ResponsePlan { body: Some(_), .. }), None) => SuccessPlan::One,
        // Where a redirect leads is what its caller wants to know.
        (
            Some(ResponsePlan {
                headers: Some(_),
                status,
                ..
            }),
            None,
        ) if is_redirect(*status) => SuccessPlan::All,
        (Some(ResponsePlan { body: None, .. }), None) => SuccessPlan::Unit,
        _ => SuccessPlan::All,
    }
}

/// The answer of an operation that documents none.
fn anything<'a>(method: Method) -> ResponsePlan<'a> {
    let body = BodyPlan {
        ty: RustType::Leaf(Leaf::Body),
        syntax: Syntax::Binary,
        names: vec!["*/*"],
        rules: Vec::new(),
    };
    ResponsePlan {
        name: variant_name(Status::Default),
        status: Status::Default,
        body: (method != Method::Head).then_some(AnswerBody::One(body)),
        headers: None,
        success: false,
        docs: None,
    }
}

/// What a caller waits for: each 2xx; where there is none, `default`; where that is not there either, each 3xx.
fn mark_successes(plans: &mut [ResponsePlan<'_>]) {
    let ranks: [fn(Status) -> bool; 3] = [is_success, |status| status == Status::Default, is_redirect];
    let has = |wanted: &fn(Status) -> bool| plans.iter().any(|plan| wanted(plan.status));
    let Some(wanted) = ranks.into_iter().find(has) else {
        return;
    };
    plans.iter_mut().for_each(|plan| plan.success = wanted(plan.status));
}

/// The model that every documented error with a body in JSON is.
pub(crate) fn shared_error<'a>(operations: &[OperationPlan<'a>]) -> Option<RustType<'a>> {
    let answers = operations.iter().flat_map(|operation| &operation.responses);
    let errors = answers
        .filter(|answer| !answer.success)
        .filter_map(|answer| answer.body.as_ref());
    let mut types = errors.filter_map(|body| match body {
        AnswerBody::One(body) => (body.syntax == Syntax::Json).then_some(&body.ty),
        AnswerBody::Choice(_) => None,
    });
    let first = types.next().filter(|ty| matches!(ty, RustType::Model(_)))?;
    types.all(|other| other == first).then(|| first.clone())
}

fn is_success(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

fn is_redirect(status: Status) -> bool {
    matches!(status, Status::Code(300..=399) | Status::Range(3))
}

/// RFC 9110, 6.4.1 and 15.3.6: such answers end with their header.
pub(super) fn never_has_body(method: Method, status: Status) -> bool {
    method == Method::Head || matches!(status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1))
}

/// The key of the `responses` object.
pub(crate) fn key(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

pub(super) fn variant_name(status: Status) -> Ident {
    let name = match status {
        Status::Default => "Default",
        Status::Range(1) => "Informational",
        Status::Range(2) => "Success",
        Status::Range(3) => "Redirection",
        Status::Range(4) => "ClientError",
        Status::Range(5) => "ServerError",
        Status::Range(other) => return Ident::new(&format!("Status{other}xx"), Span::call_site()),
        Status::Code(code) => match reason(code) {
            Some(name) => name,
            None => return Ident::new(&format!("Status{code}"), Span::call_site()),
        },
    };
    Ident::new(name, Span::call_site())
}

/// The reason phrases of the IANA registry in one word each.
fn reason(code: u16) -> Option<&'static str> {
    REASONS
        .binary_search_by_key(&code, |(code, _)| *code)
        .ok()
        .and_then(|at| REASONS.get(at))
        .map(|(_, name)| *name)
}

const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "SwitchingProtocols"),
    (102, "Processing"),
    (103, "EarlyHints"),
    (200, "Ok"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "NonAuthoritativeInformation"),
    (204, "NoContent"),
    (205, "ResetContent"),
    (206, "PartialContent"),
    (207, "MultiStatus"),
    (208, "AlreadyReported"),
    (226, "ImUsed"),
    (300, "MultipleChoices"),
    (301, "MovedPermanently"),
    (302, "Found"),
    (303, "SeeOther"),
    (304, "NotModified"),
    (305, "UseProxy"),
    (307, "TemporaryRedirect"),
    (308, "PermanentRedirect"),
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (402, "PaymentRequired"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (406, "NotAcceptable"),
    (407, "ProxyAuthenticationRequired"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "LengthRequired"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (414, "UriTooLong"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (417, "ExpectationFailed"),
    (418, "ImATeapot"),
    (421, "MisdirectedRequest"),
    (422, "UnprocessableContent"),
    (423, "Locked"),
    (424, "FailedDependency"),
    (425, "TooEarly"),
    (426, "UpgradeRequired"),
    (428, "PreconditionRequired"),
    (429, "TooManyRequests"),
    (431, "RequestHeaderFieldsTooLarge"),
    (451, "UnavailableForLegalReasons"),
    (500, "InternalServerError"),
    (501, "NotImplemented"),
    (502, "BadGateway"),
    (503, "ServiceUnavailable"),
    (504, "GatewayTimeout"),
    (505, "HttpVersionNotSupported"),
    (506, "VariantAlsoNegotiates"),
    (507, "InsufficientStorage"),
    (508, "LoopDetected"),
    (510, "NotExtended"),
    (511, "NetworkAuthenticationRequired"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_named_by_the_reason_phrase() {
        let named = |status| variant_name(status).to_string();
        assert_eq!(named(Status::Code(200)), "Ok");
        assert_eq!(named(Status::Code(422)), "UnprocessableContent");
        assert_eq!(named(Status::Code(599)), "Status599");
        assert_eq!(named(Status::Range(4)), "ClientError");
        assert_eq!(named(Status::Default), "Default");
    }

    #[test]
    fn the_reasons_are_sorted_and_unique() {
        assert!(REASONS.is_sorted_by(|(a, _), (b, _)| a < b));
        let names: std::collections::BTreeSet<_> = REASONS.iter().map(|(_, name)| name).collect();
        assert_eq!(names.len(), REASONS.len());
    }

    #[test]
    fn what_a_caller_waits_for() {
        let successes = |statuses: &[Status]| {
            let plan = |status: &Status| ResponsePlan {
                status: *status,
                ..anything(Method::Get)
            };
            let mut plans: Vec<_> = statuses.iter().map(plan).collect();
            mark_successes(&mut plans);
            let successes = plans.iter().filter(|plan| plan.success);
            successes.map(|plan| plan.status).collect::<Vec<_>>()
        };
        let (range, found) = (Status::Range(2), Status::Code(302));
        assert_eq!(
            successes(&[found, Status::Code(201), range, Status::Default]),
            [Status::Code(201), range]
        );
        assert_eq!(
            successes(&[Status::Code(404), found, Status::Default]),
            [Status::Default]
        );
        assert_eq!(successes(&[found, Status::Code(404)]), [found]);
        assert_eq!(successes(&[Status::Code(404)]), []);
    }
}
