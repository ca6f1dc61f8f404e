//! Which credentials open which operation.

use std::sync::{Arc, Mutex};

use counterpart::http::header::AUTHORIZATION;
use counterpart::http::{Request, Response};
use counterpart::{ApiKey, Basic, Bearer, Error};

use crate::api::client::{Client, ClientBuilder};
use crate::api::server::Router;
use crate::app::App;
use crate::support::{ask, request, server};

/// What the server knows the caller of `PATCH /pets/5/` as, or its refusal.
async fn caller(headers: &[(&str, &str)]) -> String {
    let answer = ask(server(), request("PATCH /api/v3/pets/5/", headers, "")).await;
    match answer.split_once("\"tags\":[\"") {
        Some((_, rest)) => rest.trim_end_matches("\"]}").to_owned(),
        None if answer.starts_with("200") => "nobody".into(),
        None => answer
            .replace("\ncontent-type: application/problem+json", "")
            .split_once("\n\n")
            .unwrap()
            .0
            .to_owned(),
    }
}

#[tokio::test]
async fn alternatives_are_or_and_schemes_within_are_and() {
    assert_eq!(caller(&[]).await, "nobody");
    assert_eq!(caller(&[("authorization", "Bearer reader")]).await, "reader");
    assert_eq!(
        caller(&[("x-key", "k"), ("cookie", "a=b; sid=s+/%20s==")]).await,
        "keyholder"
    );
    // RFC 6265 lets a cookie stand between quotes.
    assert_eq!(
        caller(&[("x-key", "k"), ("cookie", "a=b"), ("cookie", "sid=\"s+/%20s==\"")]).await,
        "keyholder"
    );
    // A cookie of somebody else that is not ASCII hides no other.
    let mut foreign = request("PATCH /api/v3/pets/5/", &[("x-key", "k")], "");
    let line = counterpart::http::HeaderValue::from_bytes("a=ä; sid=s+/%20s==".as_bytes()).unwrap();
    foreign.headers_mut().insert("cookie", line);
    assert!(ask(server(), foreign).await.contains("keyholder"));
    // Half of an alternative is none of it; the anonymous one remains.
    assert_eq!(caller(&[("x-key", "k")]).await, "nobody");
    assert_eq!(caller(&[("x-key", ""), ("cookie", "sid=s+/%20s==")]).await, "nobody");
}

#[tokio::test]
async fn a_refused_credential_does_not_become_anonymous() {
    let refused = "401\nwww-authenticate: Bearer\nwww-authenticate: ApiKey in=\"header\", name=\"X-Key\"\n\
                   www-authenticate: ApiKey in=\"cookie\", name=\"sid\"";
    assert_eq!(caller(&[("authorization", "Bearer stale")]).await, refused);
    assert_eq!(caller(&[("x-key", "k"), ("cookie", "sid=wrong")]).await, refused);
    // Another alternative still counts.
    let good = [
        ("authorization", "Bearer stale"),
        ("x-key", "k"),
        ("cookie", "sid=s+/%20s=="),
    ];
    assert_eq!(caller(&good).await, "keyholder");
}

