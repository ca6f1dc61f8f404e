//! The seam between a client and whatever carries its requests.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use tower::util::BoxCloneSyncService;
use tower::{Service, ServiceExt};

use crate::types::{Body, BoxError};

/// Whatever carries requests: any `tower::Service`, boxed.
#[derive(Clone, Debug)]
pub struct Transport(BoxCloneSyncService<Request<Body>, Response<Body>, BoxError>);

impl Transport {
    /// Boxes a service, such as an `axum::Router` in the same process or a stack of middleware over a client.
    pub fn new<S, B>(service: S) -> Self
    where
        S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
        S::Error: Into<BoxError>,
        S::Future: Send + 'static,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let service = service
            .map_response(|answer: Response<B>| answer.map(Body::new))
            .map_err(Into::into);
        Self(BoxCloneSyncService::new(service))
    }

    /// Sends a request.
    ///
    /// # Errors
    /// What the service says.
    pub(super) async fn send(&self, request: Request<Body>) -> Result<Response<Body>, BoxError> {
        self.0.clone().oneshot(request).await
    }
}

/// So that layers can wrap it.
impl Service<Request<Body>> for Transport {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        self.0.call(request)
    }
}

/// A layer, as a builder keeps it.
pub(super) type Layering = Arc<dyn Fn(Transport) -> Transport + Send + Sync>;
