//! The servers of a description.

use crate::api::client::{Client, Server, ServerRegion};
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
