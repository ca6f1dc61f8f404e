//! An application behind the generated traits: thirty operations over nine tags, the rest answers 501.

mod core;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use counterpart::{Context, Principal, Problem, StatusCode};
use serde_json::{Value, json};

use crate::{
    authentik::{operations::*, server::*},
    samples::{TIME, UUID, certificate, connection, event, model, page, redirect, role, source},
};

/// The token that is let in.
pub const TOKEN: &str = "the-token";
/// A token that is known but may not do anything.
pub const POWERLESS_TOKEN: &str = "the-powerless-token";

/// The router of the application, as a server mounts it.
pub fn router() -> axum::Router {
    let app = App::default();
    Router::new(app.clone()).authenticator(app).into_axum()
}

/// The application's state: users by id, and the files it was sent.
#[derive(Clone, Default)]
pub struct App {
    users: Arc<Mutex<BTreeMap<i64, Value>>>,
}

struct Caller {
    powerless: bool,
}

#[counterpart::handler]
impl Authenticator for App {
    async fn authentik(&self, credential: counterpart::BearerToken, _scopes: &[&str]) -> Result<Principal, Problem> {
        match credential.expose() {
            TOKEN => Ok(Principal::new(Caller { powerless: false })),
            POWERLESS_TOKEN => Ok(Principal::new(Caller { powerless: true })),
            _ => Err(Problem::new(StatusCode::FORBIDDEN).title("The token is not known")),
        }
    }
}

fn powerless(context: &Context) -> bool {
    context.principal::<Caller>().is_some_and(|caller| caller.powerless)
}

impl App {
    fn user(&self, id: i64) -> Option<Value> {
        self.users
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&id)
            .cloned()
    }

    fn store(&self, id: i64, user: Value) {
        self.users
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id, user);
    }
}

#[counterpart::handler]
impl SourcesHandler for App {
    async fn sources_group_connections_oauth_partial_update(
        &self,
        request: SourcesGroupConnectionsOauthPartialUpdate,
        context: Context,
    ) -> Result<SourcesGroupConnectionsOauthPartialUpdateResponse, Problem> {
        use SourcesGroupConnectionsOauthPartialUpdateResponse as Answer;
        if powerless(&context) {
            return Ok(Answer::Forbidden(model(json!({ "detail": "You may not do this." }))));
        }
        Ok(match request.id {
            7 => Answer::Ok(model(connection(7))),
            _ => Answer::BadRequest(model(
                json!({ "non_field_errors": ["No such connection."], "id": ["unknown"] }),
            )),
        })
    }

    async fn sources_all_list(&self, request: SourcesAllList, _: Context) -> Result<SourcesAllListResponse, Problem> {
        let all: Vec<_> = ["company", "partners", "guests"].map(source).into();
        let chosen: Vec<_> = all
            .into_iter()
            .filter(|s| request.slug.as_ref().is_none_or(|slug| s["slug"] == **slug))
            .collect();
        let page = page(&chosen, request.page.unwrap_or(1), request.page_size.unwrap_or(20));
        Ok(SourcesAllListResponse::Ok(model(page)))
    }

    async fn sources_all_retrieve(
        &self,
        request: SourcesAllRetrieve,
        _: Context,
    ) -> Result<SourcesAllRetrieveResponse, Problem> {
        Ok(SourcesAllRetrieveResponse::Ok(model(source(&request.slug))))
    }

    async fn sources_all_set_icon_create(
        &self,
        request: SourcesAllSetIconCreate,
        _: Context,
    ) -> Result<SourcesAllSetIconCreateResponse, Problem> {
        let is_picture = match request.body.and_then(|body| body.file) {
            Some(file) => file.bytes(1024 * 1024).await?.starts_with(b"\x89PNG"),
            None => false,
        };
        Ok(match is_picture {
            true => SourcesAllSetIconCreateResponse::Ok,
            false => SourcesAllSetIconCreateResponse::BadRequest,
        })
    }
}

#[counterpart::handler]
impl AdminHandler for App {
    async fn admin_version_retrieve(
        &self,
        _: AdminVersionRetrieve,
        _: Context,
    ) -> Result<AdminVersionRetrieveResponse, Problem> {
        let version = json!({
            "version_current": "2024.8.2", "version_latest": "2024.8.3", "version_latest_valid": true,
            "build_hash": "", "outdated": true, "outpost_outdated": false,
        });
        Ok(AdminVersionRetrieveResponse::Ok(model(version)))
    }

    async fn admin_apps_list(&self, _: AdminAppsList, _: Context) -> Result<AdminAppsListResponse, Problem> {
        Ok(AdminAppsListResponse::Ok(model(
            json!([{ "name": "authentik.core", "label": "Core" }]),
        )))
    }
}

#[counterpart::handler]
impl EventsHandler for App {
    async fn events_events_list(&self, _: EventsEventsList, _: Context) -> Result<EventsEventsListResponse, Problem> {
        Ok(EventsEventsListResponse::Ok(model(page(
            &[event("login"), event("logout")],
            1,
            20,
        ))))
    }

    async fn events_events_create(
        &self,
        request: EventsEventsCreate,
        _: Context,
    ) -> Result<EventsEventsCreateResponse, Problem> {
        Ok(EventsEventsCreateResponse::Created(model(event(
            request.body.action.as_str(),
        ))))
    }

