//! The models of the shop as somebody writes them by hand.

use serde::{Deserialize, Serialize};

/// What an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Category {
    Book,
    Game,
    Tool,
    Toy,
}

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum State {
    Placed,
    Paid,
    Sent,
    Delivered,
    Cancelled,
}

/// A model with public fields, of which those that may be missing are left out of JSON.
macro_rules! models {
    ($($(#[doc = $doc:literal])* $name:ident { $($required:ident: $type:ty,)* $(; $($optional:ident: $inner:ty,)*)? })*) => { $(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Deserialize, Serialize)]
        #[expect(missing_docs, reason = "the names say it")]
        pub struct $name {
            $(pub $required: $type,)*
            $($(#[serde(skip_serializing_if = "Option::is_none")] pub $optional: Option<$inner>,)*)?
        }
    )* };
}

models! {
    /// Why not.
    Refusal { status: i32, title: String,; detail: String, }
    /// What is sold.
    Article {
        id: i64, name: String, category: Category, price: f64, stock: i32,;
        description: String, measures: Measures, keywords: Vec<String>,
    }
    /// How large.
    Measures { width: f64, height: f64, depth: f64,; weight: f64, }
    /// Some articles.
    ArticlePage { items: Vec<Article>, total: i64,; next: i64, }
    /// Where somebody lives.
    Address { street: String, city: String, postcode: String, country: String, }
    /// Somebody new.
    NewCustomer { name: String, email: String, address: Address,; newsletter: bool, }
    /// What is new about somebody.
    CustomerChange {; name: String, email: String, address: Address, newsletter: bool, }
    /// Somebody who buys.
    Customer {
        id: i64, name: String, email: String, address: Address, newsletter: bool, orders: i32,;
        discount: f64,
    }
    /// Some customers.
    CustomerPage { items: Vec<Customer>, total: i64,; next: i64, }
    /// What is ordered.
    Line { article: i64, count: i32,; price: f64, note: String, }
    /// What somebody wants.
    NewOrder { customer: i64, lines: Vec<Line>,; deliver_to: Address, note: String, }
    /// What somebody has ordered.
    Order {
        id: String, customer: i64, state: State, lines: Vec<Line>, total: f64,;
        deliver_to: Address, note: String,
    }
    /// Some orders.
    OrderPage { items: Vec<Order>, total: i64,; next: i64, }
    /// A part of an order on its way.
    Shipment { carrier: String, tracking: String, lines: Vec<i32>,; weight: f64, }
    /// What is to be paid.
    Invoice {
        id: i64, order: String, amounts: Amounts, due: String, paid: bool,;
        bill_to: Address, reminders: Vec<String>,
    }
    /// How much.
    Amounts { net: f64, tax: f64, gross: f64,; currency: String, }
}
