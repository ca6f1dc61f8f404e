//! All operations of the shop in turns, and one that is refused, with the client as it is generated.

use std::error::Error;

use counterpart::StatusCode;
use counterpart::client::Error as CallError;
use load::shop_generated::client::{Client, Failure};
use load::shop_generated::models::{Address, Category, CustomerChange, Line, NewCustomer, NewOrder, State};
use load::shop_generated::operations::ReadCustomerResponse;

fn address() -> Address {
    Address {
        street: "St James's Square 12".to_owned(),
        city: "London".to_owned(),
        postcode: "SW1Y 4JH".to_owned(),
        country: "GB".to_owned(),
    }
}

/// One of the calls, and whether its answer is the right one.
async fn call(client: &Client, turn: usize) -> Result<bool, Failure> {
    Ok(match turn % 13 {
        0 => {
            let page = client
                .list_articles()
                .category(Category::Tool)
                .page(2)
                .page_size(5)
                .await?;
            page.items.len() == 5
        }
        1 => client.read_article(3).await?.stock == 40,
        2 => {
            let countries = vec!["GB".to_owned(), "IE".to_owned()];
            let page = client.list_customers().country(countries).search("ada & co").await?;
            page.items.len() == 5
        }
        3 => {
            let body = NewCustomer {
                name: "Ada Lovelace".to_owned(),
                email: "ada@example.org".to_owned(),
                address: address(),
                newsletter: Some(true),
            };
            client.create_customer(body).await?.id == 7
        }
        4 => client.read_customer(7).await?.orders == 12,
        5 => {
            let body = CustomerChange {
                email: Some("ada@example.org".to_owned()),
                address: Some(address()),
                ..CustomerChange::default()
            };
            client.change_customer(7, body).await?.newsletter
        }
        6 => client.list_orders().customer(7).state(State::Sent).await?.total == 312,
        7 => {
            let line = |article, count| Line {
                article,
                count,
                price: None,
                note: None,
            };
            let body = NewOrder {
                customer: 7,
                lines: vec![line(3, 2), line(4, 51)],
                deliver_to: Some(address()),
                note: None,
            };
            client.create_order(body).idempotency_key("8c1f").await?.lines.len() == 2
        }
        8 => client.read_order("A-17/4").await?.state == State::Sent,
        9 => client.list_shipments("A-17/4").await?.len() == 2,
        10 => !client.read_invoice(19).await?.paid,
        11 => {
            client.cancel_order("A-17/4").await?;
            true
        }
        _ => match client.read_customer(8).await {
            Err(CallError::Api(error)) => {
                matches!(error.response, ReadCustomerResponse::Default(StatusCode::NOT_FOUND, refusal) if refusal.status == 404)
            }
            _ => false,
        },
    })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let (address, time) = load::arguments()?;
    let client = Client::builder().base_url(&address)?.build()?;
    load::drive(time, move |turn| {
        let client = client.clone();
        async move {
            assert!(call(&client, turn).await?, "a wrong answer");
            Ok::<_, Failure>(())
        }
    })
    .await?;
    Ok(())
}
