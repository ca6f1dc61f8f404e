//! What axum knows by one route: which operation a request is for, and the order in which it is judged.

use std::convert::Infallible;
use std::future::ready;
use std::panic::AssertUnwindSafe;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{self, Poll};

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use http::header::{ALLOW, CONTENT_LENGTH, HeaderValue};
use http::request::Parts;
use http::{Method, StatusCode};
use http_body::Body as _;
use tower_service::Service;

use super::endpoint::Endpoint;
use super::extract::Incoming;
use super::fault::Fault;
use super::limits::{answered, received};
use super::negotiate::{Naming, negotiate};
use super::payload::{self, Payload};
use super::problem::Problem;
use super::security::{admit, hide_credentials};
use super::settings::Settings;
use super::template::{Captured, Rank, Template};
use crate::operation::Input;
use crate::params::{Location, Query};

/// An operation at its place.
pub(super) struct Site {
    template: Template,
    rank: Rank,
    endpoint: Endpoint,
    settings: Arc<Settings>,
}

impl Site {
    pub(super) fn new(template: Template, endpoint: Endpoint, settings: Arc<Settings>) -> Self {
        Self {
            rank: template.rank(),
            template,
            endpoint,
            settings,
        }
    }

    fn method(&self) -> &'static str {
        self.endpoint.table.method
    }

    /// How many parameters of the query the operation cannot do without, if the query has them all.
    fn required(&self, query: &Query<'_>) -> Option<usize> {
        let required = self.endpoint.table.inputs.iter().filter_map(|input| match input {
            Input::Param(param) if param.location == Location::Query && param.need.is_required() => Some(param.name),
            Input::Param(_) | Input::Body(_) => None,
        });
        required
            .map(|wanted| query.pairs().any(|(name, _)| name == wanted))
            .try_fold(0, |count, is_there| is_there.then_some(count + 1))
    }
}

/// The methods of a template, and templates that axum cannot tell apart.
#[derive(Clone)]
pub(super) struct Junction {
    sites: Arc<[Arc<Site>]>,
}

/// What a request is for.
enum Found<'p> {
    Operation(Arc<Site>, Vec<Captured<'p>>),
    /// The question which methods there are.
    Options(HeaderValue),
}

/// As axum calls it: the future is boxed once, and no larger than the operation's own.
impl Service<Request> for Junction {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.answer(request)
    }
}

impl Junction {
    pub(super) fn new(mut sites: Vec<Site>) -> Self {
        sites.sort_by_key(|site| std::cmp::Reverse(site.rank));
        let sites = sites.into_iter().map(Arc::new).collect();
        Self { sites }
    }

    /// Answers a request; whatever goes wrong leaves through the one seam for problems.
    fn answer(&self, request: Request) -> <Self as Service<Request>>::Future {
        let head = request.method() == Method::HEAD;
        let query = request.uri().query().unwrap_or_default();
        let response = match self.find(request.method(), request.uri().path(), query) {
            Ok(Found::Operation(site, captured)) => {
                let owned = |(name, text): (_, &str)| (name, text.to_owned());
                let captured = captured.into_iter().map(owned).collect();
                let (parts, body) = request.into_parts();
                return Box::pin(site.answer(Box::new(parts), body, captured, head));
            }
            Ok(Found::Options(allow)) => options(allow),
            Err(problem) => match self.sites.first() {
                Some(site) => (site.settings.problems)(problem),
                None => problem.into_response(),
            },
        };
        Box::pin(ready(Ok(if head { without_body(response) } else { response })))
    }

    fn find<'p>(&self, method: &Method, path: &'p str, query: &'p str) -> Result<Found<'p>, Problem> {
        let mut matching: Vec<_> = self
            .sites
            .iter()
            .filter_map(|site| Some((site, site.template.captures(path, query)?)))
            .collect();
        // Where a path without parameters matches, no other is meant (OpenAPI 3.0, 4.7.8.2).
        if matching.first().is_some_and(|(site, _)| site.rank.concrete) {
            matching.retain(|(site, _)| site.rank.concrete);
        }
        let of = |wanted| best(&matching, wanted, query);
        if let Some(at) = of(method.as_str()).or_else(|| (method == Method::HEAD).then(|| of("GET"))?) {
            let (site, captured) = matching.swap_remove(at);
            return Ok(Found::Operation(Arc::clone(site), captured));
        }
        let Some(allow) = allow(&matching) else {
            return Err(nothing_here());
        };
        if method == Method::OPTIONS {
            return Ok(Found::Options(allow));
        }
        let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED);
        let problem = problem.detail("the path has no operation with this method");
        Err(problem.header(ALLOW, allow))
    }
}

