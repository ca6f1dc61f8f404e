//! What the programs share: the API as it is generated, its models as they are written by hand, how servers listen and how
//! clients are driven.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

pub mod shop;

/// One operation, as it is generated.
pub mod orders {
    counterpart::include_api!("orders");
}

/// The shop of twelve operations, as it is generated.
pub mod shop_generated {
    counterpart::include_api!("shop");
}

/// The order as somebody writes it by hand.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Order {
    /// Who orders.
    pub customer: String,
    /// What to mind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What is ordered.
    pub lines: Vec<Line>,
}

/// A line of an order.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Line {
    /// What.
    pub article: String,
    /// How many.
    pub count: i64,
    /// How dear.
    pub price: f64,
}

impl Order {
    /// An order of ten lines.
    #[must_use]
    pub fn example() -> Self {
        let line = |article: &str, count, price| Line {
            article: article.to_owned(),
            count,
            price,
        };
        Self {
            customer: "Ada Lovelace".to_owned(),
            note: Some("leave it at the door".to_owned()),
            lines: (0..9)
                .map(|_| line("engine", 2, 12.5))
                .chain([line("cards", 100, 0.25)])
                .collect(),
        }
    }
}

/// Serves on a free port of this machine and prints the address, until it is ended.
///
/// # Errors
/// When there is no port.
pub async fn serve(app: axum::Router) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}

/// A client of reqwest, set as the generated one sets its own.
///
/// # Errors
/// When reqwest cannot make it.
pub fn client_by_hand() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder()
        // Some servers refuse requests without one.
        .user_agent(concat!("load/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(10))
        .redirect(reqwest::redirect::Policy::none())
        .build()
}

/// What a client is told: `ADDRESS SECONDS`.
///
/// # Errors
/// When it is told something else.
pub fn arguments() -> Result<(String, Duration), String> {
    let mut arguments = std::env::args().skip(1);
    let (address, seconds) = (arguments.next(), arguments.next());
    let seconds = seconds
        .and_then(|seconds| seconds.parse().ok())
        .map(Duration::from_secs);
    address.zip(seconds).ok_or_else(|| "ADDRESS SECONDS".to_owned())
}

/// Calls for so long, 32 at a time, and prints how often a right answer came. Each of the callers counts its calls for them, from
/// another number on.
///
/// # Errors
/// The first call that failed.
pub async fn drive<F, E>(time: Duration, call: impl Fn(usize) -> F + Clone + Send + Sync + 'static) -> Result<(), E>
where
    F: Future<Output = Result<(), E>> + Send,
    E: Send + 'static,
{
    let (end, done) = (Instant::now() + time, Arc::new(AtomicU64::new(0)));
    let mut callers = tokio::task::JoinSet::new();
    for caller in 0..32 {
        let (call, done) = (call.clone(), Arc::clone(&done));
        callers.spawn(async move {
            for turn in caller.. {
                if Instant::now() >= end {
                    break;
                }
                call(turn).await?;
                done.fetch_add(1, Ordering::Relaxed);
            }
            Ok(())
        });
    }
    for outcome in callers.join_all().await {
        outcome?;
    }
    println!("{}", done.load(Ordering::Relaxed));
    Ok(())
}
