//! GitHub's pages, which the header `Link` connects.
#![cfg(github)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::sync::{Arc, Mutex};

use counterpart::client::Body;
use counterpart::http::{Request, Response};
use counterpart_authentik_tests::github::client::Client;

type Asked = Arc<Mutex<Vec<String>>>;

/// Three pages of the same, linked as GitHub links them: by the number of a repository in place of its name.
fn client(page: &'static str) -> (Client, Asked) {
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    let service = tower::service_fn(move |request: Request<Body>| {
        let mut log = log.lock().unwrap();
        log.push(request.uri().to_string());
        let link = |page: usize, rel: &str| {
            format!("<https://api.github.com/repositories/7/list?per_page=2&page={page}>; rel=\"{rel}\"")
        };
        let links = match log.len() {
            1 => vec![link(2, "next"), link(3, "last")],
            2 => vec![link(1, "prev"), link(3, "next"), link(3, "last"), link(1, "first")],
            _ => vec![link(2, "prev"), link(1, "first")],
        };
        let answer = Response::builder().header("content-type", "application/json; charset=utf-8");
        std::future::ready(answer.header("link", links.join(", ")).body(Body::from(page)))
    });
    (Client::builder().service(service).build().unwrap(), asked)
}

#[tokio::test]
async fn the_next_page_is_behind_the_link() {
    let branch = r#"[{"name":"main","commit":{"sha":"c","url":"https://api.github.com/c"},"protected":false}]"#;
    let (client, asked) = client(branch);
    let branches = client
        .repos_list_branches("o", "r")
        .per_page(2)
        .items()
        .all()
        .await
        .unwrap();
    let names: Vec<_> = branches.iter().map(|branch| branch.name.as_str()).collect();
    assert_eq!(names, ["main", "main", "main"]);
    assert_eq!(
        *asked.lock().unwrap(),
        [
            "https://api.github.com/repos/o/r/branches?per_page=2",
            "https://api.github.com/repositories/7/list?per_page=2&page=2",
            "https://api.github.com/repositories/7/list?per_page=2&page=3"
        ]
    );
}

#[tokio::test]
async fn the_items_may_be_a_property_of_the_page() {
    let (client, asked) = client(r#"{"total_count":0,"artifacts":[]}"#);
    let pages = client.actions_list_artifacts_for_repo("o", "r").pages();
    assert_eq!(pages.all().await.unwrap().len(), 3);
    let (client, again) = self::client(r#"{"total_count":0,"artifacts":[]}"#);
    assert!(
        client
            .actions_list_artifacts_for_repo("o", "r")
            .items()
            .all()
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!((asked.lock().unwrap().len(), again.lock().unwrap().len()), (3, 3));
}
