//! Over a socket, with the default transport.

use counterpart::types::File;
use counterpart::{Basic, Bearer, Error};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::api::client::Client;
use crate::api::models::{PetRequest, Upload};
use crate::api::operations::PicturesCreateResponse;
use crate::support::{read, serve_on_loopback, server};

/// A client of a server on a free port.
async fn over_loopback(app: axum::Router) -> Client {
    let address = serve_on_loopback(app).await;
    let builder = Client::builder().base_url(&format!("{address}/api/v3/")).unwrap();
    builder
        .token(Bearer::new("writer"))
        .login(Basic::new("ann", "pass:word"))
        .build()
        .unwrap()
}

#[tokio::test]
async fn every_shape_of_operation() {
    let client = over_loopback(server()).await;
    assert_eq!(
        client
            .pets_list()
            .tag(vec!["a b".into()])
            .ids(vec![1])
            .await
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        client
            .pets_create(PetRequest {
                name: "Rex".into(),
                tags: None
            })
            .await
            .unwrap()
            .name,
        "Rex"
    );
    assert_eq!(
        client.pets_update(5).body(Default::default()).await.unwrap().name,
        "Absent"
    );
    let () = client.pets_delete(5).await.unwrap();
    assert_eq!(read(client.pictures_get("ü/..").await.unwrap()).await, "ü/..");
    let upload = Upload {
        picture: File::named("a.png", vec![0; 500]),
        title: "t".into(),
        pet: None,
    };
    assert!(matches!(
        client.pictures_create(upload).await.unwrap(),
        PicturesCreateResponse::Accepted
    ));
    let Err(Error::Api(error)) = client.pets_update(404).await else {
        panic!()
    };
    assert_eq!(error.status, 404);
}

#[tokio::test]
async fn rejections_reach_the_client_whole() {
    let client = over_loopback(server()).await;
    let error = client
        .pets_create(PetRequest {
            name: "a long name".into(),
            tags: None,
        })
        .await
        .unwrap_err();
    let Error::Undocumented(answer) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert!(
        error
            .to_string()
            .starts_with("pets_create: answered 422 Unprocessable Entity, which is not documented: {")
    );

    let upload = Upload {
        picture: vec![0; 5000].into(),
        title: "t".into(),
        pet: None,
    };
    let Err(Error::Undocumented(answer)) = client.pictures_create(upload).await else {
        panic!()
    };
    assert_eq!(answer.status, 413);
}

#[tokio::test]
async fn no_content_announces_no_length() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    tokio::spawn(async move { axum::serve(listener, server()).await.unwrap() });
    let request = "DELETE /api/v3/pets/1/?api+key=q%26k HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.starts_with("HTTP/1.1 204 No Content\r\n") && answer.ends_with("\r\n\r\n"),
        "{answer}"
    );
    assert!(
        !answer.contains("content-length") && !answer.contains("content-type"),
        "{answer}"
    );
}

#[tokio::test]
async fn redirects_are_answers() {
    let moved = axum::response::Redirect::permanent("/api/v3/pets/");
    let app = axum::Router::new().fallback(move || std::future::ready(moved.clone()));
    let error = over_loopback(app).await.pets_list().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 308);
}

#[tokio::test]
async fn nobody_there() {
    let client = Client::builder()
        .base_url("http://127.0.0.1:1")
        .unwrap()
        .build()
        .unwrap();
    let error = client.pets_list().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(error.to_string().starts_with("pets_list: no answer: "), "{error}");
}

#[test]
fn a_client_needs_a_whole_address() {
    let error = Client::builder().build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the base URL needs a scheme and a host, such as `https://id.example/api/v3`; set it with `base_url(..)`"
    );
}
