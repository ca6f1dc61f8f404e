//! What a log may show of a request.

use std::sync::Arc;

use counterpart::operation::{Operation, Scheme, SchemeKind};
use counterpart::server::{Route, RouterCore, Routes, serve};
use counterpart::{Answering, Context};

use crate::support::{ask, request};

#[derive(Clone)]
pub struct Show {
    pub body: Option<String>,
}
#[derive(Clone)]
pub enum ShowResponse {
    Ok(String),
}
counterpart::operation! {
    Show "show" PUT "/show/{id}" { body: body optional text "text/plain", }
    security []
    ShowResponse -> one String { Ok = 200 text "text/plain" success, }
}

/// Answers with what `Debug` makes of everything that it is given.
trait Handler: Send + Sync + 'static {
    fn show<'h>(&'h self, incoming: String, context: Context) -> Answering<'h, ShowResponse> {
        let shown = format!("{incoming}\n{context:?}\n{:?}", context.headers());
        Box::pin(std::future::ready(Ok(ShowResponse::Ok(shown))))
    }
}
struct App;
impl Handler for App {}

impl Routes for dyn Handler {
    const ROUTES: &'static [Route<Self>] = &[Route {
        table: Show::TABLE,
        call: |handler, incoming| {
            let shown = format!("{incoming:?}");
            serve::<Show>(incoming, |_, context| handler.show(shown, context))
        },
    }];
}

static SCHEMES: &[Scheme] = &[Scheme {
    name: "key",
    kind: SchemeKind::Header("X-Key"),
}];

#[tokio::test]
async fn debug_names_the_operation_and_no_secret() {
    let mut router = RouterCore::new("", SCHEMES);
    router.add::<dyn Handler>(Arc::new(App));
    let headers = [
        ("authorization", "Bearer secret"),
        ("proxy-authorization", "Basic secret"),
        ("cookie", "sid=secret"),
        ("cookie", "other=secret"),
        ("x-key", "secret"),
        ("x-other", "seen"),
        ("content-type", "text/plain"),
    ];
    let request = request("PUT /show/secret?key=secret", &headers, "secret");
    let answer = ask(router.into_axum(), request).await;
    assert!(
        !answer.contains("secret") && answer.contains("\"x-other\": \"seen\""),
        "{answer}"
    );
    let lines: Vec<_> = answer.lines().collect();
    assert!(
        lines.contains(&r#"Incoming { operation: "show", method: PUT, path: "/show/{id}", .. }"#)
            && lines.contains(&r#"Context { operation: "show", method: PUT, path: "/show/{id}", .. }"#),
        "{answer}"
    );
}
