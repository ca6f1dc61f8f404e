//! Which operation a request reaches.

use counterpart::{Answering, Context};
use tower::ServiceExt;

use crate::api::server::Router;
use crate::app::{App, Keys};
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
    let health = || axum::Router::new().route("/health", axum::routing::get(async || "well"));
    let nested = axum::Router::new().nest("/tenant/{t}", server());
    for app in [
        nested.merge(health()),
        health().merge(server()),
        server().merge(health()),
    ] {
        assert!(ask(app, request("GET /health", &[], "")).await.ends_with("well"));
    }
    let nested = axum::Router::new().nest("/tenant/{t}", server());
    let answer = ask(nested, request("PATCH /tenant/a/api/v3/pets/5/", &[], "")).await;
    assert!(answer.contains(r#"{"id":5,"#), "{answer}");
}

#[tokio::test]
async fn generated_routers_merge_with_each_other() {
    let v4 = || Router::new(App).authenticator(Keys).base_path("/v4");
    let merged = server().merge(v4().into_axum());
    let joined = Router::new(App).merge(v4().body_limit(3)).into_axum();
    for app in [merged, joined] {
        for path in ["/api/v3/pets/", "/v4/pets/"] {
            let answer = ask(app.clone(), request(&format!("GET {path}"), &[], "")).await;
            assert!(answer.starts_with("200"), "{path}: {answer}");
        }
        let answer = ask(app, request("GET /v5/pets/", &[], "")).await;
        assert!(
            answer.starts_with("404\ncontent-type: application/problem+json"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn what_is_set_on_a_router_stays_with_its_operations() {
    let strict = Router::new(App).authenticator(Keys).base_path("/v4").body_limit(3);
    let app = Router::new(App).merge(strict).into_axum();
    let text = [("content-type", "text/plain")];
    let answer = ask(app.clone(), request("PUT /v4/notes/x", &text, "four")).await;
    assert!(answer.starts_with("413"), "{answer}");
    let answer = ask(app, request("PUT /api/v3/notes/x", &text, "four")).await;
    assert!(answer.starts_with("200"), "{answer}");
}

#[tokio::test]
async fn of_two_routers_for_one_path_the_first_answers() {
    let twice = Router::new(App).merge(Router::new(App).body_limit(3)).into_axum();
    let answer = ask(
        twice,
        request("PUT /api/v3/notes/x", &[("content-type", "text/plain")], "four"),
    )
    .await;
    assert!(answer.starts_with("200"), "{answer}");
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
        QueryOther QueryOtherResponse query_other GET "/q?fixed=2" {},
        QueryAny QueryAnyResponse query_any GET "/q?any" {},
        QueryParam QueryParamResponse query_param GET "/q?id={id}" { id "id" },
        Me MeResponse me GET "/b/@me" {},
        Find FindResponse find QUERY "/b/{x}" { x "x" },
        Copy CopyResponse copy COPY "/b/{x}" { x "x" },
        Ask AskResponse ask_options OPTIONS "/own-options" {},
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
            ("GET /q?other=2&fixed=1", "Query"),
            ("GET /q?fixed=%32", "QueryOther"),
            ("GET /q?any=3", "QueryAny"),
            ("GET /q?id=a%2Fb", "QueryParam { id: \"a/b\" }"),
            ("GET /b/@me", "Me"),
            ("GET /b/%40me", "Me"),
            ("QUERY /b/1", "Find { x: \"1\" }"),
            ("COPY /b/1", "Copy { x: \"1\" }"),
            ("OPTIONS /own-options", "Ask"),
        ];
        let server = Router::new(Echo).into_axum();
        for (line, operation) in table {
            let answer = ask(server.clone(), request(line, &[], "")).await;
            assert_eq!(answer.split_once("\n\n").unwrap().1, operation, "{line}");
        }
        for (line, status) in [
            ("GET /b/12", "405\nallow: COPY, OPTIONS, QUERY"),
            ("POST /a/1", "405\nallow: GET, HEAD, OPTIONS"),
            ("POST /a/me", "405\nallow: GET, HEAD, OPTIONS"),
            ("COPY /b/@me", "405\nallow: GET, HEAD, OPTIONS"),
            ("GET /a/1/", "404"),
            ("GET /q", "404"),
            ("GET /q?fixed=3", "404"),
            ("OPTIONS /a/1:undo", "204\nallow: GET, HEAD, OPTIONS, POST"),
            ("OPTIONS /nowhere", "404"),
            ("copy /b/1", "405"),
        ] {
            let answer = ask(server.clone(), request(line, &[], "")).await;
            assert!(answer.starts_with(status), "{line}: {answer}");
        }
    }

    /// Fragments are never sent, so that only the query that they need tells these apart.
    mod fragments {
        use super::*;

        macro_rules! renaming {
            ($($name:ident $response:ident $method:ident $path:literal { $($field:ident)? }),* $(,)?) => {
                $(
                    #[derive(Clone)]
                    pub struct $name { pub id: String, $(pub $field: bool)? }
                    #[derive(Clone)]
                    pub enum $response { Ok(String) }
                    counterpart::operation! {
                        $name $path PUT $path { id: path required "id" $(, $field: query required "share")? }
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
        renaming! {
            Rename RenameResponse rename "/files/{id}" { },
            Share ShareResponse share "/files/{id}#share" { shared },
        }
        impl Handler for Echo {}

        #[tokio::test]
        async fn are_told_apart_by_what_they_require() {
            let server = Router::new(Echo).into_axum();
            for (line, operation) in [
                ("PUT /files/1?share=true", "Share { id: \"1\", share: true }"),
                ("PUT /files/1", "Rename { id: \"1\" }"),
            ] {
                let answer = ask(server.clone(), request(line, &[], "")).await;
                assert_eq!(answer.split_once("\n\n").unwrap().1, operation, "{line}");
            }
        }

        #[test]
        fn are_not_sent() {
            let base = counterpart::client::BaseUrl::parse("http://h").unwrap();
            let share = Share {
                id: "a#b".into(),
                shared: true,
            };
            let sent = counterpart::client::encode(&share, &base).unwrap();
            assert_eq!(sent.uri(), "http://h/files/a%23b?share=true");
            let query = QueryParam { id: "a&b".into() };
            let sent = counterpart::client::encode(&query, &base).unwrap();
            assert_eq!(sent.uri(), "http://h/q?id=a%26b");
        }
    }
}