    async fn events_events_top_per_user_list(
        &self,
        request: EventsEventsTopPerUserList,
        _: Context,
    ) -> Result<EventsEventsTopPerUserListResponse, Problem> {
        let top = json!([{ "application": { "name": "wiki" }, "counted_events": request.top_n, "unique_users": 3 }]);
        Ok(EventsEventsTopPerUserListResponse::Ok(model(top)))
    }
}

#[counterpart::handler]
impl CryptoHandler for App {
    async fn crypto_certificatekeypairs_list(
        &self,
        _: CryptoCertificatekeypairsList,
        _: Context,
    ) -> Result<CryptoCertificatekeypairsListResponse, Problem> {
        Ok(CryptoCertificatekeypairsListResponse::Ok(model(page(
            &[certificate("main")],
            1,
            20,
        ))))
    }

    async fn crypto_certificatekeypairs_generate_create(
        &self,
        request: CryptoCertificatekeypairsGenerateCreate,
        _: Context,
    ) -> Result<CryptoCertificatekeypairsGenerateCreateResponse, Problem> {
        Ok(CryptoCertificatekeypairsGenerateCreateResponse::Ok(model(certificate(
            &request.body.common_name,
        ))))
    }
}

#[counterpart::handler]
impl FlowsHandler for App {
    async fn flows_executor_get(
        &self,
        request: FlowsExecutorGet,
        _: Context,
    ) -> Result<FlowsExecutorGetResponse, Problem> {
        let challenge = match request.flow_slug.as_str() {
            "gone" => return Err(Problem::new(StatusCode::NOT_FOUND)),
            "denied" => {
                json!({ "component": "ak-stage-access-denied", "pending_user": "ada", "pending_user_avatar": "none" })
            }
            _ => redirect(&request.query),
        };
        Ok(FlowsExecutorGetResponse::Ok(model(challenge)))
    }

    async fn flows_executor_solve(
        &self,
        _: FlowsExecutorSolve,
        _: Context,
    ) -> Result<FlowsExecutorSolveResponse, Problem> {
        Ok(FlowsExecutorSolveResponse::Ok(model(redirect("/done"))))
    }
}

#[counterpart::handler]
impl RbacHandler for App {
    async fn rbac_roles_list(&self, _: RbacRolesList, _: Context) -> Result<RbacRolesListResponse, Problem> {
        Ok(RbacRolesListResponse::Ok(model(page(&[role("reader")], 1, 20))))
    }

    async fn rbac_roles_create(
        &self,
        request: RbacRolesCreate,
        _: Context,
    ) -> Result<RbacRolesCreateResponse, Problem> {
        Ok(RbacRolesCreateResponse::Created(model(role(&request.body.name))))
    }

    async fn rbac_roles_update(
        &self,
        request: RbacRolesUpdate,
        _: Context,
    ) -> Result<RbacRolesUpdateResponse, Problem> {
        Ok(RbacRolesUpdateResponse::Ok(model(role(&request.body.name))))
    }

    async fn rbac_roles_destroy(&self, _: RbacRolesDestroy, _: Context) -> Result<RbacRolesDestroyResponse, Problem> {
        Ok(RbacRolesDestroyResponse::NoContent)
    }
}

#[counterpart::handler]
impl RootHandler for App {
    async fn root_config_retrieve(
        &self,
        _: RootConfigRetrieve,
        _: Context,
    ) -> Result<RootConfigRetrieveResponse, Problem> {
        let config = json!({
            "error_reporting": { "enabled": false, "sentry_dsn": "", "environment": "test", "send_pii": false, "traces_sample_rate": 0.25 },
            "capabilities": ["can_save_media"], "cache_timeout": 300, "cache_timeout_flows": 300,
            "cache_timeout_policies": 300, "cache_timeout_reputation": 300,
        });
        Ok(RootConfigRetrieveResponse::Ok(model(config)))
    }
}

#[counterpart::handler]
impl ManagedHandler for App {
    async fn managed_blueprints_available_list(
        &self,
        _: ManagedBlueprintsAvailableList,
        _: Context,
    ) -> Result<ManagedBlueprintsAvailableListResponse, Problem> {
        let file =
            json!([{ "path": "default.yaml", "last_m": TIME, "hash": "ab", "meta": { "name": UUID, "labels": {} } }]);
        Ok(ManagedBlueprintsAvailableListResponse::Ok(model(file)))
    }
}

#[counterpart::handler]
impl PoliciesHandler for App {
    async fn policies_all_cache_info_retrieve(
        &self,
        _: PoliciesAllCacheInfoRetrieve,
        _: Context,
    ) -> Result<PoliciesAllCacheInfoRetrieveResponse, Problem> {
        Ok(PoliciesAllCacheInfoRetrieveResponse::Ok(model(json!({ "count": 5 }))))
    }
}

impl AuthenticatorsHandler for App {}
impl EnterpriseHandler for App {}
impl Oauth2Handler for App {}
impl OutpostsHandler for App {}
impl PropertymappingsHandler for App {}
impl ProvidersHandler for App {}
impl RacHandler for App {}
impl SchemaHandler for App {}
impl StagesHandler for App {}
impl TenantsHandler for App {}
