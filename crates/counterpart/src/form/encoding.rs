//! How single properties of a form are written, where that is not the usual way.

use crate::params::{Location, Param, Style};

/// How a property of a form is written (the Encoding Object of OpenAPI).
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    /// The property.
    pub property: &'static str,
    /// How arrays and objects become text; `None`: items one by one, objects in JSON.
    pub style: Option<Style>,
    /// Characters that mean something in an address stay as they are, in urlencoded forms.
    pub reserved: bool,
    /// The media types that the part may have, with commas between them; the first that is no range is sent unless a file
    /// says another.
    pub content_type: Option<&'static str>,
    /// What else a part says in its headers.
    pub headers: &'static [(&'static str, &'static str)],
}

/// The encoding of a property.
pub(super) fn of(encodings: &'static [Encoding], property: &str) -> Option<&'static Encoding> {
    encodings.iter().find(|encoding| encoding.property == property)
}

/// The encoding whose style has made a name of its property: the property itself, or `property[key]`.
pub(super) fn styled(encodings: &'static [Encoding], name: &str) -> Option<&'static Encoding> {
    encodings.iter().find(|encoding| {
        let is_own = |rest: &str| match encoding.style {
            Some(Style::DeepObject) => rest.is_empty() || rest.starts_with('['),
            Some(_) => rest.is_empty(),
            None => false,
        };
        name.strip_prefix(encoding.property).is_some_and(is_own)
    })
}

impl Encoding {
    /// The property as a parameter of a query, whose styles forms share. `location` decides how delimiters look.
    pub(super) fn param(&self, location: Location) -> Param {
        let style = match (self.style, location) {
            // A part knows no escape and needs none.
            (Some(Style::Form), Location::Header) => Style::Simple,
            (style, _) => style.unwrap_or(Style::FormExploded),
        };
        Param {
            style,
            reserved: self.reserved,
            need: crate::codec::Need::Optional,
            ..Param::required(location, self.property)
        }
    }

    /// The media type that is sent with a part.
    pub(super) fn sent_type(&self) -> Option<&'static str> {
        let mut types = self.content_type?.split(',').map(str::trim);
        types.find(|one| !one.contains('*'))
    }

    /// Whether a part may have a media type.
    pub(super) fn accepts(&self, found: &str) -> bool {
        self.content_type
            .is_none_or(|types| types.split(',').any(|one| is_of(one.trim(), found)))
    }
}

fn is_of(range: &str, found: &str) -> bool {
    let found = found.split(';').next().unwrap_or(found).trim();
    match range.strip_suffix('*') {
        Some("*/") | Some("") => true,
        Some(kind) => found
            .get(..kind.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(kind)),
        None => range.eq_ignore_ascii_case(found),
    }
}
