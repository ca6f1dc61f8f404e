//! Layers and hooks around the transport.

use std::error::Error;
use std::sync::{Arc, Mutex};

use counterpart::client::{Body, BoxError, Called, Hook, OAuth2, Retries};
use counterpart::http::{Request, Response};

use crate::api::client::Client;
use crate::wire::{Wire, answer};

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    fn add(&self, note: String) {
        self.0.lock().unwrap().push(note);
    }
}

impl Hook for Notes {
    fn before(&self, called: Option<Called>, request: &mut Request<Body>) -> Result<(), BoxError> {
        let called = called.map_or("a token", |called| called.operation());
        self.add(format!("before {called} {}", request.uri().path()));
        if request.uri().query() == Some("q=no") {
            return Err("not today".into());
        }
        request.headers_mut().insert("x-hook", "was here".parse()?);
        Ok(())
    }

    fn after(&self, called: Option<Called>, outcome: Result<&Response<Body>, &(dyn Error + Send + Sync + 'static)>) {
        let template = called.map_or("", |called| called.path_template());
        match outcome {
            Ok(answer) => self.add(format!("after {template} {}", answer.status().as_u16())),
            Err(error) => self.add(format!("after {template} {error}")),
        }
    }
}

#[tokio::test]
async fn closures_make_services_and_layers_without_naming_a_type() {
    let service = tower::service_fn(|_| async { Ok::<_, BoxError>(answer(204, "")) });
    let layer = tower::layer::layer_fn(|inner| inner);
    let client = Client::builder().service(service).layer(layer).build().unwrap();
    client.save("x").await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_hook_sees_each_attempt_and_the_requests_for_tokens() {
    let wire = Wire::new(|number, _| match number {
        0 => answer(200, r#"{"access_token":"t","token_type":"Bearer"}"#),
        1 => answer(503, ""),
        _ => answer(204, ""),
    });
    let notes = Notes::default();
    let builder = wire.builder().hook(notes.clone()).retries(Retries::new());
    let client = builder.login(OAuth2::client_credentials("id", "s")).build().unwrap();
    client.ping().await.unwrap();
    assert!(
        wire.asked()
            .iter()
            .all(|request| request.contains("\nx-hook: was here"))
    );
    let expected = [
        "before a token /token",
        "after  200",
        "before ping /v1/ping",
        "after /ping 503",
        "before ping /v1/ping",
        "after /ping 204",
    ];
    assert_eq!(*notes.0.lock().unwrap(), expected);
}

#[tokio::test]
async fn a_hook_may_refuse() {
    let wire = Wire::new(|_, _| answer(200, "there"));
    let client = wire.builder().hook(Notes::default()).build().unwrap();
    let error = client.find().q("no").await.unwrap_err();
    assert_eq!(error.to_string(), "find: no answer: not today");
    assert!(wire.asked().is_empty());
}

#[tokio::test]
async fn tower_layers_wrap_the_transport_whatever_comes_first() {
    let wire = Wire::new(|_, _| answer(200, "there"));
    let noting = |name: &'static str| {
        tower::util::MapRequestLayer::new(move |mut request: Request<Body>| {
            assert_eq!(Called::of(&request).unwrap().operation(), "find");
            request.headers_mut().append("x-layer", name.parse().unwrap());
            request
        })
    };
    let builder = crate::api::client::Client::builder().layer(noting("inner"));
    let client = builder.service(wire.clone()).layer(noting("outer")).build().unwrap();
    client.find().await.unwrap();
    assert_eq!(
        wire.asked(),
        ["GET https://api.example/v1/find\nx-layer: outer\nx-layer: inner"]
    );
}
