//! Names and raw values, in the order of the request.

use std::borrow::Cow;

use super::percent;

/// The query of a request, cut into pairs once for all of its parameters.
#[derive(Debug, Clone, Default)]
pub struct Query<'q> {
    pairs: Vec<(Cow<'q, str>, &'q str)>,
}

impl<'q> Query<'q> {
    /// Cuts a query, without its question mark. Never fails: a name that cannot be decoded stays as it is.
    #[must_use]
    pub fn parse(query: &'q str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (percent::decode_form(name).unwrap_or(Cow::Borrowed(name)), value)
        });
        Self { pairs: pairs.collect() }
    }

    /// The names, decoded, with their raw values.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &'q str)> {
        self.pairs.iter().map(|(name, value)| (name.as_ref(), *value))
    }
}

/// The cookies of a request.
#[derive(Debug, Clone, Default)]
pub struct Cookies<'c> {
    pairs: Vec<(&'c str, &'c str)>,
}

impl<'c> Cookies<'c> {
    /// Cuts the value of a `Cookie` header.
    #[must_use]
    pub fn parse(header: &'c str) -> Self {
        let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        Self {
            pairs: pairs.map(|(name, value)| (name, unquoted(value))).collect(),
        }
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &'c str)> {
        self.pairs.iter().copied()
    }
}

/// RFC 6265 lets a server quote the value as a whole.
fn unquoted(value: &str) -> &str {
    value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .unwrap_or(value)
}
