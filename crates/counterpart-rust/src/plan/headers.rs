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
    /// Gives each set of headers of these operations a struct. It is named after the first of its places by name, so the
    /// order of the document has no say.
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
            responses.map(move |response| (wanted(name, response.status), response.headers.as_slice()))
        });
        let mut places: Vec<_> = places.collect();
        places.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        for (wanted, headers) in places {
            let fields = types.headers(headers);
            if self.find(&fields).is_none() {
                let name = self.scope.claim(wanted);
                self.list.push(HeadersPlan { name, fields });
            }
        }
    }

    /// The struct of an answer's headers, if it has some; [`survey`](Self::survey) has seen them.
    pub(crate) fn of(&self, types: Types<'a>, headers: &'a [Parameter]) -> Option<Ident> {
        self.find(&types.headers(headers)).map(|plan| plan.name.clone())
    }

    fn find(&self, fields: &[HeaderPlan<'_>]) -> Option<&HeadersPlan<'a>> {
        let has = |plan: &HeadersPlan<'_>, field: &HeaderPlan<'_>| plan.fields.iter().any(|one| one.is_like(field));
        self.list
            .iter()
            .find(|plan| plan.fields.len() == fields.len() && fields.iter().all(|field| has(plan, field)))
    }
}

fn wanted(operation: &Ident, status: Status) -> String {
    format!("{operation}{}Headers", variant_name(status))
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
