//! What several tests need.

use std::convert::Infallible;

use counterpart::bytes::Bytes;
use counterpart::client::Body;
use counterpart::http::{Request, Response};
use counterpart::server::AnswerCheck;
use counterpart::{ApiKey, Basic, Bearer};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::api::client::{Client, ClientBuilder};
use crate::api::server::Router;
use crate::app::{App, Keys};

/// The server of the tests.
pub fn server() -> axum::Router {
    let router = Router::new(App).authenticator(Keys).body_limit(1000);
    // The application tells in its answers what arrived, whatever the description says about them.
    router.answer_check(AnswerCheck::Off).into_axum()
}

/// A builder with a good token.
pub fn builder() -> ClientBuilder {
    Client::builder()
        .base_url("http://pets.example/api/v3")
        .unwrap()
        .token(Bearer::new("writer"))
}

/// A client of the server, in one process.
pub fn client() -> Client {
    builder()
        .login(Basic::new("ann", "pass:word"))
        .key(ApiKey::new("k"))
        .service(server())
        .build()
        .unwrap()
}

/// Serves on a free port; gives the address.
pub async fn serve_on_loopback(app: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    format!("http://{address}")
}

/// A transport that always answers the same.
pub fn always(
    status: u16,
    headers: &'static [(&str, &str)],
    body: impl Into<Bytes>,
) -> impl tower::Service<Request<Body>, Response = Response<Body>, Error = Infallible, Future: Send> + Clone + Send + Sync
{
    let body = body.into();
    tower::service_fn(move |_: Request<Body>| {
        let mut response = Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        std::future::ready(Ok(response.body(Body::from(body.clone())).unwrap()))
    })
}

/// A body as text.
pub async fn read(body: Body) -> String {
    String::from_utf8(body.bytes(1000).await.unwrap().into()).unwrap()
}

/// What a server answers to a request: status line, headers of interest, body.
pub async fn ask(server: axum::Router, request: Request<Body>) -> String {
    shown(server.oneshot(request).await.unwrap()).await
}

/// A request, from its first line, headers and body.
pub fn request(line: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Request<Body> {
    let (method, uri) = line.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.into())).unwrap()
}

/// A response as text.
pub async fn shown(response: Response<axum::body::Body>) -> String {
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let mut out = parts.status.as_u16().to_string();
    // axum adds the length to everything, hyper removes it where it must not be.
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != "content-length") {
        out.push_str(&format!("\n{name}: {}", value.to_str().unwrap()));
    }
    format!("{out}\n\n{}", String::from_utf8_lossy(&body))
        .trim_end()
        .to_owned()
}
