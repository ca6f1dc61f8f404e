//! A mock at an address, with a line a request.

use std::fmt;
#[cfg(unix)]
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
#[cfg(unix)]
use std::task::Poll;
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use counterpart::Problem;
use http::Method;
use tokio::net::TcpListener;

use crate::Mock;
use crate::answer::Answered;

/// What happened to a request.
///
/// It tells what is wrong with a request, and nothing of what it holds but its path: query and headers may carry secrets.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Logged {
    /// The method.
    pub method: Method,
    /// The path, without the query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
    /// The operation that answered; none where the request was refused.
    pub operation: Option<&'static str>,
    /// Why it was refused.
    pub problem: Option<String>,
    /// From the head of the request to the head of the answer.
    pub took: Duration,
}

impl fmt::Display for Logged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            method,
            path,
            status,
            operation,
            problem,
            took,
        } = self;
        write!(f, "{status}  {:<7} {path}", method.as_str())?;
        if let Some(operation) = operation {
            write!(f, "  {operation}")?;
        }
        write!(f, "  {:.1} ms", took.as_secs_f64() * 1000.0)?;
        problem.iter().try_for_each(|problem| write!(f, "\n     {problem}"))
    }
}

/// Serves a mock until Ctrl-C or `kill`, after which requests that have begun are still answered.
///
/// `ready` gets the address, whose port is a free one if 0 was asked for; `log` gets every request.
///
/// # Errors
/// Where the address cannot be bound.
pub fn serve(
    mock: Mock,
    address: SocketAddr,
    ready: impl FnOnce(SocketAddr),
    log: impl Fn(&Logged) + Send + Sync + 'static,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        ready(listener.local_addr()?);
        let router = logged(mock.into_axum(), log);
        axum::serve(listener, router)
            .with_graceful_shutdown(interrupted())
            .await
    })
}

/// Waits for Ctrl-C, or for the signal that `kill` and supervisors send. Where signals cannot be waited for, whoever started
/// the process ends it.
#[cfg(unix)]
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    let (Ok(mut interrupt), Ok(mut terminate)) = signals else {
        return std::future::pending().await;
    };
    poll_fn(|context| {
        let is_told = interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready();
        if is_told { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

#[cfg(not(unix))]
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Calls `log` for every request.
fn logged(router: axum::Router, log: impl Fn(&Logged) + Send + Sync + 'static) -> axum::Router {
    let log = Arc::new(log);
    router.layer(middleware::from_fn(move |mut request: Request, next: Next| {
        let log = Arc::clone(&log);
        async move {
            let started = Instant::now();
            let (method, path) = (request.method().clone(), request.uri().path().to_owned());
            let answered = Answered::default();
            request.extensions_mut().insert(answered.clone());
            let response = next.run(request).await;
            log(&line(method, path, &response, &answered, started.elapsed()));
            response
        }
    }))
}

fn line(method: Method, path: String, response: &Response, answered: &Answered, took: Duration) -> Logged {
    let operation = answered.0.get().copied();
    let problem = response.extensions().get::<Problem>().map(said);
    Logged {
        method,
        path,
        status: response.status().as_u16(),
        operation,
        problem,
        took,
    }
}

/// What a problem says beyond its status.
fn said(problem: &Problem) -> String {
    let violations = problem.violations().iter();
    let violations: Vec<_> = violations
        .map(|one| format!("{} {}: {}", one.location, one.pointer, one.detail))
        .collect();
    match violations.as_slice() {
        [] => problem.detail_text().unwrap_or_default().to_owned(),
        _ => violations.join("\n     "),
    }
}
