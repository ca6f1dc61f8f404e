//! What a server makes of a query and of `Accept`, by its settings.

use counterpart::server::QueryRules;

use crate::api::operations::PetsList;
use crate::api::server::Router;
use crate::app::{App, Keys};
use crate::support::{ask, request};

fn server(rules: QueryRules) -> axum::Router {
    Router::new(App).authenticator(Keys).query_rules(rules).into_axum()
}

#[test]
fn operations_are_shown_as_derived() {
    let list = PetsList {
        limit: Some(20),
        tag: Some(vec!["a".to_owned()]),
        ..counterpart::blank()
    };
    assert_eq!(
        format!("{list:?}"),
        r#"PetsList { limit: Some(20), tag: Some(["a"]), ids: None, X-Trace: None, theme: None }"#
    );
}

#[tokio::test]
async fn unknown_parameters_are_ignored_or_refused() {
    let get = |query: &str| request(&format!("GET /api/v3/pets/?{query}"), &[], "");
    let ignoring = server(QueryRules::default());
    assert!(ask(ignoring, get("other=1&limit=7")).await.starts_with("200"));
    let refusing = server(QueryRules::default().refuse_unknown());
    // A credential of the API is known, whether the operation asks for it or not.
    let known = get("limit=7&tag=a&ids=1&api%20key=x");
    assert!(ask(refusing.clone(), known).await.starts_with("200"));
    let answer = ask(refusing, get("a~/b=secret&limit=0&a~/b=2&ids[0]=1")).await;
    let violations = answer.split_once("\"violations\":").unwrap().1;
    assert_eq!(
        violations,
        r#"[{"in":"query","pointer":"/limit","rule":"minimum","limit":1,"detail":"expected at least 1"},"#.to_owned()
            + r#"{"in":"query","pointer":"/a~0~1b","rule":"unknown","detail":"the parameter is not known here"},"#
            + r#"{"in":"query","pointer":"/ids[0]","rule":"unknown","detail":"the parameter is not known here"}]}"#
    );
    assert!(answer.starts_with("422") && !answer.contains("secret"), "{answer}");
}

#[tokio::test]
async fn repeated_parameters_are_refused_or_ignored() {
    let get = || request("GET /api/v3/pets/?limit=7&limit=8&tag=a&tag=b", &[], "");
    let answer = ask(server(QueryRules::default()), get()).await;
    assert!(
        answer.starts_with("422") && answer.contains(r#""pointer":"/limit","rule":"type""#),
        "{answer}"
    );
    let answer = ask(server(QueryRules::default().ignore_repeated()), get()).await;
    // The first counts; of a list all do.
    assert!(
        answer.starts_with("200") && answer.contains(r#""name":"7""#) && answer.contains(r#"["a","b"]"#),
        "{answer}"
    );
}

#[tokio::test]
async fn who_takes_no_documented_answer_is_told_so() {
    let get = |accept| request("GET /api/v3/pets/?limit=7", &[("accept", accept)], "");
    let ask = |accept| ask(server(QueryRules::default()), get(accept));
    for accept in ["application/json", "text/html, */*;q=0.1", "application/*", ""] {
        assert!(ask(accept).await.starts_with("200"), "{accept}");
    }
    let text = "406\ncontent-type: application/problem+json\n\n".to_owned()
        + r#"{"type":"about:blank","title":"Not Acceptable","status":406,"detail":"the answer comes as `application/json`"}"#;
    for accept in ["text/html", "*/*, application/json;q=0"] {
        assert_eq!(ask(accept).await, text, "{accept}");
    }
}
