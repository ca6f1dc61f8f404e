//! What a generated client makes of the bytes of a server that goes its own ways, kind by kind.

use std::time::{Duration, Instant};

use counterpart::bytes::Bytes;
use counterpart::{Bearer, Error, StatusCode};
use counterpart_answers_tests::answers::models::RefusedXReason;
use counterpart_answers_tests::answers::operations::*;
use counterpart_answers_tests::{answers, library, streams};
use futures_util::StreamExt;
#[cfg(target_os = "linux")]
use tokio::net::{TcpSocket, TcpStream};

use crate::support::{Piece, Raw, message};

const JSON: &str = "content-type: application/json";
const HTML: &str = "content-type: text/html";

async fn client(answers: Vec<Vec<Piece>>) -> (answers::client::Client, Raw) {
    let raw = Raw::serve(answers).await;
    let builder = answers::client::Client::builder().base_url(&raw.address).unwrap();
    (builder.build().unwrap(), raw)
}

/// A client of a server that answers the first request with these bytes.
async fn answered(status: &str, headers: &[&str], body: &str) -> answers::client::Client {
    client(vec![vec![message(status, headers, body)]]).await.0
}

/// What every error tells that is about an answer.
fn told<R>(error: &Error<R>) -> (&'static str, u16, &Bytes) {
    let (status, body) = (error.status().unwrap(), error.body().unwrap());
    (error.operation(), status.as_u16(), body)
}

#[tokio::test]
async fn a_documented_refusal_is_typed() {
    let headers = [JSON, "X-Reason: gone", "x-more: 1"];
    let body = r#"{"detail":"no shelf","code":7,"new":[]}"#;
    let client = answered("404 Not Found", &headers, body).await;
    let error = client.shelf_get(5).await.unwrap_err();
    assert_eq!(told(&error), ("shelf_get", 404, &Bytes::from(body)));
    assert_eq!(error.headers().unwrap()["x-more"], "1");
    assert_eq!(error.to_string(), format!("shelf_get: answered 404 Not Found: {body}"));
    let Error::Api(error) = error else { panic!("{error:?}") };
    let ShelfGetResponse::ClientError(status, refusal, headers) = error.response else {
        panic!("{error:?}")
    };
    assert_eq!((status, refusal.code), (StatusCode::NOT_FOUND, Some(7)));
    assert_eq!(headers.x_reason, Some(RefusedXReason::Gone));
}

#[tokio::test]
async fn a_status_that_is_not_documented_comes_with_its_body() {
    let client = answered("502 Bad Gateway", &[HTML, "x-proxy: p1"], "<p>\nbusy</p>").await;
    let error = client.moved_get().await.unwrap_err();
    assert!(matches!(error, Error::Undocumented(_)), "{error:?}");
    assert_eq!(told(&error), ("moved_get", 502, &Bytes::from("<p>\nbusy</p>")));
    assert_eq!(error.headers().unwrap()["x-proxy"], "p1");
    assert_eq!(
        error.to_string(),
        "moved_get: answered 502 Bad Gateway, which is not documented: <p> busy</p>"
    );
}

#[tokio::test]
async fn redirects_are_answers_documented_or_not() {
    let elsewhere = ["location: /elsewhere"];
    let moved = answered("303 See Other", &elsewhere, "")
        .await
        .moved_get()
        .await
        .unwrap();
    assert!(matches!(moved, MovedGetResponse::SeeOther(headers) if headers.location.as_deref() == Some("/elsewhere")));
    // One that is documented where others are waited for.
    let unchanged = answered("304 Not Modified", &["etag: \"7\""], "").await;
    let Err(Error::Api(error)) = unchanged.shelf_get(5).await else {
        panic!("it is no shelf")
    };
    assert!(
        matches!(&error.response, ShelfGetResponse::NotModified(headers) if headers.e_tag.as_deref() == Some("\"7\"")),
        "{error:?}"
    );
    // One that nobody has documented is not followed either.
    let (client, raw) = client(vec![vec![message("307 Temporary Redirect", &elsewhere, "over there")]]).await;
    let error = client.moved_get().await.unwrap_err();
    assert_eq!(told(&error), ("moved_get", 307, &Bytes::from("over there")));
    assert_eq!(error.headers().unwrap()["location"], "/elsewhere");
    assert_eq!(
        error.to_string(),
        "moved_get: answered 307 Temporary Redirect, which is not documented: over there"
    );
    assert_eq!(raw.asked().len(), 1);
}

