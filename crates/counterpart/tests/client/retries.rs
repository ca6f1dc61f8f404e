//! Calls that are tried again.

use std::time::Duration;

use counterpart::client::{Body, Retries};
use counterpart::http::Response;
use counterpart::{Error, StatusCode};
use tokio::time::Instant;

use crate::api::operations::Store;
use crate::wire::{Wire, answer};

/// Retries after exactly as long as tests can count on: half of it may be missing.
fn retries() -> Retries {
    Retries::new().without_budget()
}

fn failing(times: usize, status: u16) -> Wire {
    Wire::new(move |number, _| {
        if number < times {
            answer(status, "")
        } else {
            answer(200, "there")
        }
    })
}

#[tokio::test(start_paused = true)]
async fn a_call_that_does_no_harm_is_tried_again_after_growing_pauses() {
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let wire = failing(2, status);
        let client = wire.builder().retries(retries()).build().unwrap();
        let begun = Instant::now();
        assert_eq!(client.find().q("a b").await.unwrap(), "there");
        let took = begun.elapsed().as_millis();
        assert!((300..=602).contains(&took), "{took}");
        let asked = wire.asked();
        assert_eq!(asked, vec!["GET https://api.example/v1/find?q=a%20b"; 3]);
    }
    // At last the answer is the outcome.
    let wire = failing(9, 503);
    let client = wire.builder().retries(retries()).build().unwrap();
    let Err(Error::Api(error)) = client.find().await else {
        panic!("no answer")
    };
    assert_eq!((error.status, wire.asked().len()), (StatusCode::SERVICE_UNAVAILABLE, 3));
}

#[tokio::test(start_paused = true)]
async fn other_answers_other_methods_and_other_clients_are_not_tried_again() {
    for status in [400, 401, 404, 409, 422, 501] {
        let wire = failing(1, status);
        let client = wire.builder().retries(retries()).build().unwrap();
        assert!(client.find().await.is_err());
        assert_eq!(wire.asked().len(), 1, "{status}");
    }
    let wire = failing(1, 503);
    let client = wire.builder().build().unwrap();
    assert!(client.find().await.is_err());
    assert_eq!(wire.asked().len(), 1);
    assert!(client.save("x").retries(retries()).await.is_err());
    assert_eq!(wire.asked().len(), 1);
    let client = wire.builder().retries(retries()).build().unwrap();
    assert!(client.find().retries(Retries::none()).await.is_err());
    assert_eq!(wire.asked().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_idempotency_key_makes_any_call_safe_to_repeat() {
    let wire = Wire::new(|number, _| answer(if number == 0 { 502 } else { 204 }, ""));
    let client = wire.builder().retries(retries()).build().unwrap();
    client.save("x").header("Idempotency-Key", "k-1").await.unwrap();
    let sent = "POST https://api.example/v1/save\ncontent-type: text/plain\nidempotency-key: k-1\n\nx";
    assert_eq!(wire.asked(), [sent, sent]);
}

#[tokio::test(start_paused = true)]
async fn only_a_body_that_is_there_is_sent_again() {
    let wire = Wire::new(|number, _| answer(if number == 0 { 503 } else { 204 }, ""));
    let client = wire.builder().retries(retries()).build().unwrap();
    client.call(Store { body: "bytes".into() }).await.unwrap();
    let sent = "PUT https://api.example/v1/store\ncontent-type: application/octet-stream\n\nbytes";
    assert_eq!(wire.asked(), [sent, sent]);
    let pieces = futures_util::stream::iter(["by", "tes"].map(|piece| Ok::<_, std::io::Error>(piece.into())));
    let Err(Error::Api(error)) = client
        .call(Store {
            body: Body::stream(pieces),
        })
        .await
    else {
        panic!("nobody has the stream twice")
    };
    assert_eq!(error.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(wire.asked(), [sent]);
}

#[tokio::test(start_paused = true)]
async fn a_lost_connection_is_tried_again() {
    let wire = Wire::later(|number, _| async move {
        match number {
            0 => Err("connection reset".into()),
            _ => Ok(answer(200, "there")),
        }
    });
    let client = wire.builder().retries(retries()).build().unwrap();
    assert_eq!(client.find().await.unwrap(), "there");
    assert_eq!(wire.asked().len(), 2);
}

fn asking(header: &'static str) -> Wire {
    Wire::new(move |number, _| {
        let busy = Response::builder().status(429).header("retry-after", header);
        match number {
            0 => busy.body(Body::empty()).unwrap(),
            _ => answer(200, "there"),
        }
    })
}

#[tokio::test(start_paused = true)]
async fn the_server_says_when() {
    let took = async |header| {
        let wire = asking(header);
        let client = wire.builder().retries(retries()).build().unwrap();
        let begun = Instant::now();
        let outcome = client.find().await.is_ok();
        (outcome, wire.asked().len(), begun.elapsed().as_secs())
    };
    assert_eq!(took("7").await, (true, 2, 7));
    assert_eq!(took("0").await, (true, 2, 0));
    // Long ago.
    assert_eq!(took("Sun, 06 Nov 1994 08:49:37 GMT").await, (true, 2, 0));
    // Longer than we wait.
    assert_eq!(took("11").await, (false, 1, 0));
    assert_eq!(took("Fri, 31 Dec 9999 23:59:59 GMT").await, (false, 1, 0));
}

#[tokio::test(start_paused = true)]
async fn nobody_waits_beyond_the_timeout() {
    let wire = asking("7");
    let client = wire.builder().retries(retries()).build().unwrap();
    let begun = Instant::now();
    let error = client.find().timeout(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!(
        (error.status(), begun.elapsed()),
        (Some(StatusCode::TOO_MANY_REQUESTS), Duration::ZERO)
    );
}

#[tokio::test(start_paused = true)]
async fn a_budget_spares_a_server_that_is_down() {
    let wire = failing(usize::MAX, 503);
    let retries = Retries::new().first_pause(Duration::ZERO);
    let client = wire.builder().retries(retries).build().unwrap();
    for _ in 0..1000 {
        let _ = client.find().await;
    }
    let again = wire.asked().len() - 1000;
    // A fifth of the calls, and ten a second for the ten seconds that are looked at.
    assert!((100..=320).contains(&again), "{again}");
}
