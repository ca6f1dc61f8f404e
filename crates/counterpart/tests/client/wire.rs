//! A transport that answers as a test says, and remembers what it was asked.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use counterpart::client::{Body, BoxError};
use counterpart::http::{Request, Response};
use http_body_util::BodyExt;

use crate::api::client::{Client, ClientBuilder};

type Answer = Result<Response<Body>, BoxError>;
type Answering = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// A transport that answers by a function of the request's number and text.
#[derive(Clone)]
pub struct Wire {
    answer: Arc<dyn Fn(usize, String) -> Answering + Send + Sync>,
    log: Arc<Mutex<Vec<String>>>,
}

impl Wire {
    /// Answers at once.
    pub fn new(answer: impl Fn(usize, &str) -> Response<Body> + Send + Sync + 'static) -> Self {
        Self::later(move |number, text| {
            let answer = answer(number, &text);
            async move { Ok(answer) }
        })
    }

    /// Answers when a future is ready.
    pub fn later<F: Future<Output = Answer> + Send + 'static>(
        answer: impl Fn(usize, String) -> F + Send + Sync + 'static,
    ) -> Self {
        Self {
            answer: Arc::new(move |number, text| Box::pin(answer(number, text))),
            log: Arc::default(),
        }
    }

    /// What was asked since the last time, request by request.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.log.lock().unwrap())
    }

    /// A builder of a client over this transport.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder().service(self.clone())
    }
}

impl tower::Service<Request<Body>> for Wire {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Answering {
        let Self { answer, log } = self.clone();
        Box::pin(async move {
            let text = shown(request).await;
            let number = {
                let mut log = log.lock().unwrap();
                log.push(text.clone());
                log.len() - 1
            };
            answer(number, text).await
        })
    }
}

/// First line, headers and body, without what is the same in every request.
async fn shown(request: Request<Body>) -> String {
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut out = format!("{} {}", parts.method, parts.uri);
    let ours = format!("counterpart/{}", env!("CARGO_PKG_VERSION"));
    for (name, value) in &parts.headers {
        if name != "accept" && value.to_str().unwrap() != ours {
            out.push_str(&format!("\n{name}: {}", value.to_str().unwrap()));
        }
    }
    if !body.is_empty() {
        out.push_str(&format!("\n\n{}", String::from_utf8_lossy(&body)));
    }
    out
}

/// An answer.
pub fn answer(status: u16, body: &'static str) -> Response<Body> {
    let media_type = if body.starts_with('{') {
        "application/json"
    } else {
        "text/plain"
    };
    let response = Response::builder().status(status).header("content-type", media_type);
    response.body(Body::from(body.as_bytes().to_vec())).unwrap()
}
