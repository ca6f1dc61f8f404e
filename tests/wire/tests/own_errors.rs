//! Handlers that return errors of the user's own.

use axum::body::Body;
use counterpart::{BearerToken, Context, Principal, Problem};
use counterpart_wire_tests::webhooks;
use http::Request;
use http_body_util::BodyExt;
use tower::ServiceExt;
use webhooks::models::Parcel;
use webhooks::operations::{ParcelGet, ParcelGetResponse};
use webhooks::server::{DefaultHandler, Router};

/// What can go wrong in the application.
#[derive(Debug)]
enum Lost {
    NotHere,
    Unreadable,
}

impl From<std::num::ParseIntError> for Lost {
    fn from(_: std::num::ParseIntError) -> Self {
        Self::Unreadable
    }
}

impl From<Lost> for Problem {
    fn from(lost: Lost) -> Self {
        match lost {
            Lost::NotHere => Self::not_found().detail("there is no such parcel"),
            Lost::Unreadable => Self::internal().detail("the register is unreadable"),
        }
    }
}

struct App;

#[counterpart::handler]
impl DefaultHandler for App {
    async fn parcel_get(&self, request: ParcelGet, _: Context) -> Result<ParcelGetResponse, Lost> {
        if request.id == 0 {
            return Err(Lost::NotHere);
        }
        let place = std::future::ready("Oslo").await;
        let shelf: i64 = if request.id == 1 { "?" } else { "4" }.parse()?;
        Ok(ParcelGetResponse::Ok(Parcel {
            id: request.id + shelf,
            place: place.to_owned(),
        }))
    }
}

#[tokio::test]
async fn an_error_of_the_users_own_becomes_its_problem() {
    let router = Router::new(App).into_axum();
    let answer = async |path: &str| {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = router.clone().oneshot(request).await.expect("an answer");
        let status = answer.status().as_u16();
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned())
    };
    assert_eq!(
        answer("/parcels/7").await,
        (200, r#"{"id":11,"place":"Oslo"}"#.to_owned())
    );
    let (status, body) = answer("/parcels/0").await;
    assert_eq!(status, 404);
    assert!(body.contains(r#""detail":"there is no such parcel""#), "{body}");
    let (status, body) = answer("/parcels/1").await;
    assert_eq!(status, 500);
    assert!(body.contains("the register is unreadable"), "{body}");
}

/// An authenticator may do so too.
struct Doorman;

#[counterpart::handler]
impl counterpart_wire_tests::callbacks::callbacks::Authenticator for Doorman {
    async fn signature(&self, _: counterpart::ApiKey, _: &[&str]) -> Result<Principal, Lost> {
        let known: Option<BearerToken> = None;
        known.map(Principal::new).ok_or(Lost::NotHere)
    }
}

#[tokio::test]
async fn an_authenticator_may_do_so_too() {
    use counterpart_wire_tests::callbacks::callbacks::Authenticator;
    let key = counterpart::ApiKey::new("k".to_owned());
    let refused = Doorman.signature(key, &[]).await;
    assert_eq!(refused.err().map(|problem| problem.status().as_u16()), Some(404));
}
