//! `readOnly` and `writeOnly` on the wire, from both sides.

use access::models::{Both, BothWrite, NewUser, User};
use access::operations::{Create, CreateResponse, Replace, ReplaceResponse};
use access::server::DefaultHandler;
use axum::body::Body;
use counterpart::{Context, Problem};
use counterpart_wire_tests::{Seen, Tape, access};
use http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;

#[derive(Clone, Default)]
struct App(Seen);

#[counterpart::handler]
impl DefaultHandler for App {
    async fn create(&self, request: Create, _: Context) -> Result<CreateResponse, Problem> {
        self.0.note(format!("{:?}", request.body));
        Ok(CreateResponse::Created(User {
            id: 7,
            name: request.body.name,
        }))
    }

    async fn replace(&self, request: Replace, _: Context) -> Result<ReplaceResponse, Problem> {
        Ok(ReplaceResponse::Ok(request.body.into_read(7)))
    }
}

async fn put(body: &str) -> (u16, String) {
    let request = Request::put("/users").header("content-type", "application/json");
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let router = access::server::Router::new(App::default()).into_axum();
    let answer = router.oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

#[tokio::test]
async fn a_client_sends_nothing_that_is_read_only_and_reads_nothing_that_is_write_only() {
    let (wire, app) = (Seen::default(), App::default());
    let server = Tape::new(access::server::Router::new(app.clone()).into_axum(), &wire);
    let client = access::client::Client::builder()
        .base_url("http://a.example")
        .expect("an address");
    let client = client.service(server).build().expect("a client");
    let new = NewUser {
        name: "Ada".into(),
        password: "s3".into(),
    };
    let user = client.create(new).await.expect("it is made");
    assert_eq!((user.id, user.name.as_str()), (7, "Ada"));
    assert_eq!(
        wire.take().as_deref(),
        Some("POST http://a.example/users\ncontent-type: application/json\n\n{\"name\":\"Ada\",\"password\":\"s3\"}")
    );
    assert_eq!(
        app.0.take().as_deref(),
        Some("NewUser { name: \"Ada\", password: \"s3\" }")
    );
    // One schema in both directions is two types, each with what goes its way.
    let written = BothWrite {
        name: "Ada".into(),
        password: "s3".into(),
    };
    let Both { id, name } = client.replace(written).await.expect("it is replaced");
    assert_eq!((id, name.as_str()), (7, "Ada"));
}

#[tokio::test]
async fn a_server_asks_for_nothing_that_is_read_only_and_answers_nothing_that_is_write_only() {
    let whole = (200, r#"{"id":7,"name":"Ada"}"#.to_owned());
    assert_eq!(put(r#"{"name":"Ada","password":"s3"}"#).await, whole);
    // A caller may hand back what it has read: the identity is the server's all the same.
    assert_eq!(put(r#"{"id":1,"name":"Ada","password":"s3"}"#).await, whole);
    let (status, body) = put(r#"{"id":1,"name":"Ada"}"#).await;
    assert_eq!(status, 422);
    assert!(body.contains(r#""pointer":"/password","rule":"required""#), "{body}");
}
