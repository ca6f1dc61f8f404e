//! The default transport.

use std::fmt;

use http::{HeaderMap, Method, Request, Response, Version};
use reqwest::Url;

use super::transport::{Arrival, Transport};
use crate::http_layer::{Draft, ILLEGAL_ADDRESS};
use crate::types::{Body, BoxError};
#[cfg(not(target_arch = "wasm32"))]
use crate::types::{BodyError, Collected};

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

    /// Sends a finished draft, of which nothing is kept. With a limit the body of the answer is read to its end.
    pub(super) fn send(
        &self,
        mut draft: Box<Draft>,
        limit: Option<usize>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let address = draft.url();
        let Draft {
            method, headers, body, ..
        } = &mut *draft;
        let request = Parts { method, headers, body };
        carrier::send(&self.0, address, request, Version::default(), limit)
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
        carrier::send(&self.0, address, request, version, None)
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

    use super::{
        Arrival, Body, BodyError, BoxError, Collected, ILLEGAL_ADDRESS, Method, Parts, Response, Url, Version,
    };

    pub(super) fn send(
        client: &reqwest::Client,
        address: Option<Url>,
        request: Parts<'_>,
        version: Version,
        limit: Option<usize>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let is_head = *request.method == Method::HEAD;
        // Before the future, which would take the room of a request otherwise.
        let sending = address.map(|address| client.execute(into_reqwest(address, request, version)));
        received(sending, is_head, limit)
    }

    /// What is answered, if the address was legal; with a limit it is read to its end.
    // In one: futures within each other would have room for the answer several times.
    async fn received(
        sending: Option<impl Future<Output = reqwest::Result<reqwest::Response>> + Send>,
        is_head: bool,
        limit: Option<usize>,
    ) -> Result<Arrival, BoxError> {
        // Our errors name the operation; reqwest's would repeat an address that may carry a key.
        let answer = sending.ok_or(ILLEGAL_ADDRESS)?.await;
        let mut answer = answer.map_err(reqwest::Error::without_url)?;
        // These tell the length of a body that does not come (RFC 9110, section 8.6).
        let has_body = !is_head && answer.status() != StatusCode::NOT_MODIFIED;
        let Some(limit) = limit.filter(|_| has_body) else {
            return Ok(arriving(answer, has_body));
        };
        let mut all = Collected::new(limit);
        all.announce(answer.content_length().unwrap_or_default())?;
        while let Some(chunk) = answer.chunk().await.map_err(BodyError::of)? {
            all.push(chunk)?;
        }
        Ok(with_head(&mut answer, all.finish().into()))
    }

    /// An answer whose body is still to come. It is taken as it is: on the way into a response of `http`, reqwest boxes it once more.
    fn arriving(mut answer: reqwest::Response, has_body: bool) -> Arrival {
        let mut arrival = with_head(&mut answer, Body::empty());
        let length = answer.content_length();
        if has_body && length != Some(0) {
            *arrival.body_mut() = Body::streamed(answer.bytes_stream(), length);
        }
        arrival
    }

    /// A body with the head of an answer.
    fn with_head(answer: &mut reqwest::Response, body: Body) -> Arrival {
        let mut arrival = Response::new(body);
        *arrival.status_mut() = answer.status();
        *arrival.version_mut() = answer.version();
        mem::swap(arrival.headers_mut(), answer.headers_mut());
        mem::swap(arrival.extensions_mut(), answer.extensions_mut());
        Box::new(arrival)
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

    #[cfg(test)]
    mod tests {
        use std::future::ready;

        use bytes::Bytes;

        use super::*;

        async fn answered<B: Into<reqwest::Body>>(
            answer: Response<B>,
            is_head: bool,
            limit: Option<usize>,
        ) -> Result<Arrival, BoxError> {
            received(Some(ready(Ok(answer.into()))), is_head, limit).await
        }

        #[tokio::test]
        async fn a_length_without_a_body_is_none() {
            for limit in [None, Some(2)] {
                for (status, is_head) in [(200, true), (304, false)] {
                    let answer = Response::builder().status(status).header("content-length", "3");
                    let arrival = answered(answer.body("abc").unwrap(), is_head, limit).await.unwrap();
                    assert_eq!(arrival.body().length(), Some(0));
                    assert_eq!(arrival.headers()["content-length"], "3");
                }
            }
            let arrival = answered(Response::new("abc"), false, None).await.unwrap();
            assert_eq!(arrival.body().length(), Some(3));
        }

        /// What becomes of an answer that comes in chunks, read no further than so many bytes.
        async fn read(chunks: &'static [Result<&str, &str>], limit: usize) -> Result<Arrival, String> {
            let chunks = chunks.iter().copied().map(|chunk| chunk.map(Bytes::from));
            let body = reqwest::Body::wrap_stream(futures_util::stream::iter(chunks));
            let answer = Response::builder().status(201).header("x-kind", "new").body(body);
            let read = answered(answer.unwrap(), false, Some(limit)).await;
            read.map_err(|error| error.to_string())
        }

        #[tokio::test]
        async fn an_answer_is_read_to_its_end_with_its_head() {
            let answer = read(&[Ok("a"), Ok(""), Ok("bc")], 3).await.unwrap();
            assert_eq!(
                (answer.status().as_u16(), &answer.headers()["x-kind"]),
                (201, &"new".parse().unwrap())
            );
            assert_eq!(answer.body().ready_bytes().unwrap(), "abc");
        }

        #[tokio::test]
        async fn an_answer_that_is_too_large_or_breaks_off_is_an_error() {
            let error = read(&[Ok("ab"), Ok("cd")], 3).await.unwrap_err();
            assert_eq!(error, "the body is larger than 3 bytes");
            let error = read(&[Ok("ab"), Err("lost")], 3).await.unwrap_err();
            assert_eq!(error, "the body did not arrive whole: lost");
            // By the length that it tells, before anything of it is read.
            let lost = futures_util::stream::iter([Err::<Bytes, _>("lost")]);
            let told = reqwest::Body::wrap(Body::stream(lost).with_length(4));
            let error = answered(Response::new(told), false, Some(3)).await.unwrap_err();
            assert_eq!(error.to_string(), "the body is larger than 3 bytes");
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
        limit: Option<usize>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        let (method, headers, body) = (mem::take(method), mem::take(headers), mem::take(body));
        SendWrapper::new(fetch(client.clone(), address, method, headers, body, limit))
    }

    async fn fetch(
        client: reqwest::Client,
        address: Option<Url>,
        method: Method,
        headers: HeaderMap,
        body: Body,
        limit: Option<usize>,
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
        let mut body = Body::stream(SendWrapper::new(answer.bytes_stream()));
        if let Some(limit) = limit {
            body.gather(limit).await?;
        }
        Ok(Box::new(response.map(|()| body)))
    }
}
