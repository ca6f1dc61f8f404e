//! The path of the server's address: whoever leaves it out is told.

use std::sync::Arc;

use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use counterpart::Problem;
use counterpart_spec::api::Api;
use http::StatusCode;

/// What a request would have reached at the right place.
struct Base {
    path: String,
    templates: Vec<&'static str>,
}

/// Answers requests that only lack the server's path with what they lack.
pub(crate) fn explained(router: axum::Router, api: &'static Api) -> axum::Router {
    let path = path(api);
    if path.is_empty() || path.contains('{') {
        return router;
    }
    let base = Arc::new(Base {
        path: path.to_owned(),
        templates: api.operations.iter().map(|one| one.path.text.as_str()).collect(),
    });
    router.layer(middleware::from_fn(move |request: Request, next: Next| {
        let base = Arc::clone(&base);
        async move {
            let is_known = base.knows(request.uri().path());
            let response = next.run(request).await;
            match is_known && response.status() == StatusCode::NOT_FOUND && is_unrouted(&response) {
                true => base.refusal(),
                false => response,
            }
        }
    }))
}

impl Base {
    /// Whether there is an operation at a path below the base.
    fn knows(&self, path: &str) -> bool {
        !is_below(path, &self.path) && self.templates.iter().any(|template| matches(template, path))
    }

    fn refusal(&self) -> Response {
        let detail = format!(
            "there is no operation at this path, but one below {0}: put {0} ahead of it",
            self.path
        );
        let problem = Problem::not_found().detail(detail);
        let mut response = problem.clone().into_response();
        response.extensions_mut().insert(problem);
        response
    }
}

/// Whether no operation has answered: those that are documented to answer 404 bring no problem along.
fn is_unrouted(response: &Response) -> bool {
    response.extensions().get::<Problem>().is_some()
}

fn is_below(path: &str, base: &str) -> bool {
    path.strip_prefix(base)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Segment by segment; one with a parameter takes anything.
fn matches(template: &str, path: &str) -> bool {
    let segments = || template.split('/');
    let is_same = |(wanted, given): (&str, &str)| wanted == given || (wanted.contains('{') && !given.is_empty());
    segments().count() == path.split('/').count() && segments().zip(path.split('/')).all(is_same)
}

/// The path of the address of an Api's first server.
pub(crate) fn path(api: &Api) -> &str {
    path_of(api.servers.first().map_or("", |server| server.url.as_str()))
}

/// The path of a server's address, which may be no more than a path; without a slash at its end.
fn path_of(server: &str) -> &str {
    let path = match server.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => server,
    };
    path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_the_path_of_the_address() {
        for (server, base) in [
            ("https://example.com/api/v1/", "/api/v1"),
            ("https://example.com", ""),
            ("/v1", "/v1"),
            ("/", ""),
        ] {
            assert_eq!(path_of(server), base);
        }
    }

    #[test]
    fn a_parameter_takes_one_segment() {
        assert!(matches("/pets/{id}", "/pets/7") && matches("/pets/{id}.json", "/pets/7.json"));
        assert!(!matches("/pets/{id}", "/pets/") && !matches("/pets/{id}", "/pets/7/food"));
        assert!(is_below("/v1/pets", "/v1") && !is_below("/v10/pets", "/v1"));
    }
}
