//! Handler traits: one a tag.

use counterpart_spec::api::{Api, Tag};
use proc_macro2::Ident;

use crate::name::{Case, Scope};
use crate::runtime;

/// The name of the trait for operations without a tag.
const UNTAGGED: &str = "default";

/// A handler trait.
#[derive(Debug)]
pub(crate) struct TagPlan<'a> {
    /// The method of `Router` that mounts it.
    pub(crate) name: Ident,
    /// `{Tag}Handler`.
    pub(crate) handler: Ident,
    /// None: for the operations without a tag.
    pub(crate) wire: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
    /// Indexes of its operations.
    pub(crate) operations: Vec<usize>,
}

/// The traits that have operations: tags in the document's order, then the one of untagged operations.
pub(crate) fn tags<'a>(api: &'a Api, scope: &mut Scope) -> Vec<TagPlan<'a>> {
    let mut groups: Vec<_> = api
        .tags
        .iter()
        .map(Some)
        .chain([None])
        .map(|tag| (tag, Vec::new()))
        .collect();
    let untagged = api.tags.len();
    for (at, operation) in api.operations.iter().enumerate() {
        // An operation with several tags goes to its first: it has one handler.
        let group = operation.tags.first().copied().unwrap_or(untagged);
        if let Some((_, operations)) = groups.get_mut(group) {
            operations.push(at);
        }
    }
    groups.retain(|(_, operations)| !operations.is_empty());
    named(groups, scope)
}

fn named<'a>(groups: Vec<(Option<&'a Tag>, Vec<usize>)>, scope: &mut Scope) -> Vec<TagPlan<'a>> {
    let wires: Vec<_> = groups
        .iter()
        .map(|(tag, _)| tag.map_or(UNTAGGED, |tag| tag.name.as_str()))
        .collect();
    let names = Scope::new(Case::Snake, runtime::RESERVED_ROUTER).claim_wires(wires.iter().copied());
    let titles: Vec<_> = wires.iter().map(|wire| format!("{wire} handler")).collect();
    let handlers = scope.claim_wires(titles.iter().map(String::as_str));
    let together = groups.into_iter().zip(names.into_iter().zip(handlers));
    together
        .map(|((tag, operations), (name, handler))| TagPlan {
            name,
            handler,
            wire: tag.map(|tag| tag.name.as_str()),
            description: tag.and_then(|tag| tag.description.as_deref()),
            operations,
        })
        .collect()
}
