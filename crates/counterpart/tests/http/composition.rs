//! How an application is put together: parts, state, and what is not written.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use counterpart::{Context, Problem, StatusCode};

use crate::api::models::Fault;
use crate::api::operations::*;
use crate::api::server::{DefaultHandler, PetsHandler, Router};
use crate::app::{App, Keys};
use crate::support::{ask, request};

/// Writes one method, and counts in a state of its own.
#[derive(Default)]
struct Counter {
    deleted: AtomicUsize,
}

/// The errors of an application, with one meaning each wherever they occur.
enum Failure {
    Gone(i64),
    Broken,
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Gone(id) => Problem::new(StatusCode::GONE).member("id", id),
            Failure::Broken => Problem::internal(),
        }
    }
}

impl Counter {
    fn delete(&self, id: i64) -> Result<(), Failure> {
        match id {
            1 => Err(Failure::Gone(id)),
            2 => Err(Failure::Broken),
            _ => {
                self.deleted.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }
        }
    }
}

#[counterpart::handler]
impl PetsHandler for Counter {
    async fn pets_delete(&self, request: PetsDelete, _: Context) -> Result<PetsDeleteResponse, Problem> {
        self.delete(request.id)?;
        Ok(PetsDeleteResponse::NoContent)
    }
}

impl DefaultHandler for Counter {}

const DELETE: &[(&str, &str)] = &[("authorization", "Basic YW5uOnBhc3M6d29yZA==")];

#[tokio::test]
async fn state_is_shared_with_whoever_holds_it() {
    let counter = Arc::new(Counter::default());
    let all = Router::shared(Arc::clone(&counter)).authenticator(Keys).into_axum();
    let one = Router::empty()
        .mount::<dyn PetsHandler>(counter.clone())
        .authenticator(Keys)
        .into_axum();
    for app in [all, one] {
        assert_eq!(ask(app, request("DELETE /api/v3/pets/7/", DELETE, "")).await, "204");
    }
    assert_eq!(counter.deleted.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn errors_of_the_application_become_problems() {
    let app = Router::new(Counter::default()).authenticator(Keys).into_axum();
    let answer = ask(app.clone(), request("DELETE /api/v3/pets/1/", DELETE, "")).await;
    assert_eq!(
        answer,
        "410\ncontent-type: application/problem+json\n\n\
         {\"type\":\"about:blank\",\"title\":\"Gone\",\"status\":410,\"id\":1}"
    );
    let answer = ask(app, request("DELETE /api/v3/pets/2/", DELETE, "")).await;
    assert!(answer.starts_with("500"), "{answer}");
}

#[tokio::test]
async fn a_tag_can_have_another_handler() {
    let app = Router::new(Counter::default()).default(App).into_axum();
    let echo = request("PUT /api/v3/notes/x", &[("content-type", "text/plain")], "a");
    assert!(ask(app.clone(), echo).await.starts_with("200"));
    assert!(ask(app, request("GET /api/v3/pets/", &[], "")).await.starts_with("501"));
}

#[tokio::test]
async fn what_is_not_written_is_501() {
    let app = Router::new(Counter::default()).into_axum();
    assert_eq!(
        ask(app, request("GET /api/v3/pets/", &[], "")).await,
        "501\ncontent-type: application/problem+json\n\n\
         {\"type\":\"about:blank\",\"title\":\"Not Implemented\",\"status\":501,\"detail\":\"`pets_list` is not implemented\"}"
    );
}

#[test]
fn a_router_can_refuse_to_start_while_methods_are_missing() {
    let missing = |router: Router| match router.require_all() {
        Ok(_) => Vec::new(),
        Err(unwritten) => unwritten.operations().to_vec(),
    };
    let untagged = [
        "pictures_create",
        "pictures_get",
        "login_create",
        "notes_echo",
        "unwritten",
    ];
    assert_eq!(missing(Router::new(App)), ["unwritten"]);
    assert_eq!(
        missing(Router::new(Counter::default())),
        [&["pets_list", "pets_create", "pets_update"], &untagged[..]].concat()
    );
    // A tag that nobody answers for is missing as a whole.
    assert_eq!(missing(Router::empty().pets(App)), untagged);
    let error = Router::new(App).require_all().map(drop).unwrap_err();
    assert_eq!(error.to_string(), "operations without an implementation: unwritten");
}

#[test]
fn looking_for_missing_methods_runs_none() {
    struct Loud;
    #[counterpart::handler]
    impl PetsHandler for Loud {
        async fn pets_list(&self, _: PetsList, _: Context) -> Result<PetsListResponse, Problem> {
            panic!("it was run");
        }
        async fn pets_create(&self, request: PetsCreate, _: Context) -> Result<PetsCreateResponse, Problem> {
            unreachable!("{request:?}")
        }
        async fn pets_update(&self, _: PetsUpdate, _: Context) -> Result<PetsUpdateResponse, Problem> {
            Ok(PetsUpdateResponse::NotFound(Fault {
                detail: std::fs::read_to_string("/nowhere").unwrap(),
            }))
        }
        async fn pets_delete(&self, _: PetsDelete, _: Context) -> Result<PetsDeleteResponse, Problem> {
            std::process::abort()
        }
    }
    let unwritten = Router::empty().pets(Loud).require_all().map(drop).unwrap_err();
    assert!(!unwritten.operations().contains(&"pets_list"), "{unwritten}");
    assert_eq!(unwritten.operations().len(), 5);
}

#[test]
fn the_operations_of_a_router_can_be_listed() {
    let router = Router::empty().pets(App);
    let listed: Vec<_> = router.operations().map(|table| (table.method, table.path)).collect();
    assert_eq!(
        listed,
        [
            ("GET", "/pets/"),
            ("POST", "/pets/"),
            ("PATCH", "/pets/{id}/"),
            ("DELETE", "/pets/{id}/")
        ]
    );
}

#[tokio::test]
async fn an_application_may_have_methods_of_its_own_beside_those_of_a_path() {
    let own = axum::Router::new().route("/api/v3/pets/", axum::routing::patch(async || "mine"));
    let merged = Router::new(App).authenticator(Keys).into_axum().merge(own);
    let mine = ask(merged.clone(), request("PATCH /api/v3/pets/", &[], "")).await;
    assert!(mine.ends_with("mine"), "{mine}");
    let described = ask(merged, request("POST /api/v3/pets/", &[], "")).await;
    assert!(described.starts_with("401"), "{described}");
}
