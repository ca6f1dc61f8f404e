//! The headers of answers: a struct each.

use counterpart_spec::api::{Docs, Parameter, StringFormat, Type};
use proc_macro2::Ident;

use super::operation::style;
use super::rules::Rule;
use super::types::{Leaf, RustType, Types};
use crate::name::{Case, Scope};

/// A struct of headers.
#[derive(Debug)]
pub(crate) struct HeadersPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) fields: Vec<HeaderPlan<'a>>,
}

/// A header.
#[derive(Debug)]
pub(crate) struct HeaderPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) wire: &'a str,
    /// A server has to set it.
    pub(crate) required: bool,
    /// Without the `Option` that every header is in.
    pub(crate) ty: RustType<'a>,
    pub(crate) style: Option<&'static str>,
    pub(crate) rules: Vec<Rule<'a>>,
    pub(crate) docs: &'a Docs,
}

impl HeaderPlan<'_> {
    /// Whether two are the same but for what is said of them.
    fn is_like(&self, other: &Self) -> bool {
        let key = |one: &Self| (one.wire.to_ascii_lowercase(), one.required, one.style);
        key(self) == key(other) && self.ty == other.ty && self.rules == other.rules
    }
}

/// Whether two sets have the same headers, in whatever order.
pub(super) fn are_alike(one: &[HeaderPlan<'_>], other: &[HeaderPlan<'_>]) -> bool {
    let has = |field: &HeaderPlan<'_>| one.iter().any(|known| known.is_like(field));
    one.len() == other.len() && other.iter().all(has)
}

/// What headers have in common: the name of the one or two that there are, or what the names of all begin with, such as
/// `XRateLimit` for `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
pub(super) fn common_name(headers: &[HeaderPlan<'_>]) -> Option<String> {
    common_words(headers.iter().map(|header| header.wire).collect())
}

fn common_words(mut wires: Vec<&str>) -> Option<String> {
    wires.sort_unstable_by_key(|wire| wire.to_ascii_lowercase());
    let (first, rest) = wires.split_first()?;
    let words = first.split('-').enumerate().take_while(|(at, word)| {
        let has = |wire: &&str| {
            wire.split('-')
                .nth(*at)
                .is_some_and(|other| other.eq_ignore_ascii_case(word))
        };
        rest.iter().all(has)
    });
    let common: Vec<&str> = words.map(|(_, word)| word).collect();
    let says_little = common.iter().all(|word| word.eq_ignore_ascii_case("x"));
    match wires.as_slice() {
        _ if !says_little => Some(Case::Type.of(&common.join("-"))),
        [_] | [_, _] => Some(Case::Type.of(&wires.join("-"))),
        _ => None,
    }
}

impl<'a> Types<'a> {
    pub(super) fn headers(&self, headers: &'a [Parameter]) -> Vec<HeaderPlan<'a>> {
        let wires = headers.iter().map(|header| header.wire_name.as_str());
        let names = Scope::new(Case::Snake, &[]).claim_wires(wires);
        let plans = headers.iter().zip(names).map(|(header, name)| HeaderPlan {
            name,
            wire: &header.wire_name,
            required: header.required,
            ty: match self.resolved(&header.value).ty {
                Type::String(StringFormat::Binary) => RustType::Leaf(Leaf::String),
                _ => self.bare(&header.value),
            },
            style: style(header),
            rules: self.rules(&header.value),
            docs: &header.docs,
        });
        plans.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::common_words;

    #[test]
    fn shared_headers_are_called_by_what_they_have_in_common() {
        let limits = ["X-RateLimit-Reset", "x-ratelimit-limit", "X-RateLimit-Remaining"];
        assert_eq!(common_words(limits.to_vec()).as_deref(), Some("XRatelimit"));
        assert_eq!(common_words(vec!["X-Reason"]).as_deref(), Some("XReason"));
        assert_eq!(common_words(vec!["X-Total", "Link"]).as_deref(), Some("LinkXTotal"));
        assert_eq!(common_words(vec!["X-Total", "Link", "ETag"]), None);
    }
}
