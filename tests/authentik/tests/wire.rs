//! The generated client against the generated server, over loopback and in the same process.

#![cfg(authentik)]

use counterpart::{
    Bearer, Error,
    types::{File, Map, Uuid},
};
use counterpart_authentik_tests::{
    app,
    authentik::{client::Client, models, operations},
};

const UUID: &str = "6f1d7a40-5c0e-4f0b-9a53-0d6a3f6f2b11";

async fn over_loopback(token: &str) -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    tokio::spawn(async move { axum::serve(listener, app::router()).await });
    let url = format!("http://{address}/api/v3/");
    let builder = Client::builder().base_url(&url).expect("a URL");
    builder.authentik(Bearer::new(token)).build().expect("a client")
}

fn in_process(token: &str) -> Client {
    let builder = Client::builder().base_url("http://in.process/api/v3").expect("a URL");
    builder
        .authentik(Bearer::new(token))
        .service(app::router())
        .build()
        .expect("a client")
}

#[tokio::test]
async fn every_shape_of_operation_over_loopback() {
    exercise(over_loopback(app::TOKEN).await).await;
}

#[tokio::test]
async fn every_shape_of_operation_in_process() {
    exercise(in_process(app::TOKEN)).await;
}

async fn exercise(client: Client) {
    seed_operation(&client).await;
    lists(&client).await;
    create_change_and_delete(&client).await;
    upload(&client).await;
    unions(&client).await;
}

async fn seed_operation(client: &Client) {
    let connection = client
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect("200");
    assert_eq!(connection.pk, 7);
    assert_eq!(connection.source.slug, "company");
    assert_eq!(
        connection.source.policy_engine_mode,
        Some(models::PolicyEngineMode::Any)
    );
    let error = client
        .sources_group_connections_oauth_partial_update(8)
        .await
        .expect_err("400");
    let Error::Api(answer) = error else { panic!("{error}") };
    let operations::SourcesGroupConnectionsOauthPartialUpdateResponse::BadRequest(body) = answer.response else {
        panic!("not the documented 400")
    };
    assert_eq!(
        body.non_field_errors.as_deref(),
        Some(&["No such connection.".to_owned()][..])
    );
    assert_eq!(body.additional_properties["id"], serde_json::json!(["unknown"]));
}

async fn lists(client: &Client) {
    let page = client.sources_all_list().page(2).page_size(2).await.expect("200");
    assert_eq!(page.results.len(), 1);
    assert!((page.pagination.current - 2.0).abs() < f64::EPSILON);
    let page = client.sources_all_list().slug("guests").send().await.expect("200");
    assert_eq!(page.results[0].slug, "guests");
    let apps = client.admin_apps_list().await.expect("200");
    assert_eq!(apps[0].name, "authentik.core");
}

async fn create_change_and_delete(client: &Client) {
    let body = models::UserRequest {
        attributes: Some(Map::from_iter([("team".to_owned(), serde_json::json!(["red"]))])),
        ..models::UserRequest::new("grace", "Grace")
    };
    let user = client.core_users_create(body).await.expect("201");
    assert_eq!((user.pk, user.username.as_str()), (2, "grace"));
    let change = models::PatchedUserRequest {
        name: Some("Grace H.".to_owned()),
        ..Default::default()
    };
    let user = client.core_users_partial_update(2).body(change).await.expect("200");
    assert_eq!(user.name, "Grace H.");
    let user = client.core_users_partial_update(2).await.expect("200 without a body");
    assert_eq!(user.name, "Grace H.");
    let names = vec!["Grace H.".to_owned(), "Nobody".to_owned()];
    assert_eq!(
        client
            .core_users_list()
            .groups_by_name(names)
            .await
            .expect("200")
            .results
            .len(),
        1
    );
    client.core_users_destroy(2).await.expect("204");
    let error = client
        .core_users_retrieve(2)
        .await
        .expect_err("an answer that is not documented");
    let Error::Undocumented(answer) = error else {
        panic!("{error}")
    };
    assert_eq!(answer.status, 404);
    assert!(answer.body.starts_with(b"{"), "the body is kept");
    let group: Uuid = UUID.parse().expect("a UUID");
    let error = client
        .core_groups_add_user_create(group, models::UserAccountRequest { pk: 404 })
        .await
        .expect_err("404");
    let Error::Api(answer) = error else { panic!("{error}") };
    assert!(matches!(
        answer.response,
        operations::CoreGroupsAddUserCreateResponse::NotFound
    ));
}

async fn upload(client: &Client) {
    let picture = File::named("icon.png", b"\x89PNG\r\n".to_vec()).with_content_type("image/png");
    let body = models::FileUploadRequest {
        file: Some(picture),
        clear: Some(false),
    };
    client
        .sources_all_set_icon_create("company")
        .body(body)
        .await
        .expect("200 without a body");
    let error = client
        .sources_all_set_icon_create("company")
        .await
        .expect_err("400 without a body");
    assert!(matches!(error, Error::Api(_)), "{error}");
}

async fn unions(client: &Client) {
    let challenge = client.flows_executor_get("login", "next=/a b&c").await.expect("200");
    let models::ChallengeTypes::RedirectChallenge(redirect) = challenge else {
        panic!("{challenge:?}")
    };
    assert_eq!(redirect.to, "next=/a b&c");
    let challenge = client.flows_executor_get("denied", "").await.expect("200");
    assert!(
        matches!(challenge, models::ChallengeTypes::AccessDeniedChallenge(_)),
        "{challenge:?}"
    );
    let answer = models::FlowChallengeResponseRequest::DummyChallengeResponseRequest(Default::default());
    client
        .flows_executor_solve("login", "")
        .body(answer)
        .await
        .expect("200");
}

#[tokio::test]
async fn a_token_decides() {
    let error = in_process(app::POWERLESS_TOKEN)
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect_err("403");
    let Error::Api(answer) = error else { panic!("{error}") };
    assert!(matches!(
        answer.response,
        operations::SourcesGroupConnectionsOauthPartialUpdateResponse::Forbidden(ref body) if body.detail == "You may not do this."
    ));
    let anonymous = Client::builder().base_url("http://in.process/api/v3").expect("a URL");
    let anonymous = anonymous.service(app::router()).build().expect("a client");
    let error = anonymous
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect_err("no credential");
    assert!(error.to_string().contains("authentik"), "{error}");
}
