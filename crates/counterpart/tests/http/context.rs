//! What a handler knows of its request.

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::FromRequestParts;
use counterpart::{Context, Principal, Problem};

use crate::api::models::Pet;
use crate::api::operations::*;
use crate::api::server::{Authenticator, DefaultHandler, PetsHandler, Router};
use crate::app::User;
use crate::support::{ask, request};

/// Answers with what it knows.
struct Curious;

#[derive(Clone)]
struct Pool(&'static str);

/// An extractor of the application's own.
struct Trace(String);

impl FromRequestParts<()> for Trace {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut counterpart::http::request::Parts, (): &()) -> Result<Self, Problem> {
        let header = parts.headers.get("x-trace").and_then(|value| value.to_str().ok());
        header
            .map(|trace| Self(trace.to_owned()))
            .ok_or_else(|| Problem::bad_request().detail("there is no trace"))
    }
}

#[counterpart::handler]
impl PetsHandler for Curious {
    async fn pets_update(&self, request: PetsUpdate, context: Context) -> Result<PetsUpdateResponse, Problem> {
        let Trace(trace) = context.extract().await?;
        let Extension(Pool(pool)) = context.extract().await.map_err(|_| Problem::internal())?;
        let seen = [
            context.operation(),
            context.matched_path(),
            context.method().as_str(),
            context.uri().path(),
            context.table().path,
            context.headers()["x-trace"].to_str().unwrap_or_default(),
            pool,
            &trace,
            &context
                .principal::<User>()
                .map(|user| user.0.clone())
                .unwrap_or_default(),
            &format!("{:?}", context.remote_addr()),
            &format!("{:?}", context.deadline()),
        ];
        Ok(PetsUpdateResponse::Ok(Pet {
            id: request.id,
            name: seen.join(" "),
            tags: None,
        }))
    }
}

impl DefaultHandler for Curious {}

#[counterpart::handler]
impl Authenticator for Curious {
    async fn token(&self, _: counterpart::BearerToken, _: &[&str]) -> Result<Principal, Problem> {
        Ok(Principal::new(User("ann".into())))
    }
}

fn server() -> axum::Router {
    Router::new(Curious)
        .authenticator(Curious)
        .answer_check(counterpart::server::AnswerCheck::Off)
        .into_axum()
        .layer(Extension(Pool("pool")))
}

#[tokio::test]
async fn a_handler_knows_its_request() {
    let headers = [("x-trace", "t7"), ("authorization", "Bearer x")];
    let mut asked = request("PATCH /api/v3/pets/5/", &headers, "");
    let address: SocketAddr = "192.0.2.7:80".parse().unwrap();
    asked.extensions_mut().insert(axum::extract::ConnectInfo(address));
    let answer = ask(server(), asked).await;
    let seen = "pets_update /pets/{id}/ PATCH /api/v3/pets/5/ /pets/{id}/ t7 pool t7 ann Some(192.0.2.7:80) None";
    assert!(answer.contains(seen), "{answer}");
}

#[tokio::test]
async fn an_extractor_may_refuse() {
    let answer = ask(server(), request("PATCH /api/v3/pets/5/", &[], "")).await;
    assert!(
        answer.starts_with("400") && answer.contains("there is no trace"),
        "{answer}"
    );
}
