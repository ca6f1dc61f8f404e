//! Serves the operation on a free port of this machine, calls it in every way it can answer, prints what came back, and
//! shuts down without cutting anybody off.
//!
//! With `serve` it prints its address and waits for the calls of others, until Ctrl-C or the signal that `kill` sends.

use std::error::Error as StdError;
use std::time::Duration;

use counterpart::{Bearer, Error};
use group_connections::{READER_TOKEN, Store, TOKEN, authentik::client::Client};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower::limit::GlobalConcurrencyLimitLayer;

/// How long requests that have begun may take to come to their end once the program is told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base_url = format!("http://{}/api/v3", listener.local_addr()?);
    // Any layer of tower goes around the router: here, no more than 64 requests are worked on at a time.
    let app = Store::with_a_connection()
        .into_router()
        .layer(GlobalConcurrencyLimitLayer::new(64));
    if std::env::args().nth(1).as_deref() == Some("serve") {
        println!("{base_url}");
        return Ok(serve(listener, app).await?);
    }
    // A service would wait for a signal instead, as `serve` does.
    let (stop, stopped) = oneshot::channel::<()>();
    let server = axum::serve(listener, app).with_graceful_shutdown(async move { stopped.await.unwrap_or(()) });
    let server = tokio::spawn(server.into_future());

    let client = |token| {
        Client::builder()
            .base_url(&base_url)?
            .authentik(Bearer::new(token))
            .build()
    };
    let writer = client(TOKEN)?;

    let connection = writer.sources_group_connections_oauth_partial_update(7).await?;
    println!("200: {} belongs to {}", connection.identifier, connection.source.name);

    for (client, id) in [(writer, 8), (client(READER_TOKEN)?, 7)] {
        match client.sources_group_connections_oauth_partial_update(id).await {
            Err(Error::Api(answer)) => println!("{}: {:?}", answer.status.as_u16(), answer.response),
            other => println!("not expected: {other:?}"),
        }
    }
    // No new requests from here on; those that are being answered are answered to the end.
    drop(stop);
    Ok(server.await??)
}

/// Serves until the program is told to stop; then nobody new is let in, and whoever has begun gets an answer.
async fn serve(listener: TcpListener, app: axum::Router) -> std::io::Result<()> {
    let server = axum::serve(listener, app).with_graceful_shutdown(told_to_stop());
    let too_long = async {
        told_to_stop().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = server.into_future() => served,
        // Somebody has begun and never ends.
        () = too_long => Ok(()),
    }
}

/// Waits for Ctrl-C or for the signal of `kill` and of service managers.
async fn told_to_stop() {
    let interrupted = async { tokio::signal::ctrl_c().await.unwrap_or_default() };
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            // Where it cannot be waited for, it ends the program as ever.
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
