//! No operation of the document is reached without its security requirement.

#![cfg(authentik)]

use counterpart::client::Body;
use counterpart::http::{Request, StatusCode};
use counterpart::operation::OperationTable;
use counterpart::{BearerToken, Context, Principal, Problem};
use counterpart_authentik_tests::authentik::{operations::*, server::*};
use tower::ServiceExt;

/// Answers nothing: whatever reaches it is answered 501, or refused for what it carries.
struct Nobody;

impl AdminHandler for Nobody {}
impl AuthenticatorsHandler for Nobody {}
impl CoreHandler for Nobody {}
impl CryptoHandler for Nobody {}
impl EnterpriseHandler for Nobody {}
impl EventsHandler for Nobody {}
impl FlowsHandler for Nobody {}
impl ManagedHandler for Nobody {}
impl Oauth2Handler for Nobody {}
impl OutpostsHandler for Nobody {}
impl PoliciesHandler for Nobody {}
impl PropertymappingsHandler for Nobody {}
impl ProvidersHandler for Nobody {}
impl RacHandler for Nobody {}
impl RbacHandler for Nobody {}
impl RootHandler for Nobody {}
impl SchemaHandler for Nobody {}
impl SourcesHandler for Nobody {}
impl StagesHandler for Nobody {}
impl TenantsHandler for Nobody {}

#[counterpart::handler]
impl Authenticator for Nobody {
    async fn authentik(&self, credential: BearerToken, _scopes: &[&str]) -> Result<Principal, Problem> {
        match credential.expose() {
            "good" => Ok(Principal::new(())),
            "weak" => Err(Problem::forbidden()),
            _ => Err(Problem::unauthorized()),
        }
    }
}

fn router() -> Router {
    Router::new(Nobody).authenticator(Nobody)
}

/// The status of an operation's answer, and the challenge that came with it.
async fn ask(app: &axum::Router, table: &OperationTable, authorization: Option<&str>) -> (StatusCode, Option<String>) {
    let mut path = String::from("/api/v3");
    for (at, piece) in table.path.split(['{', '}']).enumerate() {
        path.push_str(if at % 2 == 0 { piece } else { "1" });
    }
    let mut request = Request::builder().method(table.method).uri(path);
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    let request = request.body(Body::empty()).expect("a request");
    let response = app.clone().oneshot(request).await.expect("an answer");
    let challenge = response.headers().get("www-authenticate");
    let challenge = challenge.map(|value| value.to_str().expect("text").to_owned());
    (response.status(), challenge)
}

/// Any alternative of no scheme, or none at all.
fn is_open(table: &OperationTable) -> bool {
    table.security.is_empty() || table.security.iter().any(|needs| needs.is_empty())
}

/// Past the gate: the operation was looked at, and nobody has written it, or the empty request is not what it takes.
fn is_past_the_gate(status: StatusCode) -> bool {
    matches!(status.as_u16(), 400 | 415 | 422 | 501)
}

#[tokio::test]
async fn no_handler_is_reached_without_its_requirement() {
    let operations: Vec<_> = router().operations().collect();
    assert_eq!(operations.len(), 875);
    let app = router().into_axum();
    let mut secured = 0;
    for table in operations {
        let asked = async |authorization| ask(&app, table, authorization).await;
        let id = table.id;
        assert!(is_past_the_gate(asked(Some("Bearer good")).await.0), "{id}");
        let refused = (StatusCode::UNAUTHORIZED, Some("Bearer".to_owned()));
        // A credential that was refused does not become anonymous, where one is looked at.
        if table.security.iter().any(|needs| !needs.is_empty()) {
            assert_eq!(asked(Some("Bearer bad")).await, refused, "{id}");
            assert_eq!(asked(Some("Bearer weak")).await.0, StatusCode::FORBIDDEN, "{id}");
        }
        for missing in [None, Some("Basic Z29vZDo="), Some("Bearer"), Some("good")] {
            let (status, challenge) = asked(missing).await;
            if is_open(table) {
                assert!(is_past_the_gate(status), "{id} {missing:?}: {status}");
            } else {
                assert_eq!((status, challenge), refused, "{id} {missing:?}");
            }
        }
        secured += usize::from(!is_open(table));
    }
    assert!(secured > 800, "{secured} operations are secured");
}

#[tokio::test]
async fn without_an_authenticator_nothing_secured_is_reached() {
    let app = Router::new(Nobody).into_axum();
    for table in router().operations().filter(|table| !is_open(table)) {
        assert_eq!(
            ask(&app, table, Some("Bearer good")).await.0,
            StatusCode::UNAUTHORIZED,
            "{}",
            table.id
        );
    }
}

/// Writes one operation of hundreds.
struct One;

#[counterpart::handler]
impl AdminHandler for One {
    async fn admin_apps_list(&self, _: AdminAppsList, _: Context) -> Result<AdminAppsListResponse, Problem> {
        Err(Problem::internal())
    }
}

#[test]
fn a_start_is_refused_with_the_operations_that_are_missing() {
    let unwritten = Router::new(Nobody)
        .mount::<dyn AdminHandler>(std::sync::Arc::new(One))
        .require_all();
    let unwritten = unwritten.map(drop).expect_err("874 are missing");
    assert_eq!(unwritten.operations().len(), 874);
    assert!(!unwritten.operations().contains(&"admin_apps_list"));
}
