//! How the texts of a parameter are encoded, by its place and style.

use super::{Location, Param, Style, percent};
use crate::codec::WriteError;

/// How the elements of a parameter become part of its text.
#[derive(Clone, Copy)]
pub(super) enum Encode {
    /// As RFC 3986 wants it everywhere; an element that has the delimiter is refused, where encoding could not tell the two.
    Percent { ambiguous: Option<char> },
    /// The same, but for reserved characters other than these.
    Reserved { taken: &'static [char] },
    /// Not at all: an element that has one of these would be read as something else, and is refused.
    Plain { taken: &'static [char] },
}

impl Encode {
    /// For one text alone.
    pub(super) fn whole(param: &Param) -> Self {
        match (param.location, param.style) {
            (Location::Header, _) => Self::Plain { taken: &[] },
            (Location::Cookie, Style::Cookie | Style::CookieExploded) => Self::Plain { taken: COOKIES },
            _ if !param.reserved => Self::Percent { ambiguous: None },
            (Location::Path, Style::Matrix | Style::MatrixExploded) => Self::Reserved {
                taken: &['/', '?', ';', ',', '='],
            },
            (Location::Path, _) => Self::Reserved { taken: &['/', '?'] },
            _ => Self::Reserved { taken: &[] },
        }
    }

    /// For elements and properties.
    pub(super) fn elements(param: &Param) -> Self {
        let delimiter = match param.style {
            Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited | Style::LabelExploded => {
                Some(param.style.separator())
            }
            _ => None,
        };
        match (param.location, param.style) {
            (Location::Header, Style::SpaceDelimited) => Self::Plain { taken: &[' '] },
            (Location::Header, Style::PipeDelimited) => Self::Plain { taken: &['|'] },
            (Location::Header, Style::TabDelimited) => Self::Plain { taken: &['\t'] },
            (Location::Header, _) => Self::Plain { taken: &[','] },
            (Location::Cookie, Style::CookieExploded) => Self::Plain { taken: COOKIES },
            (Location::Cookie, Style::Cookie) => Self::Plain { taken: COOKIE_LISTS },
            _ if !param.reserved || delimiter.is_some() => Self::Percent { ambiguous: delimiter },
            (Location::Path, _) => Self::Reserved {
                taken: &['/', '?', ';', ',', '=', '.'],
            },
            (_, Style::FormExploded | Style::DeepObject) => Self::Reserved { taken: &['='] },
            _ => Self::Reserved { taken: &[','] },
        }
    }

    /// The text as it is sent.
    ///
    /// # Errors
    /// When it has a character that would be read as something else.
    pub(super) fn text(self, param: &Param, text: &str) -> Result<String, WriteError> {
        let refused = match self {
            Self::Percent { ambiguous } => ambiguous.filter(|taken| text.contains(*taken)),
            Self::Plain { taken } => text.chars().find(|char| taken.contains(char)),
            Self::Reserved { .. } => None,
        };
        if let Some(taken) = refused {
            return Err(refusal(param, taken));
        }
        Ok(match self {
            Self::Percent { .. } => percent::encode(text).into_owned(),
            Self::Reserved { taken } => percent::encode_reserved(text, taken),
            Self::Plain { .. } => text.to_owned(),
        })
    }
}

/// What ends a cookie.
const COOKIES: &[char] = &[';', '"', '\\', ' ', '\t'];
const COOKIE_LISTS: &[char] = &[';', '"', '\\', ' ', '\t', ','];

fn refusal(param: &Param, taken: char) -> WriteError {
    let kind = match param.location {
        Location::Header | Location::Part(_) => "header",
        Location::Cookie => "cookie",
        Location::Path | Location::Query | Location::QueryString => "parameter",
    };
    WriteError::new(format!(
        "{kind} `{}`: an element has `{}`, which delimits the elements",
        param.name,
        taken.escape_default()
    ))
}
