//! OpenAPI parameters in every style, both directions.
//!
//! Writing flattens a value into texts and joins them by style; reading cuts a raw text by style and only then decodes the
//! pieces, so that an encoded delimiter stays a part of its value.
//!
//! ```
//! use counterpart::codec::{Need, Reading};
//! use counterpart::params::{self, Location, Param, Query, Style};
//!
//! let ids = Param { location: Location::Query, style: Style::Form, need: Need::Required, name: "ids", rules: &[] };
//! let mut query = String::new();
//! params::write_query(&ids, &vec![3, 4], &mut query)?;
//! assert_eq!(query, "ids=3,4");
//!
//! let mut read: Vec<i64> = Vec::new();
//! params::read_query(&ids, &Query::parse(&query), &mut read, &mut Reading::strict()).unwrap();
//! assert_eq!(read, [3, 4]);
//! # Ok::<(), counterpart::codec::WriteError>(())
//! ```

mod cut;
mod pairs;
pub(crate) mod percent;
mod read;
pub(crate) mod shape;
pub(crate) mod tree;
mod write;

pub use pairs::{Cookies, Query};
pub use read::{read_cookie, read_header, read_path, read_query};
pub use write::{write_cookie, write_header, write_path, write_query};

use crate::codec::Need;
use crate::validate::Rule;

/// A parameter of an operation, known when the code is generated.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Where it is sent.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Whether it may be absent.
    pub need: Need,
    /// The name on the wire.
    pub name: &'static str,
    /// The rules of its value.
    pub rules: &'static [Rule],
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In a segment of the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

impl Location {
    /// The word of OpenAPI, which also begins the pointers of violations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How arrays and objects become text: a style of OpenAPI, exploded or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Style {
    /// `;color=blue,black`
    Matrix,
    /// `;color=blue;color=black`
    MatrixExploded,
    /// `.blue,black`
    Label,
    /// `.blue.black`
    LabelExploded,
    /// `blue,black`
    Simple,
    /// `R=100,G=200`
    SimpleExploded,
    /// `color=blue,black`
    Form,
    /// `color=blue&color=black`
    FormExploded,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
}

impl Style {
    /// Each element or property stands for itself.
    #[must_use]
    pub const fn is_exploded(self) -> bool {
        matches!(
            self,
            Self::MatrixExploded | Self::LabelExploded | Self::SimpleExploded | Self::FormExploded | Self::DeepObject
        )
    }
}

#[cfg(test)]
mod tests;
