//! What several tests need.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use counterpart::Body;
use counterpart::http::{Request, Response};
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// Serves on a free port; gives the address.
pub(crate) async fn serve(app: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
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

/// What is done on a connection, one after the other.
#[derive(Clone)]
pub(crate) enum Piece {
    Bytes(String),
    Wait(Duration),
}

/// A whole answer.
pub(crate) fn message(status: &str, headers: &[&str], body: &str) -> Piece {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let length = body.len();
    Piece::Bytes(format!(
        "HTTP/1.1 {status}\r\n{headers}connection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    ))
}

/// A server that knows no HTTP: it answers a connection each, in order, and closes it; after the last one nobody answers.
pub(crate) struct Raw {
    pub(crate) address: String,
    heard: Arc<Mutex<Vec<(String, Instant)>>>,
}

impl Raw {
    pub(crate) async fn serve(answers: Vec<Vec<Piece>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let heard: Arc<Mutex<Vec<(String, Instant)>>> = Arc::default();
        let hears = Arc::clone(&heard);
        tokio::spawn(async move {
            for pieces in answers {
                let (mut connection, _) = listener.accept().await.unwrap();
                let head = head(&mut connection).await;
                hears.lock().unwrap().push((head, Instant::now()));
                for piece in pieces {
                    match piece {
                        Piece::Bytes(bytes) => connection.write_all(bytes.as_bytes()).await.unwrap(),
                        Piece::Wait(pause) => tokio::time::sleep(pause).await,
                    }
                }
            }
        });
        Self { address, heard }
    }

    /// The heads of the requests, in small letters, and when they came.
    pub(crate) fn asked(&self) -> Vec<(String, Instant)> {
        self.heard.lock().unwrap().clone()
    }
}

async fn head(connection: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await.unwrap());
    }
    String::from_utf8(head).unwrap().to_ascii_lowercase()
}
