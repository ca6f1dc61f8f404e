//! What an API calls: callbacks and webhooks, from who sends them to who receives them.

use callbacks::callbacks as receiving;
use callbacks::models::{Docked, SendPilotRequest, Watch201, WatchRequest};
use callbacks::operations::{
    PostWatchDockedRequestBodyTell as ShipDocked, PostWatchDockedRequestBodyTellResponse as ShipDockedResponse,
    SendPilot, ShipLeft, ShipLeftResponse, Watch, WatchCreatedHeaders, WatchFailed, WatchFailedResponse, WatchResponse,
};
use callbacks::sender::Sender;
use counterpart::operation::Callback;
use counterpart::{ApiKey, Context, Error, Principal, Problem};
use counterpart_wire_tests::{Seen, Tape, callbacks, webhooks};
use http::{Request, StatusCode};
use receiving::{Authenticator, CallbacksHandler, Router};
use tower::ServiceExt;

/// Who wanted to be told of ships.
#[derive(Clone, Default)]
struct Office(Seen);

#[counterpart::handler]
impl CallbacksHandler for Office {
    async fn post_watch_docked_request_body_tell(
        &self,
        request: ShipDocked,
        _: Context,
    ) -> Result<ShipDockedResponse, Problem> {
        self.0.note(format!("{request:?}"));
        Ok(match request.body.ship.as_str() {
            "Ghost" => ShipDockedResponse::Gone,
            _ => ShipDockedResponse::NoContent,
        })
    }

    async fn watch_failed(&self, request: WatchFailed, context: Context) -> Result<WatchFailedResponse, Problem> {
        self.0.note(format!("{request:?} at {}", context.uri()));
        Ok(WatchFailedResponse::NoContent)
    }

    async fn ship_left(&self, request: ShipLeft, _: Context) -> Result<ShipLeftResponse, Problem> {
        self.0.note(format!("{request:?}"));
        Ok(ShipLeftResponse::NoContent)
    }
}

#[counterpart::handler]
impl Authenticator for Office {
    async fn signature(&self, credential: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        match credential.is("s") {
            true => Ok(Principal::new(())),
            false => Err(Problem::unauthorized()),
        }
    }
}

/// The office, each callback at a path of its choice.
fn office(office: &Office) -> axum::Router {
    Router::new(office.clone())
        .authenticator(office.clone())
        .at::<ShipDocked>("/hooks/docked/")
        .at::<WatchFailed>("/hooks/failed")
        .into_axum()
}

fn sender(app: &Office, wire: &Seen) -> Sender {
    let builder = Sender::builder().signature(ApiKey::new("s".to_owned()));
    builder.service(Tape::new(office(app), wire)).build().expect("a sender")
}

fn watch(tell: &str) -> Watch {
    Watch {
        ship: "Vega".into(),
        errors: Some("https://office.example/hooks/failed".into()),
        x_log: Some("a&b".into()),
        body: WatchRequest::new(tell),
    }
}

fn docked(ship: &str) -> Docked {
    Docked {
        quay: Some(3),
        ..Docked::new(ship)
    }
}

#[tokio::test]
async fn a_callback_goes_to_the_address_that_the_request_names() {
    let (wire, app) = (Seen::default(), Office::default());
    let address = ShipDocked::address(&watch("https://office.example/hooks/docked/?of=1")).expect("an address");
    let sent = sender(&app, &wire)
        .post_watch_docked_request_body_tell(&address, "u", docked("Vega"))
        .r#try(2)
        .await;
    sent.expect("it is understood");
    assert_eq!(
        wire.take().as_deref(),
        Some(
            "POST https://office.example/hooks/docked/?of=1&try=2&url=u\ncontent-type: application/json\nx-signature: s\n\n\
             {\"ship\":\"Vega\",\"quay\":3}"
        )
    );
    assert_eq!(
        app.0.take().as_deref(),
        Some(
            "PostWatchDockedRequestBodyTell { try: Some(2), url: \"u\", body: Docked { ship: \"Vega\", quay: Some(3) } }"
        )
    );
}

#[tokio::test]
async fn documented_answers_and_refusals_reach_the_sender() {
    let (wire, app) = (Seen::default(), Office::default());
    let sender = sender(&app, &wire);
    let url = "https://office.example/hooks/docked/";
    let gone = sender.post_watch_docked_request_body_tell(url, "u", docked("Ghost"));
    match gone.await {
        Err(Error::Api(error)) => assert!(matches!(error.response, ShipDockedResponse::Gone)),
        other => panic!("{other:?}"),
    }
    assert!(app.0.take().is_some());
    let wrong = Docked {
        quay: Some(0),
        ..docked("Vega")
    };
    match sender.post_watch_docked_request_body_tell(url, "u", wrong).await {
        Err(Error::Undocumented(answer)) => assert_eq!(answer.status, 422),
        other => panic!("{other:?}"),
    }
    assert_eq!(app.0.take(), None);
    let elsewhere = sender.post_watch_docked_request_body_tell("/hooks/docked/", "u", docked("Vega"));
    assert!(matches!(elsewhere.await, Err(Error::Encode(_))));
}

