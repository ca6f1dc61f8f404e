//! The server shows what it follows: as JSON, as YAML, and as a page that a browser reads.

use std::{path::Path, process::Command};

use axum::{body::Body, body::to_bytes, http::Request};
use group_connections::{Store, authentik::server::Router};
use tower::ServiceExt;

async fn get(path: &str) -> (String, String) {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = Store::with_a_connection()
        .into_router()
        .oneshot(request)
        .await
        .expect("an answer");
    assert_eq!(response.status(), 200, "{path}");
    let media_type = response.headers()["content-type"].to_str().expect("text").to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
    (media_type, String::from_utf8(body.to_vec()).expect("text"))
}

#[tokio::test]
async fn the_description_is_served_as_json_and_yaml() {
    let (media_type, json) = get("/openapi.json").await;
    assert_eq!(media_type, "application/json");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["openapi"], "3.0.3");
    let operation = &json["paths"]["/sources/group_connections/oauth/{id}/"]["patch"];
    assert_eq!(
        operation["operationId"],
        "sources_group_connections_oauth_partial_update"
    );
    let (media_type, yaml) = get("/openapi.yaml").await;
    assert_eq!(media_type, "application/yaml");
    assert!(yaml.contains("\nopenapi: 3.0.3\n"), "{}", &yaml[..200]);
}

#[tokio::test]
async fn the_page_loads_nothing_from_anywhere() {
    let (media_type, page) = get("/docs").await;
    assert_eq!(media_type, "text/html; charset=utf-8");
    assert_eq!(page, Router::REFERENCE_HTML);
    for loading in ["<link", " src=", "@import", "url("] {
        assert!(!page.contains(loading), "{loading}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_shows_the_page() {
    if !Path::new("/usr/bin/chromium").exists() {
        eprintln!("skipped: there is no /usr/bin/chromium to look at the page with");
        return;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/docs", listener.local_addr().expect("bound"));
    let server = tokio::spawn(async move { axum::serve(listener, Store::with_a_connection().into_router()).await });
    let shown = tokio::task::spawn_blocking(move || {
        Command::new("/usr/bin/chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
            ])
            .args(["--disable-component-update", "--disable-sync", "--dump-dom", &url])
            .output()
    });
    let shown = shown.await.expect("no panic").expect("chromium runs");
    server.abort();
    let dom = String::from_utf8_lossy(&shown.stdout);
    // As the browser understood it: the operation is a heading, the schema that it refers to has a place.
    let heading = "<span class=\"method patch\">patch</span> <code>/sources/group_connections/oauth/{id}/</code></h3>";
    assert!(dom.contains(heading), "{dom}");
    assert!(dom.contains("id=\"schema-GroupOAuthSourceConnection\""), "{dom}");
    assert!(dom.contains("href=\"#schema-GroupOAuthSourceConnection\""), "{dom}");
}
