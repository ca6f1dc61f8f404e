//! What a client makes of answers, documented and not.

use counterpart::client::{Body, UndocumentedAnswer};
use counterpart::http::{Request, Response};
use counterpart::{Basic, Error};

use crate::api::client::Client;
use crate::api::models::{Login, Pet, PetRequest};
use crate::support::{always, builder, read};

/// A client of a server that always answers the same.
fn answering(status: u16, headers: &'static [(&str, &str)], body: &'static str) -> Client {
    builder().service(always(status, headers, body)).build().unwrap()
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json; charset=utf-8")];
const HTML: &[(&str, &str)] = &[("content-type", "text/html"), ("x-proxy", "p1")];
const PET: &str = r#"{"id":1,"name":"a name that is much too long for a server","new":{}}"#;

async fn create(client: Client) -> Result<Pet, Error<crate::api::operations::PetsCreateResponse>> {
    client
        .pets_create(PetRequest {
            name: "x".into(),
            tags: None,
        })
        .await
}

#[tokio::test]
async fn what_came_later_is_tolerated() {
    assert_eq!(create(answering(201, JSON, PET)).await.unwrap().id, 1);
    // Another 2xx that means the same, and media types that are sloppy about JSON.
    assert_eq!(create(answering(200, JSON, PET)).await.unwrap().id, 1);
    assert_eq!(create(answering(201, &[], PET)).await.unwrap().id, 1);
    assert_eq!(
        create(answering(201, &[("content-type", "text/plain")], PET))
            .await
            .unwrap()
            .id,
        1
    );
}

#[tokio::test]
async fn undocumented_answers_are_kept_whole() {
    let whole = |error| match error {
        Error::Undocumented(answer) => *answer,
        other => panic!("{other:?}"),
    };
    let error = create(answering(502, HTML, "<h1>Bad\tGateway</h1>")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "pets_create: answered 502 Bad Gateway, which is not documented: <h1>Bad Gateway</h1>"
    );
    let UndocumentedAnswer {
        operation,
        status,
        headers,
        body,
        ..
    } = whole(error);
    assert_eq!(
        (operation, status.as_u16(), &body[..]),
        ("pets_create", 502, &b"<h1>Bad\tGateway</h1>"[..])
    );
    assert_eq!(headers["x-proxy"], "p1");

    // A documented status under another media type, and a success that does not decode.
    whole(create(answering(201, HTML, "<h1>Sign in</h1>")).await.unwrap_err());
    whole(create(answering(409, HTML, "<h1>Conflict</h1>")).await.unwrap_err());
    whole(create(answering(204, &[], "")).await.unwrap_err());
    whole(create(answering(302, &[("location", "/login")], "")).await.unwrap_err());
}

#[tokio::test]
async fn a_success_without_a_body_stands_for_no_other_with_one() {
    let delete = async |status, body| {
        let client = builder()
            .login(Basic::new("ann", "x"))
            .service(always(status, JSON, body));
        client.build().unwrap().pets_delete(1).await
    };
    assert!(delete(204, "").await.is_ok());
    assert!(delete(202, "").await.is_ok());
    // `default` is there for what is not documented otherwise, and its answer keeps the body.
    let Err(Error::Api(error)) = delete(202, r#"{"job":7}"#).await else {
        panic!()
    };
    assert_eq!(error.body, r#"{"job":7}"#);
}

#[tokio::test]
async fn texts_and_bytes_come_under_their_media_type() {
    let sign_in = "<h1>Sign in</h1>";
    let login = async |headers: &'static [(&str, &str)]| {
        let login = Login {
            user: "ann".into(),
            scopes: None,
        };
        answering(200, headers, sign_in).login_create(login).await
    };
    let error = login(HTML).await.unwrap_err();
    assert!(
        matches!(&error, Error::Undocumented(answer) if answer.body == sign_in),
        "{error:?}"
    );
    assert_eq!(
        login(&[("content-type", "Text/Plain; charset=utf-8")]).await.unwrap(),
        sign_in
    );
    // A server that says nothing is believed.
    assert_eq!(login(&[]).await.unwrap(), sign_in);

    let picture = async |headers| answering(200, headers, sign_in).pictures_get("a").await;
    assert!(matches!(picture(HTML).await, Err(Error::Undocumented(_))));
    assert_eq!(
        read(picture(&[("content-type", "image/png")]).await.unwrap()).await,
        sign_in
    );
}

#[tokio::test]
async fn a_body_that_does_not_fit_says_where() {
    let error = create(answering(201, JSON, r#"{"id":1,"name":["Rex"]}"#))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "pets_create: the body of the answer 201 Created does not fit: /name: expected a string, found an array \
         (line 1, column 16)"
    );
    let Error::Decode(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!((&*error.error.pointer, &error.body[..2]), ("/name", &b"{\""[..]));
    let broken = create(answering(201, JSON, "{")).await.unwrap_err();
    assert!(matches!(broken, Error::Decode(_)), "{broken:?}");
    assert!(matches!(create(answering(201, JSON, "")).await, Err(Error::Decode(_))));
}

#[tokio::test]
async fn an_empty_documented_answer_keeps_its_body() {
    let error = create(answering(503, HTML, "<p>busy</p>")).await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(&error.body[..], b"<p>busy</p>");
}

#[tokio::test]
async fn default_is_no_success_even_for_2xx() {
    let pets = answering(203, JSON, "[]").pets_list().await.unwrap();
    assert!(pets.is_empty());
    let error = answering(203, JSON, r#"{"detail":"odd"}"#)
        .pets_list()
        .await
        .unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(
        format!("{:?}", error.response),
        "Default(203, Fault { detail: \"odd\" })"
    );
}

#[tokio::test]
async fn transports_and_limits_fail_with_the_operations_name() {
    let service = tower::service_fn(|_: Request<Body>| {
        std::future::ready(Err::<Response<Body>, _>(std::io::Error::other("no route")))
    });
    let error = create(builder().service(service).build().unwrap()).await.unwrap_err();
    assert_eq!(error.to_string(), "pets_create: no answer: no route");
    assert_eq!((error.operation(), error.status()), ("pets_create", None));

    let service = tower::service_fn(|_: Request<Body>| {
        std::future::ready(Ok::<_, std::convert::Infallible>(Response::new(Body::from(vec![
            b' ';
            11
        ]))))
    });
    let error = create(builder().service(service).answer_limit(10).build().unwrap())
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "pets_create: no answer: the body is larger than 10 bytes"
    );
}

#[tokio::test]
async fn excerpts_are_short_and_on_one_line() {
    let long: &'static str = Box::leak("é\n\u{1b}".repeat(1000).into_boxed_str());
    let text = create(answering(500, HTML, long)).await.unwrap_err().to_string();
    assert!(text.ends_with(" .."), "{text}");
    assert!(text.chars().count() < 300 && !text.contains(['\n', '\u{1b}']), "{text}");
}

#[tokio::test]
async fn errors_show_no_header_and_no_success() {
    const SECRETS: &[(&str, &str)] = &[("set-cookie", "sid=secret"), ("content-type", "text/secret")];
    let create = async |status, body| create(answering(status, SECRETS, body)).await.unwrap_err();
    let undocumented = create(502, "secret").await;
    assert_eq!(
        format!("{undocumented:?}"),
        "Undocumented(UndocumentedAnswer { operation: \"pets_create\", status: 502, \
         headers: [\"set-cookie\", \"content-type\"], body: 6 bytes })"
    );
    assert!(undocumented.to_string().ends_with(": secret"), "{undocumented}");
    let documented = create(409, r#"{"detail":"d"}"#).await;
    assert_eq!(
        format!("{documented:?}"),
        "Api(ApiError { operation: \"pets_create\", status: 409, headers: [\"set-cookie\", \"content-type\"], \
         body: 14 bytes, response: Conflict(Fault { detail: \"d\" }) })"
    );
    // The body of a success may be a new token, documented or not.
    let undocumented = create(200, "secret").await;
    assert_eq!(
        undocumented.to_string(),
        "pets_create: answered 200 OK, which is not documented"
    );
    let misfit = super::answers::create(answering(201, JSON, r#"{"id":1,"name":["secret"]}"#))
        .await
        .unwrap_err();
    for shown in [misfit.to_string(), format!("{misfit:?}")] {
        assert!(shown.contains("/name") && !shown.contains("secret"), "{shown}");
    }
    let misfit = super::answers::create(answering(409, JSON, "{}")).await.unwrap_err();
    assert!(misfit.to_string().ends_with(": {}"), "{misfit}");
}

#[test]
fn clients_are_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send>(_: &T) {}
    shared::<Client>();
    let client = answering(200, JSON, "[]");
    sent(&client.pets_list().limit(3).send());
    sent(&std::future::IntoFuture::into_future(client.pets_list()));
}
