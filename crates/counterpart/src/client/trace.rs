//! A span an attempt, with the names of OpenTelemetry's conventions for HTTP clients.

use std::pin::pin;

use super::clock::Deadline;
use super::transport::{Arrival, Transport};
use crate::http_layer::Draft;
use crate::types::BoxError;

/// As [`attempt`], for who sends once and waits as long as it takes: the transport's own future, without one around it.
///
/// # Errors
/// Those of [`attempt`].
#[cfg(not(feature = "tracing"))]
pub(super) fn only_attempt(
    transport: &Transport,
    draft: Box<Draft>,
    limit: Option<usize>,
) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<'_> {
    transport.send(draft, limit)
}

/// As [`attempt`], for who sends once and waits as long as it takes.
///
/// # Errors
/// Those of [`attempt`].
#[cfg(feature = "tracing")]
pub(super) fn only_attempt(
    transport: &Transport,
    draft: Box<Draft>,
    limit: Option<usize>,
) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<'_> {
    attempt(transport, draft, limit, 0, Deadline::none())
}

/// Sends a request. With a limit the body of the answer is read to its end.
///
/// # Errors
/// What the transport says, and that the time is over; with a limit, that the body did not arrive whole or is too large.
#[cfg(not(feature = "tracing"))]
pub(super) async fn attempt(
    transport: &Transport,
    draft: Box<Draft>,
    limit: Option<usize>,
    _number: u32,
    deadline: Deadline,
) -> Result<Arrival, BoxError> {
    deadline.bound(pin!(transport.send(draft, limit))).await
}

/// Sends a request within its span, which lasts as long as the body is read here.
///
/// # Errors
/// What the transport says, and that the time is over; with a limit, that the body did not arrive whole or is too large.
#[cfg(feature = "tracing")]
pub(super) async fn attempt(
    transport: &Transport,
    draft: Box<Draft>,
    limit: Option<usize>,
    number: u32,
    deadline: Deadline,
) -> Result<Arrival, BoxError> {
    use tracing::Instrument as _;

    let span = span(&draft, number);
    // Within the span, which would not learn otherwise that the time was over.
    let sending = pin!(transport.send(draft, limit).instrument(span.clone()));
    let outcome = deadline.bound(sending).await;
    match &outcome {
        Ok(answer) => {
            let status = answer.status();
            span.record("http.response.status_code", status.as_u16());
            // The conventions count these as errors of a client's span, and 1xx to 3xx as none.
            if status.is_client_error() || status.is_server_error() {
                span.record("error.type", status.as_str());
                span.record("otel.status_code", "ERROR");
            }
        }
        Err(error) => {
            let kind = if super::error::ran_out(error) {
                "timeout"
            } else {
                "transport"
            };
            span.record("error.type", kind);
            span.record("otel.status_code", "ERROR");
        }
    }
    outcome
}

#[cfg(feature = "tracing")]
fn span(draft: &Draft, number: u32) -> tracing::Span {
    let method = &draft.method;
    let uri = draft.uri().unwrap_or_default();
    let template = draft.table.path;
    let port = uri.port_u16().unwrap_or(match uri.scheme_str() {
        Some("http") => 80,
        _ => 443,
    });
    // Without the query, which may hold a key.
    let full = format!(
        "{}://{}{}",
        uri.scheme_str().unwrap_or_default(),
        uri.authority().map_or("", |authority| authority.as_str()),
        uri.path()
    );
    let span = tracing::info_span!(
        "http.client.request",
        otel.name = format!("{method} {template}").trim_end(),
        otel.kind = "client",
        otel.status_code = tracing::field::Empty,
        operation.id = draft.table.id,
        http.request.method = method.as_str(),
        http.request.resend_count = tracing::field::Empty,
        http.response.status_code = tracing::field::Empty,
        error.type = tracing::field::Empty,
        url.template = template,
        url.full = full,
        server.address = uri.host().unwrap_or_default(),
        server.port = port,
    );
    if number > 0 {
        span.record("http.request.resend_count", number);
    }
    span
}
