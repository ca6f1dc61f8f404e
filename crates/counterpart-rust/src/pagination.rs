//! What a user says of operations whose answers come in pages.

use counterpart_spec::select::Selector;

/// Operations whose answers come in pages, and how these follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// Which operations.
    pub operations: Vec<Selector>,
    /// How the next page is asked for.
    pub way: PagingWay,
    /// Where the items stand in the body, as a JSON Pointer; empty is the body itself.
    pub items: String,
}

/// How the next page is asked for; pointers are JSON Pointers into the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PagingWay {
    /// A value in the body is that of a query parameter for the next page.
    Cursor {
        /// The parameter.
        parameter: String,
        /// Where its next value stands.
        next: String,
    },
    /// A query parameter counts pages.
    Number {
        /// The parameter.
        parameter: String,
    },
    /// A query parameter counts items.
    Offset {
        /// The parameter.
        parameter: String,
    },
    /// The header `Link` with `rel="next"`.
    Link,
    /// The address of the next page stands in the body.
    Url {
        /// Where.
        next: String,
    },
}

impl PagingWay {
    /// The query parameter that tells pages apart.
    pub(crate) fn parameter(&self) -> Option<&str> {
        match self {
            Self::Cursor { parameter, .. } | Self::Number { parameter } | Self::Offset { parameter } => Some(parameter),
            Self::Link | Self::Url { .. } => None,
        }
    }
}
