//! What a server refuses, in its exact words.

use counterpart::http::HeaderMap;
use counterpart::{Problem, StatusCode};

use crate::api::server::Router;
use crate::app::App;
use crate::support::{ask, request, server};

const JSON: (&str, &str) = ("content-type", "application/json");
const TOKEN: (&str, &str) = ("authorization", "Bearer writer");

/// The status and the body of the answer, which is a problem.
async fn refused(line: &str, headers: &[(&str, &str)], body: &'static str) -> String {
    let answer = ask(server(), request(line, headers, body)).await;
    let (head, body) = answer.split_once("\n\n").unwrap();
    assert!(head.contains("\ncontent-type: application/problem+json"), "{answer}");
    assert!(body.contains(&format!("\"status\":{}", &head[..3])), "{answer}");
    format!("{}\n{body}", &head[..3])
}

#[tokio::test]
async fn unknown_paths_are_404() {
    let text = concat!(
        "404\n",
        r#"{"type":"about:blank","title":"Not Found","status":404,"detail":"there is no operation at this path"}"#
    );
    for path in [
        "/",
        "/api/v3/pets",
        "/pets/",
        "/api/v3/pets/1",
        "/api/v3/pictures/a.jpg",
        "/api/v3/pictures/.png",
    ] {
        assert_eq!(refused(&format!("GET {path}"), &[], "").await, text, "{path}");
    }
}

#[tokio::test]
async fn unknown_methods_are_405_with_what_is_allowed() {
    let answer = ask(server(), request("PUT /api/v3/pets/", &[], "")).await;
    assert_eq!(
        answer,
        "405\nallow: GET, HEAD, OPTIONS, POST\ncontent-type: application/problem+json\n\n".to_owned()
            + r#"{"type":"about:blank","title":"Method Not Allowed","status":405,"#
            + r#""detail":"the path has no operation with this method"}"#
    );
}

#[tokio::test]
async fn missing_credentials_are_401_before_anything_is_read() {
    let answer = ask(
        server(),
        request("POST /api/v3/pets/", &[("content-type", "text/html")], "x"),
    )
    .await;
    assert_eq!(
        answer,
        "401\nwww-authenticate: Bearer\ncontent-type: application/problem+json\n\n".to_owned()
            + r#"{"type":"about:blank","title":"Unauthorized","status":401,"detail":"the operation needs a credential"}"#
    );
}

#[tokio::test]
async fn forbidden_is_what_the_authenticator_says() {
    let answer = refused("POST /api/v3/pets/", &[("authorization", "bearer reader"), JSON], "{}").await;
    assert_eq!(
        answer,
        "403\n".to_owned()
            + r#"{"type":"about:blank","title":"Forbidden","status":403,"detail":"the token cannot write"}"#
    );
}

