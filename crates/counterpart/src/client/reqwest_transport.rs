//! The default transport.

use std::fmt;

use http::{HeaderMap, Method, Request, Response, Version};
use reqwest::Url;

use super::transport::{Arrival, Transport};
use crate::http_layer::{Draft, ILLEGAL_ADDRESS};
use crate::types::{Body, BoxError};

impl Transport {
    /// A transport over reqwest. In a browser that is `fetch`, which sends a body when all of it is there.
    #[must_use]
    pub fn reqwest(client: reqwest::Client) -> Self {
        Self::carried(Reqwest::new(client))
    }
}

/// A client of reqwest.
#[derive(Clone)]
pub(super) struct Reqwest(reqwest::Client);

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its own would print default headers, which may be credentials.
        f.write_str("Reqwest(..)")
    }
}

impl Reqwest {
    fn new(client: reqwest::Client) -> Self {
        Self(client)
    }

    pub(super) fn send(&self, draft: &mut Draft) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let address = draft.url();
        let Draft {
            method, headers, body, ..
        } = draft;
        let request = Parts { method, headers, body };
        carrier::send(&self.0, address, request, Version::default())
    }

    /// Sends a request that is put together already.
    pub(super) fn send_request(
        &self,
        request: Request<Body>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let address = Url::parse(&request.uri().to_string()).ok();
        let version = request.version();
        let (mut head, mut body) = request.into_parts();
        let request = Parts {
            method: &mut head.method,
            headers: &mut head.headers,
            body: &mut body,
        };
        carrier::send(&self.0, address, request, version)
    }
}

/// The parts of a request, to be taken from where they lie.
struct Parts<'a> {
    method: &'a mut Method,
    headers: &'a mut HeaderMap,
    body: &'a mut Body,
}

/// Sockets and TLS.
#[cfg(not(target_arch = "wasm32"))]
mod carrier {
    use std::mem;

    use http::StatusCode;

    use super::{Arrival, Body, BoxError, ILLEGAL_ADDRESS, Method, Parts, Response, Url, Version};

    pub(super) fn send(
        client: &reqwest::Client,
        address: Option<Url>,
        request: Parts<'_>,
        version: Version,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let is_head = *request.method == Method::HEAD;
        // Before the future, which would take the room of a request otherwise.
        let sending = address.map(|address| client.execute(into_reqwest(address, request, version)));
        async move {
            // Our errors name the operation; reqwest's would repeat an address that may carry a key.
            let answer = sending.ok_or(ILLEGAL_ADDRESS)?.await;
            Ok(from_reqwest(answer.map_err(reqwest::Error::without_url)?, is_head))
        }
    }

    fn into_reqwest(address: Url, request: Parts<'_>, version: Version) -> reqwest::Request {
        let mut sent = reqwest::Request::new(mem::take(request.method), address);
        mem::swap(sent.headers_mut(), request.headers);
        *sent.version_mut() = version;
        *sent.body_mut() = Some(content(request.body));
        sent
    }

    /// Bytes keep their length, so that they are not sent in chunks.
    fn content(body: &mut Body) -> reqwest::Body {
        match body.take_ready_bytes() {
            Some(bytes) => bytes.into(),
            None => reqwest::Body::wrap(mem::take(body)),
        }
    }

    /// The body is taken as it is: on the way into a response of `http`, reqwest boxes it once more.
    fn from_reqwest(mut answer: reqwest::Response, is_head: bool) -> Arrival {
        let mut head = Response::new(());
        *head.status_mut() = answer.status();
        *head.version_mut() = answer.version();
        mem::swap(head.headers_mut(), answer.headers_mut());
        mem::swap(head.extensions_mut(), answer.extensions_mut());
        // These tell the length of a body that does not come (RFC 9110, section 8.6).
        let has_body = !is_head && answer.status() != StatusCode::NOT_MODIFIED;
        let body = match answer.content_length() {
            length if has_body && length != Some(0) => Body::streamed(answer.bytes_stream(), length),
            _ => Body::empty(),
        };
        Box::new(head.map(|()| body))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_length_without_a_body_is_none() {
            let answer = |status: u16| {
                let answer = Response::builder().status(status).header("content-length", "3");
                reqwest::Response::from(answer.body("abc").unwrap())
            };
            let length = |status, is_head| from_reqwest(answer(status), is_head).body().length();
            assert_eq!(length(200, false), Some(3));
            assert_eq!((length(200, true), length(304, false)), (Some(0), Some(0)));
        }
    }
}

/// `fetch` of a browser.
#[cfg(target_arch = "wasm32")]
mod carrier {
    use std::mem;

    use send_wrapper::SendWrapper;

    use super::{Arrival, Body, BoxError, HeaderMap, ILLEGAL_ADDRESS, Method, Parts, Response, Url, Version};

    /// A browser has one thread, which is why what belongs to it may be said to be `Send`. It has its own mind of the version.
    pub(super) fn send(
        client: &reqwest::Client,
        address: Option<Url>,
        Parts { method, headers, body }: Parts<'_>,
        _version: Version,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let (method, headers, body) = (mem::take(method), mem::take(headers), mem::take(body));
        SendWrapper::new(fetch(client.clone(), address, method, headers, body))
    }

    async fn fetch(
        client: reqwest::Client,
        address: Option<Url>,
        method: Method,
        headers: HeaderMap,
        body: Body,
    ) -> Result<Arrival, BoxError> {
        let body = body.bytes(usize::MAX).await?;
        let mut sent = client.request(method, address.ok_or(ILLEGAL_ADDRESS)?).headers(headers);
        // `fetch` refuses a body with `GET`, even an empty one.
        if !body.is_empty() {
            sent = sent.body(body);
        }
        let answer = sent.send().await.map_err(reqwest::Error::without_url)?;
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        let body = Body::stream(SendWrapper::new(answer.bytes_stream()));
        Ok(Box::new(response.map(|()| body)))
    }
}
