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
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let key = |one: &Self| (one.wire.to_ascii_lowercase(), one.required, one.style);
        key(self) == key(other) && self.ty == other.ty && self.rules == other.rules
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
