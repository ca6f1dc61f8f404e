//! Answers that are documented by `default` only, or not at all.

use counterpart::{Error, StatusCode};

use crate::support::always;

mod api {
    use counterpart::StatusCode;

    counterpart::client! { Client "http://pets.example" {} }

    /// Answers by their enum.
    #[derive(Clone)]
    pub struct Whole {}
    #[derive(Clone)]
    pub enum WholeResponse {
        NotFound,
        Default(StatusCode, String),
    }
    counterpart::operation! {
        Whole "whole" GET "/" { }
        security []
        WholeResponse -> all {
            NotFound = 404 empty,
            Default = default json "application/json" success,
        }
    }

    /// Answers by the body of a success.
    #[derive(Clone)]
    pub struct Body {}
    #[derive(Clone)]
    pub enum BodyResponse {
        Default(StatusCode, String),
    }
    counterpart::operation! {
        Body "body" GET "/" { }
        security []
        BodyResponse -> one String { Default = default json "application/json" success, }
    }

    /// Documents one success without a body, and no `default`.
    #[derive(Clone)]
    pub struct Gone {}
    #[derive(Clone)]
    pub enum GoneResponse {
        NoContent,
    }
    counterpart::operation! {
        Gone "gone" DELETE "/" { }
        security []
        GoneResponse -> unit { NoContent = 204 empty success, }
    }

    /// Answers by nothing.
    #[derive(Clone)]
    pub struct Unit {}
    #[derive(Clone)]
    pub enum UnitResponse {
        Default(StatusCode),
    }
    counterpart::operation! {
        Unit "unit" GET "/" { }
        security []
        UnitResponse -> unit { Default = default empty success, }
    }
}
use api::{Body, BodyResponse, Client, Gone, Unit, Whole, WholeResponse};

fn client(status: u16, body: &'static str) -> Client {
    let headers = &[("content-type", "application/json")];
    Client::builder()
        .service(always(status, headers, body))
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_lone_default_is_the_success_of_a_2xx() {
    let whole = client(201, "\"x\"").call(Whole {}).await.unwrap();
    assert!(matches!(whole, WholeResponse::Default(StatusCode::CREATED, body) if body == "x"));
    assert_eq!(client(200, "\"x\"").call(Body {}).await.unwrap(), "x");
    let () = client(204, "").call(Unit {}).await.unwrap();
}

#[tokio::test]
async fn without_one_an_answer_with_a_body_is_kept_whole() {
    let () = client(204, "").call(Gone {}).await.unwrap();
    let () = client(200, "").call(Gone {}).await.unwrap();
    let error = client(202, "7").call(Gone {}).await.unwrap_err();
    assert!(
        matches!(&error, Error::Undocumented(answer) if answer.body == "7"),
        "{error:?}"
    );
}

#[tokio::test]
async fn and_an_error_with_every_other_status() {
    let error = client(500, "\"x\"").call(Whole {}).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    let error = client(404, "\"x\"").call(Whole {}).await.unwrap_err();
    assert!(matches!(error, Error::Api(error) if matches!(error.response, WholeResponse::NotFound)));
    let error = client(302, "\"x\"").call(Body {}).await.unwrap_err();
    assert!(
        matches!(error, Error::Api(error) if matches!(error.response, BodyResponse::Default(StatusCode::FOUND, _)))
    );
    let error = client(500, "").call(Unit {}).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    // What does not decode is no success either.
    let error = client(200, "7").call(Body {}).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}