#[tokio::test]
async fn a_body_that_does_not_decode_is_kept_and_says_where_it_does_not() {
    let at = |error: Error<ShelfGetResponse>| match error {
        Error::Decode(error) => (error.error.pointer.clone(), error.error.line, error.error.column),
        other => panic!("{other:?}"),
    };
    let body = "{\n  \"name\": [\"secret\"]}";
    let error = answered("200 OK", &[JSON], body).await.shelf_get(5).await.unwrap_err();
    assert_eq!(told(&error), ("shelf_get", 200, &Bytes::from(body)));
    assert_eq!(
        error.to_string(),
        "shelf_get: the body of the answer 200 OK does not fit: /name: expected a string, found an array \
         (line 2, column 11)"
    );
    assert_eq!(at(error), ("/name".to_owned(), 2, 11));
    let error = answered("422 No", &[JSON], r#"{"detail":7}"#).await;
    let error = error.shelf_get(5).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "shelf_get: the body of the answer 422 Unprocessable Entity does not fit: /detail: expected a string, found a \
         number (line 1, column 11): {\"detail\":7}"
    );
    let error = answered("200 OK", &[JSON], r#"{"name":"#)
        .await
        .shelf_get(5)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "shelf_get: the body of the answer 200 OK does not fit: /name: EOF while parsing a value (line 1, column 8)"
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_or_is_too_large_is_no_answer() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 12\r\n\r\n{\"name\":";
    let chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n12\r\n{\"name\": \"novels\"}\r\n0\r\n\r\n";
    let broken = "the body did not arrive whole: end of file before message length reached";
    let too_large = "the body is larger than 16 bytes";
    let told = message("200 OK", &[JSON], r#"{"name": "novels"}"#);
    for (piece, why) in [
        (Piece::Bytes(cut.into()), broken),
        (Piece::Bytes(chunk.into()), too_large),
        (told, too_large),
    ] {
        let raw = Raw::serve(vec![vec![piece.clone()], vec![piece]]).await;
        let builder = answers::client::Client::builder().base_url(&raw.address).unwrap();
        let client = builder.answer_limit(16).build().unwrap();
        // A call goes another way where there is a time limit.
        let errors = [
            client.shelf_get(5).await.unwrap_err(),
            client.shelf_get(5).timeout(Duration::from_secs(60)).await.unwrap_err(),
        ];
        for error in errors {
            assert!(matches!(error, Error::Transport(_)), "{error:?}");
            assert_eq!((error.status(), error.is_timeout()), (None, false));
            assert_eq!(error.to_string(), format!("shelf_get: no answer: {why}"));
        }
    }
}

#[tokio::test]
async fn nothing_is_sent_without_the_credential_or_with_what_cannot_be_written() {
    let raw = Raw::serve(Vec::new()).await;
    let builder = library::client::Client::builder().base_url(&raw.address).unwrap();
    let error = builder.build().unwrap().book_text(7).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::MissingCredential {
                operation: "book_text",
                scheme: "token"
            }
        ),
        "{error:?}"
    );
    assert_eq!(error.to_string(), "book_text: the client has no credential for `token`");
    let builder = library::client::Client::builder().base_url(&raw.address).unwrap();
    let client = builder.token(Bearer::new("line\nbreak")).build().unwrap();
    let error = client.book_text(7).await.unwrap_err();
    assert!(matches!(error, Error::Encode(_)));
    assert_eq!(
        error.to_string(),
        "book_text: the credential of `token` cannot be sent as it is"
    );
    let builder = streams::client::Client::builder().base_url(&raw.address).unwrap();
    let error = builder.build().unwrap().file_get("").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "file_get: the path parameter `name` is empty, which would address something else"
    );
    assert!(error.headers().is_none() && error.body().is_none());
    assert_eq!(raw.asked().len(), 0);
}

#[tokio::test]
async fn nobody_there_is_told_with_the_reason() {
    // Held and not listened at: nobody else gets it.
    let held = tokio::net::TcpSocket::new_v4().unwrap();
    held.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let free = held.local_addr().unwrap();
    let builder = answers::client::Client::builder()
        .base_url(&format!("http://{free}"))
        .unwrap();
    let error = builder.build().unwrap().shelf_get(5).await.unwrap_err();
    let text = error.to_string();
    assert!(
        text.starts_with("shelf_get: no answer: ") && text.contains("onnection refused"),
        "{text}"
    );
    let Error::Transport(error) = error else {
        panic!("{text}")
    };
    assert!(error.is_connect() && !error.is_timeout());
}

#[tokio::test]
async fn a_call_is_given_up_in_time_wherever_it_waits() {
    let half = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{\"name\":";
    for pieces in [
        vec![Piece::Wait(Duration::from_secs(60))],
        vec![Piece::Bytes(half.into()), Piece::Wait(Duration::from_secs(60))],
    ] {
        let (client, _raw) = client(vec![pieces]).await;
        let begun = Instant::now();
        let error = client
            .shelf_get(5)
            .timeout(Duration::from_millis(200))
            .await
            .unwrap_err();
        assert!(
            error.is_timeout() && begun.elapsed() < Duration::from_secs(30),
            "{error:?}"
        );
        assert_eq!(
            error.to_string(),
            "shelf_get: no answer: it took longer than the call's timeout"
        );
        assert!(answers::client::Failure::from(error).is_timeout());
    }
}

/// A port at which connections are not accepted, because so many wait there already.
#[cfg(target_os = "linux")]
async fn crowded() -> (String, tokio::net::TcpListener, Vec<TcpStream>) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(connected) = tokio::time::timeout(Duration::from_millis(300), TcpStream::connect(address)).await {
        waiting.push(connected.unwrap());
    }
    (format!("http://{address}"), listener, waiting)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_connection_is_given_up_in_time() {
    let (address, _listener, _waiting) = crowded().await;
    let builder = answers::client::Client::builder().base_url(&address).unwrap();
    let client = builder.connect_timeout(Duration::from_millis(200)).build().unwrap();
    let begun = Instant::now();
    let error = client.shelf_get(5).await.unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(30));
    let Error::Transport(error) = error else {
        panic!("{error:?}")
    };
    assert!(error.is_timeout() && error.is_connect(), "{error:?}");
}

/// The head of an answer, and the rest of it after the timeout of the call.
fn late(media_type: &str, first: &str, second: &str) -> Vec<Piece> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\n\r\n{first}");
    vec![
        Piece::Bytes(head),
        Piece::Wait(Duration::from_millis(600)),
        Piece::Bytes(second.to_owned()),
    ]
}

