//! The five ways a call can end, client and server both generated.

use axum::{Router, http::StatusCode, routing::patch};
use counterpart::{Bearer, Error};
use group_connections::{
    READER_TOKEN, Store, TOKEN,
    authentik::{client::Client, operations::SourcesGroupConnectionsOauthPartialUpdateResponse as Answer},
};

fn client(service: Router, base_url: &str, token: &str) -> Client {
    let builder = Client::builder().base_url(base_url).expect("a URL");
    builder
        .authentik(Bearer::new(token))
        .service(service)
        .build()
        .expect("a client")
}

fn served(token: &str) -> Client {
    client(
        Store::with_a_connection().into_router(),
        "http://in.process/api/v3",
        token,
    )
}

#[tokio::test]
async fn the_documented_success() {
    let connection = served(TOKEN)
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect("200");
    assert_eq!((connection.pk, connection.source.slug.as_str()), (7, "company"));
}

#[tokio::test]
async fn the_documented_400() {
    let error = served(TOKEN)
        .sources_group_connections_oauth_partial_update(8)
        .await
        .expect_err("400");
    let Error::Api(answer) = error else { panic!("{error}") };
    let Answer::BadRequest(body) = answer.response else {
        panic!("{:?}", answer.response)
    };
    assert_eq!(body.non_field_errors.expect("a text"), ["There is no connection 8."]);
}

#[tokio::test]
async fn the_documented_403() {
    let error = served(READER_TOKEN)
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect_err("403");
    let Error::Api(answer) = error else { panic!("{error}") };
    assert!(matches!(answer.response, Answer::Forbidden(ref body) if body.detail == "Your token may only read."));
}

#[tokio::test]
async fn a_404_for_an_unknown_path() {
    let elsewhere = client(
        Store::with_a_connection().into_router(),
        "http://in.process/api/v4",
        TOKEN,
    );
    let error = elsewhere
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect_err("404");
    let Error::Undocumented(answer) = error else {
        panic!("{error}")
    };
    assert_eq!(answer.status, 404);
    assert_eq!(answer.headers["content-type"], "application/problem+json");
}

#[tokio::test]
async fn an_answer_that_nobody_documented_is_kept_whole() {
    let teapot = || async { (StatusCode::IM_A_TEAPOT, [("x-pot", "brown")], "short and stout") };
    let odd = Router::new().route("/api/v3/sources/group_connections/oauth/{id}/", patch(teapot));
    let error = client(odd, "http://in.process/api/v3", TOKEN)
        .sources_group_connections_oauth_partial_update(7)
        .await
        .expect_err("418");
    let Error::Undocumented(answer) = error else {
        panic!("{error}")
    };
    assert_eq!(
        (answer.status.as_u16(), &answer.headers["x-pot"], &answer.body[..]),
        (418, &"brown".parse().expect("a value"), &b"short and stout"[..])
    );
}

#[test]
fn the_program_runs() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_group-connections"))
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let statuses: Vec<_> = said.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(statuses, ["200", "400", "403"], "{said}");
}
