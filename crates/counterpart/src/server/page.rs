//! The description that a server shows to its callers.

use axum::response::Response;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};

/// A text that is served as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) media_type: &'static str,
    pub(super) text: &'static str,
}

impl Page {
    pub(super) fn answer(self) -> Response {
        // The page loads nothing and goes nowhere, whatever a description holds.
        const NOTHING: HeaderValue = HeaderValue::from_static(
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; \
             form-action 'none'",
        );
        let mut response = Response::new(self.text.into());
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // What is served changes with the next release of the server.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if self.media_type.starts_with("text/html") {
            headers.insert(CONTENT_SECURITY_POLICY, NOTHING);
        }
        response
    }
}

/// The path of a page, as axum reads routes: no part of it is a parameter.
pub(super) fn route(path: &str) -> String {
    let path = path.replace('{', "{{").replace('}', "}}");
    if path.starts_with('/') {
        path
    } else {
        format!("/{path}")
    }
}

/// Lets the router of a module serve its description; written by the generator where that is asked for.
#[macro_export]
macro_rules! contract {
    ($router:ident $json:literal $yaml:literal $page:literal) => {
        impl $router {
            /// The description that this server follows, as JSON.
            pub const OPENAPI_JSON: &'static str = include_str!($json);
            /// The description that this server follows, as YAML.
            pub const OPENAPI_YAML: &'static str = include_str!($yaml);
            /// The description that this server follows, as a page for people.
            pub const REFERENCE_HTML: &'static str = include_str!($page);

            /// Serves the description as JSON at a path such as `/openapi.json`, to everyone.
            pub fn serve_json(mut self, path: &str) -> Self {
                self.core.page(path, "application/json", Self::OPENAPI_JSON);
                self
            }
            /// Serves the description as YAML at a path such as `/openapi.yaml`, to everyone.
            pub fn serve_yaml(mut self, path: &str) -> Self {
                self.core.page(path, "application/yaml", Self::OPENAPI_YAML);
                self
            }
            /// Serves the description as a page for people at a path such as `/docs`, to everyone. It needs no other file.
            pub fn serve_reference(mut self, path: &str) -> Self {
                self.core
                    .page(path, "text/html; charset=utf-8", Self::REFERENCE_HTML);
                self
            }
        }
    };
}
