//! All operations of the shop in turns, and one that is refused, with the client as somebody writes it by hand with reqwest and serde.
//!
//! It does less: it asks for `*/*`, looks at no media type, reads bodies of any length and keeps no more of an answer than it needs.
//! And more: reqwest keeps a copy of each request for its own retries, which the generated client turns off over plain HTTP, where
//! they help nobody.

use std::error::Error;
use std::sync::Arc;

use load::shop::{
    Address, Article, ArticlePage, Category, Customer, CustomerChange, CustomerPage, Invoice, Line, NewCustomer,
    NewOrder, Order, OrderPage, Refusal, Shipment, State,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{RequestBuilder, StatusCode};
use serde::{Serialize, de::DeserializeOwned};

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum CallError {
    #[error(transparent)]
    Transport(#[from] reqwest::Error),
    #[error("{0}: {1:?}")]
    Refused(StatusCode, Refusal),
    #[error("{0}: {1:?}")]
    Decode(serde_json::Error, bytes::Bytes),
}

#[derive(Default, Serialize)]
struct ArticleQuery<'a> {
    category: Option<Category>,
    search: Option<&'a str>,
    page: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Default, Serialize)]
struct OrderQuery {
    customer: Option<i64>,
    state: Option<State>,
    page: Option<i64>,
}

#[derive(Clone)]
struct Shop {
    client: reqwest::Client,
    base: Arc<str>,
}

/// The body of an answer whose status is this one.
async fn expect(request: RequestBuilder, expected: StatusCode) -> Result<bytes::Bytes, CallError> {
    let answer = request.send().await?;
    let status = answer.status();
    let body = answer.bytes().await?;
    if status == expected {
        Ok(body)
    } else {
        Err(CallError::Refused(status, decode(body)?))
    }
}

fn decode<T: DeserializeOwned>(body: bytes::Bytes) -> Result<T, CallError> {
    serde_json::from_slice(&body).map_err(|error| CallError::Decode(error, body))
}

async fn json<T: DeserializeOwned>(request: RequestBuilder, expected: StatusCode) -> Result<T, CallError> {
    decode(expect(request, expected).await?)
}

/// What a segment of a path is encoded by.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn segment(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, SEGMENT)
}

impl Shop {
    async fn list_articles(&self, query: &ArticleQuery<'_>) -> Result<ArticlePage, CallError> {
        let request = self.client.get(format!("{}/articles", self.base)).query(query);
        json(request, StatusCode::OK).await
    }

    async fn read_article(&self, id: i64) -> Result<Article, CallError> {
        json(self.client.get(format!("{}/articles/{id}", self.base)), StatusCode::OK).await
    }

    async fn list_customers(
        &self,
        countries: &[&str],
        search: Option<&str>,
        page: Option<i64>,
    ) -> Result<CustomerPage, CallError> {
        let page = page.map(|page| page.to_string());
        let countries = countries.iter().map(|country| ("country", *country));
        let query: Vec<_> = countries
            .chain(search.map(|search| ("search", search)))
            .chain(page.as_deref().map(|page| ("page", page)))
            .collect();
        let request = self.client.get(format!("{}/customers", self.base)).query(&query);
        json(request, StatusCode::OK).await
    }

    async fn create_customer(&self, body: &NewCustomer) -> Result<Customer, CallError> {
        let request = self.client.post(format!("{}/customers", self.base)).json(body);
        json(request, StatusCode::CREATED).await
    }

    async fn read_customer(&self, id: i64) -> Result<Customer, CallError> {
        json(self.client.get(format!("{}/customers/{id}", self.base)), StatusCode::OK).await
    }

    async fn change_customer(&self, id: i64, body: &CustomerChange) -> Result<Customer, CallError> {
        let request = self.client.patch(format!("{}/customers/{id}", self.base)).json(body);
        json(request, StatusCode::OK).await
    }

