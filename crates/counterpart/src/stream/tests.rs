use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use serde_json::{Value, json};

use super::{Event, Events, Items, StreamError};
use crate::codec::{BodyView, Reading, Reason, Slot, Source};
use crate::types::{Body, Map};

/// Values that are all there.
struct Ready<I>(std::vec::IntoIter<I>);

impl<I: Unpin> Stream for Ready<I> {
    type Item = I;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I>> {
        Poll::Ready(self.0.next())
    }
}

fn ready<I>(items: Vec<I>) -> Ready<I> {
    Ready(items.into_iter())
}

fn all<S: Stream>(stream: S) -> Vec<S::Item> {
    let mut stream = pin!(stream);
    let mut cx = Context::from_waker(Waker::noop());
    let mut all = Vec::new();
    while let Poll::Ready(Some(item)) = stream.as_mut().poll_next(&mut cx) {
        all.push(item);
    }
    all
}

/// A body in pieces of some length.
fn body(text: &str, length: usize) -> Body {
    let chunks = text.as_bytes().chunks(length).map(Bytes::copy_from_slice);
    Body::stream(ready(chunks.map(Ok::<_, std::io::Error>).collect()))
}

fn received<S: Slot>(body: &Body) -> S {
    let mut stream = S::blank();
    stream.put(Source::Body(body), &mut Reading::tolerant()).unwrap();
    stream
}

fn shown<T>(items: Vec<Result<T, StreamError>>) -> Vec<Result<T, String>> {
    items
        .into_iter()
        .map(|item| item.map_err(|error| error.to_string()))
        .collect()
}

fn events(text: &str) -> Vec<Event<String>> {
    let by = |length| all(received::<Events<String>>(&body(text, length)));
    let events: Vec<_> = by(text.len()).into_iter().map(Result::unwrap).collect();
    // However the bytes arrive.
    for length in 1..text.len() {
        let other: Vec<_> = by(length).into_iter().map(Result::unwrap).collect();
        assert_eq!(other, events, "in pieces of {length}");
    }
    events
}

fn data(text: &str) -> Vec<String> {
    events(text).into_iter().map(|event| event.data).collect()
}

/// The examples of HTML, section 9.2.6.
#[test]
fn the_examples_of_the_standard() {
    assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let text = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    let of = |data: &str, id: Option<&str>| Event {
        id: id.map(str::to_owned),
        ..Event::new(data.to_owned())
    };
    assert_eq!(
        events(text),
        [
            of("first event", Some("1")),
            of("second event", None),
            of(" third event", None)
        ]
    );
    // The last block is cut off.
    assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
}

#[test]
fn lines_end_in_three_ways_and_a_mark_of_byte_order_is_none() {
    assert_eq!(data("\u{feff}data: a\r\ndata: b\r\r\ndata: c\n\r\n"), ["a\nb", "c"]);
    assert_eq!(data("data: a\r\n\r\n\r\ndata: b\n\n"), ["a", "b"]);
}

#[test]
fn names_ids_and_waits() {
    let text = "event: add\nid: 7\nretry: 250\nunknown: x\ndata: 1\n\nid: 8\u{0}\nretry: 1s\ndata: 2\n\nevent: x\n\ndata: 3\n\n";
    let [one, two, three] = events(text).try_into().unwrap();
    let add = Event::new("1".to_owned()).with_name("add").with_id("7");
    assert_eq!(one, add.with_retry(Duration::from_millis(250)));
    // An id is kept until there is another; a name is not.
    assert_eq!(two, Event::new("2".to_owned()).with_id("7"));
    assert_eq!(three, Event::new("3".to_owned()).with_id("7"));
}

#[test]
fn data_is_json_unless_it_is_text() {
    let text = "data: {\"a\":\ndata: 1}\n\ndata: x\n\ndata: {\"a\":\"no\"}\n\ndata: [DONE]\n\ndata: {}\n\n";
    let typed = shown(all(received::<Events<Map<i64>>>(&body(text, 5))));
    assert_eq!(typed.len(), 3);
    assert_eq!(typed[0].as_ref().unwrap().data["a"], 1);
    assert!(
        typed[1]
            .as_ref()
            .unwrap_err()
            .starts_with("a value of the stream does not fit: ")
    );
    assert_eq!(
        typed[2].as_ref().unwrap_err(),
        "a value of the stream does not fit: /a: expected an integer, found a string (line 1, column 9)"
    );
    let any = all(received::<Events<Value>>(&body(text, 9)));
    let any: Vec<_> = any.into_iter().map(|event| event.unwrap().data).collect();
    assert_eq!(
        any,
        [
            json!({"a": 1}),
            json!("x"),
            json!({"a": "no"}),
            json!("[DONE]"),
            json!({})
        ]
    );
    let numbers = all(received::<Events<i64>>(&body("data: 42\n\n", 3)));
    assert_eq!(numbers[0].as_ref().unwrap().data, 42);
}