/// The first site with a method; of those that are equally plain, the one that needs most of what the query has:
/// descriptions tell operations of one path apart by it.
fn best(matching: &[(&Arc<Site>, Vec<Captured<'_>>)], method: &str, query: &str) -> Option<usize> {
    let mut of_method = matching
        .iter()
        .enumerate()
        .filter(|(_, (site, _))| site.method() == method);
    let (first, (plainest, _)) = of_method.next()?;
    let mut rivals = of_method
        .take_while(|(_, (site, _))| site.rank == plainest.rank)
        .peekable();
    if rivals.peek().is_none() {
        return Some(first);
    }
    let query = Query::parse(query);
    let needs = |(at, (site, _)): (usize, &(&Arc<Site>, _))| Some((site.required(&query)?, std::cmp::Reverse(at)));
    let neediest = matching.get(first).map(|site| (first, site)).into_iter().chain(rivals);
    Some(neediest.filter_map(needs).max().map_or(first, |(_, at)| at.0))
}

/// The methods of the sites; nothing where there is none.
fn allow(matching: &[(&Arc<Site>, Vec<Captured<'_>>)]) -> Option<HeaderValue> {
    let mut methods: Vec<_> = matching.iter().map(|(site, _)| site.method()).collect();
    if methods.is_empty() {
        return None;
    }
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.push("OPTIONS");
    methods.sort_unstable();
    methods.dedup();
    HeaderValue::from_str(&methods.join(", ")).ok()
}

impl Site {
    /// Answers a request for the operation.
    async fn answer(
        self: Arc<Self>,
        parts: Box<Parts>,
        body: Body,
        captured: Vec<(&'static str, String)>,
        head: bool,
    ) -> Result<Response, Infallible> {
        let settings = &*self.settings;
        let mut processing = pin!(self.process(parts, body, captured));
        let processed = AssertUnwindSafe(&mut processing).catch_unwind().await;
        let response = match processed {
            Ok(Ok(response)) => response,
            Ok(Err(problem)) => (settings.problems)(problem),
            Err(caught) => {
                (settings.faults)(&Fault::panicked(self.endpoint.table.id, &*caught));
                // The panic's own message is not for callers.
                (settings.problems)(Problem::internal().detail("the handler failed"))
            }
        };
        Ok(if head { without_body(response) } else { response })
    }

    async fn process(
        &self,
        mut parts: Box<Parts>,
        body: Body,
        captured: Vec<(&'static str, String)>,
    ) -> Result<Response, Problem> {
        let (settings, table) = (&self.settings, self.endpoint.table);
        let limits = *settings.limits(table.id);
        let deadline = limits.deadline();
        hide_credentials(&mut parts.headers, settings.schemes);
        limits.check_head(&parts)?;
        let admitted = answered(deadline, pin!(admit(table, settings, &parts))).await?;
        negotiate(table, &parts.headers)?;
        let naming = Naming::of(table, &parts.headers);
        let payload = match table.body() {
            Some((_, spec)) => {
                let receiving = pin!(payload::receive(spec, &parts.headers, body, &limits));
                received(deadline, receiving).await?
            }
            None => Payload::Absent,
        };
        let incoming = Incoming {
            table,
            settings: Arc::clone(settings),
            depth: limits.depth,
            deadline,
            parts,
            captured,
            payload,
            admitted,
        };
        let reply = answered(deadline, pin!(self.endpoint.call(incoming))).await?;
        let mut response = reply.into_response();
        if let Some(naming) = naming {
            naming.rename(&mut response);
        }
        Ok(response)
    }
}

/// The problem of a path that has no operation.
pub(super) fn nothing_here() -> Problem {
    Problem::not_found().detail("there is no operation at this path")
}

/// The answer to OPTIONS where the description has none of its own.
fn options(allow: HeaderValue) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    response.headers_mut().insert(ALLOW, allow);
    response
}

/// The answer to HEAD: what GET says, without its body.
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact().filter(|length| *length > 0) {
        parts.headers.entry(CONTENT_LENGTH).or_insert(length.into());
    }
    Response::from_parts(parts, Body::empty())
}
