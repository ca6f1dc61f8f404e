//! The inside of a generated router: operations, and what is set on them.

use std::future::ready;
use std::sync::Arc;

use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::{any_service, get};
use indexmap::IndexMap;

use super::endpoint::{Answering, Endpoint, Routes};
use super::extract::Incoming;
use super::fault::Fault;
use super::junction::{Junction, Site, nothing_here};
use super::limits::Limits;
use super::page::{self, Page};
use super::probe::{self, Unwritten};
use super::problem::Problem;
use super::query_rules::QueryRules;
use super::respond::Reply;
use super::security::Guard;
use super::settings::{AnswerCheck, Settings};
use super::template::Template;
use crate::operation::{Operation, OperationTable, Scheme};

/// The inside of a generated router.
#[must_use]
pub struct RouterCore {
    /// What is set goes before what the description says.
    base_path: Option<String>,
    server: &'static str,
    /// Who comes later takes the place of who came before.
    endpoints: IndexMap<Key, Endpoint>,
    /// Where operations are that are not at their own paths.
    places: IndexMap<Key, &'static str>,
    settings: Settings,
    /// Routers of other descriptions.
    others: Vec<Self>,
    /// The description itself, by path.
    pages: IndexMap<String, Page>,
}

/// What is different for every operation: id and method.
type Key = (&'static str, &'static str);

fn key(table: &'static OperationTable) -> Key {
    (table.id, table.method)
}

impl RouterCore {
    /// A router without operations, below the path of a server's address.
    pub fn new(server: &'static str, schemes: &'static [Scheme]) -> Self {
        Self {
            base_path: None,
            server,
            endpoints: IndexMap::new(),
            places: IndexMap::new(),
            settings: Settings::new(schemes),
            others: Vec::new(),
            pages: IndexMap::new(),
        }
    }

