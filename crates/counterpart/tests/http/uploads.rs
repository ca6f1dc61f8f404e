//! Files in multipart forms: streamed to the server, kept there in bounded memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use counterpart::bytes::Bytes;
use counterpart::server::Limits;
use counterpart::types::{Body, File};
use counterpart::{Answering, Context, Error};
use futures_util::{StreamExt, stream};

use crate::support::{ask, request, serve_on_loopback};

/// Tells what arrived.
mod teller {
    use super::*;

    #[derive(Clone, PartialEq)]
    pub struct Upload {
        pub file: File,
        pub more: Option<Vec<File>>,
        pub note: Option<String>,
    }
    counterpart::record! { Upload { file: required "file", more: optional "more", note: optional "note" } }

    pub struct Send {
        pub body: Upload,
    }
    pub enum SendResponse {
        Ok(String),
    }
    counterpart::operation! {
        Send "send" POST "/uploads" { body: body required multipart "multipart/form-data" { "file": "image/png, text/*" }, }
        security []
        SendResponse -> one String { Ok = 200 text "text/plain" success, }
    }
    counterpart::client! { Client "" {} }

    pub trait Handler: ::std::marker::Send + Sync + 'static {
        fn send<'life0, 'async_trait>(&'life0 self, request: Send, _: Context) -> Answering<'async_trait, SendResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            Box::pin(async move {
                let Upload { file, more, note } = request.body;
                let place = if file.ready_bytes().is_some() { "memory" } else { "disk" };
                let (name, kind) = (file.name.clone(), file.content_type.clone());
                let bytes = file.bytes(10_000_000).await?;
                let is_whole = bytes.iter().all(|byte| *byte == b'x');
                let more = more.into_iter().flatten().map(|file| file.length()).collect::<Vec<_>>();
                Ok(SendResponse::Ok(format!(
                    "{name:?} {kind:?} {} {place} {is_whole} {more:?} {note:?}",
                    bytes.len()
                )))
            })
        }
    }
    counterpart::router! {
        Router "" { all: Handler { Send => send } }
        security {}
    }
    pub struct Teller;
    impl Handler for Teller {}
}
use teller::{Client, Router, Send, Teller, Upload};

fn upload(file: File) -> Send {
    Send {
        body: Upload {
            file,
            more: None,
            note: None,
        },
    }
}

fn client(limits: Limits) -> Client {
    let server = Router::new(Teller).limits(limits).into_axum();
    Client::builder()
        .base_url("http://a.example")
        .unwrap()
        .service(server)
        .build()
        .unwrap()
}

/// A stream of so many chunks of 1 KiB, and how many of them were taken.
fn chunks(count: usize) -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&taken);
    let stream = stream::iter(0..count).map(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::convert::Infallible>(Bytes::from_static(&[b'x'; 1024]))
    });
    (Body::stream(stream), taken)
}

#[tokio::test]
async fn a_stream_is_sent_as_it_comes_and_a_large_file_lies_on_the_disk() {
    let (body, taken) = chunks(3000);
    let file = File::named("big.png", body).with_content_type("image/png");
    let request = counterpart::client::encode(
        &upload(file),
        &counterpart::client::BaseUrl::parse("http://a.example").unwrap(),
    )
    .unwrap();
    assert_eq!(
        taken.load(Ordering::Relaxed),
        0,
        "nothing is read before the transport asks for it"
    );
    assert_eq!(request.headers().get("content-length"), None);
    drop(request);

    let (body, _) = chunks(3000);
    let file = File::named("big.png", body).with_content_type("image/png");
    let told = client(Limits::default().body(4_000_000))
        .call(upload(file))
        .await
        .unwrap();
    assert_eq!(told, r#"Some("big.png") Some("image/png") 3072000 disk true [] None"#);
}

#[tokio::test]
async fn small_files_stay_in_memory_and_travel_together() {
    let request = Send {
        body: Upload {
            file: File::named("a.txt", "xxx").with_content_type("text/plain"),
            more: Some(vec!["1".into(), "22".into()]),
            note: Some("ü".into()),
        },
    };
    let told = client(Limits::default()).call(request).await.unwrap();
    assert_eq!(
        told,
        r#"Some("a.txt") Some("text/plain") 3 memory true [Some(1), Some(2)] Some("ü")"#
    );
}

#[tokio::test]
async fn over_loopback_too() {
    let server = Router::new(Teller)
        .limits(Limits::default().body(4_000_000))
        .into_axum();
    let address = serve_on_loopback(server).await;
    let client = Client::builder().base_url(&address).unwrap().build().unwrap();
    let (body, _) = chunks(1000);
    let told = client.call(upload(File::named("f", body))).await.unwrap();
    assert!(told.contains("1024000 disk true"), "{told}");
}

#[tokio::test]
async fn parts_and_bodies_that_are_too_large_are_refused() {
    let refused = async |limits: Limits, kilobytes: usize| {
        let (body, taken) = chunks(kilobytes);
        let client = client(limits);
        match client.call(upload(File::named("f", body))).await.unwrap_err() {
            Error::Undocumented(answer) => {
                let text = String::from_utf8_lossy(&answer.body).into_owned();
                (answer.status.as_u16(), text, taken.load(Ordering::Relaxed))
            }
            other => panic!("{other:?}"),
        }
    };
    let (status, text, _) = refused(Limits::default().body(4_000_000).part(2048), 1000).await;
    assert!(
        status == 413 && text.contains("a part of the body is larger than 2048 bytes"),
        "{text}"
    );
    let (status, text, taken) = refused(Limits::default().body(100_000), 3000).await;
    assert!(
        status == 413 && text.contains("the body is larger than 100000 bytes"),
        "{text}"
    );
    assert!(taken < 200, "{taken} chunks were read after all");
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let (body, _) = chunks(1);
    let file = File::from(body);
    let client = client(Limits::default());
    client.call(upload(file.clone())).await.unwrap();
    let error = client.call(upload(file)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "send: the body: a file is a stream that was sent before"
    );
}

#[tokio::test]
async fn a_part_names_its_media_type_truly() {
    let server = || Router::new(Teller).into_axum();
    let send = |head: &str| {
        let body = format!("--B\r\ncontent-disposition: form-data; name=\"file\"{head}\r\n\r\nx\r\n--B--\r\n");
        ask(
            server(),
            request(
                "POST /uploads",
                &[("content-type", "multipart/form-data; boundary=B")],
                body,
            ),
        )
    };
    assert!(
        send("; filename=\"a\"\r\ncontent-type: text/csv")
            .await
            .starts_with("200")
    );
    let answer = send("; filename=\"a\"\r\ncontent-type: image/gif").await;
    assert!(
        answer.contains(r#""pointer":"/file","rule":"contentType","detail":"expected image/png, text/*""#),
        "{answer}"
    );
}
