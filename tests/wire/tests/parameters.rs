//! Parameters of every place, style and syntax: the bytes, and what arrives.

use axum::body::Body;
use counterpart::types::{Map, Maybe};
use counterpart_wire_tests::{collections, query_string, styles};
use http::Request;
use http_body_util::BodyExt;
use serde_json::json;
use tower::ServiceExt;

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn color() -> styles::models::Color {
    styles::models::Color {
        b: Some(150),
        ..styles::models::Color::new(100, 200)
    }
}

fn filter() -> styles::models::Filter {
    let range = json!({"from": 1, "to": 9});
    styles::models::Filter {
        name: Some("a&b".into()),
        range: serde_json::from_value(range).expect("a range"),
        tags: Some(strings(&["x", "y"])),
    }
}

#[tokio::test]
async fn paths() {
    let request = styles::operations::Paths {
        simple: "a/b:c@d".into(),
        label: strings(&["blue", "black"]),
        matrix: color(),
        list: vec![3, 4, 5],
        spread: color(),
    };
    let sent = format!("{request:?}");
    let (wire, arrived) = styles::send(request).await;
    assert_eq!(
        wire,
        "GET http://a.example/paths/a%2Fb:c@d/.blue.black/;matrix=R,100,G,200,B,150/3,4,5/;R=100;G=200;B=150"
    );
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn queries() {
    let request = styles::operations::Queries {
        id: Some(1),
        form: Some(strings(&["a,b", "c"])),
        spaces: Some(strings(&["a", "b"])),
        pipes: Some(strings(&["a", "b"])),
        spread: Some(strings(&["a", "b"])),
        deep: Some(filter()),
        url: Some("http://b.example/?q=1,2#top".into()),
        verbose: Maybe::Null,
        r#where: Some(filter()),
        order: Some(vec![styles::models::QueriesOrderItems::Down]),
        rest: Some(Map::from_iter([("color".to_owned(), "blue".to_owned())])),
    };
    let sent = format!("{request:?}");
    let (wire, arrived) = styles::send(request).await;
    let parts = [
        "id=1",
        "form=a%2Cb,c",
        "spaces=a%20b",
        "pipes=a%7Cb",
        "spread=a&spread=b",
        "deep%5Bname%5D=a%26b&deep%5Brange%5D%5Bfrom%5D=1&deep%5Brange%5D%5Bto%5D=9&deep%5Btags%5D=x&deep%5Btags%5D=y",
        "url=http://b.example/?q=1,2%23top",
        "verbose=",
        "where=%7B%22name%22%3A%22a%26b%22%2C%22range%22%3A%7B%22from%22%3A1%2C%22to%22%3A9%7D%2C%22tags%22%3A%5B%22x%22%2C%22y%22%5D%7D",
        "order=down",
        "color=blue",
    ];
    assert_eq!(wire, format!("GET http://a.example/queries?{}", parts.join("&")));
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn an_absent_parameter_is_its_default() {
    let (wire, arrived) = styles::send(counterpart::blank::<styles::operations::Queries>()).await;
    assert_eq!(wire, "GET http://a.example/queries");
    assert!(arrived.starts_with("Queries { id: Some(7), form: None"), "{arrived}");
    assert!(arrived.contains(r#"order: Some(["up"])"#), "{arrived}");
}

#[tokio::test]
async fn one_name_in_every_place() {
    let request = styles::operations::Elsewhere {
        id: "path".into(),
        id_query: Some("query".into()),
        id_header: Some("header".into()),
        id_cookie: Some("cook;ie".into()),
        x_color: Some(color()),
        x_filter: Some(filter()),
        x_count: Some(3),
        ids: Some(vec![1, 2]),
    };
    let sent = format!("{request:?}");
    let (wire, arrived) = styles::send(request).await;
    assert_eq!(
        wire,
        "GET http://a.example/elsewhere/path?id=query
id: header
x-color: R=100,G=200,B=150
x-filter: {\"name\":\"a&b\",\"range\":{\"from\":1,\"to\":9},\"tags\":[\"x\",\"y\"]}
x-count: 3
cookie: id=cook%3Bie; ids=1,2"
    );
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn a_query_as_a_whole() {
    let near = json!({"x": 4});
    let query = query_string::models::SearchByFormQuery {
        tags: Some(strings(&["a", "b,c"])),
        near: serde_json::from_value(near).expect("a place"),
        ..query_string::models::SearchByFormQuery::new("x y".to_owned())
    };
    let request = query_string::operations::SearchByForm { query };
    let sent = format!("{request:?}");
    let (wire, arrived) = query_string::send(request).await;
    assert_eq!(
        wire,
        "GET http://a.example/search?text=x%20y&tags=a,b%2Cc&near%5Bx%5D=4"
    );
    assert_eq!(arrived, sent);

    let request = query_string::operations::SearchByJson {
        query: Some(Map::from_iter([("a".to_owned(), 1)])),
        session: Some("a=b/c".into()),
    };
    let sent = format!("{request:?}");
    let (wire, arrived) = query_string::send(request).await;
    assert_eq!(
        wire,
        "QUERY http://a.example/search?%7B%22a%22%3A1%7D\ncookie: session=a=b/c"
    );
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn collection_formats() {
    let two = || Some(strings(&["a", "b"]));
    let request = collections::operations::Lists {
        path: strings(&["p", "q"]),
        csv: two(),
        ssv: two(),
        tsv: two(),
        pipes: two(),
        multi: two(),
        x_tabs: two(),
        body: Some(collections::models::ListsRequest {
            fields: Some(vec![1, 2]),
            many: Some(vec![3, 4]),
            plain: Some(vec![5, 6]),
        }),
    };
    let sent = format!("{request:?}");
    let (wire, arrived) = collections::send(request).await;
    assert_eq!(
        wire,
        "POST http://a.example/lists/p%7Cq?csv=a,b&ssv=a%20b&tsv=a%09b&pipes=a%7Cb&multi=a&multi=b
x-tabs: a\tb
content-type: application/x-www-form-urlencoded

fields=1%092&many=3&many=4&plain=5,6"
    );
    assert_eq!(arrived, sent);
}

/// What a server answers to `GET`: the status and the violations, without their details.
async fn refused(uri: &str, header: (&str, &str)) -> (u16, Vec<String>) {
    let request = Request::get(uri).header(header.0, header.1).body(Body::empty());
    let answer = styles::server().into_axum().oneshot(request.expect("a request")).await;
    let answer = answer.expect("an answer");
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    assert!(!String::from_utf8_lossy(&body).contains("hunter2"));
    let problem: serde_json::Value = serde_json::from_slice(&body).expect("a problem");
    let found = problem["violations"].as_array().expect("violations").iter();
    let text = |one: &serde_json::Value| one.as_str().expect("a text").to_owned();
    let found = found.map(|one| [&one["in"], &one["pointer"], &one["rule"]].map(text).join(" "));
    (status, found.collect())
}

#[tokio::test]
async fn json_in_a_parameter_that_is_none_is_malformed() {
    let nothing = ("x-nothing", "");
    let (status, found) = refused("/queries?where=%7Bhunter2&id=x", nothing).await;
    assert_eq!((status, found), (400, vec!["query /where syntax".to_owned()]));
    let (status, found) = refused("/elsewhere/a", ("x-filter", "hunter2")).await;
    assert_eq!((status, found), (400, vec!["header /X-Filter syntax".to_owned()]));
    // JSON that is no filter is JSON.
    let (status, found) = refused("/queries?where=1&id=x", nothing).await;
    assert_eq!(
        (status, found),
        (422, vec!["query /id type".to_owned(), "query /where type".to_owned()])
    );
}
