//! Inputs that nobody sends by accident.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use counterpart::bytes::Bytes;
use counterpart::client::Body;
use counterpart::http::{Request, Response};

use crate::api::models::Login;
use crate::support::{ask, builder, request, server};

/// A body without an announced length that never ends, and counts what was read of it.
struct Endless(Arc<AtomicUsize>);

impl axum::body::HttpBody for Endless {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        self.0.fetch_add(100, Ordering::Relaxed);
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from(vec![b' '; 100])))))
    }
}

#[tokio::test]
async fn endless_bodies_are_413_and_not_read_on() {
    let read = Arc::new(AtomicUsize::new(0));
    let body = Body::new(Endless(Arc::clone(&read)));
    let request = Request::put("/api/v3/notes/x")
        .header("content-type", "text/plain")
        .body(body)
        .unwrap();
    let answer = ask(server(), request).await;
    assert!(
        answer.starts_with("413") && answer.ends_with(r#""detail":"the body is larger than 1000 bytes"}"#),
        "{answer}"
    );
    assert_eq!(read.load(Ordering::Relaxed), 1100);
}

#[tokio::test]
async fn announced_lengths_are_413_before_anything_is_read() {
    let answer = ask(
        server(),
        request(
            "PUT /api/v3/notes/x",
            &[("content-type", "text/plain")],
            vec![b'x'; 1001],
        ),
    )
    .await;
    assert!(answer.starts_with("413"), "{answer}");
    let answer = ask(
        server(),
        request(
            "PUT /api/v3/notes/x",
            &[("content-type", "text/plain")],
            vec![b'x'; 1000],
        ),
    )
    .await;
    assert!(answer.starts_with("200"), "{answer}");
}

#[tokio::test]
async fn deep_nesting_is_400() {
    let token = ("authorization", "Bearer writer");
    let body = "[".repeat(900);
    let headers = [token, ("content-type", "application/json")];
    let answer = ask(
        server(),
        request("POST /api/v3/pets/", &headers, format!("{{\"x\":{body}")),
    )
    .await;
    assert!(answer.starts_with("400"), "{answer}");
}

#[tokio::test]
async fn nothing_submitted_is_repeated() {
    let secret = "hunter2";
    let headers = [
        ("authorization", "Bearer hunter2"),
        ("content-type", "application/json"),
        ("cookie", "sid=hunter2"),
        ("x-key", "hunter2"),
    ];
    let lines = [
        ("POST /api/v3/pets/", r#"{"name":"hunter2hunter2","tags":"hunter2"}"#),
        ("PATCH /api/v3/pets/hunter2/?hunter2", r#"{"nick":hunter2}"#),
        ("PATCH /api/v3/pets/%hunter2/", ""),
        ("GET /api/v3/pets/?limit=hunter2&ids=hunter2&tag=%hunter2", ""),
        ("GET /api/v3/hunter2", ""),
        ("HUNTER2 /api/v3/pets/", ""),
        ("DELETE /api/v3/pets/hunter2/?api%20key=hunter2", ""),
    ];
    for (line, body) in lines {
        for headers in [&headers[..], &headers[1..2]] {
            let answer = ask(server(), request(line, headers, body)).await;
            assert!(
                answer.starts_with('4') && !answer.to_lowercase().contains(secret),
                "{line}: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn broken_headers_are_refused_or_ignored() {
    let mut bytes = request("GET /api/v3/pets/", &[], "");
    let invalid = counterpart::http::HeaderValue::from_bytes(b"\xff\xfe").unwrap();
    bytes.headers_mut().insert("x-trace", invalid.clone());
    bytes.headers_mut().insert("cookie", invalid.clone());
    bytes.headers_mut().insert("content-type", invalid.clone());
    bytes.headers_mut().insert("authorization", invalid);
    let answer = ask(server(), bytes).await;
    assert!(
        answer.starts_with("422") && answer.contains(r#""pointer":"/X-Trace""#),
        "{answer}"
    );
}

#[tokio::test]
async fn bodies_that_break_off_are_400() {
    let broken = http_body_util::StreamBody::new(futures_util::stream::iter([
        Ok(http_body::Frame::data(Bytes::from_static(b"{"))),
        Err(std::io::Error::other("reset")),
    ]));
    let request = Request::put("/api/v3/notes/x")
        .header("content-type", "text/plain")
        .body(Body::new(broken))
        .unwrap();
    let answer = ask(server(), request).await;
    assert!(
        answer.starts_with("400") && answer.contains("did not arrive whole"),
        "{answer}"
    );
}

/// A body that announces its length and has nothing of it.
struct Announced(u64);

impl axum::body::HttpBody for Announced {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Self::Error>>> {
        Poll::Ready(None)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        http_body::SizeHint::with_exact(self.0)
    }
}

#[tokio::test]
async fn answers_are_limited_unless_told_otherwise() {
    const LIMIT: u64 = 64 * 1024 * 1024;
    let text = async |length, told: Option<usize>| {
        let service = tower::service_fn(move |_: Request<Body>| {
            std::future::ready(Ok::<_, std::convert::Infallible>(Response::new(Announced(length))))
        });
        let login = Login {
            user: String::new(),
            scopes: None,
        };
        let builder = builder().service(service);
        let builder = match told {
            Some(bytes) => builder.answer_limit(bytes),
            None => builder,
        };
        builder
            .build()
            .unwrap()
            .login_create(login)
            .await
            .map_err(|error| error.to_string())
    };
    let refused = "login_create: no answer: the body is larger than 67108864 bytes";
    assert_eq!(text(LIMIT + 1, None).await.unwrap_err(), refused);
    assert!(text(LIMIT, None).await.is_ok());
    assert!(text(LIMIT + 1, Some(usize::MAX)).await.is_ok());
}
