//! A client of authentik's whole description against Prism, which validates requests and answers by the description: an
//! operation of every shape. A request that does not follow the description would be answered 422.

use counterpart::types::{File, Map, Uuid};
use counterpart::{Bearer, Error};
use peer::client::Client;
use peer::models::{
    FileUploadRequest, FlowChallengeResponseRequest, PatchedUserRequest, UserAccountRequest, UserRequest,
};

const UUID: &str = "6f1d7a40-5c0e-4f0b-9a53-0d6a3f6f2b11";

/// What came of a call, in a line; an answer that the description does not have is a failure.
fn judge<T, R: std::fmt::Debug>(shape: &str, outcome: Result<T, Error<R>>) -> T {
    match outcome {
        Ok(value) => {
            println!("{shape}: ok");
            value
        }
        Err(error) => panic!("{shape}: {error}"),
    }
}

/// The same where Prism takes a union of thirty objects to the letter. It cannot make an answer up that its own validation
/// accepts, and says so by a 500 whose violations are all about its answer. And no body of the union is valid against one
/// variant alone, as most variants allow every object: that violation of `oneOf` may be there, and no other.
fn judge_union<T, R: std::fmt::Debug>(shape: &str, outcome: Result<T, Error<R>>) {
    let said = match &outcome {
        Err(Error::Undocumented(answer)) => String::from_utf8_lossy(&answer.body).into_owned(),
        Err(Error::Api(answer)) => {
            let said = answer.headers.get("sl-violations").map(|value| value.as_bytes());
            String::from_utf8_lossy(said.unwrap_or_default()).into_owned()
        }
        _ => {
            judge(shape, outcome);
            return;
        }
    };
    let about = |side: &str| said.matches(&format!(r#""location":["{side}""#)).count();
    let one_of = said
        .matches("Request body must match exactly one schema in oneOf")
        .count();
    assert!(
        about("request") + about("response") > 0 && about("request") == one_of,
        "{shape}: {said}"
    );
    println!(
        "{shape}: sent as described; Prism finds {} in the request, {} in its answer",
        one_of,
        about("response")
    );
}

#[tokio::main]
async fn main() {
    let base = std::env::var("PEER_URL").expect("PEER_URL");
    let builder = Client::builder().base_url(&base).expect("an address");
    let client = builder.authentik(Bearer::new("token")).build().expect("a client");
    let group: Uuid = UUID.parse().expect("a UUID");

    judge(
        "path parameter",
        client.sources_group_connections_oauth_partial_update(7).await,
    );
    judge("uuid in the path", client.core_groups_retrieve(group).await);
    let names = vec!["a b".to_owned(), "c&d".to_owned()];
    judge(
        "query: text, numbers, a list",
        client.core_users_list().search("ä").page(2).groups_by_name(names).await,
    );
    judge(
        "query: a boolean and an enum's value",
        client.core_users_list().is_active(true).await,
    );
    let body = UserRequest {
        attributes: Some(Map::from_iter([("team".to_owned(), vec!["red"].into())])),
        ..UserRequest::new("grace", "Grace")
    };
    judge("JSON body, 201", client.core_users_create(body).await);
    let change = PatchedUserRequest {
        name: Some("Grace H.".to_owned()),
        ..Default::default()
    };
    judge(
        "partial JSON body",
        client.core_users_partial_update(2).body(change).await,
    );
    judge(
        "no body where it is optional",
        client.core_users_partial_update(2).await,
    );
    judge("204", client.core_users_destroy(2).await);
    judge(
        "JSON body, 204",
        client
            .core_groups_add_user_create(group, UserAccountRequest { pk: 4 })
            .await,
    );
    let picture = File::named("icon.png", b"\x89PNG\r\n".to_vec()).with_content_type("image/png");
    let upload = FileUploadRequest {
        file: Some(picture),
        clear: Some(false),
    };
    judge(
        "multipart",
        client.sources_all_set_icon_create("company").body(upload).await,
    );
    judge_union(
        "union in the answer",
        client.flows_executor_get("login", "next=/a b&c").await,
    );
    let solved = FlowChallengeResponseRequest::DummyChallengeResponseRequest(Default::default());
    judge_union(
        "union in the body",
        client.flows_executor_solve("login", "next=/").body(solved).await,
    );
    judge("list in the answer", client.admin_apps_list().await);
}
