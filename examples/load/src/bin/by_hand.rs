//! The operation as somebody writes it by hand who checks the same and says as much.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::put;
use axum::{Json, Router};
use load::Order;
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Options {
    #[serde(rename = "dry_run")]
    _dry_run: Option<bool>,
}

/// Every way in which a request breaks a rule: where, and the rule.
type Violations = Vec<(String, &'static str)>;

fn check(id: i64, order: &Order) -> Violations {
    let mut found = Violations::new();
    if id < 1 {
        found.push(("/id".to_owned(), "minimum"));
    }
    length(&order.customer, 1, 80, &mut found, || "/customer".to_owned());
    length(order.note.as_deref().unwrap_or_default(), 0, 200, &mut found, || {
        "/note".to_owned()
    });
    if order.lines.is_empty() {
        found.push(("/lines".to_owned(), "minItems"));
    }
    if order.lines.len() > 100 {
        found.push(("/lines".to_owned(), "maxItems"));
    }
    for (at, line) in order.lines.iter().enumerate() {
        length(&line.article, 1, 40, &mut found, || format!("/lines/{at}/article"));
        if line.count < 1 {
            found.push((format!("/lines/{at}/count"), "minimum"));
        }
        if line.count > 1000 {
            found.push((format!("/lines/{at}/count"), "maximum"));
        }
        if line.price < 0.0 {
            found.push((format!("/lines/{at}/price"), "minimum"));
        }
    }
    found
}

/// In characters; nothing is allocated for a text that is right.
fn length(text: &str, least: usize, most: usize, found: &mut Violations, at: impl Fn() -> String) {
    let length = text.chars().count();
    if length < least {
        found.push((at(), "minLength"));
    }
    if length > most {
        found.push((at(), "maxLength"));
    }
}

fn problem(status: StatusCode, violations: &Violations) -> Response {
    let body = json!({ "type": "about:blank", "status": status.as_u16(), "violations": violations });
    let media_type = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, media_type, body.to_string()).into_response()
}

async fn order_put(
    id: Result<Path<i64>, PathRejection>,
    options: Result<Query<Options>, QueryRejection>,
    order: Result<Json<Order>, JsonRejection>,
) -> Response {
    let (Ok(Path(id)), Ok(_), Ok(Json(order))) = (id, options, order) else {
        return problem(StatusCode::BAD_REQUEST, &Violations::new());
    };
    let violations = check(id, &order);
    if violations.is_empty() {
        Json(order).into_response()
    } else {
        problem(StatusCode::UNPROCESSABLE_ENTITY, &violations)
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    load::serve(Router::new().route("/orders/{id}", put(order_put))).await
}
