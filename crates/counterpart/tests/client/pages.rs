//! Answers that come in pages.

use counterpart::client::{Body, Paginated, Paging, Way};
use counterpart::http::Response;
use counterpart::{Bearer, Error, StatusCode};

use crate::api::operations::Health;
use crate::api::paged::{Addressed, Cursor, Linked, Number, Offset};
use crate::wire::{Wire, answer};

fn json(text: &'static str) -> Response<Body> {
    let response = Response::builder().header("content-type", "application/json");
    response.body(Body::from(text)).unwrap()
}

/// The query strings that were asked for.
fn queries(wire: &Wire) -> Vec<String> {
    let asked = wire.asked();
    let lines = asked.iter().filter_map(|request| request.lines().next());
    lines
        .map(|line| {
            line.split_once('?')
                .map_or(String::new(), |(_, query)| query.to_owned())
        })
        .collect()
}

#[tokio::test]
async fn a_value_in_the_body_leads_on() {
    let wire = Wire::new(|number, _| {
        json(match number {
            0 => r#"{"results":[1,2],"pagination":{"next":2}}"#,
            1 => r#"{"pagination":{"next":3},"results":[]}"#,
            _ => r#"{"results":[3],"pagination":{"next":0}}"#,
        })
    });
    let client = wire.builder().build().unwrap();
    let call = client.call(Cursor {
        at: None,
        q: Some("a b".into()),
    });
    let items = call.header("x-trace", "7").items();
    drop(client);
    // On a task of their own, which outlives whoever asked for them.
    assert_eq!(tokio::spawn(items.all()).await.unwrap().unwrap(), [1, 2, 3]);
    let asked = wire.asked();
    assert!(asked.iter().all(|request| request.ends_with("x-trace: 7")), "{asked:?}");
    let lines: Vec<_> = asked.iter().map(|request| request.lines().next().unwrap()).collect();
    let base = "GET https://api.example/v1/cursor?q=a%20b";
    assert_eq!(
        lines,
        [base.to_owned(), format!("{base}&page=2"), format!("{base}&page=3")]
    );
}

#[tokio::test]
async fn the_next_page_is_asked_for_when_it_is_needed() {
    let wire = Wire::new(|_, _| json(r#"{"results":[1],"pagination":{"next":7}}"#));
    let client = wire.builder().build().unwrap();
    let mut pages = client.call(Cursor { at: Some(6), q: None }).pages();
    assert!(wire.asked().is_empty());
    assert_eq!(pages.next().await.unwrap().unwrap().results, Some(vec![1]));
    assert_eq!(queries(&wire), ["page=6"]);
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(queries(&wire), ["page=7"]);
    // The server names the page that it just gave.
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn pages_and_items_are_counted_up_to_an_empty_page() {
    let wire = Wire::new(|number, _| {
        json(if number < 2 {
            r#"{"results":[1,2]}"#
        } else {
            r#"{"results":[]}"#
        })
    });
    let client = wire.builder().build().unwrap();
    assert_eq!(
        client.call(Number { at: None, q: None }).items().all().await.unwrap(),
        [1, 2, 1, 2]
    );
    assert_eq!(queries(&wire), ["", "page=2", "page=3"]);
    let wire = Wire::new(|number, _| json(if number < 2 { "[1,2]" } else { "[]" }));
    let client = wire.builder().build().unwrap();
    assert_eq!(
        client
            .call(Offset { at: Some(10), q: None })
            .items()
            .all()
            .await
            .unwrap()
            .len(),
        4
    );
    assert_eq!(queries(&wire), ["start%20at=10", "start%20at=12", "start%20at=14"]);
}

#[tokio::test]
async fn the_link_header_leads_on_with_the_credentials() {
    let wire = Wire::new(|number, _| {
        let mut page = json("[1]");
        let link = match number {
            0 => "<https://API.example:443/elsewhere?after=x%2By>; rel=\"next\", <https://api.example/>; rel=\"first\"",
            1 => "</v1/linked?page=3>; rel=next",
            _ => "<https://api.example/>; rel=\"first\"",
        };
        page.headers_mut().insert("link", link.parse().unwrap());
        page
    });
    let client = wire.builder().login(Bearer::new("t")).build().unwrap();
    assert_eq!(
        client
            .call(Linked {
                at: None,
                q: Some("x".into())
            })
            .items()
            .all()
            .await
            .unwrap(),
        [1, 1, 1]
    );
    assert_eq!(
        wire.asked(),
        [
            "GET https://api.example/v1/linked?q=x\nauthorization: Bearer t",
            "GET https://api.example/elsewhere?after=x%2By\nauthorization: Bearer t",
            "GET https://api.example/v1/linked?page=3\nauthorization: Bearer t"
        ]
    );
}

#[tokio::test]
async fn an_address_that_names_itself_ends_the_pages() {
    let wire = Wire::new(|_, _| json(r#"{"results":[1],"next":"/v1/addressed?page=2"}"#));
    let client = wire.builder().login(Bearer::new("t")).build().unwrap();
    let items = client.call(Addressed { at: None, q: None }).items();
    assert_eq!(items.all().await.unwrap(), [1, 1]);

    let wire = Wire::new(|_, _| json(r#"{"results":[1],"next":"https://api.example/v1/addressed?q=x"}"#));
    let client = wire.builder().login(Bearer::new("t")).build().unwrap();
    let q = Some("x".into());
    let items = client.call(Addressed { at: None, q }).items();
    assert_eq!(items.all().await.unwrap(), [1]);
}

#[tokio::test]
async fn an_address_of_another_host_is_not_followed() {
    let wire = Wire::new(|_, _| json(r#"{"results":[1],"next":"https://me:secret@evil.example:8443/v1/addressed"}"#));
    let client = wire.builder().login(Bearer::new("t")).build().unwrap();
    let mut items = client.call(Addressed { at: None, q: None }).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "addressed: the next page is at https://evil.example:8443, and what goes with requests is meant for https://api.example"
    );
    assert!(items.next().await.is_none());
    assert_eq!(wire.asked().len(), 1);
}

#[tokio::test]
async fn an_error_ends_it() {
    let wire = Wire::new(|number, _| match number {
        0 => json(r#"{"results":[1],"next":"/v1/addressed?page=2"}"#),
        _ => answer(500, ""),
    });
    let client = wire.builder().build().unwrap();
    let mut items = client.call(Addressed { at: None, q: None }).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let Some(Err(Error::Api(error))) = items.next().await else {
        panic!("no error")
    };
    assert_eq!(error.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(items.next().await.is_none());
}

impl Paginated for Health {
    const PAGING: Paging = Paging {
        way: Way::Link,
        items: "",
    };
    type Item = i64;

    fn items((): ()) -> Option<Vec<i64>> {
        None
    }
}

#[tokio::test]
async fn a_page_without_items_is_the_last_although_it_names_another() {
    let wire = Wire::new(|_, _| {
        let page = Response::builder().status(204).header("link", "</2>; rel=next");
        page.body(Body::default()).unwrap()
    });
    let client = wire.builder().build().unwrap();
    let mut items = client.call(Health {}).items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NO_CONTENT));
    assert_eq!(error.headers().unwrap()["link"], "</2>; rel=next");
    assert!(items.next().await.is_none());
    assert_eq!(wire.asked().len(), 1);
}
