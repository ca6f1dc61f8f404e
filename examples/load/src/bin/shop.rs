//! A shop whose answers are always the same, so that it takes clients little time.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

/// The same answer every time.
fn answer(
    status: StatusCode,
    value: &Value,
) -> impl Fn() -> std::future::Ready<Response> + Clone + Send + Sync + 'static {
    let body = bytes::Bytes::from(value.to_string());
    let media_type = if status.is_success() {
        "application/json"
    } else {
        "application/problem+json"
    };
    move || std::future::ready((status, [(header::CONTENT_TYPE, media_type)], body.clone()).into_response())
}

fn shop() -> Router {
    let address =
        json!({ "street": "St James's Square 12", "city": "London", "postcode": "SW1Y 4JH", "country": "GB" });
    let customer = json!({
        "id": 7, "name": "Ada Lovelace", "email": "ada@example.org", "address": address, "newsletter": true, "orders": 12, "discount": 0.05
    });
    let article = json!({
        "id": 3, "name": "Engine", "category": "tool", "price": 12.5, "stock": 40, "description": "Turns by hand.",
        "measures": { "width": 12.0, "height": 30.5, "depth": 8.25 }, "keywords": ["brass", "gears"]
    });
    let order = json!({
        "id": "A-17/4", "customer": 7, "state": "sent", "total": 37.75, "deliver_to": address,
        "lines": [{ "article": 3, "count": 2, "price": 12.5 }, { "article": 4, "count": 51, "price": 0.25, "note": "with holes" }]
    });
    let page = |item: &Value| json!({ "items": vec![item; 5], "total": 312, "next": 3 });
    let shipment = json!({ "carrier": "Mail", "tracking": "GB-0001-2233", "lines": [0, 1], "weight": 3.5 });
    let invoice = json!({
        "id": 19, "order": "A-17/4", "amounts": { "net": 31.5, "tax": 6.25, "gross": 37.75 }, "due": "1843-10-01", "paid": false,
        "bill_to": address
    });
    let none = json!({ "status": 404, "title": "No such customer" });
    let (ok, created) = (StatusCode::OK, StatusCode::CREATED);
    Router::new()
        .route("/articles", get(answer(ok, &page(&article))))
        .route("/articles/{id}", get(answer(ok, &article)))
        .route(
            "/customers",
            get(answer(ok, &page(&customer))).post(answer(created, &customer)),
        )
        .route("/customers/7", get(answer(ok, &customer)).patch(answer(ok, &customer)))
        .route("/customers/{id}", get(answer(StatusCode::NOT_FOUND, &none)))
        .route("/orders", get(answer(ok, &page(&order))).post(answer(created, &order)))
        .route(
            "/orders/{id}",
            get(answer(ok, &order)).delete(async || StatusCode::NO_CONTENT),
        )
        .route("/orders/{id}/shipments", get(answer(ok, &json!([shipment, shipment]))))
        .route("/invoices/{id}", get(answer(ok, &invoice)))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    load::serve(shop()).await
}