    /// Adds the operations of a tag, or gives them another handler.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a reference would not coerce to the trait object"
    )]
    pub fn add<H: ?Sized + Routes>(&mut self, handler: Arc<H>) {
        let endpoints = H::ROUTES.iter().map(|route| Endpoint::new(&handler, route));
        self.endpoints
            .extend(endpoints.map(|endpoint| (key(endpoint.table), endpoint)));
    }

    /// Adds an operation that no generated code knows: its table was made while the program runs, and `call` reads the
    /// request with [`Incoming::read_into`].
    pub fn add_operation(
        &mut self,
        table: &'static OperationTable,
        call: impl Fn(Incoming) -> Answering<'static, Reply> + Send + Sync + 'static,
    ) {
        self.endpoints.insert(key(table), Endpoint::unbound(table, call));
    }

    /// Adds the operations of another router, with all that was set on it.
    pub fn merge(&mut self, other: Self) {
        self.others.push(other);
    }

    /// Sets the path below which the operations live, all of them.
    pub fn base_path(&mut self, path: &str) {
        self.base_path = Some(path.to_owned());
    }

    /// Sets the whole path of an operation, base path included.
    pub fn at<O: Operation>(&mut self, path: &str) {
        // A router is made once, and parts of its paths live as long as the tables of its operations.
        self.places.insert(key(O::TABLE), path.to_owned().leak());
    }

    /// Sets who judges credentials.
    pub fn guard(&mut self, guard: Arc<dyn Guard>) {
        self.settings.guard = Some(guard);
    }

    /// Sets what is spent on a request.
    pub fn limits(&mut self, limits: Limits) {
        self.settings.limits = limits;
    }

    /// Sets what is spent on a request of one operation.
    pub fn limits_of<O: Operation>(&mut self, limits: Limits) {
        self.settings.limits_of.insert(O::TABLE.id, limits);
    }

    /// Sets how many bytes of a body are read.
    pub fn body_limit(&mut self, bytes: usize) {
        self.settings.limits = self.settings.limits.body(bytes);
    }

    /// Sets what becomes of parameters in a query that are unknown or repeated.
    pub fn query_rules(&mut self, rules: QueryRules) {
        self.settings.query_rules = rules;
    }

    /// Has requests read as they were sent, without the defaults of what is absent.
    #[cfg(feature = "mock")]
    pub(crate) fn without_defaults(&mut self) {
        self.settings.fills_defaults = false;
    }

    /// Sets whether answers are checked.
    pub fn answer_check(&mut self, check: AnswerCheck) {
        self.settings.answer_check = check;
    }

    /// Sets how problems are written.
    pub fn problems(&mut self, write: Arc<dyn Fn(Problem) -> Response + Send + Sync>) {
        self.settings.problems = write;
    }

    /// Sets who is told what goes wrong within.
    pub fn faults(&mut self, tell: Arc<dyn Fn(&Fault) + Send + Sync>) {
        self.settings.faults = tell;
    }

    /// Serves a text at a path, beside the operations.
    pub fn page(&mut self, path: &str, media_type: &'static str, text: &'static str) {
        self.pages.insert(page::route(path), Page { media_type, text });
    }

    /// The operations, in the order in which they were added.
    pub fn operations(&self) -> impl Iterator<Item = &'static OperationTable> {
        self.endpoints.values().map(|endpoint| endpoint.table)
    }

    /// Checks that every operation of the traits that were added is written, and that all of `tags` were added.
    ///
    /// # Errors
    /// The operations that nobody answers.
    pub fn check_written(&self, tags: &[Vec<&'static OperationTable>]) -> Result<(), Unwritten> {
        let is_written = |table: &'static OperationTable| {
            let endpoint = self.endpoints.get(&key(table));
            endpoint.is_some_and(|endpoint| !probe::is_unwritten(endpoint))
        };
        let all = tags.iter().flatten();
        let operations: Vec<_> = all.filter(|table| !is_written(table)).map(|table| table.id).collect();
        if operations.is_empty() {
            Ok(())
        } else {
            Err(Unwritten { operations })
        }
    }

    /// Makes the axum router. It never panics, whatever the paths are.
    ///
    /// What is not found is answered with a problem, unless the router is nested in or merged with one that has a fallback.
    pub fn into_axum(self) -> axum::Router {
        let problems = Arc::clone(&self.settings.problems);
        let (mut junctions, mut pages) = (IndexMap::new(), IndexMap::new());
        self.place(&mut junctions, &mut pages);
        // An operation is worth more than a page about it.
        pages.retain(|path, _| !junctions.contains_key(path));
        // A fallback could not be merged with another. A layer around the default one can.
        let unknown = middleware::from_fn(move |_: Request, _: Next| ready(problems(nothing_here())));
        let router = axum::Router::new().without_v07_checks().layer(unknown);
        let router = pages.into_iter().fold(router, |router, (path, page)| {
            router.route(&path, get(move || ready(page.answer())))
        });
        junctions.into_iter().fold(router, |router, (shape, sites)| {
            router.route(&shape, any_service(Junction::new(sites)))
        })
    }

    /// Sorts the operations by what axum can tell apart.
    fn place(self, junctions: &mut IndexMap<String, Vec<Site>>, pages: &mut IndexMap<String, Page>) {
        let Self {
            base_path,
            server,
            endpoints,
            places,
            settings,
            others,
            pages: own_pages,
        } = self;
        let settings = Arc::new(settings);
        for endpoint in endpoints.into_values() {
            let described = || path_of(endpoint.table.server.unwrap_or(server));
            let base = base_path.as_deref().unwrap_or_else(described);
            let template = match places.get(&key(endpoint.table)) {
                Some(place) => Template::new("", place),
                None => Template::new(base, endpoint.table.path),
            };
            let sites = junctions.entry(template.shape()).or_default();
            sites.push(Site::new(template, endpoint, Arc::clone(&settings)));
        }
        for (path, page) in own_pages {
            pages.entry(path).or_insert(page);
        }
        others.into_iter().for_each(|other| other.place(junctions, pages));
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
