//! Tags on the server's side: a trait each, one for operations without any, and the part that a selector picks.

use axum::Router;
use axum::body::Body;
use counterpart::{Context, Problem};
use counterpart_wire_tests::{tags, tags_part};
use http::{Request, StatusCode};
use tags::operations::{Health, HealthResponse, PetsList, PetsListResponse, VisitBook, VisitBookResponse};
use tags::server::{DefaultHandler, PetsHandler, VisitsHandler};
use tower::ServiceExt;

struct Pets;

#[counterpart::handler]
impl PetsHandler for Pets {
    async fn pets_list(&self, _: PetsList, _: Context) -> Result<PetsListResponse, Problem> {
        Ok(PetsListResponse::NoContent)
    }
}

struct Visits;

#[counterpart::handler]
impl VisitsHandler for Visits {
    async fn visit_book(&self, _: VisitBook, _: Context) -> Result<VisitBookResponse, Problem> {
        Ok(VisitBookResponse::NoContent)
    }
}

struct Rest;

#[counterpart::handler]
impl DefaultHandler for Rest {
    async fn health(&self, _: Health, _: Context) -> Result<HealthResponse, Problem> {
        Ok(HealthResponse::NoContent)
    }
}

async fn status(router: &Router, method: &str, path: &str) -> u16 {
    let request = Request::builder().method(method).uri(path).body(Body::empty());
    let answer = router.clone().oneshot(request.expect("a request")).await;
    answer.expect("an answer").status().as_u16()
}

#[tokio::test]
async fn each_tag_has_its_trait_and_what_has_none_has_one_too() {
    let router = tags::server::Router::empty()
        .pets(Pets)
        .visits(Visits)
        .default(Rest)
        .into_axum();
    assert_eq!(status(&router, "GET", "/pets").await, 204);
    assert_eq!(status(&router, "GET", "/health").await, 204);
    // An operation of several tags is written once, under the first.
    assert_eq!(status(&router, "POST", "/pets/7/visits").await, 204);
    let without = tags::server::Router::empty().pets(Pets).into_axum();
    assert_eq!(status(&without, "POST", "/pets/7/visits").await, 404);
    // Nobody has mounted the tag.
    assert_eq!(status(&router, "DELETE", "/all").await, 404);
}

#[test]
fn what_is_missing_is_known_by_tag_and_by_method() {
    let missing = tags::server::Router::empty().pets(Pets).visits(Visits).require_all();
    let missing = missing.err().expect("two operations are missing");
    assert_eq!(missing.operations(), ["wipe", "health"]);
}

struct Part;

#[counterpart::handler]
impl tags_part::server::VisitsHandler for Part {
    async fn visit_book(
        &self,
        _: tags_part::operations::VisitBook,
        _: Context,
    ) -> Result<tags_part::operations::VisitBookResponse, Problem> {
        Ok(tags_part::operations::VisitBookResponse::NoContent)
    }
}

#[tokio::test]
async fn a_server_of_a_part_serves_that_part() {
    let router = tags_part::server::Router::new(Part).require_all().expect("it is whole");
    let served: Vec<_> = router.operations().map(|table| table.id).collect();
    assert_eq!(served, ["visit_book"]);
    let router = router.into_axum();
    assert_eq!(status(&router, "POST", "/pets/7/visits").await, StatusCode::NO_CONTENT);
    assert_eq!(status(&router, "GET", "/pets").await, StatusCode::NOT_FOUND);
    assert_eq!(status(&router, "GET", "/health").await, StatusCode::NOT_FOUND);
}
