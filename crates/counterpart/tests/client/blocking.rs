//! Calls without an async runtime.

use std::time::Duration;

use counterpart::Error;
use counterpart::client::Retries;
use counterpart::http::Method;

use crate::wire::{Wire, answer};

#[test]
fn a_call_waits_on_its_thread() {
    let wire = Wire::new(|number, _| answer(if number == 0 { 503 } else { 200 }, "there"));
    let retries = Retries::new().first_pause(Duration::from_millis(1));
    let client = wire.builder().retries(retries).build().unwrap();
    assert_eq!(
        client
            .find()
            .q("x")
            .timeout(Duration::from_secs(9))
            .send_blocking()
            .unwrap(),
        "there"
    );
    let sent = "GET https://api.example/v1/find?q=x";
    assert_eq!(wire.asked(), [sent, sent]);
    let found = client.request(Method::GET, "/raw").send_blocking().unwrap();
    assert_eq!(found.status().as_u16(), 200);
}

#[test]
fn threads_do_not_wait_for_each_other() {
    let wire = Wire::later(|_, _| async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        Ok(answer(200, "there"))
    });
    let client = wire.builder().build().unwrap();
    let begun = std::time::Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.find().send_blocking().unwrap());
        }
    });
    assert!(begun.elapsed() < Duration::from_millis(1200), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn within_async_code_it_is_an_error_and_no_panic() {
    let wire = Wire::new(|_, _| answer(200, "there"));
    let client = wire.builder().build().unwrap();
    let error = client.find().send_blocking().unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_eq!(
        error.to_string(),
        "find: no answer: `send_blocking` would stop the async code around it: `.await` the call instead"
    );
    assert!(wire.asked().is_empty());
}
