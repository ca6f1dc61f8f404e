//! What can come of a call.

use std::fmt;

use bytes::Bytes;
use http::header::HeaderName;
use http::{HeaderMap, StatusCode};

use super::clock::TimedOut;
use super::oauth2::TokenError;
use crate::codec::ReadError;
use crate::http_layer::EncodeError;
use crate::types::{BodyError, BoxError, root};

/// Why a call did not yield its success; `R` is the operation's response enum. A function that calls several operations returns a
/// [`Failure`](super::Failure), the `client::Failure` of generated code, which `?` makes of all of these.
///
/// `Display` shows the beginning of the body, unless the status is a success; `Debug` shows neither the body nor the values
/// of headers.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<R> {
    /// A documented answer that is no success.
    Api(Box<ApiError<R>>),
    /// An answer that is not documented, whole.
    Undocumented(Box<UndocumentedAnswer>),
    /// A documented answer whose body does not follow the description.
    Decode(Box<DecodeError>),
    /// There was no answer, or not all of it.
    Transport(TransportError),
    /// The request cannot be written; nothing was sent.
    Encode(EncodeError),
    /// The operation needs credentials that the client does not have; nothing was sent.
    MissingCredential {
        /// The operation.
        operation: &'static str,
        /// The scheme that is missing; where there are alternatives, that of the first.
        scheme: &'static str,
    },
    /// The credential of a scheme gave no token; the operation's request was not sent.
    Credential(CredentialError),
}

/// The credential of a scheme gave no token.
#[derive(Debug)]
#[non_exhaustive]
pub struct CredentialError {
    /// The operation.
    pub operation: &'static str,
    /// The scheme.
    pub scheme: &'static str,
    /// Why there is no token.
    pub source: TokenError,
}

/// A documented answer that is no success.
#[non_exhaustive]
pub struct ApiError<R> {
    /// The operation.
    pub operation: &'static str,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as received.
    pub body: Bytes,
    /// The answer.
    pub response: R,
}

/// An answer whose status or media type is not documented.
#[non_exhaustive]
pub struct UndocumentedAnswer {
    /// The operation.
    pub operation: &'static str,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as received.
    pub body: Bytes,
}

/// A documented answer whose body does not follow the description; or a page without items, because it came in a media type that
/// has none.
#[non_exhaustive]
pub struct DecodeError {
    /// The operation.
    pub operation: &'static str,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as received.
    pub body: Bytes,
    /// What does not fit, with its JSON Pointer.
    pub error: ReadError,
}

/// There was no answer, or not all of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct TransportError {
    /// The operation.
    pub operation: &'static str,
    /// What the transport says.
    pub source: BoxError,
}

impl TransportError {
    /// Whether the call took longer than its timeout, or than those that the default transport has of its own.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        ran_out(&self.source)
    }

    /// Whether no connection was made, so that the server has seen nothing of the call; known of the default transport.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        #[cfg(all(feature = "reqwest-transport", not(target_arch = "wasm32")))]
        if let Some(error) = self.source.downcast_ref::<reqwest::Error>() {
            return error.is_connect();
        }
        false
    }
}

/// Whether a transport was given up because time ran out.
pub(super) fn ran_out(error: &BoxError) -> bool {
    // Time may run out while the body arrives.
    if let Some(BodyError::Broken(within)) = error.downcast_ref() {
        return ran_out(within);
    }
    #[cfg(feature = "reqwest-transport")]
    if let Some(error) = error.downcast_ref::<reqwest::Error>() {
        return error.is_timeout();
    }
    error.is::<TimedOut>()
}

impl<R> Error<R> {
    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Api(error) => error.operation,
            Self::Undocumented(answer) => answer.operation,
            Self::Decode(error) => error.operation,
            Self::Transport(error) => error.operation,
            Self::Encode(error) => error.operation(),
            Self::MissingCredential { operation, .. } => operation,
            Self::Credential(error) => error.operation,
        }
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(|(status, ..)| status)
    }

    /// The headers of the answer, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(|(_, headers, _)| headers)
    }

    /// The body of the answer as received, if there was one.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.answer().map(|(.., body)| body)
    }

    /// Whether the call took longer than it may.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_timeout())
    }

    fn answer(&self) -> Option<(StatusCode, &HeaderMap, &Bytes)> {
        match self {
            Self::Api(error) => Some((error.status, &error.headers, &error.body)),
            Self::Undocumented(answer) => Some((answer.status, &answer.headers, &answer.body)),
            Self::Decode(error) => Some((error.status, &error.headers, &error.body)),
            Self::Transport(_) | Self::Encode(_) | Self::MissingCredential { .. } | Self::Credential(_) => None,
        }
    }
}

/// What is left of an error without the type of its operation.
#[derive(Default)]
pub(super) struct BadAnswer {
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) source: Option<BoxError>,
}