#[tokio::test]
async fn a_timeout_of_the_call_does_not_cut_a_stream() {
    let raw = Raw::serve(vec![
        late("text/event-stream", "data: {\"at\":1}\n\n", "data: {\"at\":2}\n\n"),
        late("application/jsonl", "{\"at\":1}\n", "{\"at\":2}\n"),
        late("application/octet-stream", "one", "two"),
    ])
    .await;
    let builder = streams::client::Client::builder().base_url(&raw.address).unwrap();
    let client = builder.timeout(Duration::from_millis(300)).build().unwrap();
    let begun = Instant::now();
    let events: Vec<_> = client
        .ticks()
        .await
        .unwrap()
        .map(|event| event.unwrap().data.at)
        .collect()
        .await;
    let lines: Vec<_> = client
        .lines_get()
        .await
        .unwrap()
        .map(|tick| tick.unwrap().at)
        .collect()
        .await;
    assert_eq!((events, lines), (vec![1, 2], vec![1, 2]));
    let mut file = client.file_get("f").await.unwrap();
    let mut bytes = Vec::new();
    while let Some(chunk) = file.next().await {
        bytes.extend(chunk.unwrap());
    }
    assert_eq!(bytes, b"onetwo");
    assert!(begun.elapsed() >= Duration::from_millis(1800));
}
