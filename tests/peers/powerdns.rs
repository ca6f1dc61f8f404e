//! A client of PowerDNS, generated from the document that the server serves: a zone from its creation to its end.

use counterpart::http::Method;
use counterpart::{ApiKey, Error, StatusCode};
use peer::client::Client;
use peer::models::{Record, RrSet, Zone, ZoneKind};
use peer::operations::{CreateZoneResponse, ListZoneResponse};

const SERVER: &str = "localhost";
const ZONE: &str = "pets.example.";

fn record_set(name: &str, kind: &str, changetype: &str, contents: &[&str]) -> RrSet {
    RrSet {
        name: Some(name.to_owned()),
        r#type: Some(kind.to_owned()),
        ttl: (changetype != "DELETE").then_some(3600),
        changetype: Some(changetype.to_owned()),
        records: Some(contents.iter().map(|content| Record::new(*content)).collect()),
        ..counterpart::blank()
    }
}

fn changes(rrsets: Vec<RrSet>) -> Zone {
    Zone {
        rrsets: Some(rrsets),
        ..Zone::default()
    }
}

/// The contents of a record set of the zone as the server has it.
async fn contents(client: &Client, name: &str, kind: &str) -> Vec<String> {
    let zone = client.list_zone(SERVER, ZONE).await.expect("the zone");
    let sets = zone.rrsets.unwrap_or_default();
    let found = sets
        .into_iter()
        .find(|set| set.name.as_deref() == Some(name) && set.r#type.as_deref() == Some(kind));
    let records = found.and_then(|set| set.records).unwrap_or_default();
    let mut contents: Vec<_> = records.into_iter().map(|record| record.content).collect();
    contents.sort();
    contents
}

#[tokio::main]
async fn main() {
    let base = std::env::var("PEER_URL").expect("PEER_URL");
    let builder = Client::builder()
        .base_url(&format!("{base}/api/v1"))
        .expect("an address");
    let client = builder.api_key_header(ApiKey::new("secret")).build().expect("a client");

    let servers = client.list_servers().await.expect("the servers");
    assert_eq!(servers[0].id.as_deref(), Some(SERVER));
    assert_eq!(servers[0].daemon_type.as_deref(), Some("authoritative"));
    println!("servers: {}", servers[0].version.as_deref().unwrap_or_default());

    let zone = Zone {
        name: Some(ZONE.to_owned()),
        kind: Some(ZoneKind::Native),
        ..changes(vec![record_set("www.pets.example.", "A", "REPLACE", &["192.0.2.1"])])
    };
    let created = client.create_zone(SERVER, zone.clone()).await.expect("a zone");
    assert_eq!(
        (created.name.as_deref(), created.kind),
        (Some(ZONE), Some(ZoneKind::Native))
    );
    println!("create: 201, id {}", created.id.as_deref().unwrap_or_default());

    // The server answers 409, which its document does not have.
    match client.create_zone(SERVER, zone).await {
        Err(Error::Undocumented(answer)) => assert_eq!(answer.status, StatusCode::CONFLICT),
        other => panic!("a second zone of the name: {other:?}"),
    }
    println!("create again: 409 with its body, though it is not documented");

    assert_eq!(contents(&client, "www.pets.example.", "A").await, ["192.0.2.1"]);
    let more = vec![
        record_set("www.pets.example.", "A", "REPLACE", &["192.0.2.2", "192.0.2.3"]),
        record_set("pets.example.", "MX", "REPLACE", &["10 mail.pets.example."]),
        record_set("txt.pets.example.", "TXT", "REPLACE", &["\"a \\\"b\\\" ä\""]),
    ];
    client.patch_zone(SERVER, ZONE, changes(more)).await.expect("changes");
    assert_eq!(
        contents(&client, "www.pets.example.", "A").await,
        ["192.0.2.2", "192.0.2.3"]
    );
    assert_eq!(
        contents(&client, "pets.example.", "MX").await,
        ["10 mail.pets.example."]
    );
    assert_eq!(contents(&client, "txt.pets.example.", "TXT").await.len(), 1);
    println!("change: 204, and the records are read back");

    let export = client.axfr_export_zone(SERVER, ZONE).await.expect("the zone as text");
    assert!(export.contains("www.pets.example.\t3600\tIN\tA\t192.0.2.2"), "{export}");
    println!("export: {} lines of text", export.lines().count());

    let found = client.search_data(SERVER, "*pets*", 10).await.expect("results");
    assert!(found.iter().any(|result| result.object_type.as_deref() == Some("zone")));
    println!("search: {} results", found.len());

    let gone = vec![record_set("www.pets.example.", "A", "DELETE", &[])];
    client
        .patch_zone(SERVER, ZONE, changes(gone))
        .await
        .expect("a deletion");
    assert!(contents(&client, "www.pets.example.", "A").await.is_empty());
    println!("delete records: 204");

    match client
        .create_zone(
            SERVER,
            Zone {
                name: Some("no-dot".to_owned()),
                ..Zone::default()
            },
        )
        .await
    {
        Err(Error::Api(error)) => match &error.response {
            CreateZoneResponse::UnprocessableContent(body) => println!("no zone: 422, typed: {}", body.error),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }

    client.delete_zone(SERVER, ZONE).await.expect("a deletion");
    match client.list_zone(SERVER, ZONE).await {
        Err(Error::Api(error)) => match &error.response {
            ListZoneResponse::NotFound(body) => println!("gone: 404, typed: {}", body.error),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }

    let stranger = Client::builder()
        .base_url(&format!("{base}/api/v1"))
        .expect("an address");
    let error = stranger
        .build()
        .expect("a client")
        .list_servers()
        .await
        .expect_err("no key");
    assert!(matches!(error, Error::MissingCredential { .. }), "{error}");
    println!("without a key: {error}");

    let raw = client
        .request(Method::GET, "/servers/localhost/statistics")
        .query("statistic", "uptime");
    let answer = raw.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK);
    println!("by hand: {} of the statistics", answer.status().as_u16());
}
