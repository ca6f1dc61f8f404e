//! No credential is ever shown: not by `Debug`, not by an error, not by a span; whatever the scheme.

use counterpart::client::{ApiKey, Basic, Bearer, OAuth2, Retries};
use counterpart::http::Response;
use counterpart::operation::Operation;
use counterpart::types::Body;

use crate::wire::answer;

/// What must not be seen; the second part is that in base64, as `Basic` sends it.
const SECRET: &str = "c0unter+part/secret";
const HIDDEN: &[&str] = &[
    SECRET,
    "c0unter%2Bpart%2Fsecret",
    "c0unter%2bpart",
    "YW5uOmMwdW50ZXIrcGFydC9zZWNyZXQ=",
];

mod api {
    macro_rules! asks {
        ($($name:ident $response:ident $id:literal $scheme:ident)*) => { $(
            pub struct $name {}
            pub enum $response {
                Ok(String),
                Refused(String),
            }
            counterpart::operation! {
                $name $id GET "/ask" {}
                security [[$scheme []]]
                $response -> one String {
                    Ok = 200 text "text/plain" success,
                    Refused = 403 text "text/plain",
                }
            }
        )* };
    }
    asks! {
        AskBearer AskBearerResponse "ask_bearer" token
        AskBasic AskBasicResponse "ask_basic" login
        AskHeader AskHeaderResponse "ask_header" header_key
        AskQuery AskQueryResponse "ask_query" query_key
        AskCookie AskCookieResponse "ask_cookie" session
        AskOAuth2 AskOAuth2Response "ask_oauth2" oauth
    }
    counterpart::client! {
        /// A client with every kind of credential.
        Client "https://api.example/v1" {
            token: bearer,
            login: basic,
            header_key: header "X-Key",
            query_key: query "key",
            session: cookie "sid",
            oauth: oauth2 [ClientCredentials "https://login.example/token"],
        }
    }
}
use api::{AskBasic, AskBearer, AskCookie, AskHeader, AskOAuth2, AskQuery, Client, ClientBuilder};

/// Every credential that there is.
fn with_all(builder: ClientBuilder) -> ClientBuilder {
    builder
        .token(Bearer::new(SECRET))
        .login(Basic::new("ann", SECRET))
        .header_key(ApiKey::new(SECRET))
        .query_key(ApiKey::new(SECRET))
        .session(ApiKey::new(SECRET))
        .oauth(OAuth2::client_credentials("id", SECRET))
}

/// The answers of a server in turn: `None` is no answer at all.
const ANSWERS: &[Option<(u16, &str)>] = &[
    Some((403, "no")),
    Some((418, "tea")),
    Some((200, "\u{fffd}")),
    Some((503, "")),
    None,
];

/// Everything that is shown of calls of an operation with all kinds of outcomes.
async fn shown<O: Operation>(make: impl Fn() -> O) -> String {
    let mut shown = String::new();
    let mut saw = false;
    for outcome in ANSWERS {
        let heard = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
        let hears = std::sync::Arc::clone(&heard);
        let service = tower::service_fn(move |request: counterpart::http::Request<Body>| {
            let fetches = request.uri().host() == Some("login.example");
            let mut seen = format!("{}\n", request.uri());
            for value in request.headers().values() {
                seen.push_str(&format!("{}\n", String::from_utf8_lossy(value.as_bytes())));
            }
            hears.lock().unwrap().push_str(&seen);
            let token = concat!(r#"{"access_token":"c0unter+part/secret","token_type":"Bearer"}"#);
            let answered: Result<Response<Body>, &'static str> = match (fetches, outcome) {
                (true, _) => Ok(answer(200, token)),
                (false, Some((status, body))) => Ok(answer(*status, body)),
                (false, None) => Err("the line is dead"),
            };
            async move { answered }
        });
        let builder = with_all(Client::builder().service(service));
        shown.push_str(&format!("{builder:?}\n"));
        let client = builder.build().unwrap();
        let call = client.call(make()).retries(Retries::none());
        shown.push_str(&format!("{client:?}\n{call:?}\n"));
        if let Err(error) = call.await {
            let source = std::error::Error::source(&error).map(ToString::to_string);
            shown.push_str(&format!("{error}\n{error:?}\n{source:?}\n"));
        }
        saw |= HIDDEN.iter().any(|hidden| heard.lock().unwrap().contains(hidden));
    }
    assert!(saw, "{} sent no credential, so that nothing could be seen", O::TABLE.id);
    shown
}

fn check(id: &str, shown: &str) {
    for hidden in HIDDEN {
        assert!(!shown.contains(hidden), "{id} shows {hidden}:\n{shown}");
    }
    assert!(shown.contains(id), "{shown}");
}

#[tokio::test]
async fn neither_debug_nor_an_error_shows_a_credential() {
    check("ask_bearer", &shown(|| AskBearer {}).await);
    check("ask_basic", &shown(|| AskBasic {}).await);
    check("ask_header", &shown(|| AskHeader {}).await);
    check("ask_query", &shown(|| AskQuery {}).await);
    check("ask_cookie", &shown(|| AskCookie {}).await);
    check("ask_oauth2", &shown(|| AskOAuth2 {}).await);
    let credentials = format!(
        "{:?} {:?} {:?} {:?}",
        Bearer::new(SECRET),
        Basic::new("ann", SECRET),
        ApiKey::new(SECRET),
        OAuth2::client_credentials("id", SECRET)
    );
    check("", &credentials);
}

/// The errors of the usual transport name the address, which has the key in it.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn the_error_of_a_connection_does_not_show_the_key_of_the_query() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let builder = Client::builder().base_url(&format!("http://{closed}")).unwrap();
    let client = with_all(builder).build().unwrap();
    let error = client.call(AskQuery {}).await.unwrap_err();
    let mut text = format!("ask_query {error} {error:?}");
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    check("ask_query", &text);
}

#[cfg(feature = "tracing")]
mod spans {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use tracing::field::{Field, Visit};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber};

    use super::{AskOAuth2, AskQuery, Client, HIDDEN, Retries, answer, with_all};

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
        let _guard = tracing::subscriber::set_default(captured.clone());
        let number = Arc::new(Mutex::new(0));
        let service = tower::service_fn(move |request: counterpart::http::Request<counterpart::client::Body>| {
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
                        r#"{"access_token":"c0unter+part/secret","token_type":"Bearer"}"#,
                    )),
                    (false, 1) => Ok(answer(503, "")),
                    (false, 2 | 3) => Ok(answer(200, "yes")),
                    (false, 4) => Err("the line is dead"),
                    _ => std::future::pending().await,
                }
            }
        });
        let client = with_all(Client::builder().service(service)).build().unwrap();
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
}
