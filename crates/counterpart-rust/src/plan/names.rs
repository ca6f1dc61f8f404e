//! The names of all model types, the same whatever the options are.

use std::borrow::Cow;

use counterpart_spec::api::{Api, Schema, SchemaName};
use proc_macro2::Ident;

use crate::name::{Candidate, Case, Scope};
use crate::runtime;

/// What is known of a schema's name.
struct Evidence<'a> {
    rank: u8,
    wire: Cow<'a, str>,
    pointer: &'a str,
}

/// An identifier for each schema, by its index, and another for its requests where it is split. Components win over
/// titles, titles over places.
pub(crate) fn type_names(api: &Api, split: &[bool]) -> (Vec<Ident>, Vec<Option<Ident>>) {
    let evidence: Vec<_> = api.schemas.iter().map(evidence).collect();
    let mut scope = Scope::new(Case::Type, runtime::RESERVED_TYPES);
    let names = scope.claim_all(evidence.iter().map(candidate).collect());
    let wires: Vec<_> = names.iter().map(ToString::to_string).collect();
    let writes = wires
        .iter()
        .zip(split)
        .filter(|(_, is_split)| **is_split)
        .map(|(wire, _)| Candidate {
            rank: 0,
            wire,
            tie: "",
            wanted: format!("{wire}Write"),
        });
    let mut writes = scope.claim_all(writes.collect()).into_iter();
    let writes = split.iter().map(|is_split| is_split.then(|| writes.next()).flatten());
    (names, writes.collect())
}

fn candidate<'e>(evidence: &'e Evidence<'_>) -> Candidate<'e> {
    Candidate {
        rank: evidence.rank,
        wire: &evidence.wire,
        tie: evidence.pointer,
        wanted: Case::Type.of(&evidence.wire),
    }
}

fn evidence(schema: &Schema) -> Evidence<'_> {
    let (rank, wire) = match &schema.name {
        SchemaName::Component(key) => (0, Cow::Borrowed(key.as_str())),
        SchemaName::Title(title) => (1, Cow::Borrowed(title.as_str())),
        SchemaName::Place(words) => (2, Cow::Owned(words.join(" "))),
    };
    Evidence {
        rank,
        wire,
        pointer: &schema.pointer,
    }
}
