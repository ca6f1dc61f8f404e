//! What the top of a document requires holds for webhooks and callbacks that do not say, on both sides.

use axum::body::Body;
use counterpart::{Bearer, BearerToken, Context, Error, Principal, Problem};
use counterpart_wire_tests::{Seen, Tape, inherited_security as api, open_webhooks as open};
use http::Request;
use tower::ServiceExt;

/// Notes what reaches it, and knows one token.
#[derive(Clone, Default)]
struct App(Seen);

/// A handler that answers 204, and an authenticator.
macro_rules! receiver {
    ($api:ident $module:ident $handler:ident { $($method:ident $operation:ident $response:ident),* }) => {
        #[counterpart::handler]
        impl $api::$module::$handler for App {
            $(
                async fn $method(
                    &self,
                    _: $api::operations::$operation,
                    _: Context,
                ) -> Result<$api::operations::$response, Problem> {
                    self.0.note(stringify!($method).to_owned());
                    Ok($api::operations::$response::NoContent)
                }
            )*
        }

        #[counterpart::handler]
        impl $api::$module::Authenticator for App {
            async fn token(&self, credential: BearerToken, _: &[&str]) -> Result<Principal, Problem> {
                match credential.is("good") {
                    true => Ok(Principal::new(())),
                    false => Err(Problem::unauthorized()),
                }
            }
        }
    };
}
receiver! { api webhooks WebhooksHandler { strike Strike StrikeResponse, holiday Holiday HolidayResponse } }
receiver! { api callbacks CallbacksHandler { arrived Arrived ArrivedResponse, returned Returned ReturnedResponse } }
receiver! { open webhooks WebhooksHandler { strike Strike StrikeResponse, holiday Holiday HolidayResponse } }

/// The status for a call with and without a credential, and whether the handler was reached.
async fn called(router: axum::Router, app: &App, path: &str, token: Option<&str>) -> (u16, bool) {
    let mut request = Request::post(path);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let request = request.body(Body::empty()).expect("a request");
    let answer = router.oneshot(request).await.expect("an answer");
    (answer.status().as_u16(), app.0.take().is_some())
}

#[tokio::test]
async fn receivers_refuse_who_lacks_the_credential_of_the_document() {
    let app = App::default();
    let webhooks = || {
        api::webhooks::Router::new(app.clone())
            .authenticator(app.clone())
            .into_axum()
    };
    let callbacks = || {
        api::callbacks::Router::new(app.clone())
            .authenticator(app.clone())
            .into_axum()
    };
    for (router, path) in [(webhooks(), "/strike"), (callbacks(), "/deliver/arrived")] {
        assert_eq!(called(router.clone(), &app, path, None).await, (401, false), "{path}");
        assert_eq!(
            called(router.clone(), &app, path, Some("bad")).await,
            (401, false),
            "{path}"
        );
        assert_eq!(called(router, &app, path, Some("good")).await, (204, true), "{path}");
    }
    // Who says so asks for nothing.
    for (router, path) in [(webhooks(), "/holiday"), (callbacks(), "/deliver/returned")] {
        assert_eq!(called(router, &app, path, None).await, (204, true), "{path}");
    }
    // Without an authenticator nothing opens by accident.
    let without = api::webhooks::Router::new(app.clone()).into_axum();
    assert_eq!(called(without, &app, "/strike", Some("good")).await, (401, false));
}

#[tokio::test]
async fn an_overlay_opens_what_the_document_did_not_mean_to_close() {
    let app = App::default();
    let router = open::webhooks::Router::new(app.clone()).into_axum();
    assert_eq!(called(router, &app, "/strike", None).await, (204, true));
}

#[tokio::test]
async fn senders_need_the_credential_of_the_document() {
    let (app, wire) = (App::default(), Seen::default());
    let router = api::webhooks::Router::new(app.clone())
        .authenticator(app.clone())
        .into_axum();
    let without = api::sender::Sender::builder()
        .service(Tape::new(router.clone(), &wire))
        .build();
    let without = without.expect("a sender");
    let refused = without.strike("http://a.example/strike").await;
    assert!(matches!(refused, Err(Error::MissingCredential { .. })), "{refused:?}");
    assert_eq!(wire.take(), None);
    without
        .holiday("http://a.example/holiday")
        .await
        .expect("it asks for nothing");
    let with = api::sender::Sender::builder().token(Bearer::new("good"));
    let with = with.service(Tape::new(router, &wire)).build().expect("a sender");
    with.strike("http://a.example/strike").await.expect("it is admitted");
    let sent = wire.take().unwrap_or_default();
    assert!(sent.ends_with("authorization: Bearer good"), "{sent}");
}
