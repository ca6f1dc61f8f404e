//! The headers of answers: a struct each, and one for all answers that document the same.

use counterpart_spec::api::{Docs, Operation, Parameter, Status, StringFormat, Type};
use proc_macro2::Ident;

use super::operation::style;
use super::response::variant_name;
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

/// The structs so far, and where their names come from.
pub(crate) struct HeaderSets<'a> {
    pub(crate) list: Vec<HeadersPlan<'a>>,
    pub(crate) scope: Scope,
}

impl<'a> HeaderSets<'a> {
    /// Gives each set of headers of these operations a struct. One that a single answer has is named after its place, one
    /// that several share after its headers; where these have too little in common, after the first of its places by name.
    /// The order of the document has no say.
    pub(crate) fn survey<'o>(
        &mut self,
        types: Types<'a>,
        operations: impl Iterator<Item = (&'a Operation, &'o Ident)>,
    ) {
        let places = operations.flat_map(|(operation, name)| {
            let responses = operation
                .responses
                .iter()
                .filter(|response| !response.headers.is_empty());
            responses.map(move |response| (place(name, response.status), response.headers.as_slice()))
        });
        let mut places: Vec<_> = places.collect();
        places.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        let mut sets: Vec<Found<'a>> = Vec::new();
        for (place, headers) in places {
            let fields = types.headers(headers);
            match sets.iter_mut().find(|set| are_alike(&set.fields, &fields)) {
                Some(set) => set.is_shared = true,
                None => sets.push(Found {
                    place,
                    fields,
                    is_shared: false,
                }),
            }
        }
        let mut sets: Vec<_> = sets.into_iter().map(|set| (set.wanted(), set)).collect();
        sets.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (wanted, Found { fields, .. }) in sets {
            let name = self.scope.claim(format!("{wanted}Headers"));
            self.list.push(HeadersPlan { name, fields });
        }
    }

    /// The struct of an answer's headers, if it has some; [`survey`](Self::survey) has seen them.
    pub(crate) fn of(&self, types: Types<'a>, headers: &'a [Parameter]) -> Option<Ident> {
        self.find(&types.headers(headers)).map(|plan| plan.name.clone())
    }

    fn find(&self, fields: &[HeaderPlan<'_>]) -> Option<&HeadersPlan<'a>> {
        self.list.iter().find(|plan| are_alike(&plan.fields, fields))
    }
}

/// Whether two sets have the same headers, in whatever order.
fn are_alike(one: &[HeaderPlan<'_>], other: &[HeaderPlan<'_>]) -> bool {
    let has = |field: &HeaderPlan<'_>| one.iter().any(|known| known.is_like(field));
    one.len() == other.len() && other.iter().all(has)
}

/// A set of headers without a name.
struct Found<'a> {
    /// The first of the answers that have it, by name.
    place: String,
    fields: Vec<HeaderPlan<'a>>,
    is_shared: bool,
}

impl Found<'_> {
    fn wanted(&self) -> String {
        let wires = self.fields.iter().map(|field| field.wire).collect();
        let shared = self.is_shared.then(|| common_name(wires)).flatten();
        shared.unwrap_or_else(|| self.place.clone())
    }
}

/// The name of the one or two headers that there are, or what the names of all begin with: `XRateLimit` for
/// `X-RateLimit-Limit`, `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
fn common_name(mut wires: Vec<&str>) -> Option<String> {
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

fn place(operation: &Ident, status: Status) -> String {
    format!("{operation}{}", variant_name(status))
}

impl<'a> Types<'a> {
    fn headers(&self, headers: &'a [Parameter]) -> Vec<HeaderPlan<'a>> {
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
    use super::common_name;

    #[test]
    fn shared_headers_are_called_by_what_they_have_in_common() {
        let limits = ["X-RateLimit-Reset", "x-ratelimit-limit", "X-RateLimit-Remaining"];
        assert_eq!(common_name(limits.to_vec()).as_deref(), Some("XRatelimit"));
        assert_eq!(common_name(vec!["X-Reason"]).as_deref(), Some("XReason"));
        assert_eq!(common_name(vec!["X-Total", "Link"]).as_deref(), Some("LinkXTotal"));
        assert_eq!(common_name(vec!["X-Total", "Link", "ETag"]), None);
    }
}
