//! Streams of events that are taken up where they were lost, against a server that breaks off.

use std::time::Duration;

use counterpart::client::Retries;
use counterpart::stream::StreamError;
use counterpart_answers_tests::streams::client::Client;
use futures_util::StreamExt;

use crate::support::{Piece, Raw, message};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

/// A chunk of a stream.
fn chunk(events: &str) -> String {
    format!("{HEAD}{:x}\r\n{events}\r\n", events.len())
}

/// A stream without a last chunk: the connection is cut.
fn cut(events: &str) -> Piece {
    Piece::Bytes(chunk(events))
}

fn whole(events: &str) -> Piece {
    Piece::Bytes(format!("{}0\r\n\r\n", chunk(events)))
}

fn status(line: &str) -> Piece {
    message(line, &[], "")
}

async fn server(answers: Vec<Piece>) -> (Client, Raw) {
    let raw = Raw::serve(answers.into_iter().map(|answer| vec![answer]).collect()).await;
    let client = Client::builder().base_url(&raw.address).unwrap();
    (client.build().unwrap(), raw)
}

fn quick() -> Retries {
    Retries::new().first_pause(Duration::from_millis(1)).at_most(3)
}

/// What requests said of the last event.
fn ids(heard: &Raw) -> Vec<Option<String>> {
    let id = |head: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix("last-event-id: ").map(str::to_owned))
    };
    heard.asked().iter().map(|(head, _)| id(head)).collect()
}

fn id(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn a_stream_goes_on_after_its_last_event() {
    let (client, heard) = server(vec![
        cut("id: 1\ndata: {\"at\":1}\n\nid: 2\ndata: {\"at\":2}\n\nid: 3\ndata: {\"at"),
        status("503 Service Unavailable"),
        // A stream that ends is asked for again as well; an id is kept until there is another.
        whole("data: {\"at\":3}\n\n"),
        whole("id: 4\ndata: {\"at\":4}\n\n"),
        status("204 No Content"),
    ])
    .await;
    let mut ticks = client.ticks().reconnect(quick()).await.unwrap();
    let mut seen = Vec::new();
    while let Some(event) = ticks.next().await {
        let event = event.unwrap();
        seen.push((event.data.at, event.id));
    }
    assert_eq!(seen, [(1, id("1")), (2, id("2")), (3, id("2")), (4, id("4"))]);
    assert_eq!(ids(&heard), [None, id("2"), id("2"), id("2"), id("4")]);
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let (client, heard) = server(vec![cut("retry: 120\ndata: {\"at\":1}\n\n"), status("204 No Content")]).await;
    let mut ticks = client.ticks().reconnect(quick()).await.unwrap();
    assert!(ticks.next().await.unwrap().is_ok());
    assert!(ticks.next().await.is_none());
    let heard = heard.asked();
    let pause = heard[1].1 - heard[0].1;
    assert!(pause >= Duration::from_millis(120), "{pause:?}");
}

#[tokio::test]
async fn what_is_wrong_for_good_and_what_goes_on_too_long_is_an_error() {
    let lost = async |answers, after| {
        let (client, heard) = server(answers).await;
        let mut ticks = client.ticks().reconnect(quick()).await.unwrap();
        let Some(Err(StreamError::Reconnect(error))) = ticks.next().await else {
            panic!("there is no event")
        };
        assert!(ticks.next().await.is_none());
        assert_eq!(ids(&heard).len(), after);
        error.to_string()
    };
    let refused = vec![whole(""), status("403 Forbidden")];
    assert_eq!(lost(refused, 2).await, "the server answered 403 Forbidden");
    let busy = vec![
        whole(""),
        status("503 No"),
        status("503 No"),
        status("503 No"),
        status("503 No"),
    ];
    assert_eq!(lost(busy, 4).await, "the server answered 503 Service Unavailable");
    let empty = vec![whole(""), whole(""), whole(""), whole(""), whole("")];
    assert_eq!(lost(empty, 4).await, "it ended again and again without an event");
}

#[tokio::test]
async fn without_the_option_a_cut_is_an_error_and_an_end_an_end() {
    let (client, heard) = server(vec![cut("data: {\"at\":1}\n\n"), whole("data: {\"at\":1}\n\n")]).await;
    let mut ticks = client.ticks().await.unwrap();
    assert!(ticks.next().await.unwrap().is_ok());
    assert!(matches!(ticks.next().await, Some(Err(StreamError::Body(_)))));
    let mut ticks = client.ticks().await.unwrap();
    assert!(ticks.next().await.unwrap().is_ok());
    assert!(ticks.next().await.is_none());
    assert_eq!(ids(&heard).len(), 2);
}

#[tokio::test]
async fn what_would_do_harm_twice_is_not_taken_up() {
    let events = || vec![cut("data: {\"at\":1}\n\n"), status("204 No Content")];
    let (client, _) = server(events()).await;
    let mut watched = client.watch().reconnect(quick()).await.unwrap();
    assert!(watched.next().await.unwrap().is_ok());
    assert!(matches!(watched.next().await, Some(Err(StreamError::Body(_)))));
    let (client, heard) = server(events()).await;
    let call = client.watch().header("Idempotency-Key", "7");
    let mut watched = call.reconnect(quick()).await.unwrap();
    assert!(watched.next().await.unwrap().is_ok());
    assert!(watched.next().await.is_none());
    assert_eq!(ids(&heard).len(), 2);
}