#[tokio::test]
async fn basic_and_query_keys() {
    let delete = async |line: &str, headers: &[(&str, &str)]| ask(server(), request(line, headers, "")).await;
    assert_eq!(delete("DELETE /api/v3/pets/1/?api%20key=q%26k", &[]).await, "204");
    assert_eq!(
        delete(
            "DELETE /api/v3/pets/1/",
            &[("authorization", "basic YW5uOnBhc3M6d29yZA==")]
        )
        .await,
        "204"
    );
    for headers in [
        [("authorization", "Basic YW5uOg==")],
        [("authorization", "Basic !!")],
        [("authorization", "Basic")],
    ] {
        let answer = delete("DELETE /api/v3/pets/1/", &headers).await;
        assert!(
            answer.starts_with("401\nwww-authenticate: Basic realm=\"api\", charset=\"UTF-8\"\n"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn nothing_secured_opens_without_an_authenticator() {
    let server = Router::new(App).into_axum();
    for line in [
        "POST /api/v3/pets/",
        "DELETE /api/v3/pets/1/?api%20key=q%26k",
        "GET /api/v3/unwritten",
    ] {
        let answer = ask(server.clone(), request(line, &[("authorization", "Bearer writer")], "")).await;
        assert!(answer.starts_with("401\nwww-authenticate: "), "{answer}");
        assert!(!answer.contains("writer"));
    }
    assert!(
        ask(server, request("GET /api/v3/pets/", &[], ""))
            .await
            .starts_with("200")
    );
}

#[tokio::test]
async fn schemes_that_are_not_supported_are_never_satisfied() {
    let answer = ask(server(), request("GET /api/v3/unwritten", &[], "")).await;
    assert!(
        answer.starts_with("401\nwww-authenticate: Bearer\nwww-authenticate: Unsupported scheme=\"nobody\""),
        "{answer}"
    );
}

/// The address and the headers that a client sends for `PATCH /pets/5/` and `DELETE /pets/5/`.
async fn sent(credentials: impl Fn(ClientBuilder) -> ClientBuilder) -> [String; 2] {
    let log = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&log);
    let service = tower::service_fn(move |request: Request<counterpart::client::Body>| {
        let headers = request.headers().iter();
        let headers = headers.filter(|(name, _)| ["authorization", "x-key", "cookie"].contains(&name.as_str()));
        let headers: Vec<_> = headers
            .map(|(name, value)| format!(" {name}={}", value.to_str().unwrap()))
            .collect();
        seen.lock()
            .unwrap()
            .push(format!("{}{}", request.uri().query().unwrap_or(""), headers.concat()));
        std::future::ready(Ok::<_, std::convert::Infallible>(Response::new(
            counterpart::client::Body::empty(),
        )))
    });
    let builder = credentials(Client::builder().base_url("http://pets.example").unwrap());
    let client = builder.service(service).build().unwrap();
    let _ = client.pets_update(5).await;
    let deleted = client.pets_delete(5).await;
    let mut log = std::mem::take(&mut *log.lock().unwrap());
    if let Err(error @ Error::MissingCredential { .. }) = deleted {
        log.push(error.to_string());
    }
    log.try_into().unwrap()
}

#[tokio::test]
async fn the_client_applies_the_first_alternative_that_it_can() {
    let missing = "pets_delete: the client has no credential for `login`";
    assert_eq!(sent(|builder| builder).await, ["", missing]);
    assert_eq!(
        sent(|builder| builder.token(Bearer::new("t"))).await,
        [" authorization=Bearer t", missing]
    );
    assert_eq!(sent(|builder| builder.key(ApiKey::new("k"))).await, ["", missing]);
    let both = |builder: ClientBuilder| builder.session(ApiKey::new("s+/%20s==")).key(ApiKey::new("k"));
    assert_eq!(sent(both).await, [" x-key=k cookie=sid=s+/%20s==", missing]);
    assert_eq!(
        sent(|builder| builder.query_key(ApiKey::new("q&k"))).await,
        ["", "api%20key=q%26k"]
    );
    let basic = |builder: ClientBuilder| {
        builder
            .query_key(ApiKey::new("q"))
            .login(Basic::new("ann", "pass:word"))
    };
    assert_eq!(sent(basic).await, ["", " authorization=Basic YW5uOnBhc3M6d29yZA=="]);
}

#[tokio::test]
async fn schemes_that_are_not_supported_are_the_transports_after_all_others() {
    let unwritten = async |builder: ClientBuilder| {
        let service = tower::service_fn(|request: Request<counterpart::client::Body>| {
            let token = request.headers().get("authorization").cloned();
            let mut response = Response::new(counterpart::client::Body::empty());
            response.headers_mut().extend(token.map(|token| (AUTHORIZATION, token)));
            *response.status_mut() = counterpart::StatusCode::IM_A_TEAPOT;
            std::future::ready(Ok::<_, std::convert::Infallible>(response))
        });
        let client = builder
            .base_url("http://pets.example")
            .unwrap()
            .service(service)
            .build()
            .unwrap();
        match client.call(crate::api::operations::Unwritten {}).await {
            Err(Error::Api(error)) => error.headers.get("authorization").cloned(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(unwritten(Client::builder()).await, None);
    assert_eq!(
        unwritten(Client::builder().token(Bearer::new("t"))).await.unwrap(),
        "Bearer t"
    );
}

#[tokio::test]
async fn illegal_credentials_are_an_error_that_does_not_show_them() {
    let client = |builder: ClientBuilder| {
        builder
            .base_url("http://x.example")
            .unwrap()
            .service(server())
            .build()
            .unwrap()
    };
    let error = client(Client::builder().token(Bearer::new("se\ncret")))
        .pets_update(1)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "pets_update: the credential of `token` cannot be sent as it is"
    );
    let error = client(Client::builder().login(Basic::new("a:b", "secret")))
        .pets_delete(1)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "pets_delete: the credential of `login` cannot be sent as it is"
    );
    for key in ["a b", "a;b", "a,b", "a\"b", "a\\b", "ä", "a\nb"] {
        let error = client(Client::builder().key(ApiKey::new("k")).session(ApiKey::new(key)))
            .pets_update(1)
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "pets_update: the credential of `session` cannot be sent as it is"
        );
    }
}

#[test]
fn nothing_shows_a_credential() {
    let builder = Client::builder().base_url("https://x.example/a?key=secret").unwrap();
    let builder = builder
        .token(Bearer::new("secret"))
        .key(ApiKey::new("secret"))
        .login(Basic::new("ann", "secret"));
    let client = builder.clone().service(server()).build().unwrap();
    for shown in [
        format!("{builder:?}"),
        format!("{client:?}"),
        format!("{:?}", client.pets_delete(1)),
    ] {
        assert!(!shown.contains("secret"), "{shown}");
    }
}

#[test]
fn credentials_are_compared_in_constant_time() {
    assert!(Bearer::new("token").is("token"));
    for other in ["", "toke", "tokem", "tokens", "Token"] {
        assert!(!Bearer::new("token").is(other), "{other}");
        assert!(!ApiKey::new("token").is(other), "{other}");
        assert!(!Basic::new("ann", "token").is("ann", other), "{other}");
        assert!(!Basic::new("token", "pw").is(other, "pw"), "{other}");
    }
    assert!(ApiKey::new("").is(""));
    assert!(Basic::new("ann", "pw").is("ann", "pw"));
}
