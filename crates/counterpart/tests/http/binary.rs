//! Bytes that are no text, whole and as streams.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use counterpart::bytes::Bytes;
use counterpart::{Answering, Body, Context, Error, Problem};
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use tokio::sync::{Mutex, mpsc};
use tower::ServiceExt;

use crate::support::{ask, request, serve_on_loopback};

/// The beginning of every PNG, and what no text has.
const PNG: &[u8] = b"\x89PNG\xff\0";

/// An API of bytes in and bytes out.
mod mirror {
    use super::*;

    pub struct Mirror {
        pub body: Option<Body>,
    }
    pub enum MirrorResponse {
        Ok(Body),
    }
    counterpart::operation! {
        Mirror "mirror" PUT "/mirror" { body: body optional binary "image/png", }
        security []
        MirrorResponse -> one Body { Ok = 200 binary "image/*" success, }
    }

    pub struct Count {
        pub body: Body,
    }
    pub enum CountResponse {
        Ok(i64),
    }
    counterpart::operation! {
        Count "count" POST "/count" { body: body required binary "application/*", }
        security []
        CountResponse -> one i64 { Ok = 200 json "application/json" success, }
    }

    pub struct Endless {}
    pub enum EndlessResponse {
        Ok(Body),
        NotFound(Body),
    }
    counterpart::operation! {
        Endless "endless" GET "/endless" { }
        security []
        EndlessResponse -> one Body {
            Ok = 200 binary "application/octet-stream" success,
            NotFound = 404 binary "application/octet-stream",
        }
    }
    counterpart::client! { Client "" {} }

    pub trait Handler: Send + Sync + 'static {
        fn mirror<'life0, 'async_trait>(
            &'life0 self,
            request: Mirror,
            context: Context,
        ) -> Answering<'async_trait, MirrorResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait;
        fn count<'life0, 'async_trait>(
            &'life0 self,
            request: Count,
            context: Context,
        ) -> Answering<'async_trait, CountResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait;
        fn endless<'life0, 'async_trait>(
            &'life0 self,
            request: Endless,
            context: Context,
        ) -> Answering<'async_trait, EndlessResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait;
    }
    counterpart::router! {
        Router "" { all: Handler { Mirror => mirror, Count => count, Endless => endless } }
        security {}
    }
}

/// What a handler has seen and sent so far.
#[derive(Clone, Default)]
struct App {
    chunks: Option<Arc<Mutex<mpsc::Sender<Bytes>>>>,
    sent: Arc<AtomicUsize>,
}

#[counterpart::handler]
impl mirror::Handler for App {
    async fn mirror(&self, request: mirror::Mirror, _: Context) -> Result<mirror::MirrorResponse, Problem> {
        Ok(mirror::MirrorResponse::Ok(request.body.unwrap_or_default()))
    }

    async fn count(&self, request: mirror::Count, _: Context) -> Result<mirror::CountResponse, Problem> {
        let mut body = request.body;
        let mut length = 0;
        while let Some(chunk) = body.next().await {
            let chunk = chunk?;
            length += chunk.len() as i64;
            if let Some(chunks) = &self.chunks {
                chunks.lock().await.send(chunk).await.unwrap();
            }
        }
        Ok(mirror::CountResponse::Ok(length))
    }

    async fn endless(&self, _: mirror::Endless, _: Context) -> Result<mirror::EndlessResponse, Problem> {
        let sent = Arc::clone(&self.sent);
        let chunk = move |_| {
            sent.fetch_add(1, Ordering::Relaxed);
            Ok::<_, std::io::Error>(Bytes::from(vec![7; 64 * 1024]))
        };
        Ok(mirror::EndlessResponse::Ok(Body::stream(
            stream::iter(0..usize::MAX).map(chunk),
        )))
    }
}

fn router(app: App) -> axum::Router {
    mirror::Router::new(app).body_limit(100).into_axum()
}

async fn over_loopback(app: App) -> mirror::Client {
    let address = serve_on_loopback(router(app)).await;
    mirror::Client::builder().base_url(&address).unwrap().build().unwrap()
}

fn in_process(app: App) -> mirror::Client {
    let builder = mirror::Client::builder().base_url("http://a.example").unwrap();
    builder.service(router(app)).build().unwrap()
}

#[tokio::test]
async fn bytes_travel_as_they_are() {
    for client in [over_loopback(App::default()).await, in_process(App::default())] {
        let mirror = async |body: Option<Body>| client.call(mirror::Mirror { body }).await.unwrap();
        let body = mirror(Some(PNG.into())).await;
        assert_eq!(body.media_type(), Some("image/png"));
        assert_eq!(body.length(), Some(PNG.len() as u64));
        assert_eq!(body.bytes(100).await.unwrap(), PNG);
        assert_eq!(mirror(None).await.bytes(0).await.unwrap(), "");
    }
}

