//! Names and raw values, in the order of the request.

use std::borrow::Cow;

use super::percent;

/// The query of a request, cut into pairs once for all of its parameters.
#[derive(Debug, Clone, Default)]
pub struct Query<'q> {
    pairs: Vec<(Cow<'q, str>, &'q str)>,
    reserved: Reserved,
}

impl<'q> Query<'q> {
    /// Cuts a query, without its question mark. Never fails: a name that cannot be decoded stays as it is.
    #[must_use]
    pub fn parse(query: &'q str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (percent::decode_form(name).unwrap_or(Cow::Borrowed(name)), value)
        });
        Self {
            pairs: pairs.collect(),
            reserved: Reserved::default(),
        }
    }

    /// Names the parameters of the query, so that an object of any names does not take the pairs of another parameter.
    #[must_use]
    pub fn reserve(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.reserved.names.extend(names);
        self
    }

    /// Sets whether the first of several values is taken where one is wanted; they are a violation otherwise.
    #[must_use]
    pub fn takes_first(mut self, takes: bool) -> Self {
        self.reserved.takes_first = takes;
        self
    }

    pub(super) fn reserved(&self) -> &Reserved {
        &self.reserved
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
    reserved: Reserved,
}

impl<'c> Cookies<'c> {
    /// Cuts the value of a `Cookie` header.
    #[must_use]
    pub fn parse(header: &'c str) -> Self {
        let pairs = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        Self {
            pairs: pairs.map(|(name, value)| (name, unquoted(value))).collect(),
            reserved: Reserved::default(),
        }
    }

    /// See [`Query::takes_first`].
    #[must_use]
    pub fn takes_first(mut self, takes: bool) -> Self {
        self.reserved.takes_first = takes;
        self
    }

    /// Names the cookies of an operation, see [`Query::reserve`].
    #[must_use]
    pub fn reserve(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.reserved.names.extend(names);
        self
    }

    pub(super) fn reserved(&self) -> &Reserved {
        &self.reserved
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

/// Names that have a parameter or a credential of their own, and what becomes of repeated ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reserved {
    names: Vec<&'static str>,
    pub(super) takes_first: bool,
}

impl Reserved {
    /// Whether a pair is of another parameter than this one: by its name, or below it as in `name[key]`.
    pub(super) fn is_of_another(&self, param: &str, pair: &str) -> bool {
        self.names.iter().filter(|name| **name != param).any(|name| {
            pair.strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
        })
    }
}
