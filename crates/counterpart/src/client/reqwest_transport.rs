//! The default transport.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tower::Service;

use super::transport::Transport;
use crate::types::{Body, BoxError};

impl Transport {
    /// A transport over reqwest. In a browser that is `fetch`, which sends a body when all of it is there.
    #[must_use]
    pub fn reqwest(client: reqwest::Client) -> Self {
        Self::new(Reqwest(client))
    }
}

#[derive(Clone)]
struct Reqwest(reqwest::Client);

impl Service<Request<Body>> for Reqwest {
    type Response = Response<carrier::Answer>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        Box::pin(carrier::send(self.0.clone(), request))
    }
}

/// Sockets and TLS.
#[cfg(not(target_arch = "wasm32"))]
mod carrier {
    use super::{Body, BoxError, Request, Response};

    pub(super) type Answer = reqwest::Body;

    pub(super) async fn send(client: reqwest::Client, request: Request<Body>) -> Result<Response<Answer>, BoxError> {
        let request = request.map(into_reqwest);
        // Our errors name the operation; reqwest's would repeat an address that may carry a key.
        let answer = client
            .execute(request.try_into()?)
            .await
            .map_err(reqwest::Error::without_url)?;
        Ok(answer.into())
    }

    /// Bytes keep their length, so that they are not sent in chunks.
    fn into_reqwest(body: Body) -> reqwest::Body {
        match body.ready_bytes() {
            Some(bytes) => bytes.into(),
            None => reqwest::Body::wrap(body),
        }
    }
}

/// `fetch` of a browser.
#[cfg(target_arch = "wasm32")]
mod carrier {
    use send_wrapper::SendWrapper;

    use super::{Body, BoxError, Request, Response};

    pub(super) type Answer = Body;

    /// A browser has one thread, which is why what belongs to it may be said to be `Send`.
    pub(super) fn send(
        client: reqwest::Client,
        request: Request<Body>,
    ) -> SendWrapper<impl Future<Output = Result<Response<Answer>, BoxError>>> {
        SendWrapper::new(fetch(client, request))
    }

    async fn fetch(client: reqwest::Client, request: Request<Body>) -> Result<Response<Answer>, BoxError> {
        let (head, body) = request.into_parts();
        let body = body.bytes(usize::MAX).await?;
        let mut sent = client.request(head.method, head.uri.to_string()).headers(head.headers);
        // `fetch` refuses a body with `GET`, even an empty one.
        if !body.is_empty() {
            sent = sent.body(body);
        }
        let answer = sent.send().await.map_err(reqwest::Error::without_url)?;
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        let body = Body::stream(SendWrapper::new(answer.bytes_stream()));
        Ok(response.map(|()| body))
    }
}