#[tokio::test]
async fn other_media_types_are_415() {
    let text = "415\n".to_owned()
        + r#"{"type":"about:blank","title":"Unsupported Media Type","status":415,"detail":"the body must be `application/json`"}"#;
    for headers in [&[TOKEN, ("content-type", "text/plain")][..], &[TOKEN][..]] {
        assert_eq!(refused("POST /api/v3/pets/", headers, "{}").await, text);
    }
    let headers = [TOKEN, ("content-type", "Application/JSON; charset=utf-8")];
    assert!(
        ask(server(), request("POST /api/v3/pets/", &headers, r#"{"name":"Rex"}"#))
            .await
            .starts_with("201")
    );
}

#[tokio::test]
async fn broken_syntax_is_400() {
    assert_eq!(
        refused("POST /api/v3/pets/", &[TOKEN, JSON], "{\"name\": \"Rex\"").await,
        "400\n".to_owned()
            + r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"the request is malformed","#
            + r#""violations":[{"in":"body","pointer":"","rule":"syntax","detail":"EOF while parsing an object (line 1, column 14)"}]}"#
    );
    let cases = [
        ("PATCH /api/v3/pets/%ff/", "path"),
        ("PATCH /api/v3/pets/%zz/", "path"),
        ("GET /api/v3/pets/?tag=%ff", "query"),
        ("GET /api/v3/pets/?tag=%f", "query"),
    ];
    for (line, part) in cases {
        let answer = refused(line, &[], "").await;
        assert!(
            answer.starts_with("400") && answer.contains(&format!(r#""in":"{part}""#)),
            "{line}: {answer}"
        );
    }
    let login = ("content-type", "application/x-www-form-urlencoded");
    let answer = refused("POST /api/v3/login", &[login], "user=%ff").await;
    assert!(
        answer.starts_with("400") && answer.contains(r#""in":"body""#),
        "{answer}"
    );
}

#[tokio::test]
async fn malformed_multipart_is_400() {
    let bodies = [
        "",
        "--x",
        "--x\r\n",
        "--x\r\ncontent-disposition: form-data\r\n\r\n1\r\n--x--\r\n",
        "--y--",
    ];
    for body in bodies.into_iter().skip(1) {
        let answer = refused(
            "POST /api/v3/pictures",
            &[("content-type", "multipart/form-data; boundary=x")],
            body,
        )
        .await;
        assert!(answer.starts_with("400"), "{body:?}: {answer}");
    }
    let answer = refused(
        "POST /api/v3/pictures",
        &[("content-type", "multipart/form-data")],
        "--x--",
    )
    .await;
    assert!(
        answer.contains("the multipart body is malformed: the content type names no boundary"),
        "{answer}"
    );
}

#[tokio::test]
async fn every_violation_of_every_part_is_in_one_422() {
    let answer = refused("GET /api/v3/pets/?limit=0&tag=a&tag=b&tag=c&tag=d&ids=1,x", &[], "").await;
    assert_eq!(
        answer,
        "422\n".to_owned()
            + r#"{"type":"about:blank","title":"Unprocessable Entity","status":422,"#
            + r#""detail":"the request does not follow its description","violations":["#
            + r#"{"in":"query","pointer":"/limit","rule":"minimum","limit":1,"detail":"expected at least 1"},"#
            + r#"{"in":"query","pointer":"/tag","rule":"maxItems","limit":3,"detail":"expected at most 3 elements"},"#
            + r#"{"in":"query","pointer":"/ids/1","rule":"type","detail":"expected an integer, found text"}]}"#
    );
    let body = r#"{"name": "", "nick": 7}"#;
    let answer = refused("PATCH /api/v3/pets/0/", &[TOKEN, JSON], body).await;
    let violations = answer.split_once("\"violations\":").unwrap().1;
    assert_eq!(
        violations,
        r#"[{"in":"path","pointer":"/id","rule":"minimum","limit":1,"detail":"expected at least 1"},"#.to_owned()
            + r#"{"in":"body","pointer":"/name","rule":"minLength","limit":1,"detail":"expected at least 1 character"},"#
            + r#"{"in":"body","pointer":"/nick","rule":"type","detail":"expected a string, found a number"}]}"#
    );
}

#[tokio::test]
async fn a_required_body_is_422_where_it_is_missing() {
    for headers in [&[TOKEN, JSON][..], &[TOKEN][..]] {
        let answer = refused("POST /api/v3/pets/", headers, "").await;
        let violation =
            r#""violations":[{"in":"body","pointer":"","rule":"required","detail":"the body is missing"}]}"#;
        assert!(answer.starts_with("422") && answer.ends_with(violation), "{answer}");
    }
}

#[tokio::test]
async fn violations_of_a_form_name_its_parts() {
    let multipart = ("content-type", "multipart/form-data; boundary=x");
    let body = "--x\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\ntoo long\r\n--x--\r\n";
    let answer = refused("POST /api/v3/pictures", &[multipart], body).await;
    assert!(answer.starts_with("422"), "{answer}");
    assert!(answer.contains(r#""pointer":"/title","rule":"maxLength""#), "{answer}");
    assert!(answer.contains(r#""pointer":"/picture","rule":"required""#), "{answer}");
}

#[tokio::test]
async fn handlers_that_are_not_written_are_501() {
    let answer = refused("GET /api/v3/unwritten", &[TOKEN], "").await;
    assert_eq!(
        answer,
        "501\n".to_owned()
            + r#"{"type":"about:blank","title":"Not Implemented","status":501,"detail":"`unwritten` is not implemented"}"#
    );
}

#[tokio::test]
async fn failures_of_handlers_are_500_and_say_nothing() {
    let answer = refused("GET /api/v3/pets/?limit=16", &[], "").await;
    let text = r#"{"type":"about:blank","title":"Internal Server Error","status":500,"detail":"the handler failed"}"#;
    assert_eq!(answer, format!("500\n{text}"));
    let answer = refused("GET /api/v3/pets/?limit=14", &[], "").await;
    assert!(
        answer.starts_with("500") && answer.contains("the answer has a status that it does not stand for"),
        "{answer}"
    );
    // 418 is what `4XX` stands for, not `default`: a client would read the one as the other.
    let answer = refused("GET /api/v3/pets/?limit=17", &[], "").await;
    assert!(
        answer.starts_with("500") && answer.contains("the answer has a status that another answer stands for"),
        "{answer}"
    );
    let answer = refused("POST /api/v3/pets/", &[("authorization", "Bearer broken")], "").await;
    assert_eq!(answer, format!("500\n{text}"));
}

#[tokio::test]
async fn problems_of_handlers_keep_their_members() {
    let answer = refused("POST /api/v3/pets/", &[TOKEN, JSON], r#"{"name":"odd"}"#).await;
    assert_eq!(
        answer,
        "409\n".to_owned() + r#"{"type":"about:blank","title":"Odd","status":409,"detail":"an odd name","code":7}"#
    );
}

#[tokio::test]
async fn every_problem_leaves_through_one_seam() {
    let seam = |problem: Problem| {
        let mut response = axum::response::Response::new(format!("{problem}").into());
        *response.status_mut() = StatusCode::IM_A_TEAPOT;
        *response.headers_mut() = HeaderMap::new();
        response
    };
    let server = Router::new(App).problems(seam).body_limit(3).into_axum();
    let lines = [
        ("GET /", "404 Not Found"),
        ("DELETE /api/v3/pets/", "405 Method Not Allowed"),
        ("POST /api/v3/pets/", "401 Unauthorized"),
        ("POST /api/v3/login", "413 Payload Too Large"),
        ("PUT /api/v3/notes/x", "413 Payload Too Large"),
        ("GET /api/v3/pets/?limit=0", "422 Unprocessable Entity"),
        ("GET /api/v3/pets/?limit=14", "500 Internal Server Error"),
        ("GET /api/v3/pets/?limit=16", "500 Internal Server Error"),
    ];
    for (line, title) in lines {
        let answer = ask(server.clone(), request(line, &[("content-type", "text/plain")], "1234")).await;
        assert!(answer.starts_with(&format!("418\n\n{title}")), "{line}: {answer}");
    }
}
