//! The router: which operation a request is for, and the order in which it is judged.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use futures_util::FutureExt;
use http::header::{ALLOW, CONTENT_LENGTH, HeaderValue};
use http::{Method, StatusCode};
use http_body::Body as _;
use indexmap::IndexMap;

use super::endpoint::{Answering, Endpoint, Routes};
use super::extract::Incoming;
use super::payload::{self, Payload};
use super::problem::Problem;
use super::security::{Guard, admit, hide_credentials};
use super::template::{Captured, Template};
use crate::operation::{OperationTable, Scheme};

/// How many bytes of a body are read unless told otherwise.
const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// The inside of a generated router.
#[must_use]
pub struct RouterCore {
    base_path: String,
    endpoints: Vec<Endpoint>,
    settings: Settings,
}

#[derive(Clone)]
struct Settings {
    schemes: &'static [Scheme],
    guard: Option<Arc<dyn Guard>>,
    body_limit: usize,
    problems: Arc<dyn Fn(Problem) -> Response + Send + Sync>,
}

impl RouterCore {
    /// A router without operations, below the path of a server's address.
    pub fn new(server: &str, schemes: &'static [Scheme]) -> Self {
        let settings = Settings {
            schemes,
            guard: None,
            body_limit: BODY_LIMIT,
            problems: Arc::new(Problem::into_response),
        };
        Self {
            base_path: path_of(server).to_owned(),
            endpoints: Vec::new(),
            settings,
        }
    }

    /// Adds the operations of a tag.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a reference would not coerce to the trait object"
    )]
    pub fn add<H: ?Sized + Routes>(&mut self, handler: Arc<H>) {
        self.endpoints
            .extend(H::ROUTES.iter().map(|route| Endpoint::new(&handler, route)));
    }

    /// Adds an operation that no generated code knows: its table was made while the program runs, and `call` reads the
    /// request with [`Incoming::read_into`].
    pub fn add_operation(
        &mut self,
        table: &'static OperationTable,
        call: impl Fn(Incoming) -> Answering<'static, Response> + Send + Sync + 'static,
    ) {
        self.endpoints.push(Endpoint::at(table, Arc::new(call)));
    }

    /// Sets the path below which the operations live.
    pub fn base_path(&mut self, path: &str) {
        path.clone_into(&mut self.base_path);
    }

    /// Sets who judges credentials.
    pub fn guard(&mut self, guard: Arc<dyn Guard>) {
        self.settings.guard = Some(guard);
    }

    /// Sets how many bytes of a body are read.
    pub fn body_limit(&mut self, bytes: usize) {
        self.settings.body_limit = bytes;
    }

    /// Sets how problems are written.
    pub fn problems(&mut self, write: Arc<dyn Fn(Problem) -> Response + Send + Sync>) {
        self.settings.problems = write;
    }

    /// Makes the axum router.
    ///
    /// Its fallback answers 404 with a problem; use [`axum::Router::reset_fallback`] before merging it with a router that
    /// has its own.
    pub fn into_axum(self) -> axum::Router {
        let Self {
            base_path,
            endpoints,
            settings,
        } = self;
        let mut junctions: IndexMap<String, Vec<Site>> = IndexMap::new();
        for endpoint in endpoints {
            let template = Template::new(&base_path, endpoint.table.path);
            junctions
                .entry(template.shape())
                .or_default()
                .push(Site { template, endpoint });
        }
        let problems = Arc::clone(&settings.problems);
        let unknown = move || std::future::ready(problems(nothing_here()));
        // Segments that begin with a colon or an asterisk are text in OpenAPI.
        let router = axum::Router::new().without_v07_checks().fallback(unknown);
        junctions.into_iter().fold(router, |router, (shape, sites)| {
            let junction = Arc::new(Junction::new(sites, settings.clone()));
            router.route(&shape, any(move |request| junction.answer(request)))
        })
    }
}

/// The path of a server's address, which may be no more than a path.
fn path_of(server: &str) -> &str {
    let path = match server.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => server,
    };
    path.split(['?', '#']).next().unwrap_or(path)
}

/// An operation at its place.
struct Site {
    template: Template,
    endpoint: Endpoint,
}

/// Everything that axum knows by one route: the methods of a template, and templates that differ only within a segment.
struct Junction {
    sites: Vec<Site>,
    settings: Settings,
}

/// The operation that a request is for, and the parameters in its path.
type Found<'j, 'p> = (&'j Endpoint, Vec<Captured<'p>>);

impl Junction {
    fn new(mut sites: Vec<Site>, settings: Settings) -> Self {
        sites.sort_by_key(|site| std::cmp::Reverse(site.template.specificity()));
        Self { sites, settings }
    }

    /// Answers a request; whatever goes wrong leaves through the one seam for problems.
    async fn answer(self: Arc<Self>, request: Request) -> Response {
        let head = request.method() == Method::HEAD;
        let answered = AssertUnwindSafe(self.process(request)).catch_unwind().await;
        let response = match answered {
            Ok(Ok(response)) => response,
            Ok(Err(problem)) => (self.settings.problems)(problem),
            // The panic's own message went to the panic hook; it is not for callers.
            Err(_panic) => (self.settings.problems)(Problem::internal().detail("the handler failed")),
        };
        if head { without_body(response) } else { response }
    }

    async fn process(&self, request: Request) -> Result<Response, Problem> {
        let Settings {
            schemes,
            guard,
            body_limit,
            ..
        } = &self.settings;
        let (mut parts, body) = request.into_parts();
        hide_credentials(&mut parts.headers, schemes);
        let (endpoint, captured) = self.find(&parts.method, parts.uri.path())?;
        let captured = captured
            .into_iter()
            .map(|(name, text)| (name, text.to_owned()))
            .collect();
        let table = endpoint.table;
        let principals = admit(table, schemes, guard.as_deref(), &parts).await?;
        let payload = match table.body() {
            Some((_, spec)) => payload::receive(spec, &parts.headers, body, *body_limit).await?,
            None => Payload::Absent,
        };
        let incoming = Incoming {
            table,
            schemes,
            parts,
            captured,
            payload,
            principals,
        };
        endpoint.call(incoming).await
    }

    fn find<'p>(&self, method: &Method, path: &'p str) -> Result<Found<'_, 'p>, Problem> {
        let matching = || {
            self.sites
                .iter()
                .filter_map(|site| Some((&site.endpoint, site.template.captures(path)?)))
        };
        let by = |wanted: &str| matching().find(|(endpoint, _)| endpoint.table.method == wanted);
        let found = by(method.as_str()).or_else(|| (method == Method::HEAD).then(|| by("GET"))?);
        found.ok_or_else(|| {
            let methods: Vec<_> = matching().map(|(endpoint, _)| endpoint.table.method).collect();
            if methods.is_empty() {
                nothing_here()
            } else {
                not_allowed(methods)
            }
        })
    }
}

fn nothing_here() -> Problem {
    Problem::not_found().detail("there is no operation at this path")
}

fn not_allowed(mut methods: Vec<&'static str>) -> Problem {
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.sort_unstable();
    methods.dedup();
    let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED).detail("the path has no operation with this method");
    match HeaderValue::from_str(&methods.join(", ")) {
        Ok(allow) => problem.header(ALLOW, allow),
        Err(_) => problem,
    }
}

/// The answer to HEAD: what GET says, without its body.
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact().filter(|length| *length > 0) {
        parts.headers.entry(CONTENT_LENGTH).or_insert(length.into());
    }
    Response::from_parts(parts, Body::empty())
}
