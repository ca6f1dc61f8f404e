//! What is set for one call, and how long one may take.

use std::time::Duration;

use counterpart::Error;
use counterpart::client::{ApiKey, Retries};
use tokio::time::{Instant, sleep};

use crate::api::operations;
use crate::wire::{Wire, answer};

#[tokio::test]
async fn headers_and_addresses_of_one_call() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let client = wire.builder().build().unwrap();
    let call = client.save("x").header("X-Trace", "7").header("x-trace", "8");
    let call = call
        .header("content-type", "text/plain;charset=utf-8")
        .base_url("http://other.example/a/");
    call.await.unwrap();
    client.save("y").await.unwrap();
    assert_eq!(
        wire.asked(),
        [
            "POST http://other.example/a/save\nx-trace: 7\nx-trace: 8\ncontent-type: text/plain;charset=utf-8\n\nx",
            "POST https://api.example/v1/save\ncontent-type: text/plain\n\ny"
        ]
    );
}

/// What needs neither time nor retries goes a shorter way.
#[tokio::test]
async fn a_request_is_the_same_whichever_way_it_goes() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let client = wire.builder().key(ApiKey::new("k")).build().unwrap();
    macro_rules! sent {
        ($call:expr) => {{
            $call.await.unwrap();
            $call.timeout(Duration::from_secs(9)).await.unwrap();
            $call.retries(Retries::none()).await.unwrap();
            let asked = wire.asked();
            assert!(
                asked.len() == 3 && asked.iter().all(|other| *other == asked[0]),
                "{asked:?}"
            );
            asked[0].clone()
        }};
    }
    assert_eq!(sent!(client.vault()), "GET https://api.example/v1/vault?key=k");
    assert_eq!(
        sent!(client.call(operations::Upload {})),
        "POST https://uploads.example/v2/upload"
    );
    let saved = "POST https://api.example/v1/save\ncontent-type: text/plain\n\nx";
    assert_eq!(sent!(client.save("x")), saved);
}

#[tokio::test]
async fn what_cannot_be_set_is_said_before_anything_is_sent() {
    let wire = Wire::new(|_, _| answer(204, ""));
    let client = wire.builder().build().unwrap();
    let said = async |call: crate::api::client::Call<crate::api::operations::Save>| {
        assert!(!format!("{call:?}").contains("secret"));
        let error = call.await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)));
        error.to_string()
    };
    assert_eq!(
        said(client.save("x").header("X\n", "secret")).await,
        "save: the header `X\\n` cannot be sent"
    );
    assert_eq!(
        said(client.save("x").header("X", "sec\nret")).await,
        "save: the header `X` cannot be sent"
    );
    assert_eq!(
        said(client.save("x").base_url("/v2")).await,
        "save: the base URL needs a scheme and a host, such as `https://id.example/api/v3`"
    );
    assert!(wire.asked().is_empty());
}

#[tokio::test]
async fn calls_are_sent_from_other_tasks_and_do_not_need_their_client() {
    let client = Wire::new(|_, _| answer(204, "")).builder().build().unwrap();
    let (call, sending, answering) = (client.save("x"), client.save("y").send(), client.save("z").answer());
    drop(client);
    for sent in [tokio::spawn(call.into_future()), tokio::spawn(sending)] {
        sent.await.unwrap().unwrap();
    }
    assert_eq!(tokio::spawn(answering).await.unwrap().unwrap().status, 204);
}

#[test]
fn a_call_does_not_show_the_values_of_its_headers() {
    let client = Wire::new(|_, _| answer(204, "")).builder().build().unwrap();
    let shown = format!("{:?}", client.save("x").header("X-Key", "secret"));
    assert!(shown.contains("x-key") && !shown.contains("secret"), "{shown}");
}

/// An answer after a second.
fn slow() -> Wire {
    Wire::later(|_, _| async {
        sleep(Duration::from_secs(1)).await;
        Ok(answer(200, "there"))
    })
}

#[tokio::test(start_paused = true)]
async fn a_call_is_given_up_after_its_timeout() {
    let client = slow().builder().timeout(Duration::from_millis(900)).build().unwrap();
    let begun = Instant::now();
    let error = client.find().await.unwrap_err();
    assert_eq!(begun.elapsed(), Duration::from_millis(900));
    assert_eq!(
        error.to_string(),
        "find: no answer: it took longer than the call's timeout"
    );
    assert!(matches!(error, Error::Transport(error) if error.is_timeout()));
    // The call's own counts.
    assert_eq!(client.find().timeout(Duration::from_secs(2)).await.unwrap(), "there");
}

#[tokio::test(start_paused = true)]
async fn the_timeout_is_that_of_all_attempts_and_of_the_body() {
    let wire = Wire::later(|_, _| async {
        sleep(Duration::from_secs(1)).await;
        Ok(answer(503, ""))
    });
    let client = wire.builder().timeout(Duration::from_millis(2500)).build().unwrap();
    let begun = Instant::now();
    let retries = Retries::new().at_most(9).first_pause(Duration::from_millis(1));
    let error = client.find().retries(retries).await.unwrap_err();
    assert!(matches!(error, Error::Transport(error) if error.is_timeout()));
    assert_eq!((begun.elapsed(), wire.asked().len()), (Duration::from_millis(2500), 3));

    let body = Wire::later(|_, _| async {
        let pieces =
            futures_util::stream::pending::<Result<http_body::Frame<counterpart::bytes::Bytes>, std::io::Error>>();
        let body = http_body_util::StreamBody::new(pieces);
        Ok(counterpart::http::Response::new(counterpart::client::Body::new(body)))
    });
    let client = body.builder().timeout(Duration::from_secs(3)).build().unwrap();
    let error = client.find().await.unwrap_err();
    assert!(matches!(error, Error::Transport(error) if error.is_timeout()));
}

#[test]
fn without_a_runtime_a_timeout_is_an_error_and_no_panic() {
    let client = Wire::new(|_, _| answer(204, "")).builder().build().unwrap();
    let never = Wire::later(|_, _| std::future::pending()).builder().build().unwrap();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let mut poll = |call: crate::api::client::Call<crate::api::operations::Save>| {
        std::pin::pin!(call.into_future()).poll(&mut context)
    };
    assert!(matches!(poll(client.save("x")), std::task::Poll::Ready(Ok(()))));
    let std::task::Poll::Ready(Err(error)) = poll(never.save("x").timeout(Duration::from_secs(1))) else {
        panic!("it waits")
    };
    assert_eq!(
        error.to_string(),
        "save: no answer: timeouts and retries need a Tokio runtime"
    );
}
