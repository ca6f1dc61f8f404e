//! One function for what goes wrong with any operation.

use counterpart::StatusCode;
use counterpart::types::Map;
use counterpart_answers_tests::answers::client::{Client, Failure};
use counterpart_answers_tests::answers::models::{Refusal, Shelf};

use crate::support::always;

/// Calls operations whose errors are different types.
async fn visit(client: &Client) -> Result<String, Failure> {
    let shelf = client.shelf_get(1).await?;
    client.shelf_put(2, Shelf { name: "copy".into() }).await?;
    client.cover_get().await?;
    Ok(shelf.name)
}

fn client(status: u16, body: &'static str) -> Client {
    let server = always(
        status,
        &[("content-type", "application/json"), ("x-reason", "busy")],
        body,
    );
    let builder = Client::builder().base_url("http://a.example").unwrap();
    builder.service(server).build().unwrap()
}

/// The one function.
fn told(failure: &Failure) -> String {
    let of = failure.operation();
    match (failure.status(), failure.error()) {
        (Some(status), Some(Refusal { detail, .. })) => format!("{of} {}: {detail}", status.as_u16()),
        (Some(status), None) => format!("{of} {}", status.as_u16()),
        (None, _) => format!("{of}: no answer"),
    }
}

#[tokio::test]
async fn one_error_type_over_all_operations() {
    let failure = visit(&client(404, r#"{"detail":"no shelf","code":7}"#))
        .await
        .unwrap_err();
    assert_eq!(told(&failure), "shelf_get 404: no shelf");
    assert!(failure.is_documented());
    assert_eq!(failure.error().unwrap().code, Some(7));
    assert_eq!(failure.headers()["x-reason"], "busy");
    assert!(failure.body().starts_with(b"{\"detail\""));
    assert_eq!(failure.body_as::<Map<counterpart::types::Json>>().unwrap()["code"], 7);
    assert_eq!(
        failure.to_string(),
        r#"shelf_get: answered 404 Not Found: {"detail":"no shelf","code":7}"#
    );
}

#[tokio::test]
async fn whatever_went_wrong() {
    let failure = visit(&client(200, r#"{"name":["x"]}"#)).await.unwrap_err();
    assert_eq!(
        (failure.status(), failure.is_documented()),
        (Some(StatusCode::OK), false)
    );
    let source = std::error::Error::source(&failure).unwrap().to_string();
    assert_eq!(source, "/name: expected a string, found an array (line 1, column 9)");
    assert!(!format!("{failure:?}").contains("[\"x\"]"), "{failure:?}");
    // No address to be reached: a server that is gone.
    let nobody = Client::builder()
        .base_url("http://127.0.0.1:1")
        .unwrap()
        .build()
        .unwrap();
    let failure = visit(&nobody).await.unwrap_err();
    assert_eq!(told(&failure), "shelf_get: no answer");
    assert!(failure.error().is_none() && failure.body_as::<Shelf>().is_err());
    let boxed: Box<dyn std::error::Error + Send + Sync> = failure.into();
    assert!(boxed.source().is_some());
}
