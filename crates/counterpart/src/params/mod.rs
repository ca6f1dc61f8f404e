//! OpenAPI parameters in every style, both directions.
//!
//! Writing flattens a value into texts and joins them by style; reading cuts a raw text by style and only then decodes the
//! pieces, so that an encoded delimiter stays a part of its value.
//!
//! ```
//! use counterpart::codec::Reading;
//! use counterpart::params::{self, Location, Param, Query, Style};
//!
//! let ids = Param { style: Style::Form, ..Param::required(Location::Query, "ids") };
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
mod deep;
mod encode;
mod pairs;
pub(crate) mod percent;
mod read;
pub(crate) mod shape;
pub(crate) mod tree;
mod write;

pub(crate) use pairs::Reserved;
pub use pairs::{Cookies, Query};
pub(crate) use read::{Decode, plain, read_pairs};
pub use read::{read_cookie, read_header, read_path, read_query, read_query_string};
pub(crate) use write::append_pairs;
#[cfg(feature = "client")]
pub(crate) use write::append_path;
pub use write::{write_cookie, write_header, write_path, write_query, write_query_string};

use crate::codec::Need;
use crate::form::Encoding;
use crate::validate::Rule;

/// A parameter of an operation, known when the code is generated.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Where it is sent.
    pub location: Location,
    /// How it is written.
    pub style: Style,
    /// Characters that mean something in an address stay as they are where they cannot be mistaken (`allowReserved`).
    pub reserved: bool,
    /// Whether it may be absent. In a query, what may be null may be sent as a name without a value (`allowEmptyValue`).
    pub need: Need,
    /// The name on the wire.
    pub name: &'static str,
    /// The rules of its value.
    pub rules: &'static [Rule],
    /// What a server takes an absent parameter to be, as JSON.
    pub default: Option<&'static str>,
    /// How properties are written where the whole value is a form.
    pub encodings: &'static [Encoding],
}

impl Param {
    /// A parameter that must be there, in the usual style of its location, without rules.
    #[must_use]
    pub const fn required(location: Location, name: &'static str) -> Self {
        Self {
            location,
            style: location.style(),
            reserved: false,
            need: Need::Required,
            name,
            rules: &[],
            default: None,
            encodings: &[],
        }
    }

    /// The header of a part as a header, which is written and read the same.
    #[cfg(feature = "http-layer")]
    pub(crate) fn as_header(&self) -> Self {
        Self {
            location: Location::Header,
            ..*self
        }
    }
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Location {
    /// In a segment of the path.
    Path,
    /// In the query.
    Query,
    /// As the whole query.
    QueryString,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
    /// In a header of each part of a multipart form that is a property's (`encoding.headers`).
    Part(&'static str),
}

impl Location {
    /// The word of OpenAPI, which also begins the pointers of violations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query | Self::QueryString => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Part(_) => "body",
        }
    }

    /// The style of OpenAPI unless a description says another.
    #[must_use]
    pub const fn style(self) -> Style {
        match self {
            Self::Path | Self::Header | Self::Part(_) => Style::Simple,
            Self::Query | Self::QueryString | Self::Cookie => Style::FormExploded,
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
    /// `color=blue%09black`, the `tsv` of Swagger 2.0
    TabDelimited,
    /// `color[R]=100&color[G]=200`
    DeepObject,
    /// `color=blue,black` in a cookie, nothing encoded
    Cookie,
    /// `color=blue; color=black` in cookies, nothing encoded
    CookieExploded,
    /// The whole value as JSON, in one text
    Json,
    /// The whole value as a form, in one text
    Urlencoded,
}

impl Style {
    /// Each element or property stands for itself.
    #[must_use]
    pub const fn is_exploded(self) -> bool {
        matches!(
            self,
            Self::MatrixExploded
                | Self::LabelExploded
                | Self::SimpleExploded
                | Self::FormExploded
                | Self::CookieExploded
                | Self::DeepObject
        )
    }

    /// What stands between elements in a path or header, where that is not decided by more than the style.
    const fn separator(self) -> char {
        match self {
            Self::SpaceDelimited => ' ',
            Self::PipeDelimited => '|',
            Self::TabDelimited => '\t',
            Self::LabelExploded => '.',
            _ => ',',
        }
    }
}

#[cfg(test)]
mod tests;
