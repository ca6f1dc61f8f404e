//! authentik's pages, which lead on by `pagination.next`.
#![cfg(authentik)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::sync::{Arc, Mutex};

use counterpart::Bearer;
use counterpart::client::Body;
use counterpart::http::{Request, Response};
use counterpart_authentik_tests::authentik::client::Client;

/// A page without users, and the number of the next.
fn page(next: u32) -> Body {
    let pagination = format!(
        r#"{{"next":{next},"previous":0,"count":0,"current":1,"total_pages":3,"start_index":0,"end_index":0}}"#
    );
    Body::from(format!(r#"{{"pagination":{pagination},"results":[]}}"#))
}

#[tokio::test]
async fn the_next_page_is_the_one_that_the_last_names() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let service = tower::service_fn(move |request: Request<Body>| {
        let mut log = log.lock().unwrap();
        log.push(request.uri().query().unwrap_or_default().to_owned());
        let body = page(if log.len() < 3 { log.len() as u32 + 1 } else { 0 });
        let answer = Response::builder()
            .header("content-type", "application/json")
            .body(body);
        std::future::ready(answer)
    });
    let builder = Client::builder().base_url("http://id.example/api/v3").unwrap();
    let client = builder.authentik(Bearer::new("t")).service(service).build().unwrap();
    let pages = client.core_users_list().search("ann").pages().all().await.unwrap();
    assert_eq!(pages.len(), 3);
    assert!(client.core_groups_list().items().all().await.unwrap().is_empty());
    let asked = asked.lock().unwrap();
    assert_eq!(asked[..3], ["search=ann", "search=ann&page=2", "search=ann&page=3"]);
}