    async fn list_orders(&self, query: &OrderQuery) -> Result<OrderPage, CallError> {
        let request = self.client.get(format!("{}/orders", self.base)).query(query);
        json(request, StatusCode::OK).await
    }

    async fn create_order(&self, body: &NewOrder, idempotency_key: Option<&str>) -> Result<Order, CallError> {
        let mut request = self.client.post(format!("{}/orders", self.base)).json(body);
        if let Some(key) = idempotency_key {
            request = request.header("idempotency-key", key);
        }
        json(request, StatusCode::CREATED).await
    }

    async fn read_order(&self, id: &str) -> Result<Order, CallError> {
        let request = self.client.get(format!("{}/orders/{}", self.base, segment(id)));
        json(request, StatusCode::OK).await
    }

    async fn cancel_order(&self, id: &str) -> Result<(), CallError> {
        let request = self.client.delete(format!("{}/orders/{}", self.base, segment(id)));
        expect(request, StatusCode::NO_CONTENT).await.map(drop)
    }

    async fn list_shipments(&self, id: &str) -> Result<Vec<Shipment>, CallError> {
        let request = self
            .client
            .get(format!("{}/orders/{}/shipments", self.base, segment(id)));
        json(request, StatusCode::OK).await
    }

    async fn read_invoice(&self, id: i64) -> Result<Invoice, CallError> {
        json(self.client.get(format!("{}/invoices/{id}", self.base)), StatusCode::OK).await
    }
}

fn address() -> Address {
    Address {
        street: "St James's Square 12".to_owned(),
        city: "London".to_owned(),
        postcode: "SW1Y 4JH".to_owned(),
        country: "GB".to_owned(),
    }
}

/// One of the calls, and whether its answer is the right one.
async fn call(shop: &Shop, turn: usize) -> Result<bool, CallError> {
    Ok(match turn % 13 {
        0 => {
            let query = ArticleQuery {
                category: Some(Category::Tool),
                page: Some(2),
                page_size: Some(5),
                ..ArticleQuery::default()
            };
            shop.list_articles(&query).await?.items.len() == 5
        }
        1 => shop.read_article(3).await?.stock == 40,
        2 => {
            shop.list_customers(&["GB", "IE"], Some("ada & co"), None)
                .await?
                .items
                .len()
                == 5
        }
        3 => {
            let body = NewCustomer {
                name: "Ada Lovelace".to_owned(),
                email: "ada@example.org".to_owned(),
                address: address(),
                newsletter: Some(true),
            };
            shop.create_customer(&body).await?.id == 7
        }
        4 => shop.read_customer(7).await?.orders == 12,
        5 => {
            let body = CustomerChange {
                name: None,
                email: Some("ada@example.org".to_owned()),
                address: Some(address()),
                newsletter: None,
            };
            shop.change_customer(7, &body).await?.newsletter
        }
        6 => {
            let query = OrderQuery {
                customer: Some(7),
                state: Some(State::Sent),
                ..OrderQuery::default()
            };
            shop.list_orders(&query).await?.total == 312
        }
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
            shop.create_order(&body, Some("8c1f")).await?.lines.len() == 2
        }
        8 => shop.read_order("A-17/4").await?.state == State::Sent,
        9 => shop.list_shipments("A-17/4").await?.len() == 2,
        10 => !shop.read_invoice(19).await?.paid,
        11 => {
            shop.cancel_order("A-17/4").await?;
            true
        }
        _ => match shop.read_customer(8).await {
            Err(CallError::Refused(StatusCode::NOT_FOUND, refusal)) => refusal.status == 404,
            _ => false,
        },
    })
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let (base, time) = load::arguments()?;
    let client = load::client_by_hand()?;
    let shop = Shop {
        client,
        base: base.into(),
    };
    load::drive(time, move |turn| {
        let shop = shop.clone();
        async move {
            assert!(call(&shop, turn).await?, "a wrong answer");
            Ok::<_, CallError>(())
        }
    })
    .await?;
    Ok(())
}
