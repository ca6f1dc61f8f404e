//! Which operation a request reaches.

use counterpart::{Answering, Context};
use tower::ServiceExt;

use crate::api::server::Router;
use crate::app::App;
use crate::support::{ask, request, server};

#[tokio::test]
async fn the_base_path_is_that_of_the_server_unless_told() {
    assert!(
        ask(server(), request("GET /api/v3/pets/", &[], ""))
            .await
            .starts_with("200")
    );
    for base in ["", "/", "/x", "x/", "/x/"] {
        let server = Router::new(App).base_path(base).into_axum();
        let path = if base.contains('x') { "/x/pets/" } else { "/pets/" };
        assert!(
            ask(server, request(&format!("GET {path}"), &[], ""))
                .await
                .starts_with("200"),
            "{base}"
        );
    }
}

#[tokio::test]
async fn routers_nest_and_merge() {
    let health = axum::Router::new().route("/health", axum::routing::get(async || "well"));
    let app = axum::Router::new().nest("/tenant/{t}", server()).merge(health);
    assert!(
        ask(app.clone(), request("PATCH /tenant/a/api/v3/pets/5/", &[], ""))
            .await
            .contains(r#"{"id":5,"#)
    );
    assert!(ask(app, request("GET /health", &[], "")).await.ends_with("well"));
}

#[tokio::test]
async fn head_is_get_without_its_body() {
    let get = ask(server(), request("GET /api/v3/pictures/abc.png", &[], "")).await;
    assert_eq!(get, "200\ncontent-type: image/png\n\nabc");
    let head = ask(server(), request("HEAD /api/v3/pictures/abc.png", &[], "")).await;
    assert_eq!(head, "200\ncontent-type: image/png");
    let head = server()
        .oneshot(request("HEAD /api/v3/pictures/abc.png", &[], ""))
        .await
        .unwrap();
    assert_eq!(head.headers()["content-length"], "3");
}

#[tokio::test]
async fn no_content_has_no_headers_of_one() {
    let answer = ask(server(), request("DELETE /api/v3/pets/1/?api+key=q%26k", &[], "")).await;
    assert_eq!(answer, "204");
}

#[tokio::test]
async fn texts_name_their_charset_and_optional_bodies_may_be_empty() {
    let echo = async |headers: &[(&str, &str)], body: &'static str| {
        let answer = ask(server(), request("PUT /api/v3/notes/anything", headers, body)).await;
        answer
            .strip_prefix("200\ncontent-type: text/plain; charset=utf-8\n\n")
            .unwrap_or(&answer)
            .to_owned()
    };
    assert_eq!(echo(&[], "").await, "None");
    assert_eq!(echo(&[("content-type", "text/plain")], "").await, "Some(\"\")");
    assert_eq!(
        echo(&[("content-type", "text/plain; charset=utf-8")], "7").await,
        "Some(\"7\")"
    );
}

/// Operations whose templates axum could not take side by side.
mod templates {
    use super::*;

    macro_rules! echoing {
        ($($name:ident $response:ident $method:ident $verb:ident $path:literal { $($field:ident $wire:literal),* }),* $(,)?) => {
            $(
                #[derive(Clone)]
                pub struct $name { $(pub $field: String),* }
                #[derive(Clone)]
                pub enum $response { Ok(String) }
                counterpart::operation! {
                    $name $path $verb $path { $($field: path required $wire),* }
                    security []
                    $response -> one String { Ok = 200 text "text/plain" success }
                }
            )*
            pub trait Handler: Send + Sync + 'static {
                $(
                    fn $method<'life0, 'async_trait>(&'life0 self, request: $name, _: Context) -> Answering<'async_trait, $response>
                    where
                        'life0: 'async_trait,
                        Self: 'async_trait,
                    {
                        Box::pin(std::future::ready(Ok($response::Ok(format!("{request:?}")))))
                    }
                )*
            }
            counterpart::router! {
                Router "" { all: Handler { $($name => $method),* } }
                security {}
            }
        };
    }
    echoing! {
        Plain PlainResponse plain GET "/a/{x}" { x "x" },
        Json JsonResponse json GET "/a/{x}.json" { x "x" },
        Verb VerbResponse verb POST "/a/{x}:undo" { x "x" },
        Deep DeepResponse deep GET "/a/{other}/c" { other "other" },
        Literal LiteralResponse literal GET "/a/me" {},
        Pair PairResponse pair GET "/b/{from}-{to}" { from "from", to "to" },
        Twice TwiceResponse twice GET "/a/{again}" { again "again" },
        Colon ColonResponse colon GET "/:colon/*star" {},
        Brace BraceResponse brace GET "/un{closed" {},
        Bare BareResponse bare GET "bare" {},
        Root RootResponse root GET "/" {},
        Space SpaceResponse space GET "/a b/日本/{x}" { x "x" },
        Query QueryResponse query GET "/q?fixed=1" {},
        Hash HashResponse hash GET "/a#{x}" { x "x" },
    }
    struct Echo;
    impl Handler for Echo {}

    #[tokio::test]
    async fn reach_their_operation() {
        let table = [
            ("GET /a/1", "Plain { x: \"1\" }"),
            ("GET /a/1.json", "Json { x: \"1\" }"),
            ("GET /a/1.json.json", "Json { x: \"1.json\" }"),
            ("GET /a/.json", "Plain { x: \".json\" }"),
            ("POST /a/1:undo", "Verb { x: \"1\" }"),
            ("GET /a/%2E%2E", "Plain { x: \"..\" }"),
            ("GET /a/b%2Fc", "Plain { x: \"b/c\" }"),
            ("GET /a/1/c", "Deep { other: \"1\" }"),
            ("GET /a/me", "Literal"),
            ("GET /b/1-2-3", "Pair { from: \"1\", to: \"2-3\" }"),
            ("GET /:colon/*star", "Colon"),
            ("GET /un%7Bclosed", "Brace"),
            ("GET /bare", "Bare"),
            ("GET /", "Root"),
            ("GET /a%20b/%E6%97%A5%E6%9C%AC/x", "Space { x: \"x\" }"),
            ("GET /q?other=2", "Query"),
            ("GET /a%23me", "Hash { x: \"me\" }"),
        ];
        let server = Router::new(Echo).into_axum();
        for (line, operation) in table {
            let answer = ask(server.clone(), request(line, &[], "")).await;
            assert_eq!(answer.split_once("\n\n").unwrap().1, operation, "{line}");
        }
        for (line, status) in [
            ("GET /b/12", "404"),
            ("POST /a/1", "405\nallow: GET, HEAD"),
            ("GET /a/1/", "404"),
        ] {
            let answer = ask(server.clone(), request(line, &[], "")).await;
            assert!(answer.starts_with(status), "{line}: {answer}");
        }
    }
}
