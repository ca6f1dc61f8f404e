//! The seam between a client and whatever carries its requests.

use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use tower::util::BoxCloneSyncService;
use tower::{Layer, Service, ServiceExt};

use super::hook::Called;
#[cfg(feature = "reqwest-transport")]
use super::reqwest_transport::Reqwest;
use super::send::Apart;
use crate::http_layer::Draft;
use crate::types::{Body, BoxError};

/// An answer that came. Boxed, as each of the futures of a call hands it on.
pub(super) type Arrival = Box<Response<Body>>;

type Carrying<A> = Apart<'static, A, BoxError>;

/// Whatever carries requests: any `tower::Service`, boxed.
#[derive(Clone, Debug)]
pub struct Transport(Carrier);

/// What most clients have is called as it is: a box around it is cloned for every request.
#[derive(Clone, Debug)]
enum Carrier {
    #[cfg(feature = "reqwest-transport")]
    Reqwest(Reqwest),
    Service(BoxCloneSyncService<Request<Body>, Response<Body>, BoxError>),
}

impl Transport {
    /// Boxes a service, such as an `axum::Router` in the same process or a stack of middleware over a client. Requests that say
    /// nothing of who they are from get a `User-Agent` before they come to it.
    pub fn new(service: impl IntoTransport) -> Self {
        service.into_transport()
    }

    #[cfg(feature = "reqwest-transport")]
    pub(super) fn carried(reqwest: Reqwest) -> Self {
        Self(Carrier::Reqwest(reqwest))
    }

    /// Whether it says by itself who sends a request, or that is the matter of whoever made it: reqwest has a setting for that,
    /// and a browser its own.
    pub(super) fn names_agent(&self) -> bool {
        match &self.0 {
            #[cfg(feature = "reqwest-transport")]
            Carrier::Reqwest(_) => true,
            Carrier::Service(_) => false,
        }
    }

    /// Sends a finished draft. With a limit the body of the answer is read to its end.
    ///
    /// # Errors
    /// What the service says; with a limit, that the body did not arrive whole or is too large.
    pub(super) async fn send(&self, draft: Box<Draft>, limit: Option<usize>) -> Result<Arrival, BoxError> {
        match &self.0 {
            #[cfg(feature = "reqwest-transport")]
            Carrier::Reqwest(reqwest) => reqwest.send(draft, limit).await,
            Carrier::Service(service) => through(service, draft, limit).await,
        }
    }

    /// Sends a request that is none of an operation.
    ///
    /// # Errors
    /// What the service says.
    pub(super) async fn send_request(&self, request: Request<Body>) -> Result<Response<Body>, BoxError> {
        self.clone().oneshot(request).await
    }
}

/// Whatever carries HTTP requests: any `tower::Service` of them that can be cloned and sent between threads. It is implemented for
/// those, and for nothing else.
///
/// ```compile_fail,E0277
/// counterpart::client::Transport::new("https://pets.example");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not carry requests",
    label = "is no service of HTTP requests that can be cloned and sent between threads",
    note = "what carries requests is a `tower::Service<http::Request<counterpart::client::Body>>`, gives an `http::Response` and \
            is `Clone + Send + Sync + 'static`"
)]
pub trait IntoTransport {
    /// Boxes it, see [`Transport::new`].
    fn into_transport(self) -> Transport;
}

impl<S, B> IntoTransport for S
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn into_transport(self) -> Transport {
        let service = self
            .map_response(|answer: Response<B>| answer.map(Body::new))
            .map_err(Into::into);
        Transport(Carrier::Service(BoxCloneSyncService::new(service)))
    }
}

/// Whatever wraps what carries requests: any `tower::Layer` over a [`Transport`] of which comes something that carries requests
/// ([`IntoTransport`]). It is implemented for those, and for nothing else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not wrap what carries requests",
    label = "is no layer over a transport whose service carries requests",
    note = "it is a `tower::Layer<counterpart::client::Transport>` that is `Send + Sync + 'static`; its service is called with \
            an `http::Request`, gives an `http::Response`, and is `Clone + Send + Sync + 'static`"
)]
pub trait TransportLayer: Send + Sync + 'static {
    /// Wraps it.
    fn wrap(&self, inner: Transport) -> Transport;
}

impl<L> TransportLayer for L
where
    L: Layer<Transport> + Send + Sync + 'static,
    L::Service: IntoTransport,
{
    fn wrap(&self, inner: Transport) -> Transport {
        self.layer(inner).into_transport()
    }
}

/// Boxed, as it holds the request; reqwest has a box for that. Of the draft nothing is kept.
fn through(
    service: &BoxCloneSyncService<Request<Body>, Response<Body>, BoxError>,
    mut draft: Box<Draft>,
    limit: Option<usize>,
) -> Carrying<Arrival> {
    let called = Called::by(&draft);
    let sending = draft.take_request().map(|mut request| {
        request.extensions_mut().insert(called);
        service.clone().oneshot(request)
    });
    Box::pin(async move {
        let mut answer = Box::new(sending?.await?);
        if let Some(limit) = limit {
            answer.body_mut().gather(limit).await?;
        }
        Ok(answer)
    })
}

/// So that layers can wrap it.
impl Service<Request<Body>> for Transport {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Carrying<Response<Body>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match &mut self.0 {
            #[cfg(feature = "reqwest-transport")]
            Carrier::Reqwest(_) => Poll::Ready(Ok(())),
            Carrier::Service(service) => service.poll_ready(cx),
        }
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match &mut self.0 {
            #[cfg(feature = "reqwest-transport")]
            Carrier::Reqwest(reqwest) => {
                let sending = reqwest.send_request(request);
                Box::pin(async move { sending.await.map(|answer| *answer) })
            }
            Carrier::Service(service) => service.call(request),
        }
    }
}

/// A layer, as a builder keeps it.
pub(super) type Layering = Arc<dyn Fn(Transport) -> Transport + Send + Sync>;
