//! The names of all model types, the same whatever the options are.

use std::borrow::Cow;

use counterpart_spec::api::{Api, SchemaName};
use proc_macro2::Ident;

use crate::name::{Candidate, Case, Scope};
use crate::runtime;

/// An identifier for each schema, by its index. Components win over titles, titles over places.
pub(crate) fn type_names(api: &Api) -> Vec<Ident> {
    let evidence: Vec<_> = api.schemas.iter().map(|schema| evidence(&schema.name)).collect();
    fn candidate<'e>((rank, wire): &'e (u8, Cow<'_, str>)) -> Candidate<'e> {
        Candidate {
            rank: *rank,
            wire,
            wanted: Case::Type.of(wire),
        }
    }
    Scope::new(Case::Type, runtime::RESERVED_TYPES).claim_all(evidence.iter().map(candidate).collect())
}

fn evidence(name: &SchemaName) -> (u8, Cow<'_, str>) {
    match name {
        SchemaName::Component(key) => (0, Cow::Borrowed(key)),
        SchemaName::Title(title) => (1, Cow::Borrowed(title)),
        SchemaName::Place(words) => (2, Cow::Owned(words.join(" "))),
    }
}
