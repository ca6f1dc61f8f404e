//! The mock transport.

use counterpart::client::{Body, Instead, Mock};
use counterpart::http::Response;
use counterpart::{Bearer, Error, StatusCode};

use crate::api::client::Client;
use crate::api::operations::{Find, FindResponse, Ping, PingResponse, Save, SaveResponse};

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().base_url("http://mock.example/base/path").unwrap();
    builder.login(Bearer::new("t")).service(mock.clone()).build().unwrap()
}

#[tokio::test]
async fn expectations_are_typed_and_what_was_asked_is_kept() {
    let mock = Mock::new();
    mock.expect(|request: Find| Ok(FindResponse::Ok(format!("found {}", request.q.unwrap_or_default()))));
    mock.expect(|_: Ping| Ok(PingResponse::NoContent));
    let client = client(&mock);
    assert_eq!(client.find().q("a/b").await.unwrap(), "found a/b");
    assert_eq!(client.find().await.unwrap(), "found ");
    client.ping().await.unwrap();
    // A server would have the default of what is absent.
    let asked: Vec<_> = mock.asked::<Find>().into_iter().map(|find| find.q).collect();
    assert_eq!(asked, [Some("a/b".to_owned()), None]);
    assert!(mock.asked::<Save>().is_empty());
    let recorded = mock.recorded();
    assert_eq!(recorded.len(), 3);
    assert_eq!(recorded[0].uri, "http://mock.example/base/path/find?q=a%2Fb");
    assert_eq!(
        (recorded[2].operation, &recorded[2].headers["authorization"]),
        ("ping", &"Bearer t".parse().unwrap())
    );
    assert!(mock.unmet().is_empty());
}

#[tokio::test]
async fn what_nothing_expects_tells_what_was_expected() {
    let mock = Mock::new();
    let client = client(&mock);
    let error = client.find().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "find: no answer: `find` (GET /base/path/find) is not expected; there is no expectation \
         (`Mock::expect`)"
    );
    mock.expect(|_: Save| Ok(SaveResponse::NoContent)).times(2);
    mock.expect(|_: Ping| Ok(PingResponse::NoContent));
    client.save("x").await.unwrap();
    let error = client.find().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "find: no answer: `find` (GET /base/path/find) is not expected; `save` is expected 2 times, and came 1, \
         `ping` is expected, and came 0 times"
    );
    assert_eq!(
        mock.unmet(),
        [
            "`save` is expected 2 times, and came 1",
            "`ping` is expected, and came 0 times"
        ]
    );
    client.save("y").await.unwrap();
    let error = client.save("z").await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`save` (POST /base/path/save) is not expected"),
        "{error}"
    );
    let bodies: Vec<_> = mock.asked::<Save>().into_iter().map(|save| save.body).collect();
    assert_eq!(bodies, ["x", "y", "z"]);
}

#[tokio::test]
async fn several_expectations_answer_one_after_another() {
    let mock = Mock::new();
    mock.expect(|_: Find| Ok(FindResponse::Default(StatusCode::BAD_GATEWAY)))
        .times(1);
    mock.expect(|_: Find| Err(Instead::Failure("the line is dead".into())))
        .times(1);
    mock.expect(|_: Find| {
        let answer = Response::builder().status(418).header("x-odd", "1");
        Err(answer.body(Body::from("short and stout")).unwrap().into())
    });
    let client = client(&mock);
    assert!(matches!(client.find().await, Err(Error::Api(error)) if error.status == StatusCode::BAD_GATEWAY));
    assert_eq!(
        client.find().await.unwrap_err().to_string(),
        "find: no answer: the line is dead"
    );
    let Err(Error::Api(error)) = client.find().await else {
        panic!("a success")
    };
    assert_eq!(
        (error.status.as_u16(), error.headers["x-odd"].as_bytes()),
        (418, &b"1"[..])
    );
}
