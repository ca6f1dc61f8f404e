//! What went over the wire, and what arrived.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use tower::{Service, ServiceExt};

/// Notes of a server, in order.
#[derive(Debug, Clone, Default)]
pub struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    /// Takes a note.
    pub fn note(&self, text: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(text);
    }

    /// Gives the last note and forgets all.
    #[must_use]
    pub fn take(&self) -> Option<String> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner)).pop()
    }
}

/// A server whose requests are noted as they are on the wire.
#[derive(Debug, Clone)]
pub struct Tape {
    server: Router,
    wire: Seen,
}

impl Tape {
    /// Notes the requests to a server.
    #[must_use]
    pub fn new(server: Router, wire: &Seen) -> Self {
        Self {
            server,
            wire: wire.clone(),
        }
    }
}

impl<B> Service<Request<B>> for Tape
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: std::fmt::Debug,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let Self { server, wire } = self.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let Ok(body) = body.collect().await else {
                let mut broken = Response::new(Body::from("the body broke off"));
                *broken.status_mut() = StatusCode::BAD_REQUEST;
                return Ok(broken);
            };
            let request = Request::from_parts(parts, body.to_bytes());
            wire.note(shown(&request));
            server.oneshot(request.map(Body::from)).await
        })
    }
}

/// The request line, the headers that are not the same for all, and the body. A boundary is `B`, whatever it was.
fn shown(request: &Request<Bytes>) -> String {
    let mut text = format!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        if !matches!(name.as_str(), "accept" | "user-agent" | "content-length") {
            text.push_str(&format!("\n{name}: {}", String::from_utf8_lossy(value.as_bytes())));
        }
    }
    let body = String::from_utf8_lossy(request.body());
    if !body.is_empty() {
        text.push_str(&format!("\n\n{body}"));
    }
    match text.split_once("boundary=") {
        Some((_, rest)) => {
            let boundary = rest.lines().next().unwrap_or_default().to_owned();
            text.replace(&boundary, "B").replace("\r\n", "\n")
        }
        None => text,
    }
}