impl<R> Error<R> {
    pub(super) fn into_parts(self) -> BadAnswer {
        let answer = |headers, body| BadAnswer {
            headers,
            body,
            source: None,
        };
        match self {
            Self::Api(error) => answer(error.headers, error.body),
            Self::Undocumented(error) => answer(error.headers, error.body),
            Self::Decode(error) => BadAnswer {
                source: Some(error.error.into()),
                ..answer(error.headers, error.body)
            },
            Self::Transport(error) => BadAnswer {
                source: Some(error.source),
                ..BadAnswer::default()
            },
            Self::Encode(error) => BadAnswer {
                source: Some(error.into()),
                ..BadAnswer::default()
            },
            Self::Credential(error) => BadAnswer {
                source: Some(error.source.into()),
                ..BadAnswer::default()
            },
            Self::MissingCredential { .. } => BadAnswer::default(),
        }
    }
}

impl<R: fmt::Debug> fmt::Debug for ApiError<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_answer("ApiError", self.operation, self.status, &self.headers, &self.body, f)
            .field("response", &self.response)
            .finish()
    }
}

impl fmt::Debug for UndocumentedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_answer(
            "UndocumentedAnswer",
            self.operation,
            self.status,
            &self.headers,
            &self.body,
            f,
        )
        .finish()
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_answer("DecodeError", self.operation, self.status, &self.headers, &self.body, f)
            .field("error", &self.error)
            .finish()
    }
}

/// Begins to print an answer without what may be a secret: the values of headers and the body.
fn debug_answer<'f, 'b>(
    name: &str,
    operation: &str,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
    f: &'f mut fmt::Formatter<'b>,
) -> fmt::DebugStruct<'f, 'b> {
    let names: Vec<_> = headers.keys().map(HeaderName::as_str).collect();
    let mut out = f.debug_struct(name);
    out.field("operation", &operation)
        .field("status", &status)
        .field("headers", &names)
        .field("body", &format_args!("{} bytes", body.len()));
    out
}

impl<R> fmt::Display for Error<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => write!(
                f,
                "{}: answered {}{}",
                error.operation,
                error.status,
                Excerpt::of(error.status, &error.body)
            ),
            Self::Undocumented(answer) => {
                let UndocumentedAnswer {
                    operation,
                    status,
                    body,
                    ..
                } = &**answer;
                write!(
                    f,
                    "{operation}: answered {status}, which is not documented{}",
                    Excerpt::of(*status, body)
                )
            }
            Self::Decode(error) => {
                let DecodeError {
                    operation,
                    status,
                    body,
                    error,
                    ..
                } = &**error;
                write!(
                    f,
                    "{operation}: the body of the answer {status} does not fit: {error}{}",
                    Excerpt::of(*status, body)
                )
            }
            Self::Transport(error) => write!(f, "{}: no answer: {}", error.operation, Rooted(&*error.source)),
            Self::Encode(error) => error.fmt(f),
            Self::MissingCredential { operation, scheme } => {
                write!(f, "{operation}: the client has no credential for `{scheme}`")
            }
            Self::Credential(error) => {
                let CredentialError {
                    operation,
                    scheme,
                    source,
                } = error;
                write!(f, "{operation}: no token for `{scheme}`: {source}")
            }
        }
    }
}

impl<R: fmt::Debug> std::error::Error for Error<R> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Decode(error) => Some(&error.error),
            Self::Transport(error) => Some(&*error.source),
            Self::Encode(error) => Some(error),
            Self::Credential(error) => Some(&error.source),
            Self::Api(_) | Self::Undocumented(_) | Self::MissingCredential { .. } => None,
        }
    }
}

/// What an error says and, where it leaves that out, what is at its root: transports say that they failed, and not why.
struct Rooted<'a>(&'a (dyn std::error::Error + 'static));

impl fmt::Display for Rooted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self.0.to_string();
        f.write_str(&said)?;
        let root = root(self.0).to_string();
        match said.contains(&root) {
            true => Ok(()),
            false => write!(f, ": {root}"),
        }
    }
}

/// The beginning of a body, on one line.
struct Excerpt<'a>(&'a [u8]);

impl<'a> Excerpt<'a> {
    /// Of a success nothing: it holds what was asked for, such as a token, and no explanation.
    fn of(status: StatusCode, body: &'a [u8]) -> Self {
        Self(if status.is_success() { &[] } else { body })
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LENGTH: usize = 200;
        if self.0.is_empty() {
            return Ok(());
        }
        let head = self.0.get(..LENGTH * 4).unwrap_or(self.0);
        let text = String::from_utf8_lossy(head);
        f.write_str(": ")?;
        for char in text.chars().take(LENGTH) {
            // A line break or an escape sequence would garble a log.
            fmt::Write::write_char(f, if char.is_control() { ' ' } else { char })?;
        }
        let cut = text.chars().count() > LENGTH || head.len() < self.0.len();
        f.write_str(if cut { " .." } else { "" })
    }
}
