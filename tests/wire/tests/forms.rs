//! What is wrong within the parts of a form, on the wire: every violation with its place, rule and limit, and nothing of
//! what was sent.

use axum::body::Body;
use counterpart_wire_tests::{collections, request_bodies};
use http::Request;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

/// What every text that is sent contains, so that no answer can repeat one unnoticed.
const SECRET: &str = "hunter2";

/// The status and the violations of the answer, as `pointer rule limit`.
async fn violations(router: axum::Router, path: &str, media_type: &str, body: String) -> (u16, Vec<String>) {
    let request = Request::post(path).header("content-type", media_type);
    let request = request.body(Body::from(body)).expect("a request");
    let answer = router.oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    let text = String::from_utf8_lossy(&body);
    assert!(!text.contains(SECRET), "{text}");
    let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
    let found = problem["violations"].as_array().into_iter().flatten();
    let found = found.map(|one| {
        assert_eq!(one["in"], "body", "{text}");
        let limit = one.get("limit").map(|limit| format!(" {limit}")).unwrap_or_default();
        let text = |name: &str| one[name].as_str().expect("a text").to_owned();
        format!("{} {}{limit}", text("pointer"), text("rule"))
    });
    (status, found.collect())
}

/// The part of a form that is as it should be.
const PICTURE: (&str, &str, &str) = (
    "picture",
    "; filename=\"a.png\"\r\ncontent-type: image/png\r\nx-checksum: d41d8",
    "png",
);

async fn urlencoded(body: &str) -> (u16, Vec<String>) {
    let router = request_bodies::server().into_axum();
    violations(router, "/forms", "application/x-www-form-urlencoded", body.to_owned()).await
}

/// Parts by name, further headers and content.
async fn multipart(parts: &[(&str, &str, &str)]) -> (u16, Vec<String>) {
    let mut body = String::new();
    for (name, headers, content) in parts {
        body += &format!("--B\r\ncontent-disposition: form-data; name=\"{name}\"{headers}\r\n\r\n{content}\r\n");
    }
    let router = request_bodies::server().into_axum();
    violations(
        router,
        "/uploads",
        "multipart/form-data; boundary=B",
        body + "--B--\r\n",
    )
    .await
}

fn refused(violations: &[&str]) -> (u16, Vec<String>) {
    (422, violations.iter().map(|one| (*one).to_owned()).collect())
}

#[tokio::test]
async fn the_fields_of_a_form_keep_their_rules() {
    assert_eq!(urlencoded("name=x&near%5Bx%5D=9&tags=a,b,c").await, (204, Vec::new()));
    // A field that is missing, a list with too many elements, and properties of an object by their own names.
    let form = "tags=hunter2,b,c,d&near%5Bx%5D=10&near%5By%5D=hunter2&meta=%7B%22name%22%3A%22%22%2C%22count%22%3A%22hunter2%22%7D";
    assert_eq!(
        urlencoded(form).await,
        refused(&[
            "/tags maxItems 3",
            "/near/x maximum 9",
            "/near/y type",
            "/meta/name minLength 1",
            "/meta/count type",
            "/name required",
        ])
    );
}