fn sent(stream: &dyn BodyView, media_type: &str) -> String {
    let chunks = all(stream.take(media_type).unwrap()).into_iter().map(Result::unwrap);
    String::from_utf8(chunks.flatten().collect()).unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let event = |data: &str| Event::new(data.to_owned());
    let list = vec![
        event("a\nb\r\nc")
            .with_id("1\n2")
            .with_name("n\r")
            .with_retry(Duration::from_secs(1)),
        event(""),
    ];
    let text = sent(&Events::<String>::new(ready(list)), "text/event-stream");
    assert_eq!(
        text,
        "id: 12\nevent: n\nretry: 1000\ndata: a\ndata: b\ndata: c\n\ndata: \n\n"
    );
    assert_eq!(data(&text), ["a\nb\nc", ""]);
    let values: Events<Value> = Events::new(ready(vec![json!({"a": [1]})]));
    assert_eq!(sent(&values, "text/event-stream"), "data: {\"a\":[1]}\n\n");
    let items = || Items::new(ready(vec![json!({"a": "\n"}), json!(2)]));
    assert_eq!(sent(&items(), "application/x-ndjson"), "{\"a\":\"\\n\"}\n2\n");
    assert_eq!(
        sent(&items(), "application/json-seq"),
        "\u{1e}{\"a\":\"\\n\"}\n\u{1e}2\n"
    );
    let once = items();
    sent(&once, "application/jsonl");
    assert!(once.take("application/jsonl").is_none());
}

fn items(text: &str, media_type: &str) -> Vec<Result<Value, String>> {
    let by = |length| {
        shown(all(received::<Items<Value>>(
            &body(text, length).with_media_type(media_type),
        )))
    };
    let items = by(text.len());
    (1..text.len()).for_each(|length| assert_eq!(by(length), items, "in pieces of {length}"));
    items
}

#[test]
fn lines_of_json() {
    let text = "{\"a\":1}\r\n\n  \n[2]\nno\n\"last\"";
    let [one, two, wrong, last] = items(text, "application/jsonl").try_into().unwrap();
    assert_eq!(
        (one, two, last),
        (Ok(json!({"a": 1})), Ok(json!([2])), Ok(json!("last")))
    );
    assert!(wrong.is_err());
}

#[test]
fn sequences_of_json() {
    let text = "\u{1e}{\"a\":\n1}\n\u{1e}\u{1e}12\n\u{1e}12\u{1e}{\"a\n\u{1e}true";
    let items = items(text, "application/geo+json-seq; x=y");
    assert_eq!(items[..2], [Ok(json!({"a": 1})), Ok(json!(12))]);
    // What may have been cut off, what was, and what may have been again.
    assert!(items[2..].iter().all(Result::is_err) && items.len() == 5, "{items:?}");
}

#[test]
fn a_value_may_have_so_many_bytes() {
    let stream = |text: &str| received::<Items<Value>>(&body(text, 4)).with_limit(10);
    assert_eq!(all(stream("[1,2,3,45]\n[1,2]\n")).len(), 2);
    let endless = shown(all(stream("[1]\n[1,2,3,4,5,6,7,8,9]\n[1]\n")));
    assert_eq!(endless[1], Err("a value of the stream is larger than 10 bytes".into()));
    assert_eq!(endless.len(), 2);
    let lines = "data: 12345\n".repeat(3) + "\n";
    let events = all(received::<Events<String>>(&body(&lines, 4)).with_limit(16));
    assert!(matches!(events[..], [Err(StreamError::TooLarge { limit: 16 })]));
}

#[test]
fn a_server_checks_what_it_receives() {
    let mut stream = <Items<u8> as Slot>::blank();
    let body = Body::from("1\n300\n");
    stream.put(Source::Body(&body), &mut Reading::strict()).unwrap();
    let items = all(stream);
    assert!(
        matches!(items[..], [Ok(1), Err(StreamError::Misfit { .. })]),
        "{items:?}"
    );
}

#[test]
fn values_are_read_as_what_they_come_in() {
    let read = |reading: Reading| {
        let mut stream = <Items<Value> as Slot>::blank();
        let body = Body::from("[[1]]\n");
        stream.put(Source::Body(&body), &mut { reading }).unwrap();
        all(stream).remove(0)
    };
    assert_eq!(read(Reading::strict().with_depth_limit(2)).unwrap(), json!([[1]]));
    assert!(matches!(
        read(Reading::strict().with_depth_limit(1)),
        Err(StreamError::Misfit { error, .. }) if error.reason == Reason::Depth(1)
    ));
}
