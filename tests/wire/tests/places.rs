//! What is wrong with parameters of every place, on the wire: place, rule and limit, and what counts as a number or a boolean.

use axum::body::Body;
use counterpart_wire_tests::styles;
use http::Request;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// The status and the violations of the answer, as `place pointer rule limit`.
async fn asked(target: &str, headers: &[(&str, &str)]) -> (u16, Vec<String>) {
    let request = headers.iter().fold(Request::get(target), |request, (name, value)| {
        request.header(*name, *value)
    });
    let request = request.body(Body::empty()).expect("a request");
    let answer = styles::server().into_axum().oneshot(request).await.expect("an answer");
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.expect("a body").to_bytes();
    let problem: Value = serde_json::from_slice(&body).unwrap_or_default();
    let found = problem["violations"].as_array().into_iter().flatten();
    let found = found.map(|one| {
        let limit = one.get("limit").map(|limit| format!(" {limit}")).unwrap_or_default();
        let text = |name: &str| one[name].as_str().expect("a text").to_owned();
        format!("{} {} {}{limit}", text("in"), text("pointer"), text("rule"))
    });
    (status, found.collect())
}

#[tokio::test]
async fn violations_name_their_place() {
    let headers = [
        ("x-color", "R=1,B=x"),
        ("x-filter", r#"{"name":"a"}"#),
        ("x-count", "3.5"),
        ("cookie", "ids=1,x"),
    ];
    let (status, found) = asked("/elsewhere/p", &headers).await;
    assert_eq!(status, 422);
    assert_eq!(
        found,
        [
            "header /X-Color/B type",
            "header /X-Color/G required",
            "header /X-Filter/name minLength 2",
            "header /X-Count type",
            "cookie /ids/1 type",
        ]
    );
    let (status, found) = asked("/paths/a/.b/;matrix=R,1,G,x/3,y/;R=1", &[]).await;
    assert_eq!(status, 422);
    assert_eq!(
        found,
        ["path /matrix/G type", "path /list/1 type", "path /spread/G required"]
    );
    let (status, found) = asked(
        "/queries?deep[name]=a&order=up&order=sideways&order=down&where=%7B%22name%22%3A%22a%22%7D",
        &[],
    )
    .await;
    assert_eq!(status, 422);
    assert_eq!(
        found,
        [
            "query /deep/name minLength 2",
            "query /where/name minLength 2",
            "query /order/1 enum",
            "query /order maxItems 2",
        ]
    );
}

#[tokio::test]
async fn numbers_and_booleans_are_written_in_one_way() {
    for value in ["7", "-7", "0", "9223372036854775807", "-9223372036854775808"] {
        assert_eq!(asked(&format!("/queries?id={value}"), &[]).await.0, 204, "{value}");
    }
    for value in [
        "",
        "07",
        "%2B7",
        "0x7",
        "7a",
        "7,5",
        "%207",
        "7%20",
        "1_000",
        "9223372036854775808",
        "NaN",
        "٣",
    ] {
        let (status, found) = asked(&format!("/queries?id={value}"), &[]).await;
        assert_eq!(status, 422, "{value}");
        assert_eq!(found.len(), 1, "{value}: {found:?}");
    }
    for value in ["verbose=true", "verbose=false", "verbose=", "verbose"] {
        assert_eq!(asked(&format!("/queries?{value}"), &[]).await.0, 204, "{value}");
    }
    for value in ["True", "TRUE", "1", "0", "yes", "on", "null", "true%20"] {
        let (status, found) = asked(&format!("/queries?verbose={value}"), &[]).await;
        assert_eq!(
            (status, found),
            (422, vec!["query /verbose type".to_owned()]),
            "{value}"
        );
    }
}
