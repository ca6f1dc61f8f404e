//! The default transport.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tower::Service;

use super::transport::Transport;
use crate::types::{Body, BoxError};

impl Transport {
    /// A transport over reqwest.
    #[must_use]
    pub fn reqwest(client: reqwest::Client) -> Self {
        Self::new(Reqwest(client))
    }
}

#[derive(Clone)]
struct Reqwest(reqwest::Client);

impl Service<Request<Body>> for Reqwest {
    type Response = Response<reqwest::Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move {
            let request = request.map(into_reqwest);
            // Our errors name the operation; reqwest's would repeat an address that may carry a key.
            let answer = client
                .execute(request.try_into()?)
                .await
                .map_err(reqwest::Error::without_url)?;
            Ok(answer.into())
        })
    }
}

/// Bytes keep their length, so that they are not sent in chunks.
fn into_reqwest(body: Body) -> reqwest::Body {
    match body.ready_bytes() {
        Some(bytes) => bytes.into(),
        None => reqwest::Body::wrap(body),
    }
}
