//! A mock at work, in process: what it answers, and what it refuses.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod beyond;
mod calls;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use counterpart_mock::{Contract, Mock, Way};
use counterpart_spec::{Input, ReadOptions, read_with};
use http_body_util::BodyExt;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

fn contract() -> Contract {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/mock.yaml");
    let options = ReadOptions {
        examples: true,
        ..ReadOptions::default()
    };
    Contract::new(read_with(&Input::File(file.into()), &options).api.unwrap())
}

fn mock(seed: u64) -> axum::Router {
    Mock::new(contract(), seed).into_axum()
}

/// A request by its first line and headers, with a credential.
fn request(head: &str, body: &str) -> Request<Body> {
    let mut lines = head.lines();
    let (method, uri) = lines.next().unwrap().split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in lines.map(|line| line.split_once(": ").unwrap()) {
        request = request.header(name, value);
    }
    request
        .header("Authorization", "Bearer anything")
        .body(Body::from(body.to_owned()))
        .unwrap()
}

async fn send(router: &axum::Router, head: &str, body: &str) -> (StatusCode, String, String) {
    read(router.clone().oneshot(request(head, body)).await.unwrap()).await
}

async fn read(response: Response<Body>) -> (StatusCode, String, String) {
    let status = response.status();
    let kind = response
        .headers()
        .get("content-type")
        .map(|kind| kind.to_str().unwrap().to_owned());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (
        status,
        kind.unwrap_or_default(),
        String::from_utf8(bytes.to_vec()).unwrap(),
    )
}

const BAKE: &str = "POST /v1/cakes\nContent-Type: application/json";
const CAKE: &str = r#"{"name": "Pie", "layers": 1, "price": 0.75}"#;

