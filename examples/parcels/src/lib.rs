//! Somebody who waits for parcels: the API calls, and `WebhooksHandler` hears it.

use std::sync::{Arc, Mutex, PoisonError};

use counterpart::{ApiKey, Context, Principal, Problem};
use parcels::operations::{ParcelMoved, ParcelMovedResponse};
use parcels::webhooks::{Authenticator, Router, WebhooksHandler};

#[expect(missing_docs, reason = "the description has no text for its fields")]
pub mod parcels {
    counterpart::include_api!("parcels");
}

/// What the API proves itself with.
pub const SIGNATURE: &str = "from-parcels";

/// Where parcels were seen last.
#[derive(Clone, Default)]
pub struct Waiting {
    seen: Arc<Mutex<Vec<String>>>,
}

impl Waiting {
    /// The places, in the order in which they were heard of.
    #[must_use]
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What the API is given the address of.
    pub fn into_router(self) -> axum::Router {
        Router::new(self.clone())
            .authenticator(self)
            .base_path("/hooks")
            .into_axum()
    }
}

#[counterpart::handler]
impl WebhooksHandler for Waiting {
    async fn parcel_moved(&self, request: ParcelMoved, _: Context) -> Result<ParcelMovedResponse, Problem> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() == 2 {
            return Ok(ParcelMovedResponse::Gone);
        }
        seen.push(format!("{} in {}", request.body.id, request.body.place));
        Ok(ParcelMovedResponse::NoContent)
    }
}

#[counterpart::handler]
impl Authenticator for Waiting {
    async fn signature(&self, credential: ApiKey, _scopes: &[&str]) -> Result<Principal, Problem> {
        if credential.is(SIGNATURE) {
            Ok(Principal::new(()))
        } else {
            Err(Problem::unauthorized())
        }
    }
}
