//! Tokens: fetched when they are needed, kept, renewed, and never shown.

use std::sync::Arc;
use std::time::Duration;

use counterpart::client::{OAuth2, TokenError};
use counterpart::{ApiKey, Bearer, Error};
use tokio::time::{advance, sleep};

use crate::wire::{Wire, answer};

const TOKEN: &str = r#"{"access_token":"t-1","token_type":"bearer","expires_in":3600}"#;

/// A server whose tokens carry a number; what the API answers follows from the token.
fn counting() -> Wire {
    let tokens = std::sync::atomic::AtomicUsize::new(1);
    Wire::new(move |_, request| {
        if !request.starts_with("POST") {
            return answer(204, "");
        }
        let number = tokens.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let text = format!(r#"{{"access_token":"t-{number}","token_type":"Bearer","expires_in":"3600"}}"#);
        answer(200, text.leak())
    })
}

fn credentials() -> OAuth2 {
    OAuth2::client_credentials("id:1", "se cret")
}

#[tokio::test]
async fn a_token_is_sent_as_it_is() {
    let wire = counting();
    let client = wire.builder().login(Bearer::new("mine")).build().unwrap();
    client.ping().await.unwrap();
    assert_eq!(
        wire.asked(),
        ["GET https://api.example/v1/ping\nauthorization: Bearer mine"]
    );
}

#[tokio::test(start_paused = true)]
async fn client_credentials_are_exchanged_once_and_ahead_of_the_end() {
    let wire = counting();
    let client = wire
        .builder()
        .login(credentials().scope("read").scope("write"))
        .build()
        .unwrap();
    let ask = "POST https://login.example/token\ncontent-type: application/x-www-form-urlencoded\n\
               authorization: Basic aWQlM0ExOnNlJTIwY3JldA==\n\n\
               grant_type=client_credentials&scope=read%20write";
    let ping = |token: &str| format!("GET https://api.example/v1/ping\nauthorization: Bearer {token}");
    client.ping().await.unwrap();
    client.clone().ping().await.unwrap();
    assert_eq!(wire.asked(), [ask, &ping("t-1"), &ping("t-1")]);
    // 30 seconds before its end.
    advance(Duration::from_secs(3569)).await;
    client.ping().await.unwrap();
    assert_eq!(wire.asked(), [ping("t-1")]);
    advance(Duration::from_secs(1)).await;
    client.ping().await.unwrap();
    assert_eq!(wire.asked(), [ask, &ping("t-2")]);
}

#[tokio::test(start_paused = true)]
async fn however_many_wait_one_request_fetches_the_token() {
    let wire = Wire::later(|_, request| async move {
        sleep(Duration::from_millis(50)).await;
        Ok(if request.starts_with("POST") {
            answer(200, TOKEN)
        } else {
            answer(204, "")
        })
    });
    let client = Arc::new(wire.builder().login(credentials()).build().unwrap());
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { client.ping().await.unwrap() })
        })
        .collect();
    for call in calls {
        call.await.unwrap();
    }
    let asked = wire.asked();
    assert_eq!(asked.len(), 21);
    assert_eq!(asked.iter().filter(|request| request.starts_with("POST")).count(), 1);
}

#[tokio::test]
async fn a_waiter_goes_on_where_another_call_was_given_up() {
    let wire = Wire::later(|number, request| async move {
        if number == 0 {
            std::future::pending::<()>().await;
        }
        Ok(if request.starts_with("POST") {
            answer(200, TOKEN)
        } else {
            answer(204, "")
        })
    });
    let client = wire.builder().login(credentials()).build().unwrap();
    let error = client.ping().timeout(Duration::from_millis(20)).await.unwrap_err();
    assert!(
        matches!(&error, Error::Transport(error) if error.is_timeout()),
        "{error}"
    );
    client.ping().await.unwrap();
}

