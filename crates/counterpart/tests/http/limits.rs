//! What a server spends on a request, told in bytes, parts, levels and time.

use std::time::Duration;

use counterpart::server::Limits;
use counterpart::{Context, Problem};

use crate::api::operations::*;
use crate::api::server::{DefaultHandler, PetsHandler, Router};
use crate::app::{App, Keys};
use crate::support::{ask, request};

fn limited(limits: Limits) -> axum::Router {
    Router::new(App).authenticator(Keys).limits(limits).into_axum()
}

#[tokio::test]
async fn queries_and_headers_have_a_length() {
    let server = limited(Limits::default().query(10).headers(20));
    let line = |length: usize| format!("GET /api/v3/pets/?q={}", "x".repeat(length - 2));
    assert!(
        ask(server.clone(), request(&line(10), &[], ""))
            .await
            .starts_with("200")
    );
    let answer = ask(server.clone(), request(&line(11), &[], "")).await;
    assert!(
        answer.starts_with("414") && answer.contains("longer than 10 bytes"),
        "{answer}"
    );
    let headers = |length: usize| "h".repeat(length - "x-trace".len());
    let asked = async |length| {
        ask(
            server.clone(),
            request("GET /api/v3/pets/", &[("x-trace", &headers(length))], ""),
        )
        .await
    };
    assert!(asked(21).await.starts_with("431"), "{}", asked(21).await);
    assert!(!asked(20).await.starts_with("431"));
}

#[tokio::test]
async fn bodies_have_a_depth() {
    let headers = [("authorization", "Bearer writer"), ("content-type", "application/json")];
    let asked = async |depth: u32| {
        let server = limited(Limits::default().depth(depth));
        let body = r#"{"name":"a","tags":["deep"]}"#;
        ask(server, request("POST /api/v3/pets/", &headers, body)).await
    };
    assert!(asked(2).await.starts_with("201"), "{}", asked(2).await);
    let answer = asked(1).await;
    assert!(
        answer.starts_with("400") && answer.contains(r#""rule":"depth""#),
        "{answer}"
    );
}

#[tokio::test]
async fn forms_have_a_number_of_parts() {
    let server = limited(Limits::default().parts(2));
    let asked = async |parts: usize| {
        let part = "--b\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nx\r\n";
        let body = format!("{}--b--\r\n", part.repeat(parts));
        let headers = [("content-type", "multipart/form-data; boundary=b")];
        ask(server.clone(), request("POST /api/v3/pictures", &headers, body)).await
    };
    assert!(asked(2).await.starts_with("422"), "{}", asked(2).await);
    let answer = asked(3).await;
    assert!(
        answer.starts_with("413") && answer.contains("more than 2 parts"),
        "{answer}"
    );
}

#[tokio::test]
async fn an_operation_can_have_limits_of_its_own() {
    let server = Router::new(App)
        .body_limit(3)
        .limits_of::<NotesEcho>(Limits::default().body(5))
        .into_axum();
    let asked = async |body: &'static str| {
        let headers = [("content-type", "text/plain")];
        ask(server.clone(), request("PUT /api/v3/notes/x", &headers, body)).await
    };
    assert!(asked("four").await.starts_with("200"));
    assert!(asked("sixsix").await.starts_with("413"));
}

/// Takes as long as it is told.
struct Slow;

#[counterpart::handler]
impl PetsHandler for Slow {
    async fn pets_list(&self, request: PetsList, context: Context) -> Result<PetsListResponse, Problem> {
        let left = context
            .deadline()
            .map(|deadline| deadline.duration_since(std::time::Instant::now()));
        assert!(left.is_some_and(|left| left <= Duration::from_millis(200)), "{left:?}");
        tokio::time::sleep(Duration::from_millis(request.limit.unwrap_or(0).unsigned_abs() * 400)).await;
        Ok(PetsListResponse::Ok(Vec::new()))
    }
}

impl DefaultHandler for Slow {}

#[tokio::test]
async fn handlers_have_a_time() {
    let server = Router::new(Slow)
        .limits(Limits::default().time(Duration::from_millis(200)))
        .into_axum();
    let answer = ask(server.clone(), request("GET /api/v3/pets/?limit=0", &[], "")).await;
    assert!(answer.starts_with("200") || answer.starts_with("422"), "{answer}");
    let answer = ask(server, request("GET /api/v3/pets/?limit=1", &[], "")).await;
    assert!(
        answer.starts_with("503") && answer.contains("the answer was not ready in time"),
        "{answer}"
    );
}