#[tokio::test]
async fn the_first_documented_example_that_its_schema_accepts_is_the_answer() {
    let (status, kind, body) = send(&mock(0), BAKE, CAKE).await;
    assert_eq!((status.as_u16(), kind.as_str()), (201, "application/json"));
    assert_eq!(body, r#"{"id":7,"name":"Apple pie","layers":1,"price":3.5}"#);
}

#[tokio::test]
async fn whoever_leaves_out_the_servers_path_is_told() {
    let router = mock(0);
    let (status, _, body) = send(&router, "GET /cakes/7", "").await;
    assert_eq!(status, 404);
    assert!(
        body.contains("no operation at this path, but one below /v1: put /v1 ahead of it"),
        "{body}"
    );
    let (status, _, body) = send(&router, "GET /pies/7", "").await;
    assert_eq!(status, 404);
    assert!(body.contains("there is no operation at this path\""), "{body}");
}

#[tokio::test]
async fn callers_choose_by_code_example_and_media_type() {
    let router = mock(0);
    let (status, _, body) = send(&router, &format!("{BAKE}\nPrefer: example=plum"), CAKE).await;
    assert_eq!(status, 201);
    assert_eq!(body, r#"{"id":8,"name":"Plum cake","layers":2,"price":4.25}"#);
    // Who asks for an example by its name gets it, whatever it is worth.
    let (_, _, body) = send(&router, &format!("{BAKE}\nPrefer: example=broken"), CAKE).await;
    assert_eq!(body, r#"{"name":""}"#);
    let (status, _, body) = send(&router, &format!("{BAKE}\nPrefer: code=404"), CAKE).await;
    assert_eq!((status.as_u16(), body.as_str()), (404, r#"{"title":"No such cake"}"#));
    let (status, kind, body) = send(&router, &format!("{BAKE}\nAccept: text/*"), CAKE).await;
    assert_eq!((status.as_u16(), kind.as_str()), (201, "text/plain; charset=utf-8"));
    assert_eq!(body, "Apple pie, still warm");
    // A range and `default` stand for the status that was asked for.
    let (status, kind, _) = send(&router, "GET /v1/cakes\nPrefer: code=418", "").await;
    assert_eq!((status.as_u16(), kind.as_str()), (418, "application/problem+json"));
    let (status, ..) = send(&router, "DELETE /v1/cakes/7\nPrefer: code=503", "").await;
    assert_eq!(status, 503);
}

#[tokio::test]
async fn what_is_not_documented_cannot_be_asked_for() {
    let router = mock(0);
    let detail = |body: &str| serde_json::from_str::<Json>(body).unwrap()["detail"].clone();
    let (status, _, body) = send(&router, &format!("{BAKE}\nPrefer: code=500"), CAKE).await;
    assert_eq!(status, 400);
    assert_eq!(
        detail(&body),
        "no answer with the status 500 is documented, only 201, 404"
    );
    let (status, _, body) = send(&router, &format!("{BAKE}\nPrefer: example=pear"), CAKE).await;
    assert_eq!(status, 400);
    assert_eq!(
        detail(&body),
        "no example of this name is documented; there are broken, apple, plum"
    );
    let (status, _, body) = send(&router, &format!("{BAKE}\nAccept: image/png"), CAKE).await;
    assert_eq!(status, 406, "{body}");
}

#[tokio::test]
async fn requests_are_checked_as_a_generated_server_checks_them() {
    let router = mock(0);
    let cake = r#"{"name": "A cake with a long name", "layers": 0, "price": 0.3, "parts": [1]}"#;
    let (status, kind, body) = send(&router, BAKE, cake).await;
    assert_eq!((status.as_u16(), kind.as_str()), (422, "application/problem+json"));
    let problem: Json = serde_json::from_str(&body).unwrap();
    let found = |one: &Json| format!("{} {}", one["pointer"].as_str().unwrap(), one["rule"].as_str().unwrap());
    let found: Vec<_> = problem["violations"].as_array().unwrap().iter().map(found).collect();
    assert_eq!(
        found,
        [
            "/name maxLength",
            "/layers minimum",
            "/price multipleOf",
            "/parts/0 type"
        ]
    );
    for (head, body, expected) in [
        ("GET /v1/cakes?limit=6", "", 422),
        ("GET /v1/cakes?kinds=dry,dry", "", 422),
        ("GET /v1/cakes?kinds=dry,raw", "", 422),
        ("GET /v1/cakes?kinds=dry,wet&limit=5", "", 200),
        ("GET /v1/cakes/0", "", 422),
        ("GET /v1/cake", "", 404),
        ("PUT /v1/cakes", "", 405),
        ("POST /v1/cakes\nContent-Type: text/plain", CAKE, 415),
        (BAKE, "{", 400),
        (BAKE, "", 422),
        ("DELETE /v1/cakes/7", "", 204),
    ] {
        let (status, _, said) = send(&router, head, body).await;
        assert_eq!(status.as_u16(), expected, "{head}: {said}");
    }
}

#[tokio::test]
async fn any_credential_will_do_but_none_will_not() {
    let router = mock(0);
    let without = |uri: &str| Request::builder().uri(uri).body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(without("/v1/cakes")).await.unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.headers()["www-authenticate"], "Bearer");
    let open = router.oneshot(without("/v1/cakes/1")).await.unwrap();
    assert_eq!(open.status(), 200);
}

#[tokio::test]
async fn made_values_are_those_of_the_request_and_the_seed() {
    let (one, same, other) = (mock(0), mock(0), mock(1));
    let body = async |router: &axum::Router, uri: &str| send(router, uri, "").await.2;
    let first = body(&one, "GET /v1/cakes/1").await;
    assert_eq!(body(&one, "GET /v1/cakes/1").await, first);
    assert_eq!(body(&same, "GET /v1/cakes/1").await, first);
    assert_ne!(body(&one, "GET /v1/cakes/2").await, first);
    assert_ne!(body(&other, "GET /v1/cakes/1").await, first);
    let cake: Json = serde_json::from_str(&first).unwrap();
    assert!(cake["id"].is_u64() && cake.get("secret").is_none(), "{cake}");
    let cakes: Json = serde_json::from_str(&body(&one, "GET /v1/cakes").await).unwrap();
    assert!(cakes.as_array().unwrap().len() >= 2, "{cakes}");
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let router = mock(0);
    let answer = router.clone().oneshot(request("HEAD /v1/cakes/1", "")).await.unwrap();
    assert_eq!(answer.status(), 200);
    let length = answer.headers()["content-length"].to_str().unwrap().to_owned();
    assert_eq!(read(answer).await.2, "");
    assert_eq!(send(&router, "GET /v1/cakes/1", "").await.2.len().to_string(), length);
}

#[test]
fn values_are_those_of_their_direction() {
    let contract = contract();
    let operation = &contract.api().operations[1];
    let body = &operation.body.as_ref().unwrap().contents[0].value;
    let made = contract.value(body, Way::Request, 3).unwrap();
    assert!(made.get("id").is_none() && made.get("secret").is_some(), "{made}");
    assert!(contract.violations(body, Way::Request, &made).is_empty());
    let found = contract.violations(body, Way::Request, &json!({"layers": 1, "price": 1}));
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, ["/name: the property is missing"]);
}
