//! Operations that live elsewhere than their API does.

use axum::body::Body;
use counterpart_wire_tests::servers::server::{DefaultHandler, Router};
use http::{Request, StatusCode};
use tower::ServiceExt;

struct App;
impl DefaultHandler for App {}

async fn status(router: Router, method: &str, path: &str) -> StatusCode {
    let request = Request::builder().method(method).uri(path).body(Body::empty());
    let answer = router.into_axum().oneshot(request.expect("a request")).await;
    answer.expect("an answer").status()
}

/// Every operation is found where its client sends it, and answers that nobody wrote it.
#[tokio::test]
async fn operations_are_below_their_own_servers() {
    for (method, path, expected) in [
        ("GET", "/v1/tokens", StatusCode::NOT_IMPLEMENTED),
        ("GET", "/v2/pictures", StatusCode::NOT_IMPLEMENTED),
        ("POST", "/health/pictures", StatusCode::NOT_IMPLEMENTED),
        ("GET", "/v1/pictures", StatusCode::NOT_FOUND),
        ("POST", "/v2/pictures", StatusCode::METHOD_NOT_ALLOWED),
    ] {
        assert_eq!(
            status(Router::new(App), method, path).await,
            expected,
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn a_base_path_that_was_set_holds_for_all_operations() {
    for (method, path) in [("GET", "/x/tokens"), ("GET", "/x/pictures"), ("POST", "/x/pictures")] {
        let router = Router::new(App).base_path("/x");
        assert_eq!(
            status(router, method, path).await,
            StatusCode::NOT_IMPLEMENTED,
            "{method} {path}"
        );
    }
}
