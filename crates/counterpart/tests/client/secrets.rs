//! No credential is ever shown: not by `Debug`, not by an error, whatever the scheme. (`tests/spans.rs` looks at spans.)

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
        ($($name:ident $response:ident $id:literal $($scheme:ident)+;)*) => { $(
            pub struct $name {}
            pub enum $response {
                Ok(String),
                Refused(String),
            }
            counterpart::operation! {
                $name $id GET "/ask" {}
                security [[$($scheme []),+]]
                $response -> one String {
                    Ok = 200 text "text/plain" success,
                    Refused = 403 text "text/plain",
                }
            }
        )* };
    }
    asks! {
        AskBearer AskBearerResponse "ask_bearer" token;
        AskBasic AskBasicResponse "ask_basic" login;
        AskHeader AskHeaderResponse "ask_header" header_key;
        AskQuery AskQueryResponse "ask_query" query_key;
        AskCookie AskCookieResponse "ask_cookie" session;
        AskOAuth2 AskOAuth2Response "ask_oauth2" oauth;
        AskProvider AskProviderResponse "ask_provider" provider;
        AskCertificate AskCertificateResponse "ask_certificate" certificate header_key;
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
            provider: oauth2 [Discovery "https://login.example/openid"],
            certificate: mutual_tls,
        }
    }
}
use api::{
    AskBasic, AskBearer, AskCertificate, AskCookie, AskHeader, AskOAuth2, AskProvider, AskQuery, Client, ClientBuilder,
};

/// Every credential that there is.
fn with_all(builder: ClientBuilder) -> ClientBuilder {
    builder
        .token(Bearer::new(SECRET))
        .login(Basic::new("ann", SECRET))
        .header_key(ApiKey::new(SECRET))
        .query_key(ApiKey::new(SECRET))
        .session(ApiKey::new(SECRET))
        .oauth(OAuth2::client_credentials("id", SECRET))
        .provider(OAuth2::password("ann", SECRET))
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
async fn shown<O: Operation + std::fmt::Debug>(make: impl Fn() -> O) -> String {
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
            let token = r#"{"access_token":"c0unter+part/secret","token_type":"Bearer",
                "token_endpoint":"https://login.example/token"}"#;
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
    check("ask_provider", &shown(|| AskProvider {}).await);
    check("ask_certificate", &shown(|| AskCertificate {}).await);
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
