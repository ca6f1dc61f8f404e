//! A store of group connections behind the generated `SourcesHandler`.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use authentik::{
    models::{GenericError, GroupOAuthSourceConnection, Source, ValidationError},
    operations::{SourcesGroupConnectionsOauthPartialUpdate, SourcesGroupConnectionsOauthPartialUpdateResponse},
    server::{Authenticator, Router, SourcesHandler},
};
use counterpart::{
    BearerToken, Context, Principal, Problem,
    server::Limits,
    types::{DateTime, Uuid},
};

#[expect(missing_docs, reason = "the description has no text for some of its fields")]
pub mod authentik {
    counterpart::include_api!("authentik");
}

/// The token of somebody who may change connections.
pub const TOKEN: &str = "may-write";
/// The token of somebody who may only look.
pub const READER_TOKEN: &str = "may-read";

/// Group connections by their number.
#[derive(Clone, Default)]
pub struct Store {
    connections: Arc<Mutex<BTreeMap<i64, GroupOAuthSourceConnection>>>,
}

impl Store {
    /// A store that holds connection 7.
    #[must_use]
    pub fn with_a_connection() -> Self {
        let store = Self::default();
        let source = Source {
            pk: Uuid::from_u128(1),
            name: "Company directory".to_owned(),
            slug: "company".to_owned(),
            component: "ak-source-oauth-form".to_owned(),
            verbose_name: "OAuth source".to_owned(),
            verbose_name_plural: "OAuth sources".to_owned(),
            meta_model_name: "authentik_sources_oauth.oauthsource".to_owned(),
            ..counterpart::blank()
        };
        let connection = GroupOAuthSourceConnection {
            pk: 7,
            group: Uuid::from_u128(2),
            source,
            identifier: "staff".to_owned(),
            created: DateTime::UNIX_EPOCH,
        };
        store
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(7, connection);
        store
    }

    /// The whole server: routes, authentication, refusals.
    pub fn into_router(self) -> axum::Router {
        let limits = Limits::default().body(64 * 1024).time(Duration::from_secs(10));
        Router::new(self.clone())
            .authenticator(self)
            .limits(limits)
            .faults(|fault| eprintln!("{fault}"))
            .serve_json("/openapi.json")
            .serve_yaml("/openapi.yaml")
            .serve_reference("/docs")
            .into_axum()
    }
}

#[counterpart::handler]
impl SourcesHandler for Store {
    async fn sources_group_connections_oauth_partial_update(
        &self,
        request: SourcesGroupConnectionsOauthPartialUpdate,
        context: Context,
    ) -> Result<SourcesGroupConnectionsOauthPartialUpdateResponse, Problem> {
        use SourcesGroupConnectionsOauthPartialUpdateResponse as Answer;
        if context.principal::<Caller>() != Some(&Caller::Writer) {
            return Ok(Answer::Forbidden(GenericError::new("Your token may only read.")));
        }
        let connections = self.connections.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match connections.get(&request.id) {
            Some(connection) => Answer::Ok(connection.clone()),
            None => Answer::BadRequest(ValidationError {
                non_field_errors: Some(vec![format!("There is no connection {}.", request.id)]),
                ..ValidationError::default()
            }),
        })
    }
}

/// Who is calling, as the authenticator found out.
#[derive(Debug, PartialEq)]
enum Caller {
    Writer,
    Reader,
}

#[counterpart::handler]
impl Authenticator for Store {
    async fn authentik(&self, credential: BearerToken, _scopes: &[&str]) -> Result<Principal, Problem> {
        if credential.is(TOKEN) {
            Ok(Principal::new(Caller::Writer))
        } else if credential.is(READER_TOKEN) {
            Ok(Principal::new(Caller::Reader))
        } else {
            Err(Problem::unauthorized())
        }
    }
}
