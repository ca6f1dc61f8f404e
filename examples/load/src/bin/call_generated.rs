//! The client as it is generated.

use std::error::Error;

use load::orders::client::Client;
use load::orders::models::{Line, Order};
use load::orders::operations::OrderPut;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let (address, time) = load::arguments()?;
    let client = Client::builder().base_url(&address)?.build()?;
    let by_hand = load::Order::example();
    let lines = by_hand.lines.into_iter().map(|line| Line {
        article: line.article,
        count: line.count,
        price: line.price,
    });
    let order = Order {
        customer: by_hand.customer,
        note: by_hand.note,
        lines: lines.collect(),
    };
    load::drive(time, move |_| {
        let (client, body) = (client.clone(), order.clone());
        async move {
            let request = OrderPut {
                id: 7,
                dry_run: Some(true),
                body,
            };
            let lines = request.body.lines.len();
            let answer = client.call(request).await?;
            assert_eq!(answer.lines.len(), lines, "an order lost lines");
            Ok(())
        }
    })
    .await
}