#[tokio::test]
async fn the_parts_of_a_multipart_form_keep_their_rules() {
    let right = [
        PICTURE,
        ("title", "", "Title"),
        ("sizes", "", "1"),
        ("labels", "", "x,y"),
    ];
    assert_eq!(multipart(&right).await, (204, Vec::new()));
    let wrong = [
        (
            "picture",
            "; filename=\"hunter2.gif\"\r\ncontent-type: image/gif\r\nx-checksum: d41d8",
            "hunter2",
        ),
        ("title", "", "hunter2hunter2"),
        ("sizes", "", "0"),
        ("sizes", "", "hunter2"),
        ("labels", "", "hunter2,y,z"),
        (
            "meta",
            "\r\ncontent-type: application/json",
            r#"{"name":"","count":"hunter2"}"#,
        ),
        ("score", "\r\ncontent-type: application/json", r#""hunter2""#),
    ];
    assert_eq!(
        multipart(&wrong).await,
        refused(&[
            "/picture contentType",
            "/title maxLength 10",
            "/sizes/0 minimum 1",
            "/sizes/1 type",
            "/labels maxItems 2",
            "/meta/name minLength 1",
            "/meta/count type",
            "/score type",
        ])
    );
    assert_eq!(
        multipart(&[PICTURE, ("score", "", "1")]).await,
        refused(&["/title required"])
    );
}

#[tokio::test]
async fn a_part_that_is_missing_is_not_told_to_lack_its_headers() {
    let title = ("title", "", "x");
    assert_eq!(multipart(&[title]).await, refused(&["/picture required"]));
    // One that is there is.
    let bare = ("picture", "; filename=\"a.png\"\r\ncontent-type: image/png", "png");
    assert_eq!(
        multipart(&[title, bare]).await,
        refused(&["/picture/X-Checksum required"])
    );
    let nothing = violations(request_bodies::server().into_axum(), "/uploads", "", String::new());
    assert_eq!(nothing.await, refused(&[" required"]));
}

#[tokio::test]
async fn the_elements_of_a_list_keep_their_rules() {
    let (status, found) = multipart(&[
        PICTURE,
        ("title", "", "x"),
        ("sizes", "", "1"),
        ("sizes", "", "0"),
        ("labels", "", "hunter2,y,z"),
    ])
    .await;
    assert_eq!((status, found), refused(&["/sizes/1 minimum 1", "/labels maxItems 2"]));
}

#[tokio::test]
async fn a_part_that_is_not_of_its_syntax_is_refused_at_its_place() {
    // In a form it is a text that holds no object.
    assert_eq!(urlencoded("name=x&meta=%7Bhunter2").await, refused(&["/meta type"]));
    assert_eq!(
        multipart(&[PICTURE, ("meta", "", "{hunter2")]).await,
        refused(&["/meta type", "/title required"])
    );
    // What is JSON by its own word or by the description is malformed, as a whole body would be, and that is said first.
    let said = |kind: &str| format!("\r\ncontent-type: application/{kind}");
    let malformed = |at: &str| (400, vec![format!("{at} syntax")]);
    for (kind, text) in [
        ("json", "{hunter2"),
        ("json", ""),
        ("json", "hunter2"),
        ("merge-patch+json", "[1"),
    ] {
        let said = said(kind);
        let parts = [PICTURE, ("meta", said.as_str(), text)];
        assert_eq!(multipart(&parts).await, malformed("/meta"), "{text}");
    }
    assert_eq!(
        multipart(&[PICTURE, ("score", "", "{hunter2")]).await,
        malformed("/score")
    );
    // JSON of another kind is JSON.
    let json = said("json");
    let other = [
        PICTURE,
        ("title", "", "x"),
        ("meta", json.as_str(), "[]"),
        ("score", "", "\"hunter2\""),
    ];
    assert_eq!(multipart(&other).await, refused(&["/meta type", "/score type"]));
}

#[tokio::test]
async fn the_forms_of_swagger_keep_their_rules() {
    let router = || collections::server().into_axum();
    let form = "fields=1%09hunter2&many=3&many=hunter2";
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(
        violations(router(), "/lists/p", kind, form.to_owned()).await,
        refused(&["/fields/1 type", "/many/1 type"])
    );
    let body = "--B\r\ncontent-disposition: form-data; name=\"labels\"\r\n\r\nx\r\n--B--\r\n".to_owned();
    assert_eq!(
        violations(router(), "/files", "multipart/form-data; boundary=B", body).await,
        refused(&["/file required"])
    );
}

#[tokio::test]
async fn what_is_said_of_a_part_is_said_in_full() {
    let request = Request::post("/forms").header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::from("name=x&tags=a,b,c,d")).expect("a request");
    let answer = request_bodies::server()
        .into_axum()
        .oneshot(request)
        .await
        .expect("an answer");
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    let problem: Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(
        problem,
        json!({
            "type": "about:blank", "title": "Unprocessable Entity", "status": 422,
            "detail": "the request does not follow its description",
            "violations": [{
                "in": "body", "pointer": "/tags", "rule": "maxItems", "limit": 3,
                "detail": "expected at most 3 elements",
            }],
        })
    );
}
