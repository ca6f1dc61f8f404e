//! What other generators do wrong with operations, one test each, between our client and our server or a fixed answer.

use std::sync::{Arc, Mutex};

use counterpart::client::Body;
use counterpart::http::{Request, Response, StatusCode};
use counterpart::{Context, Error, Problem};
use counterpart_shapes_tests::peers_operations::client::Client;
use counterpart_shapes_tests::peers_operations::models::Item;
use counterpart_shapes_tests::peers_operations::operations::{ItemGet, ItemGetResponse, ItemPut, ItemPutResponse};
use counterpart_shapes_tests::peers_operations::server::{DefaultHandler, Router};

/// Answers with what arrived.
struct Echo;

#[counterpart::handler]
impl DefaultHandler for Echo {
    async fn item_get(&self, request: ItemGet, _: Context) -> Result<ItemGetResponse, Problem> {
        let ItemGet {
            id,
            id_query,
            tags,
            names,
        } = request;
        Ok(ItemGetResponse::Ok(Item {
            name: format!("{id} {id_query:?} {tags:?} {names:?}"),
        }))
    }

    async fn item_put(&self, request: ItemPut, _: Context) -> Result<ItemPutResponse, Problem> {
        Ok(ItemPutResponse::Ok(
            request.body.unwrap_or_else(|| Item { name: "no body".into() }),
        ))
    }
}

/// A client of the server, and what it sent.
fn echo() -> (Client, Arc<Mutex<Vec<String>>>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&sent);
    let server = Router::new(Echo).into_axum();
    let service = tower::service_fn(move |request: Request<Body>| {
        let length = request.headers().get("content-length").cloned();
        log.lock()
            .expect("no test panics with it")
            .push(format!("{} {} {length:?}", request.method(), request.uri()));
        tower::ServiceExt::oneshot(server.clone(), request)
    });
    let client = Client::builder()
        .base_url("http://echo.example")
        .expect("a URL")
        .service(service)
        .build();
    (client.expect("a client"), sent)
}

/// A client of a server that always answers the same.
fn answering(status: u16, body: &'static str) -> Client {
    let service = tower::service_fn(move |_: Request<Body>| {
        let response = Response::builder()
            .status(status)
            .header("content-type", "application/json");
        async move { Ok::<_, std::convert::Infallible>(response.body(Body::from(body)).expect("an answer")) }
    });
    let client = Client::builder()
        .base_url("http://fixed.example")
        .expect("a URL")
        .service(service)
        .build();
    client.expect("a client")
}

#[tokio::test]
async fn one_name_in_path_and_query_is_two_parameters() {
    let (client, sent) = echo();
    let item = client.item_get(7).id_query("x").await.expect("200");
    assert_eq!(item.name, r#"7 Some("x") None None"#);
    assert_eq!(
        sent.lock().expect("sent")[0],
        "GET http://echo.example/items/7?id=x None"
    );
}

#[tokio::test]
async fn explode_false_is_one_pair_and_true_is_many() {
    let (client, sent) = echo();
    let call = client.item_get(7).tags(vec!["a".into(), "b,c".into()]);
    let item = call.names(vec!["d".into(), "e".into()]).await.expect("200");
    assert_eq!(item.name, r#"7 None Some(["a", "b,c"]) Some(["d", "e"])"#);
    assert_eq!(
        sent.lock().expect("sent")[0],
        "GET http://echo.example/items/7?tags=a,b%2Cc&names=d&names=e None"
    );
}

#[tokio::test]
async fn an_optional_body_is_optional() {
    let (client, _) = echo();
    assert_eq!(client.item_put(1).await.expect("200").name, "no body");
    let item = Item { name: "x".into() };
    assert_eq!(client.item_put(1).body(item).await.expect("200").name, "x");
}

#[tokio::test]
async fn a_default_answer_is_no_success() {
    for status in [500, 202] {
        let error = answering(status, r#"{"detail":"no"}"#)
            .item_get(1)
            .await
            .expect_err("an error");
        let Error::Api(answer) = &error else {
            panic!("{error:?}")
        };
        assert!(
            matches!(&answer.response, ItemGetResponse::Default(code, fault)
                if code.as_u16() == status && fault.detail == "no"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_201_where_200_is_documented_is_a_success() {
    let item = answering(201, r#"{"name":"x"}"#)
        .item_put(1)
        .await
        .expect("the documented body");
    assert_eq!(item.name, "x");
}

/// Both bodies are read by both types; the status decides.
#[tokio::test]
async fn errors_are_told_apart_by_status_and_not_by_shape() {
    let error = |status| async move {
        match answering(status, r#"{"detail":"x"}"#).item_get(1).await {
            Err(Error::Api(answer)) => answer.response,
            other => panic!("{other:?}"),
        }
    };
    assert!(matches!(error(404).await, ItemGetResponse::NotFound(_)));
    assert!(matches!(error(409).await, ItemGetResponse::Conflict(_)));
    assert!(matches!(
        error(418).await,
        ItemGetResponse::Default(StatusCode::IM_A_TEAPOT, _)
    ));
}
