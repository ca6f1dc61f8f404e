//! Spans of a client: the names of OpenTelemetry, an attempt each, and no credential. A program of its own, because who listens
//! to spans is a matter of the whole program.
#![cfg(feature = "tracing")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]
#![allow(unreachable_pub, reason = "generated code is public wherever it is included")]
#![allow(missing_docs, reason = "a program of one test")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use counterpart::client::{ApiKey, Body, OAuth2, Retries};
use counterpart::http::{Request, Response};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// What must not be seen, and the same percent-encoded.
const HIDDEN: &[&str] = &["c0unter+part/secret", "c0unter%2Bpart%2Fsecret"];

mod api {
    macro_rules! asks {
        ($($name:ident $response:ident $id:literal $scheme:ident)*) => { $(
            pub struct $name {}
            pub enum $response {
                Ok(String),
            }
            counterpart::operation! {
                $name $id GET "/ask" {}
                security [[$scheme []]]
                $response -> one String { Ok = 200 text "text/plain" success, }
            }
        )* };
    }
    asks! {
        AskQuery AskQueryResponse "ask_query" query_key
        AskOAuth2 AskOAuth2Response "ask_oauth2" oauth
    }
    counterpart::client! {
        /// A client with credentials in the query and of OAuth 2.0.
        Client "https://api.example/v1" {
            query_key: query "key",
            oauth: oauth2 [ClientCredentials "https://login.example/token"],
        }
    }
}
use api::{AskOAuth2, AskQuery, Client};

fn answer(status: u16, media_type: &str, body: &'static str) -> Response<Body> {
    let answer = Response::builder().status(status).header("content-type", media_type);
    answer.body(Body::from(body)).unwrap()
}

/// Spans as text, a line each; fields in order.
#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<String>>>);

struct Fields<'s>(&'s mut String);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push_str(&format!(" {field}={value}"));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Subscriber for Captured {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("counterpart")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut text = span.metadata().name().to_owned();
        span.record(&mut Fields(&mut text));
        let mut spans = self.0.lock().unwrap();
        spans.push(text);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        if let Some(text) = self.0.lock().unwrap().get_mut(id.into_u64() as usize - 1) {
            values.record(&mut Fields(text));
        }
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = "event".to_owned();
        event.record(&mut Fields(&mut text));
        self.0.lock().unwrap().push(text);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn a_span_an_attempt_with_the_names_of_opentelemetry_and_no_credential() {
    let captured = Captured::default();
    tracing::subscriber::set_global_default(captured.clone()).unwrap();
    let number = Arc::new(Mutex::new(0));
    let service = tower::service_fn(move |request: Request<Body>| {
        let fetches = request.uri().host() == Some("login.example");
        let nth = {
            let mut number = number.lock().unwrap();
            *number += i32::from(!fetches);
            *number
        };
        async move {
            match (fetches, nth) {
                (true, _) => Ok(answer(
                    200,
                    "application/json",
                    r#"{"access_token":"c0unter+part/secret","token_type":"Bearer"}"#,
                )),
                (false, 1) => Ok(answer(503, "text/plain", "")),
                (false, 2 | 3) => Ok(answer(200, "text/plain", "yes")),
                (false, 4) => Err("the line is dead"),
                _ => std::future::pending().await,
            }
        }
    });
    let builder = Client::builder().service(service).query_key(ApiKey::new(HIDDEN[0]));
    let client = builder
        .oauth(OAuth2::client_credentials("id", HIDDEN[0]))
        .build()
        .unwrap();
    client.call(AskQuery {}).retries(Retries::new()).await.unwrap();
    client.call(AskOAuth2 {}).await.unwrap();
    client.call(AskQuery {}).await.unwrap_err();
    client
        .call(AskQuery {})
        .timeout(Duration::from_secs(1))
        .await
        .unwrap_err();
    let spans = captured.0.lock().unwrap().clone();
    let ask = |id: &str, rest: &str| {
        format!(
            "http.client.request otel.name=GET /ask otel.kind=client operation.id={id} http.request.method=GET \
             url.template=/ask url.full=https://api.example/v1/ask server.address=api.example server.port=443{rest}"
        )
    };
    let expected = [
        ask(
            "ask_query",
            " http.response.status_code=503 error.type=503 otel.status_code=ERROR",
        ),
        ask(
            "ask_query",
            " http.request.resend_count=1 http.response.status_code=200",
        ),
        ask("ask_oauth2", " http.response.status_code=200"),
        ask("ask_query", " error.type=transport otel.status_code=ERROR"),
        ask("ask_query", " error.type=timeout otel.status_code=ERROR"),
    ];
    let calls: Vec<_> = spans
        .iter()
        .filter(|span| !span.contains("login.example"))
        .cloned()
        .collect();
    assert_eq!(calls, expected);
    for hidden in HIDDEN {
        assert!(!spans.iter().any(|span| span.contains(hidden)), "{spans:#?}");
    }
}
