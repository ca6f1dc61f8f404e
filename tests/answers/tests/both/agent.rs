//! Who a request says that it is from.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::USER_AGENT;
use axum::response::Response;
use counterpart::client::reqwest;
use counterpart_answers_tests::security::client::{Client, ClientBuilder};
use tower::layer::layer_fn;

use crate::support::serve;

/// Answers with the user agent that it was called by.
async fn mirror() -> String {
    serve(axum::Router::new().fallback(|request: Request| async move {
        let agent = request.headers().get(USER_AGENT).cloned();
        Response::new(Body::from(
            agent.map_or_else(Vec::new, |agent| agent.as_bytes().to_vec()),
        ))
    }))
    .await
}

/// What a client says, of itself and where a call says something else.
async fn said(client: ClientBuilder) -> (String, String) {
    let client = client.base_url(&mirror().await).unwrap().build().unwrap();
    let request = || client.request(counterpart::http::Method::GET, "/");
    let own = request().send().await.unwrap();
    let told = request().header("User-Agent", "told").send().await.unwrap();
    let text = |body: counterpart::bytes::Bytes| String::from_utf8(body.to_vec()).unwrap();
    (
        text(own.into_body().bytes(99).await.unwrap()),
        text(told.into_body().bytes(99).await.unwrap()),
    )
}

#[tokio::test]
async fn a_client_has_a_name_unless_a_call_gives_it_another() {
    let (own, told) = said(Client::builder()).await;
    assert!(own.starts_with("counterpart/"), "{own}");
    assert_eq!(told, "told");
    // The same through a layer, to which the transport is any service.
    let (own, told) = said(Client::builder().layer(layer_fn(|inner| inner))).await;
    assert!(own.starts_with("counterpart/"), "{own}");
    assert_eq!(told, "told");
}

#[tokio::test]
async fn a_client_of_reqwest_keeps_the_name_that_it_was_given() {
    let named = || reqwest::Client::builder().user_agent("mine/1").build().unwrap();
    for client in [
        Client::builder().reqwest(named()),
        Client::builder().reqwest(named()).layer(layer_fn(|inner| inner)),
    ] {
        assert_eq!(said(client).await, ("mine/1".to_owned(), "told".to_owned()));
    }
}
