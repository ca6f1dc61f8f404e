//! The server shows what it follows: as JSON, as YAML, and as a page that a browser reads.

use std::{io::Write, path::Path, process::Command};

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

const CHROMIUM: &str = "/usr/bin/chromium";

/// A page as the browser understood it, what it wrote to the console, and the addresses that the page asked for.
struct Shown {
    dom: String,
    console: Vec<String>,
    asked: Vec<String>,
}

/// Lets a browser open an address; `name` is different for each caller.
fn show(name: &str, url: &str) -> Shown {
    let log = std::env::temp_dir().join(format!("counterpart-{name}-{}.json", std::process::id()));
    let output = Command::new(CHROMIUM)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--enable-logging=stderr",
        ])
        .arg(format!("--log-net-log={}", log.display()))
        .args(["--dump-dom", url])
        .output()
        .expect("chromium runs");
    let net: serde_json::Value = serde_json::from_slice(&std::fs::read(&log).expect("a log")).expect("JSON");
    std::fs::remove_file(&log).expect("it was read");
    let console = String::from_utf8_lossy(&output.stderr);
    Shown {
        dom: String::from_utf8_lossy(&output.stdout).into_owned(),
        console: console
            .lines()
            .filter(|line| line.contains("CONSOLE"))
            .map(str::to_owned)
            .collect(),
        asked: asked(&net),
    }
}

/// What the browser fetched for pages; what it wants for itself has no initiator.
fn asked(net: &serde_json::Value) -> Vec<String> {
    let events = net["events"].as_array().expect("events").iter();
    let asked = events.filter_map(|event| {
        let params = &event["params"];
        let initiator = params["initiator"].as_str()?;
        (initiator != "not an origin").then_some(params["url"].as_str()?.to_owned())
    });
    asked.collect()
}

/// Whether there is a browser; who runs the tests is told where there is none.
fn has_chromium() -> bool {
    let is_there = Path::new(CHROMIUM).exists();
    if !is_there {
        let skipped = format!("skipped: there is no {CHROMIUM} to look at the page with\n");
        // Past the capture of the test harness.
        std::io::stderr().write_all(skipped.as_bytes()).expect("it takes text");
    }
    is_there
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_shows_the_page() {
    if !has_chromium() {
        return;
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/docs", listener.local_addr().expect("bound"));
    let server = tokio::spawn(async move { axum::serve(listener, Store::with_a_connection().into_router()).await });
    let page = url.clone();
    let shown = tokio::task::spawn_blocking(move || show("page", &page))
        .await
        .expect("no panic");
    server.abort();
    let Shown { dom, console, asked } = shown;
    // As the browser understood it: the operation is a heading below that of its tag, the schema that it refers to has a place.
    let tag = dom.find("id=\"tag-sources\"").expect(&dom);
    let heading = "<span class=\"method patch\">patch</span> <code>/sources/group_connections/oauth/{id}/</code></h3>";
    let operation = dom.find(heading).expect(&dom);
    let schema = dom.find("id=\"schema-GroupOAuthSourceConnection\"").expect(&dom);
    assert!(tag < operation && operation < schema, "{dom}");
    assert!(dom.contains("href=\"#schema-GroupOAuthSourceConnection\""), "{dom}");
    assert_eq!(console, [""; 0]);
    let outside: Vec<_> = asked
        .iter()
        .filter(|asked| !asked.starts_with("http://127.0.0.1:"))
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
}

/// What the test above relies on: a page that fails is seen to.
#[test]
fn a_browser_tells_of_pages_that_fail() {
    if !has_chromium() {
        return;
    }
    let shown = show(
        "failing",
        "data:text/html,<script>nowhere()</script><img src='http://127.0.0.1:9/outside.png'>",
    );
    assert!(
        shown.console.iter().any(|line| line.contains("nowhere is not defined")),
        "{:?}",
        shown.console
    );
    assert_eq!(shown.asked, ["http://127.0.0.1:9/outside.png"]);
}
