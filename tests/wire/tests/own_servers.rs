//! Operations with a server of their own, on both sides.

use counterpart::{Context, Problem};
use counterpart_wire_tests::{Seen, Tape, servers};
use http::{Request, StatusCode};
use servers::operations::{Photo, PhotoPut, PhotoPutResponse, PhotoResponse};
use tower::ServiceExt;

struct App;

#[counterpart::handler]
impl servers::server::DefaultHandler for App {
    async fn photo(&self, _: Photo, _: Context) -> Result<PhotoResponse, Problem> {
        Ok(PhotoResponse::NoContent)
    }

    async fn photo_put(&self, _: PhotoPut, _: Context) -> Result<PhotoPutResponse, Problem> {
        Ok(PhotoPutResponse::NoContent)
    }
}

fn router() -> axum::Router {
    servers::server::Router::new(App).into_axum()
}

#[tokio::test]
async fn a_client_calls_them_at_their_own_servers() {
    let wire = Seen::default();
    let builder = servers::client::Client::builder().service(Tape::new(router(), &wire));
    let client = builder.build().expect("a client of the described server");
    client.photo("a").await.expect("it is served");
    assert_eq!(
        wire.take().as_deref(),
        Some("GET https://eu.photos.example/v2/photos/a")
    );
    client.photo_put("a").await.expect("it is served");
    assert_eq!(
        wire.take().as_deref(),
        Some("PUT https://eu.pets.example/uploads/photos/a")
    );
    // What was said for the call counts more.
    let elsewhere = client.photo("a").base_url("http://x.example/v2").await;
    elsewhere.expect("it is served");
    assert_eq!(wire.take().as_deref(), Some("GET http://x.example/v2/photos/a"));
}

#[tokio::test]
async fn a_client_that_was_given_an_address_takes_only_their_paths() {
    let wire = Seen::default();
    let builder = servers::client::Client::builder()
        .base_url("http://127.0.0.1:9/v1")
        .expect("an address");
    let client = builder.service(Tape::new(router(), &wire)).build().expect("a client");
    client.photo("a").await.expect("it is served");
    assert_eq!(wire.take().as_deref(), Some("GET http://127.0.0.1:9/v2/photos/a"));
    client.photo_put("a").await.expect("it is served");
    assert_eq!(wire.take().as_deref(), Some("PUT http://127.0.0.1:9/uploads/photos/a"));
}

#[tokio::test]
async fn a_server_has_them_below_the_paths_of_their_servers() {
    let status = async |router: axum::Router, method: &str, path: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(axum::body::Body::empty());
        let answer = router.oneshot(request.expect("a request")).await;
        answer.expect("an answer").status()
    };
    assert_eq!(status(router(), "GET", "/v2/photos/a").await, StatusCode::NO_CONTENT);
    assert_eq!(
        status(router(), "PUT", "/uploads/photos/a").await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        status(router(), "PUT", "/v2/photos/a").await,
        StatusCode::METHOD_NOT_ALLOWED
    );
    assert_eq!(status(router(), "GET", "/v1/photos/a").await, StatusCode::NOT_FOUND);
    assert_eq!(status(router(), "GET", "/v1/tokens").await, StatusCode::NOT_IMPLEMENTED);
    let moved = || servers::server::Router::new(App).base_path("/x").into_axum();
    assert_eq!(status(moved(), "GET", "/x/tokens").await, StatusCode::NOT_IMPLEMENTED);
    assert_eq!(status(moved(), "GET", "/v2/photos/a").await, StatusCode::NO_CONTENT);
}
