//! Requests that no description knows.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::uri::PathAndQuery;
use http::{Method, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::core::{Core, Unsent};
use super::error::Error;
use super::retry::Retries;
use super::settings::Settings;
use crate::http_layer::Draft;
use crate::operation::{OperationTable, Prepared};
use crate::types::Body;

/// What stands where an operation would; who makes a request by hand tells its method and its path.
pub(super) static TABLE: OperationTable = OperationTable {
    id: "request",
    method: "GET",
    path: "",
    server: None,
    inputs: &[],
    security: &[],
    answers: &[],
    prepared: {
        static PREPARED: Prepared = Prepared::new();
        &PREPARED
    },
};

/// A request to an endpoint that the description does not have, made by hand. It goes below the client's base URL, with the
/// client's credentials, through the same layers.
#[must_use = "a request does nothing until it is sent"]
pub struct RawCall {
    core: Core,
    draft: Box<Draft>,
    body: Result<Body, String>,
    settings: Settings,
}

impl Core {
    /// A request to any path below the base URL, written as it is sent: percent-encoded. A fragment is not sent.
    pub fn request(&self, method: Method, path: &str) -> RawCall {
        let mut draft = Draft::new(&TABLE, method, HeaderMap::new());
        let (path, _fragment) = path.split_once('#').unwrap_or((path, ""));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        path.clone_into(&mut draft.path);
        query.clone_into(&mut draft.query);
        RawCall {
            core: self.clone(),
            draft,
            body: Ok(Body::empty()),
            settings: Settings::default(),
        }
    }
}

impl RawCall {
    /// Adds a parameter to the query; both texts are encoded.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        let [name, value] = [name, value].map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
        self.draft.push_query(&name, &value);
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.settings.header(name, value);
        self
    }

    /// Sets the body, whose type a header has to tell.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = Ok(body.into());
        self
    }

    /// Sets the body to JSON.
    pub fn json(mut self, value: &impl serde_core::Serialize) -> Self {
        let json = HeaderValue::from_static("application/json");
        self.draft.headers.insert(CONTENT_TYPE, json);
        self.body = serde_json::to_vec(value)
            .map(Body::from)
            .map_err(|_| "the body: the value cannot be written as JSON".to_owned());
        self
    }

    /// Sets how long it may take until the head of the answer is there.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout(timeout);
        self
    }

    /// Sends it below another address.
    pub fn base_url(mut self, url: &str) -> Self {
        self.settings.base_url(url);
        self
    }

    /// Sets how often it is tried again.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.settings.retries(retries);
        self
    }

    /// Sends it and waits for the head of the answer, whatever its status is.
    ///
    /// # Errors
    /// When there is no answer, or nothing was sent.
    pub async fn send(self) -> Result<Response<Body>, Error<Infallible>> {
        let Self {
            core,
            mut draft,
            body,
            settings,
        } = self;
        draft.body = body.map_err(|wrong| Error::Encode(draft.error(wrong)))?;
        // Who writes by hand may write anything.
        if PathAndQuery::try_from(format!("/{}?{}", draft.path, draft.query)).is_err() {
            return Err(Error::Encode(draft.illegal_address()));
        }
        let inner = core.inner();
        let deadline = inner.deadline(&settings);
        let ready = inner.ready(draft, &settings, deadline).await;
        let ready = ready.map_err(Unsent::into_error)?;
        let answer = inner.carry(ready, &settings, deadline).await;
        Ok(*answer.map_err(Unsent::into_error)?)
    }
}

impl fmt::Debug for RawCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall")
            .field("method", &self.draft.method)
            .field("path", &self.draft.path)
            .finish_non_exhaustive()
    }
}
