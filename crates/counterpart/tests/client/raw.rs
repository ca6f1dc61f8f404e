//! Requests to endpoints that the description does not have.

use counterpart::client::OAuth2;
use counterpart::http::Method;
use counterpart::{ApiKey, Bearer, Error, StatusCode};
use http_body_util::BodyExt;

use crate::wire::{Wire, answer};

#[tokio::test]
async fn it_keeps_the_address_and_the_credentials() {
    let wire = Wire::new(|_, _| answer(418, "short"));
    let builder = wire.builder().key(ApiKey::new("k")).login(Bearer::new("t"));
    let client = builder.provider(Bearer::new("other")).build().unwrap();
    let call = client.request(Method::PATCH, "/hidden/%2F?a=1").query("b c", "d&e");
    let answer = call.header("x-y", "z").json(&[1, 2]).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::IM_A_TEAPOT);
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "short");
    client
        .request(Method::from_bytes(b"PURGE").unwrap(), "x")
        .body(b"raw".to_vec())
        .send()
        .await
        .unwrap();
    assert_eq!(
        wire.asked(),
        [
            "PATCH https://api.example/v1/hidden/%2F?a=1&b%20c=d%26e&key=k\ncontent-type: application/json\n\
             authorization: Bearer t\nx-y: z\n\n[1,2]",
            "PURGE https://api.example/v1/x?key=k\nauthorization: Bearer t\n\nraw"
        ]
    );
}

#[tokio::test]
async fn its_errors_name_no_operation() {
    let wire = Wire::new(|_, _| answer(400, ""));
    let client = wire
        .builder()
        .login(OAuth2::client_credentials("a", "b"))
        .build()
        .unwrap();
    let error = client.request(Method::GET, "/x").send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "request: no token for `login`: the token endpoint answered 400 Bad Request"
    );
    let client = wire.builder().build().unwrap();
    let error = client.request(Method::GET, "/a b").send().await.unwrap_err();
    assert!(matches!(error, Error::Encode(_)));
}

#[tokio::test]
async fn a_fragment_is_not_sent() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let client = wire.builder().build().unwrap();
    client.request(Method::GET, "/a?b=c#d?e").send().await.unwrap();
    assert_eq!(wire.asked(), ["GET https://api.example/v1/a?b=c"]);
}

#[tokio::test]
async fn an_address_that_no_server_reads_is_not_sent() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let client = wire.builder().build().unwrap();
    let asked = |length: usize| client.request(Method::GET, &"x".repeat(length)).send();
    assert_eq!(asked(60_000).await.unwrap().status(), StatusCode::NO_CONTENT);
    for length in [65_000, 65_537, 200_000] {
        let error = asked(length).await.unwrap_err();
        assert_eq!(error.to_string(), "request: the address is not legal");
    }
    assert_eq!(wire.asked().len(), 1);
}
