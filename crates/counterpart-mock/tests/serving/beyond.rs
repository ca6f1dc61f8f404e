//! What a mock answers beyond a JSON body: headers, streams, forms, bytes of a range, and pages of other origins.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use counterpart_mock::{Contract, Mock};
use counterpart_spec::{Input, ReadOptions, read_with};
use http_body_util::BodyExt;
use tower::ServiceExt;

fn contract(name: &str) -> Contract {
    let file = format!("{}/../../specs/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let options = ReadOptions {
        examples: true,
        ..ReadOptions::default()
    };
    Contract::new(read_with(&Input::File(file.into()), &options).api.unwrap())
}

fn mock(name: &str) -> Router {
    Mock::new(contract(name), 0).into_axum()
}

async fn answer(router: &Router, request: Request<Body>) -> (u16, HeaderMap, String) {
    let answer = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = answer.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (
        parts.status.as_u16(),
        parts.headers,
        String::from_utf8_lossy(&bytes).into_owned(),
    )
}

fn get(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| {
        request.header(*name, *value)
    });
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn documented_headers_have_values_that_their_schemas_accept() {
    let router = mock("answers");
    let (status, headers, _) = answer(&router, get("/shelves/1", &[])).await;
    assert_eq!(status, 200);
    let text = |name: &str| headers[name].to_str().unwrap().to_owned();
    assert!(text("x-total").parse::<u64>().is_ok(), "{headers:?}");
    assert!(
        text("x-rows").split(',').all(|row| row.parse::<i64>().is_ok()),
        "{headers:?}"
    );
    assert_eq!(text("content-type"), "application/json");
    let (status, headers, _) = answer(&router, get("/moved", &[])).await;
    assert_eq!(status, 303);
    assert!(headers.contains_key("location"), "{headers:?}");
}

#[tokio::test]
async fn bytes_of_a_range_have_a_type_of_it() {
    let router = mock("answers");
    let kind = async |accept: &str| {
        let (_, headers, _) = answer(&router, get("/cover", &[("accept", accept)])).await;
        headers["content-type"].to_str().unwrap().to_owned()
    };
    assert_eq!(kind("*/*").await, "image/png");
    assert_eq!(kind("text/html, image/webp;q=0.8").await, "image/webp");
}

#[tokio::test]
async fn streams_have_several_values() {
    let router = mock("streams");
    let (_, headers, body) = answer(&router, get("/changes", &[])).await;
    assert_eq!(headers["content-type"], "text/event-stream");
    let events: Vec<_> = body.split("\n\n").filter(|event| !event.is_empty()).collect();
    assert_eq!(events.len(), 3, "{body}");
    for (number, event) in events.iter().enumerate() {
        let lines: Vec<_> = event.lines().collect();
        assert_eq!(
            lines[..2],
            ["event: change".to_owned(), format!("id: {}", number + 1)],
            "{body}"
        );
        let data = lines[2].strip_prefix("data: ").unwrap();
        let tick: serde_json::Value = serde_json::from_str(data).unwrap();
        assert!(tick["at"].as_i64().unwrap() <= 1000, "{body}");
    }
    let (_, headers, body) = answer(&router, get("/lines", &[])).await;
    assert_eq!(headers["content-type"], "application/jsonl");
    assert_eq!(body.lines().count(), 3, "{body}");
    assert!(
        body.lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );
    let (_, _, body) = answer(&router, get("/records", &[])).await;
    assert_eq!(body.matches('\u{1e}').count(), 3, "{body}");
}

const FORM: &str = "openapi: 3.0.3
info: {title: Forms, version: '1'}
paths:
  /form:
    get:
      operationId: form
      responses:
        '200':
          description: A form.
          content:
            multipart/form-data:
              schema: {type: object}
              example: {name: Ada, meta: {n: 1}}
            multipart/mixed: {}
";

#[tokio::test]
async fn a_multipart_form_is_answered_part_by_part() {
    let input = Input::Text {
        name: "forms.yaml".into(),
        text: FORM.into(),
    };
    let options = ReadOptions {
        examples: true,
        ..ReadOptions::default()
    };
    let api = read_with(&input, &options).api.unwrap();
    let router = Mock::new(Contract::new(api), 0).into_axum();
    let (_, headers, body) = answer(&router, get("/form", &[("accept", "multipart/mixed")])).await;
    assert_eq!(
        headers["content-type"],
        "multipart/mixed; boundary=counterpart-mock-boundary"
    );
    assert!(
        body.starts_with("--counterpart-mock-boundary\r\n") && body.ends_with("--\r\n"),
        "{body}"
    );
    let (status, headers, body) = answer(&router, get("/form", &[])).await;
    assert_eq!(status, 200, "{body}");
    let kind = headers["content-type"].to_str().unwrap();
    let boundary = kind.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n\
                    {\"n\":1}\r\n--B--\r\n";
    assert_eq!(body.replace(boundary, "B"), expected);
}

#[tokio::test]
async fn pages_of_other_origins_may_call_unless_told() {
    let open = mock("answers");
    let preflight = |path: &str| {
        Request::options(path)
            .header("origin", "https://page.example")
            .header("access-control-request-method", "PUT")
            .header("access-control-request-headers", "content-type, x-own")
            .body(Body::empty())
            .unwrap()
    };
    let (status, headers, _) = answer(&open, preflight("/shelves/1")).await;
    assert_eq!(status, 204);
    assert_eq!(headers["access-control-allow-origin"], "https://page.example");
    assert_eq!(headers["access-control-allow-methods"], "PUT");
    assert_eq!(headers["access-control-allow-headers"], "content-type, x-own");
    assert_eq!(headers["access-control-allow-credentials"], "true");
    let (status, headers, _) = answer(&open, get("/shelves/1", &[("origin", "https://page.example")])).await;
    assert_eq!(status, 200);
    assert_eq!(headers["access-control-allow-origin"], "https://page.example");
    let exposed = headers["access-control-expose-headers"].to_str().unwrap();
    assert!(exposed.contains("x-total"), "{exposed}");
    // A refusal is for the page to read too.
    let (status, headers, _) = answer(&open, get("/nowhere", &[("origin", "https://page.example")])).await;
    assert_eq!(
        (status, headers.contains_key("access-control-allow-origin")),
        (404, true)
    );
    // Without a page, nothing is said of pages.
    let (_, headers, _) = answer(&open, get("/shelves/1", &[])).await;
    assert!(!headers.contains_key("access-control-allow-origin"));
    let closed = Mock::new(contract("answers"), 0).cors(false).into_axum();
    let (_, headers, _) = answer(&closed, get("/shelves/1", &[("origin", "https://page.example")])).await;
    assert!(!headers.contains_key("access-control-allow-origin"));
}
