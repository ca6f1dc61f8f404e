//! Client against server in one process: what one writes, the other reads.

use counterpart::types::{File, Maybe};
use counterpart::{Error, StatusCode};

use crate::api::models::{Login, PatchedPet, Pet, PetRequest, Upload};
use crate::api::operations::{PetsCreateResponse, PetsListResponse, PicturesCreateResponse};
use crate::support::{client, read};

#[tokio::test]
async fn parameters_arrive_from_every_place() {
    let call = client().clone();
    let call = call
        .pets_list()
        .limit(7)
        .tag(vec!["a,b".into(), "c&d".into()])
        .ids(vec![3, 4])
        .x_trace("a b")
        .theme("d=1;");
    let pets = call.await.unwrap();
    let pet = |id, name: &str| Pet {
        id,
        name: name.into(),
        tags: None,
    };
    let tagged = Pet {
        tags: Some(vec!["a,b".into(), "c&d".into()]),
        ..pet(0, "tagged")
    };
    assert_eq!(
        pets,
        [
            pet(0, "7"),
            pet(0, "a b"),
            pet(0, "d=1;"),
            pet(3, "of ids"),
            pet(4, "of ids"),
            tagged
        ]
    );
}

#[tokio::test]
async fn a_body_goes_there_and_back() {
    let body = PetRequest {
        name: "Rex".into(),
        tags: Some(vec!["good".into()]),
    };
    let pet = client().pets_create(body).await.unwrap();
    assert_eq!(
        pet,
        Pet {
            id: 1,
            name: "Rex".into(),
            tags: Some(vec!["good".into()])
        }
    );
}

#[tokio::test]
async fn an_optional_body_is_absent_null_or_there() {
    let name = async |body: Option<PatchedPet>| {
        let client = client();
        let call = client.pets_update(5);
        let call = match body {
            Some(body) => call.body(body),
            None => call,
        };
        call.send().await.unwrap().name
    };
    assert_eq!(name(None).await, "no body");
    assert_eq!(name(Some(PatchedPet::default())).await, "Absent");
    assert_eq!(
        name(Some(PatchedPet {
            nick: Maybe::Null,
            name: None
        }))
        .await,
        "Null"
    );
    assert_eq!(
        name(Some(PatchedPet {
            nick: "x".into(),
            name: None
        }))
        .await,
        "Value(\"x\")"
    );
}

#[tokio::test]
async fn no_content_is_nothing() {
    let () = client().pets_delete(1).await.unwrap();
}

#[tokio::test]
async fn files_travel_with_name_and_type_and_objects_as_json() {
    let picture = File::named("a \"b\".png", &b"\x89PNG\r\n--"[..]).with_content_type("image/png");
    let pet = Some(PetRequest {
        name: "Rex".into(),
        tags: None,
    });
    let answer = client()
        .pictures_create(Upload {
            picture,
            title: "täg".into(),
            pet,
        })
        .await
        .unwrap();
    let PicturesCreateResponse::Ok(seen) = answer else {
        panic!("{answer:?}")
    };
    let about = seen.tags.unwrap();
    assert_eq!(about[0], r#"Some("a %22b%22.png") Some("image/png") b"\x89PNG\r\n--""#);
    assert_eq!(about[1], "täg Rex");

    let upload = Upload {
        picture: File::default(),
        title: String::new(),
        pet: None,
    };
    let answer = client().pictures_create(upload).await.unwrap();
    assert!(matches!(answer, PicturesCreateResponse::Accepted));
}

#[tokio::test]
async fn forms_texts_and_bytes() {
    let login = Login {
        user: "a&b = ü".into(),
        scopes: Some(vec!["x".into(), "y".into()]),
    };
    assert_eq!(
        client().login_create(login).await.unwrap(),
        r#"a&b = ü Some(["x", "y"])"#
    );
    assert_eq!(read(client().pictures_get("a/b ü").await.unwrap()).await, "a/b ü");
}

#[tokio::test]
async fn documented_errors_are_typed() {
    let client = client();
    match client
        .pets_create(PetRequest {
            name: "dupe".into(),
            tags: None,
        })
        .await
    {
        Err(Error::Api(error)) => match error.response {
            PetsCreateResponse::Conflict(fault) => assert_eq!(fault.detail, "there is one"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
    let error = client
        .pets_create(PetRequest {
            name: "busy".into(),
            tags: None,
        })
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "pets_create: answered 503 Service Unavailable");
    assert!(matches!(error, Error::Api(error) if matches!(error.response, PetsCreateResponse::ServiceUnavailable)));
}

#[tokio::test]
async fn ranges_and_default_carry_their_status_and_are_never_a_success() {
    let client = client();
    let error = client.pets_list().limit(13).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"pets_list: answered 418 I'm a teapot: {"detail":"unlucky"}"#
    );
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(
        format!("{:?}", error.response),
        "ClientError(418, Fault { detail: \"unlucky\" })"
    );
    let Err(Error::Api(error)) = client.pets_list().limit(15).await else {
        panic!()
    };
    assert!(matches!(
        error.response,
        PetsListResponse::Default(StatusCode::BAD_GATEWAY, _)
    ));
    let Err(Error::Api(error)) = client.pets_delete(404).await else {
        panic!()
    };
    assert_eq!(error.status, StatusCode::NOT_FOUND);
}
