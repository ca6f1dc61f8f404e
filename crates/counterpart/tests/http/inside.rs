//! What goes wrong within a server: panics, and answers that break their description.

use std::sync::{Arc, Mutex};

use counterpart::server::{AnswerCheck, Fault, FaultKind};
use counterpart::{Context, Problem};

use crate::api::models::Pet;
use crate::api::operations::*;
use crate::api::server::{DefaultHandler, PetsHandler, Router};
use crate::support::{ask, request};

/// Names pets too long, or panics.
struct Careless;

#[counterpart::handler]
impl PetsHandler for Careless {
    async fn pets_list(&self, request: PetsList, _: Context) -> Result<PetsListResponse, Problem> {
        let pet = |name: &str| Pet {
            id: 1,
            name: name.into(),
            tags: None,
        };
        match request.limit {
            Some(1) => panic!("number {}", 1),
            Some(2) => Ok(PetsListResponse::Ok(vec![pet("short"), pet("a secret name")])),
            _ => Ok(PetsListResponse::Ok(vec![pet("short")])),
        }
    }
}

impl DefaultHandler for Careless {}

/// A server, and what it says went wrong.
fn careless(check: AnswerCheck) -> (axum::Router, Arc<Mutex<Vec<Fault>>>) {
    let faults = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&faults);
    let tell = move |fault: &Fault| told.lock().unwrap().push(fault.clone());
    let router = Router::new(Careless).answer_check(check).faults(tell);
    (router.into_axum(), faults)
}

fn list(limit: u8) -> counterpart::http::Request<counterpart::client::Body> {
    request(&format!("GET /api/v3/pets/?limit={limit}"), &[], "")
}

#[tokio::test]
async fn a_panic_is_a_500_and_the_server_lives_on() {
    let (server, faults) = careless(AnswerCheck::Off);
    assert_eq!(
        ask(server.clone(), list(1)).await,
        "500\ncontent-type: application/problem+json\n\n{\"type\":\"about:blank\",\
         \"title\":\"Internal Server Error\",\"status\":500,\"detail\":\"the handler failed\"}"
    );
    assert!(ask(server, list(3)).await.starts_with("200"));
    let faults = faults.lock().unwrap();
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].to_string(), "pets_list: the handler panicked: number 1");
}

#[tokio::test]
async fn answers_that_break_their_description_are_refused_where_they_are_checked() {
    let (server, faults) = careless(AnswerCheck::Refuse);
    assert!(ask(server.clone(), list(3)).await.starts_with("200"));
    assert_eq!(faults.lock().unwrap().len(), 0);
    assert_eq!(
        ask(server, list(2)).await,
        "500\ncontent-type: application/problem+json\n\n{\"type\":\"about:blank\",\
         \"title\":\"Internal Server Error\",\"status\":500,\
         \"detail\":\"the answer does not follow its description\",\"violations\":[{\"in\":\"answer\",\
         \"pointer\":\"/1/name\",\"rule\":\"maxLength\",\"limit\":8,\"detail\":\"expected at most 8 characters\"}]}"
    );
    let faults = faults.lock().unwrap();
    assert!(matches!(faults[0].kind(), FaultKind::AnswerBreaksRules(found) if found.len() == 1));
    assert_eq!(
        faults[0].to_string(),
        "pets_list: the answer does not follow its description; /1/name: expected at most 8 characters"
    );
}

#[tokio::test]
async fn such_answers_can_be_reported_and_sent() {
    let (server, faults) = careless(AnswerCheck::Report);
    assert!(ask(server, list(2)).await.starts_with("200"));
    assert_eq!(faults.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_checked_is_not_looked_at() {
    let (server, faults) = careless(AnswerCheck::Off);
    assert!(ask(server, list(2)).await.starts_with("200"));
    assert_eq!(faults.lock().unwrap().len(), 0);
}

#[test]
fn answers_are_checked_in_debug_builds() {
    let usual = if cfg!(debug_assertions) {
        AnswerCheck::Refuse
    } else {
        AnswerCheck::Off
    };
    assert_eq!(AnswerCheck::default(), usual);
}