#[tokio::test]
async fn bytes_reach_the_handler_and_the_wire_as_they_are() {
    let request = request("PUT /mirror", &[("content-type", "image/png")], PNG);
    let answer = router(App::default()).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    // What was sent is what comes back, so the body knows its own type.
    assert_eq!(answer.headers()["content-type"], "image/png");
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), PNG);
}

#[tokio::test]
async fn a_download_is_not_read_into_memory() {
    let app = App::default();
    let client = over_loopback(app.clone()).await;
    let mut body = client.call(mirror::Endless {}).await.unwrap();
    let first = body.next().await.unwrap().unwrap();
    assert!(first.iter().all(|byte| *byte == 7) && !first.is_empty());
    drop(body);
    let mut body = in_process(app.clone()).call(mirror::Endless {}).await.unwrap();
    assert_eq!(body.next().await.unwrap().unwrap().len(), 64 * 1024);
    // As far as buffers of sockets reach, and no further.
    assert!(app.sent.load(Ordering::Relaxed) < 1000);
}

#[tokio::test]
async fn an_upload_reaches_the_handler_while_it_is_sent() {
    let (seen, mut chunks) = mpsc::channel(1);
    let app = App {
        chunks: Some(Arc::new(Mutex::new(seen))),
        ..App::default()
    };
    let client = over_loopback(app).await;
    let (send, receive) = mpsc::channel::<Result<Bytes, std::io::Error>>(1);
    let upload = Body::stream(stream::unfold(receive, async |mut receive| {
        let chunk = receive.recv().await?;
        Some((chunk, receive))
    }));
    let call = tokio::spawn(async move {
        let body = upload.with_media_type("application/gzip");
        client.call(mirror::Count { body }).await
    });
    for part in ["one", "two"] {
        send.send(Ok(part.into())).await.unwrap();
        assert_eq!(chunks.recv().await.unwrap(), part);
    }
    drop(send);
    assert_eq!(call.await.unwrap().unwrap(), 6);
}

#[tokio::test]
async fn an_upload_that_grows_too_large_is_413() {
    let endless = stream::iter(0..usize::MAX).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(&[0; 60])));
    let body = Body::stream(endless).with_media_type("application/gzip");
    let error = in_process(App::default())
        .call(mirror::Count { body })
        .await
        .unwrap_err();
    let Error::Undocumented(answer) = error else {
        panic!("{error:?}")
    };
    assert_eq!(answer.status, 413);
    let told = request("POST /count", &[("content-type", "application/gzip")], vec![0; 101]);
    let answer = ask(router(App::default()), told).await;
    assert!(answer.contains("the body is larger than 100 bytes"), "{answer}");
}

#[tokio::test]
async fn a_stream_that_fails_is_an_error_on_the_other_side() {
    let broken = stream::iter([Ok(Bytes::from("x")), Err(std::io::Error::other("the disk"))]);
    let body = Body::stream(broken).with_media_type("application/gzip");
    let error = over_loopback(App::default()).await.call(mirror::Count { body }).await;
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
}

#[tokio::test]
async fn a_stream_is_sent_once_and_bytes_as_often_as_wanted() {
    let base = counterpart::client::BaseUrl::parse("http://a.example").unwrap();
    let encode = |call: &mirror::Count| counterpart::client::encode(call, &base).map(|request| request.into_body());
    let call = mirror::Count { body: "abc".into() };
    assert_eq!(format!("{call:?}"), r#"Count { body: "3 bytes" }"#);
    for _ in 0..2 {
        assert_eq!(encode(&call).unwrap().bytes(3).await.unwrap(), "abc");
    }
    let body = Body::stream(stream::iter([Ok::<_, std::io::Error>(Bytes::from("abc"))]));
    let call = mirror::Count { body };
    assert_eq!(
        format!("{call:?} {:?}", call.body),
        r#"Count { body: "a stream" } Body(..)"#
    );
    assert_eq!(encode(&call).unwrap().bytes(3).await.unwrap(), "abc");
    let error = encode(&call).unwrap_err();
    assert_eq!(error.to_string(), "count: the body: the stream was sent before");
}

#[tokio::test]
async fn reading_ends_at_the_limit() {
    let error = Body::from("abc").bytes(2).await.unwrap_err();
    assert_eq!(error.to_string(), "the body is larger than 2 bytes");
    let stream = Body::stream(stream::iter(0..9).map(|_| Ok::<_, std::io::Error>(Bytes::from("ab"))));
    let error = stream.bytes(5).await.unwrap_err();
    assert_eq!(Problem::from(error).status(), 413);
    let announced = Body::stream(stream::pending::<Result<Bytes, std::io::Error>>()).with_length(6);
    assert!(announced.bytes(5).await.is_err());
}
