//! The servers of a description.

use crate::api::client::{Client, Server, ServerRegion};
use crate::api::operations::{Health, Upload};
use crate::wire::{Wire, answer};

#[test]
fn addresses_follow_from_variables() {
    assert_eq!(Server::default().url(), "https://eu.api.example/v1");
    let version = "v2".to_owned();
    let region = ServerRegion::UsEast;
    assert_eq!(
        Server::Production { region, version }.url(),
        "https://us-east.api.example/v2"
    );
    assert_eq!(Server::Sandbox.url(), "https://sandbox.example");
}

#[tokio::test]
async fn a_builder_takes_one() {
    let wire = Wire::new(|_, _| answer(200, "there"));
    let client = wire.builder().server(&Server::Sandbox).unwrap().build().unwrap();
    client.find().await.unwrap();
    assert_eq!(wire.asked(), ["GET https://sandbox.example/find"]);
    let version = "v 2".to_owned();
    let region = ServerRegion::Eu;
    assert!(
        Client::builder()
            .server(&Server::Production { region, version })
            .is_err()
    );
}

#[tokio::test]
async fn operations_with_a_server_of_their_own_stay_there() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let default = wire.builder().build().unwrap();
    default.call(Upload {}).await.unwrap();
    default.call(Health {}).await.unwrap();
    let chosen = wire.builder().server(&Server::Sandbox).unwrap().build().unwrap();
    chosen.call(Upload {}).await.unwrap();
    chosen.call(Health {}).await.unwrap();
    assert_eq!(
        wire.asked(),
        [
            "POST https://uploads.example/v2/upload",
            "GET https://api.example/about/health",
            "POST https://uploads.example/v2/upload",
            "GET https://sandbox.example/about/health",
        ]
    );
}

#[tokio::test]
async fn an_address_that_was_set_holds_for_all_operations() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let client = wire.builder().server(&Server::Sandbox).unwrap();
    let client = client.base_url("http://test.example").unwrap().build().unwrap();
    client.call(Upload {}).await.unwrap();
    let described = wire.builder().build().unwrap();
    described
        .call(Health {})
        .base_url("http://one.example/call")
        .await
        .unwrap();
    assert_eq!(
        wire.asked(),
        ["POST http://test.example/upload", "GET http://one.example/call/health"]
    );
}
