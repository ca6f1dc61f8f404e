//! The API calls, as it would over the wire.

use axum::http::{Request, StatusCode};
use counterpart::client::{BaseUrl, Body, encode};
use parcels::{
    SIGNATURE, Waiting,
    parcels::{models::Parcel, operations::ParcelMoved},
};
use tower::ServiceExt;

async fn send(waiting: &Waiting, request: Request<Body>) -> StatusCode {
    let answer = waiting.clone().into_router().oneshot(request).await;
    answer.expect("an answer").status()
}

fn moved(place: &str, signature: Option<&str>) -> Request<Body> {
    let base = BaseUrl::parse("http://me.example/hooks").expect("a base");
    let body = Parcel {
        id: 7,
        place: place.to_owned(),
    };
    let mut request = encode(&ParcelMoved { body }, &base).expect("a request");
    if let Some(signature) = signature {
        let signature = signature.parse().expect("a header");
        request.headers_mut().insert("x-signature", signature);
    }
    request
}

#[tokio::test]
async fn a_webhook_is_received_at_its_name() {
    let waiting = Waiting::default();
    let request = moved("Oslo", Some(SIGNATURE));
    assert_eq!(
        (request.method().as_str(), request.uri().path()),
        ("POST", "/hooks/parcel.moved")
    );
    assert_eq!(send(&waiting, request).await, 204);
    assert_eq!(send(&waiting, moved("Bergen", Some(SIGNATURE))).await, 204);
    assert_eq!(send(&waiting, moved("Bodø", Some(SIGNATURE))).await, 410);
    assert_eq!(waiting.seen(), ["7 in Oslo", "7 in Bergen"]);
}

#[tokio::test]
async fn what_is_not_from_the_api_or_not_by_the_contract_is_refused() {
    let waiting = Waiting::default();
    assert_eq!(send(&waiting, moved("Oslo", None)).await, 401);
    assert_eq!(send(&waiting, moved("Oslo", Some("guessed"))).await, 401);
    assert_eq!(send(&waiting, moved("", Some(SIGNATURE))).await, 422);
    assert!(waiting.seen().is_empty());
}