#[tokio::test]
async fn a_refused_token_is_replaced_and_the_request_sent_once_more() {
    let wire = Wire::new(|_, request| match request {
        token if token.starts_with("POST") && token.contains("refresh_token=r-1") => {
            answer(200, r#"{"access_token":"t-2","token_type":"Bearer"}"#)
        }
        token if token.starts_with("POST") => answer(
            200,
            r#"{"access_token":"t-1","token_type":"Bearer","refresh_token":"r-1"}"#,
        ),
        call if call.contains("Bearer t-2") => answer(204, ""),
        _ => answer(401, ""),
    });
    let client = wire.builder().login(credentials()).build().unwrap();
    client.ping().await.unwrap();
    let asked = wire.asked();
    let first_lines: Vec<_> = asked.iter().filter_map(|request| request.lines().next()).collect();
    assert_eq!(
        first_lines,
        [
            "POST https://login.example/token",
            "GET https://api.example/v1/ping",
            "POST https://login.example/refresh",
            "GET https://api.example/v1/ping"
        ]
    );
    // A token that nobody can replace is refused once.
    let client = wire.builder().login(Bearer::new("stale")).build().unwrap();
    assert!(matches!(client.ping().await, Err(Error::Api(error)) if error.status == 401));
    assert_eq!(wire.asked().len(), 1);
}

#[tokio::test]
async fn refresh_tokens_follow_each_other() {
    let wire = Wire::new(|number, request| match (request.starts_with("POST"), number) {
        (true, 0) => answer(
            200,
            r#"{"access_token":"t-1","token_type":"Bearer","expires_in":0,"refresh_token":"r-2"}"#,
        ),
        (true, _) => answer(200, r#"{"access_token":"t-2","token_type":"Bearer"}"#),
        (false, _) => answer(204, ""),
    });
    let refresh = OAuth2::refresh_token("app", None, "r-1");
    let client = wire.builder().login(refresh).build().unwrap();
    client.ping().await.unwrap();
    client.ping().await.unwrap();
    let asked = wire.asked();
    let bodies: Vec<_> = asked
        .iter()
        .filter_map(|request| request.split("\n\n").nth(1))
        .collect();
    assert_eq!(
        bodies,
        [
            "grant_type=refresh_token&refresh_token=r-1&client_id=app",
            "grant_type=refresh_token&refresh_token=r-2&client_id=app"
        ]
    );
    assert!(asked[0].starts_with("POST https://login.example/refresh\n"));
}

#[tokio::test]
async fn passwords_parameters_and_addresses() {
    let wire = counting();
    let login = OAuth2::password("ann", "pass word")
        .client("app", Some("s".into()))
        .secret_in_body();
    let client = wire
        .builder()
        .login(login.parameter("audience", "pets"))
        .build()
        .unwrap();
    client.ping().await.unwrap();
    // The address of the flow `password` is relative to that of the API.
    assert_eq!(
        wire.asked()[0],
        "POST https://api.example/token\ncontent-type: application/x-www-form-urlencoded\n\n\
         grant_type=password&username=ann&password=pass%20word&audience=pets&client_id=app&client_secret=s"
    );
    let provider = credentials().token_url("https://provider.example/t");
    let client = wire.builder().provider(provider).build().unwrap();
    client.ping().await.unwrap();
    assert!(wire.asked()[0].starts_with("POST https://provider.example/t\n"));
}

#[tokio::test(start_paused = true)]
async fn a_provider_is_asked_once_where_it_gives_tokens() {
    let wire = Wire::new(|_, request| match request.lines().next().unwrap_or_default() {
        "GET https://openid.example/.well-known/openid-configuration" => answer(
            200,
            r#"{"issuer":"https://openid.example","token_endpoint":"https://openid.example/t"}"#,
        ),
        "POST https://openid.example/t" => answer(200, TOKEN),
        _ => answer(204, ""),
    });
    let client = wire.builder().openid(credentials()).build().unwrap();
    client.ping().await.unwrap();
    advance(Duration::from_secs(4000)).await;
    client.ping().await.unwrap();
    let asked = wire.asked();
    let lines: Vec<_> = asked.iter().filter_map(|request| request.lines().next()).collect();
    let (token, ping) = ("POST https://openid.example/t", "GET https://api.example/v1/ping");
    let provider = "GET https://openid.example/.well-known/openid-configuration";
    assert_eq!(lines, [provider, token, ping, token, ping]);
    assert_eq!(asked[0], provider, "no credential goes there");
    // A token that is there needs none of it, and neither does an address that is known.
    let client = wire.builder().openid(Bearer::new("mine")).build().unwrap();
    client.ping().await.unwrap();
    assert_eq!(wire.asked(), [format!("{ping}\nauthorization: Bearer mine")]);
    let known = credentials().token_url("https://openid.example/t");
    wire.builder().openid(known).build().unwrap().ping().await.unwrap();
    assert!(wire.asked()[0].starts_with(token));

    for (status, body) in [(404, ""), (200, "{}"), (200, "no JSON")] {
        let wire = Wire::new(move |_, _| answer(status, body));
        let client = wire.builder().openid(credentials()).build().unwrap();
        let error = client.ping().await.unwrap_err();
        let reason = if status == 404 { "404 Not Found" } else { "200 OK" };
        assert_eq!(
            error.to_string(),
            format!(
                "ping: no token for `openid`: the provider, asked to describe itself, answered {reason} and no address \
                 for tokens"
            )
        );
        assert_eq!(wire.asked().len(), 1);
    }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_the_scheme_is_named() {
    let failure = async |status, body: &'static str| {
        let wire = Wire::new(move |_, _| answer(status, body));
        let client = wire.builder().login(credentials()).build().unwrap();
        let error = client.ping().await.unwrap_err();
        assert_eq!(wire.asked().len(), 1, "only the token was asked for");
        assert!(!format!("{error} {error:?}").contains("cret"));
        error.to_string()
    };
    let refused = r#"{"error":"invalid_client","error_description":"se cret is wrong"}"#;
    assert_eq!(
        failure(401, refused).await,
        "ping: no token for `login`: the token endpoint answered 401 Unauthorized: invalid_client"
    );
    assert_eq!(
        failure(500, r#"{"error":"Se Cret"}"#).await,
        "ping: no token for `login`: the token endpoint answered 500 Internal Server Error"
    );
    for body in [
        "",
        "{}",
        r#"{"access_token":""}"#,
        r#"{"access_token":"t","token_type":"mac"}"#,
    ] {
        let text = "ping: no token for `login`: the token endpoint answered without a bearer token";
        assert_eq!(failure(200, body).await, text, "{body}");
    }
    let wire = counting();
    let client = wire.builder().provider(credentials()).build().unwrap();
    let error = client.ping().await.unwrap_err();
    let Error::Credential(error) = error else {
        panic!("{error}")
    };
    assert!(matches!(error.source, TokenError::NoTokenUrl));
    assert_eq!((error.scheme, wire.asked().len()), ("provider", 0));
    let client = wire.builder().build().unwrap();
    let error = client.ping().await.unwrap_err();
    assert_eq!(error.to_string(), "ping: the client has no credential for `login`");
}

#[tokio::test]
async fn certificates_are_the_transports_beside_other_credentials() {
    let wire = counting();
    let client = wire.builder().key(ApiKey::new("k")).build().unwrap();
    client.vault().await.unwrap();
    assert_eq!(wire.asked(), ["GET https://api.example/v1/vault?key=k"]);
    let client = wire.builder().build().unwrap();
    let error = client.vault().await.unwrap_err();
    assert_eq!(error.to_string(), "vault: the client has no credential for `key`");
}

#[test]
fn nothing_shows_what_tokens_are_fetched_with() {
    let wire = counting();
    for login in [
        credentials(),
        OAuth2::refresh_token("id", Some("se cret".into()), "secret"),
        OAuth2::password("ann", "secret"),
        OAuth2::token(Bearer::new("secret")),
    ] {
        let builder = wire.builder().login(login.clone());
        let shown = format!("{login:?} {builder:?} {:?}", builder.clone().build().unwrap());
        assert!(!shown.contains("cret"), "{shown}");
    }
}
