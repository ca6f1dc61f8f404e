//! Answers against the rules of their description: of the value as a whole, of what it holds, and of headers.

use std::sync::{Arc, Mutex};

use counterpart::server::{AnswerCheck, Fault};
use counterpart::{Context, Problem};
use counterpart_answers_tests::answers::models::Shelf;
use counterpart_answers_tests::answers::operations::*;
use counterpart_answers_tests::answers::server::{DefaultHandler, Router, ShelvesHandler};

use crate::support::ask;

/// Answers as it is asked, right or wrong.
struct Careless;

#[counterpart::handler]
impl DefaultHandler for Careless {
    async fn scores_get(&self, request: ScoresGet, _: Context) -> Result<ScoresGetResponse, Problem> {
        let best = |best| ScoresGetOkHeaders { x_best: Some(best) };
        Ok(match request.of.as_str() {
            "right" => ScoresGetResponse::Ok(vec![1, 2], best(100)),
            "no-header" => ScoresGetResponse::Ok(Vec::new(), ScoresGetOkHeaders { x_best: None }),
            "too-many" => ScoresGetResponse::Ok(vec![1, 2, 3], best(1)),
            "too-small" => ScoresGetResponse::Ok(vec![1, 0], best(101)),
            "short" => ScoresGetResponse::Accepted("later".into()),
            _ => ScoresGetResponse::Accepted("much later".into()),
        })
    }
}

#[counterpart::handler]
impl ShelvesHandler for Careless {
    async fn shelf_put(&self, request: ShelfPut, _: Context) -> Result<ShelfPutResponse, Problem> {
        let name = format!("{} and all that stand beside it", request.body.name);
        Ok(ShelfPutResponse::Ok(Shelf { name }, ShelfGetOkHeaders::default()))
    }
}

/// The answer, and what the server says went wrong.
async fn asked(check: AnswerCheck, of: &str) -> (String, Vec<String>) {
    let faults = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&faults);
    let router = Router::new(Careless)
        .answer_check(check)
        .faults(move |fault: &Fault| told.lock().unwrap().push(fault.to_string()))
        .into_axum();
    let answer = ask(router, &format!("GET /scores/{of}"), &[], "").await;
    let faults = std::mem::take(&mut *faults.lock().unwrap());
    (answer, faults)
}

#[tokio::test]
async fn what_keeps_the_rules_is_sent() {
    for of in ["right", "no-header", "short"] {
        let (answer, faults) = asked(AnswerCheck::Refuse, of).await;
        assert!(answer.starts_with("20"), "{of}: {answer}");
        assert!(faults.is_empty(), "{of}: {faults:?}");
    }
}

#[tokio::test]
async fn what_breaks_them_is_refused_reported_or_not_looked_at() {
    let prefix = "scores_get: the answer does not follow its description; ";
    for (of, status, found) in [
        ("too-many", "200", ": expected at most 2 elements"),
        (
            "too-small",
            "200",
            ": header `X-Best`: expected at most 100; /1: expected at least 1",
        ),
        ("long", "202", ": expected at most 5 characters"),
    ] {
        let (answer, faults) = asked(AnswerCheck::Refuse, of).await;
        assert!(answer.starts_with("500\n"), "{of}: {answer}");
        assert_eq!(faults, [format!("{prefix}{found}")], "{of}");
        let (answer, faults) = asked(AnswerCheck::Report, of).await;
        assert!(answer.starts_with(status), "{of}: {answer}");
        assert_eq!(faults, [format!("{prefix}{found}")], "{of}");
        let (answer, faults) = asked(AnswerCheck::Off, of).await;
        assert!(answer.starts_with(status), "{of}: {answer}");
        assert!(faults.is_empty(), "{of}: {faults:?}");
    }
}

#[tokio::test]
async fn a_model_within_an_answer_keeps_its_own_rules() {
    let router = Router::new(Careless).answer_check(AnswerCheck::Refuse).into_axum();
    let json = [("content-type", "application/json")];
    let answer = ask(router, "PUT /shelves/7", &json, r#"{"name":"novels"}"#).await;
    assert!(
        answer.starts_with("500\n") && answer.contains(r#""pointer":"/name","rule":"maxLength","limit":20"#),
        "{answer}"
    );
}
