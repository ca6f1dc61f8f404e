//! Callbacks: what an API calls at an address that a request names.

/// An operation whose request has the API call a callback (OpenAPI 3.0, 4.7.18).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Index into [`Api::callbacks`](super::Api::callbacks).
    pub callback: usize,
    /// Index into [`Api::operations`](super::Api::operations).
    pub operation: usize,
    /// The address, as text with runtime expressions: `{$request.body#/url}/done`.
    pub address: String,
}
