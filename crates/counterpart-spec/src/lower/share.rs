//! Equal inline schemas share one type. The order of their keywords is none of what they say.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::api::SchemaId;
use crate::document::{Node, Object, hash_entries};

/// The inline schemas that have a type, by the hash of what they say.
#[derive(Default)]
pub(super) struct Shared<'d> {
    by_hash: FxHashMap<u64, Vec<Entry<'d>>>,
}

struct Entry<'d> {
    schema: &'d Object,
    id: SchemaId,
    inner_null: bool,
}

impl<'d> Shared<'d> {
    /// The type of an equal schema, and whether its parts admit `null`.
    pub(super) fn find(&self, node: &Node) -> Option<(SchemaId, bool)> {
        let schema = node.as_object()?;
        let entries = self.by_hash.get(&hash(schema))?;
        entries
            .iter()
            .find(|entry| equal(entry.schema, schema))
            .map(|entry| (entry.id, entry.inner_null))
    }

    pub(super) fn insert(&mut self, node: &'d Node, id: SchemaId, inner_null: bool) {
        if let Some(schema) = node.as_object() {
            self.by_hash
                .entry(hash(schema))
                .or_default()
                .push(Entry { schema, id, inner_null });
        }
    }
}

/// What a schema says about its type. The rest is about the place.
fn essence(schema: &Object) -> impl Iterator<Item = (&str, &Node)> {
    schema.iter().filter(|(key, _)| {
        !matches!(
            *key,
            "nullable" | "readOnly" | "writeOnly" | "default" | "example" | "examples"
        )
    })
}

fn hash(schema: &Object) -> u64 {
    let mut hasher = FxHasher::default();
    hash_entries(essence(schema), &mut hasher);
    hasher.finish()
}

fn equal(one: &Object, other: &Object) -> bool {
    let same_entries = || essence(one).all(|(key, node)| other.get(key) == Some(node));
    essence(one).count() == essence(other).count() && same_entries()
}
