//! What several tests need.

use counterpart::Body;
use counterpart::http::{Request, Response};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Serves on a free port; gives the address.
pub(crate) async fn serve(app: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    format!("http://{address}")
}

/// What a server answers: status, headers, body.
pub(crate) async fn ask(server: axum::Router, line: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> String {
    let (method, uri) = line.split_once(' ').unwrap();
    let request = Request::builder().method(method).uri(uri);
    let request = headers
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value));
    let answer = server.oneshot(request.body(body.into()).unwrap()).await.unwrap();
    shown(answer).await
}

async fn shown(answer: Response<axum::body::Body>) -> String {
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let headers = parts
        .headers
        .iter()
        .map(|(name, value)| format!("{name}: {}\n", value.to_str().unwrap()));
    let headers: String = headers.filter(|header| !header.starts_with("content-length")).collect();
    format!(
        "{}\n{headers}\n{}",
        parts.status.as_u16(),
        String::from_utf8_lossy(&body)
    )
}

/// A server that always answers the same.
pub(crate) fn always(status: u16, headers: &'static [(&str, &str)], body: &'static str) -> axum::Router {
    axum::Router::new().fallback(move || async move {
        let answer = headers
            .iter()
            .fold(Response::builder().status(status), |answer, (name, value)| {
                answer.header(*name, *value)
            });
        answer.body(axum::body::Body::from(body)).unwrap()
    })
}
