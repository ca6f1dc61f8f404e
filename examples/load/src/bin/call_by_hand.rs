//! The client as somebody writes it by hand with reqwest and serde.

use std::error::Error;

use load::Order;

/// Why there is no order.
#[derive(Debug, thiserror::Error)]
enum CallError {
    #[error(transparent)]
    Transport(#[from] reqwest::Error),
    #[error("{0}: {1:?}")]
    Status(reqwest::StatusCode, bytes::Bytes),
    #[error("{0}: {1:?}")]
    Decode(serde_json::Error, bytes::Bytes),
}

async fn order_put(
    client: &reqwest::Client,
    base: &str,
    id: i64,
    dry_run: Option<bool>,
    order: &Order,
) -> Result<Order, CallError> {
    let mut request = client.put(format!("{base}/orders/{id}")).json(order);
    if let Some(dry_run) = dry_run {
        request = request.query(&[("dry_run", dry_run)]);
    }
    let answer = request.send().await?;
    let status = answer.status();
    let body = answer.bytes().await?;
    match status {
        reqwest::StatusCode::OK => serde_json::from_slice(&body).map_err(|error| CallError::Decode(error, body)),
        status => Err(CallError::Status(status, body)),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let (base, time) = load::arguments()?;
    let client = load::client_by_hand()?;
    let order = Order::example();
    load::drive(time, move |_| {
        let (client, base, order) = (client.clone(), base.clone(), order.clone());
        async move {
            let answer = order_put(&client, &base, 7, Some(true), &order).await?;
            assert_eq!(answer.lines.len(), order.lines.len(), "an order lost lines");
            Ok(())
        }
    })
    .await
}