#[tokio::test]
async fn a_receiver_admits_nobody_without_the_credential_and_only_at_its_path() {
    let app = Office::default();
    let status = async |path: &str, key: &str| {
        let request = Request::post(path)
            .header("content-type", "application/json")
            .header("x-signature", key)
            .body(axum::body::Body::from(r#"{"ship":"Vega"}"#));
        let answer = office(&app).oneshot(request.expect("a request")).await;
        answer.expect("an answer").status()
    };
    assert_eq!(
        status("/hooks/docked/?url=u", "guessed").await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        status("/watch/docked/request/body/tell?url=u", "s").await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(app.0.take(), None);
    assert_eq!(status("/hooks/docked/?url=u", "s").await, StatusCode::NO_CONTENT);
    assert!(app.0.take().is_some());
}

#[tokio::test]
async fn addresses_are_made_of_requests_and_answers() {
    let request = watch("https://office.example/");
    let answer = WatchResponse::Created(
        Watch201 { id: 7 },
        WatchCreatedHeaders {
            x_watch: Some("w".into()),
        },
    );
    let address = WatchFailed::address_after(&request, &answer).expect("an address");
    assert_eq!(address, "https://office.example/hooks/failed?watch=7&by=a%26b");
    let (wire, app) = (Seen::default(), Office::default());
    sender(&app, &wire)
        .watch_failed(&address)
        .body("lost")
        .await
        .expect("understood");
    assert_eq!(
        app.0.take().as_deref(),
        Some("WatchFailed { body: Some(\"lost\") } at https://office.example/hooks/failed?watch=7&by=a%26b")
    );
    let without = WatchFailed::address(&request).expect_err("there is no answer");
    assert_eq!(
        without.to_string(),
        "`$response.body#/id` is about an answer that is not there"
    );
    let silent = Watch {
        errors: None,
        ..request
    };
    let absent = WatchFailed::address_after(&silent, &answer).expect_err("there is no address");
    assert_eq!(absent.expression(), "$request.query.errors");
}

#[tokio::test]
async fn one_callback_serves_several_operations_and_reads_forms() {
    let pilot = |tell: Option<&str>| SendPilot {
        ship: "Vega".into(),
        body: Some(SendPilotRequest {
            tell: tell.map(Into::into),
        }),
    };
    let address = ShipLeft::address(&pilot(Some("https://pilot.example/left"))).expect("an address");
    assert_eq!(address, "https://pilot.example/left");
    assert_eq!(
        ShipLeft::address(&watch("https://w.example")).expect("an address"),
        "https://w.example"
    );
    assert!(ShipLeft::address(&pilot(None)).is_err());
    // Unless told, it is received at its name.
    let (wire, app) = (Seen::default(), Office::default());
    sender(&app, &wire)
        .ship_left("http://pilot.example/Left")
        .await
        .expect("understood");
    assert_eq!(wire.take().as_deref(), Some("DELETE http://pilot.example/Left"));
    assert_eq!(app.0.take().as_deref(), Some("ShipLeft"));
}

/// Who waits for parcels.
struct Waiting(Seen);

#[counterpart::handler]
impl webhooks::webhooks::WebhooksHandler for Waiting {
    async fn parcel_moved(
        &self,
        request: webhooks::operations::ParcelMoved,
        _: Context,
    ) -> Result<webhooks::operations::ParcelMovedResponse, Problem> {
        self.0.note(format!("{request:?}"));
        Ok(webhooks::operations::ParcelMovedResponse::NoContent)
    }
}

#[counterpart::handler]
impl webhooks::webhooks::Authenticator for Waiting {
    async fn signature(&self, _: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        Ok(Principal::new(()))
    }
}

#[tokio::test]
async fn a_webhook_is_sent_where_its_receiver_is() {
    let (wire, seen) = (Seen::default(), Seen::default());
    let router = webhooks::webhooks::Router::new(Waiting(seen.clone()))
        .authenticator(Waiting(seen.clone()))
        .at::<webhooks::operations::ParcelMoved>("/in/parcels");
    let builder = webhooks::sender::Sender::builder().signature(ApiKey::new("s".to_owned()));
    let sender = builder
        .service(Tape::new(router.into_axum(), &wire))
        .build()
        .expect("a sender");
    let parcel = webhooks::models::Parcel {
        id: 7,
        place: "Oslo".into(),
    };
    sender
        .parcel_moved("https://me.example/in/parcels", parcel)
        .header("x-delivery", "1")
        .await
        .expect("understood");
    assert_eq!(
        wire.take().as_deref(),
        Some(
            "POST https://me.example/in/parcels\ncontent-type: application/json\nx-signature: s\nx-delivery: 1\n\n\
             {\"id\":7,\"place\":\"Oslo\"}"
        )
    );
    assert_eq!(
        seen.take().as_deref(),
        Some("ParcelMoved { body: Parcel { id: 7, place: \"Oslo\" } }")
    );
    let unsigned = webhooks::sender::Sender::builder();
    let unsigned = unsigned.service(axum::Router::<()>::new()).build().expect("a sender");
    let parcel = webhooks::models::Parcel {
        id: 7,
        place: "Oslo".into(),
    };
    let sent = unsigned.parcel_moved("https://me.example/", parcel).await;
    assert!(matches!(sent, Err(Error::MissingCredential { .. })));
}
