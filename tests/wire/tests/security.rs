//! Every security scheme: what a generated client sends, and whom a generated server admits.

use counterpart::client::OAuth2;
use counterpart::operation::Operation;
use counterpart::{ApiKey, Basic, Bearer, BearerToken, Error, Principal, Problem};
use counterpart_wire_tests::{Seen, Tape, security};
use security::client::{Client, ClientBuilder};
use security::operations::*;
use security::server::{Authenticator, DefaultHandler, Router};

/// Has written nothing: whoever is admitted is answered 501.
struct App;
impl DefaultHandler for App {}

/// Knows one credential a scheme.
struct Doorman;

fn judged(is_good: bool) -> Result<Principal, Problem> {
    match is_good {
        true => Ok(Principal::new(())),
        false => Err(Problem::unauthorized()),
    }
}

#[counterpart::handler]
impl Authenticator for Doorman {
    async fn token(&self, token: BearerToken, _: &[&str]) -> Result<Principal, Problem> {
        judged(token.is("t"))
    }
    async fn login(&self, login: Basic, _: &[&str]) -> Result<Principal, Problem> {
        judged(login.is("ann", "pass word"))
    }
    async fn header_key(&self, key: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        judged(key.is("h"))
    }
    async fn query_key(&self, key: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        judged(key.is("q&"))
    }
    async fn cookie_key(&self, key: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        judged(key.is("c"))
    }
    async fn flow(&self, token: BearerToken, scopes: &[&str]) -> Result<Principal, Problem> {
        judged(token.is("f") && scopes == ["read"])
    }
    async fn provider(&self, token: BearerToken, _: &[&str]) -> Result<Principal, Problem> {
        judged(token.is("p"))
    }
}

/// Calls an operation; gives what went over the wire, and the status or why nothing was sent.
async fn call<O: Operation>(operation: O, credentials: impl Fn(ClientBuilder) -> ClientBuilder) -> (String, String) {
    let wire = Seen::default();
    let server = Router::new(App).authenticator(Doorman).into_axum();
    let builder = Client::builder().base_url("http://a.example").expect("an address");
    let client = credentials(builder).service(Tape::new(server, &wire)).build();
    let said = match client.expect("a client").call(operation).await {
        Err(Error::Undocumented(answer)) => answer.status.as_u16().to_string(),
        Err(error) => error.to_string(),
        Ok(_) => "nobody has written it".to_owned(),
    };
    let sent = wire.take().unwrap_or_default();
    (sent.trim_start_matches("GET http://a.example").to_owned(), said)
}

fn all(builder: ClientBuilder) -> ClientBuilder {
    builder
        .token(Bearer::new("t"))
        .login(Basic::new("ann", "pass word"))
        .header_key(ApiKey::new("h"))
        .query_key(ApiKey::new("q&"))
        .cookie_key(ApiKey::new("c"))
        .flow(OAuth2::token(Bearer::new("f")))
        .provider(Bearer::new("p"))
}

/// Calls an operation with all credentials and with none.
async fn row<O: Operation>(make: impl Fn() -> O, sent: &str, admitted: &str, missing: Option<&str>) {
    let (wire, said) = call(make(), all).await;
    assert_eq!((wire.as_str(), said.as_str()), (sent, admitted));
    let (wire, said) = call(make(), |builder| builder).await;
    match missing {
        None => assert!(wire.starts_with('/'), "{}: {said}", O::TABLE.id),
        Some(scheme) => {
            let told = format!("{}: the client has no credential for `{scheme}`", O::TABLE.id);
            assert_eq!((wire.as_str(), said), ("", told));
        }
    }
}

#[tokio::test]
async fn what_is_sent_who_is_admitted_and_what_is_missing() {
    let basic = "authorization: Basic YW5uOnBhc3Mgd29yZA==";
    let scheme = Some;
    row(|| Usual {}, "/usual\nauthorization: Bearer t", "501", scheme("token")).await;
    row(|| Open {}, "/open", "501", None).await;
    row(|| ByHeader {}, "/header\nx-key: h", "501", scheme("header_key")).await;
    row(|| ByQuery {}, "/query?api%20key=q%26", "501", scheme("query_key")).await;
    row(|| ByCookie {}, "/cookie\ncookie: sid=c", "501", scheme("cookie_key")).await;
    row(|| ByPassword {}, &format!("/basic\n{basic}"), "501", scheme("login")).await;
    row(|| ByFlow {}, "/oauth\nauthorization: Bearer f", "501", scheme("flow")).await;
    let provided = "/provider\nauthorization: Bearer p";
    row(|| ByProvider {}, provided, "501", scheme("provider")).await;
    // The connection is the transport's, of which neither side can see anything here.
    row(|| ByCertificate {}, "/certificate", "401", None).await;
    let both = format!("/both\nx-key: h\n{basic}");
    row(|| ByBoth {}, &both, "501", scheme("header_key")).await;
    let either = "/either\nx-key: h\ncookie: sid=c";
    row(|| ByEither {}, either, "501", scheme("header_key")).await;
    row(|| ByAnybody {}, &format!("/anybody\n{basic}"), "501", None).await;
}

#[tokio::test]
async fn half_of_an_alternative_is_none_and_another_may_do() {
    let (sent, said) = call(ByBoth {}, |builder| builder.header_key(ApiKey::new("h"))).await;
    assert_eq!(
        (sent.as_str(), said.as_str()),
        ("", "by_both: the client has no credential for `login`")
    );
    let query = |builder: ClientBuilder| builder.header_key(ApiKey::new("h")).query_key(ApiKey::new("q&"));
    let (sent, said) = call(ByEither {}, query).await;
    assert_eq!((sent.as_str(), said.as_str()), ("/either?api%20key=q%26", "501"));
    // Nobody is asked for what is open to anybody.
    let (sent, said) = call(ByAnybody {}, |builder| builder).await;
    assert_eq!((sent.as_str(), said.as_str()), ("/anybody", "501"));
    let (_, said) = call(Usual {}, |builder| builder.token(Bearer::new("stale"))).await;
    assert_eq!(said, "401");
}
