//! Tags: those that operations use, declared ones first.

use rustc_hash::FxHashMap;

use crate::api::{Operation, Tag};
use crate::diagnostic::UNUSED_MEMBER;
use crate::document::Node;

use super::Lowering;
use super::operation::{Operations, Tagged};
use super::spot::Spot;

impl Lowering<'_, '_> {
    /// Numbers the tags and gives the operations of paths, webhooks and callbacks their indexes.
    pub(super) fn tags(&mut self, operations: Operations) -> (Vec<Tag>, [Vec<Operation>; 3]) {
        let Operations {
            list,
            webhooks,
            callbacks,
            ..
        } = operations;
        let lists = [list, webhooks, callbacks];
        let mut used: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        let all = || lists.iter().flatten().flat_map(|tagged| &tagged.tags);
        for name in all() {
            used.insert(name, None);
        }
        let declared = self.declared_tags().into_iter();
        let met = all();
        let met = met.map(|name| Tag {
            name: name.clone(),
            description: None,
        });
        let mut tags: Vec<Tag> = Vec::new();
        for tag in declared.chain(met) {
            if let Some(index @ None) = used.get_mut(tag.name.as_str()) {
                *index = Some(tags.len());
                tags.push(tag);
            }
        }
        let indexes = lists.iter().flatten().map(|tagged| indexes_of(&tagged.tags, &used));
        let mut indexes = indexes.collect::<Vec<_>>().into_iter();
        let mut numbered = |tagged: Tagged| Operation {
            tags: indexes.next().unwrap_or_default(),
            ..tagged.operation
        };
        let lists = lists.map(|list| list.into_iter().map(&mut numbered).collect());
        (tags, lists)
    }

    fn declared_tags(&mut self) -> Vec<Tag> {
        let root = Spot::root();
        let at = root.key("tags");
        let nodes = self.items(self.document, "tags", &root);
        let mut tags = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let at = at.index(index);
            let Some(object) = self.object_at(node, &at) else {
                continue;
            };
            if object.get("parent").is_some() {
                let message = "tags are generated side by side; which belongs to which is not used";
                self.report(&UNUSED_MEMBER, message, &at.key("parent"));
            }
            if let Some(name) = object.get("name").and_then(Node::to_text) {
                tags.push(Tag {
                    name,
                    description: self.text(object, "description", &at),
                });
            }
        }
        tags
    }
}

fn indexes_of(names: &[String], known: &FxHashMap<&str, Option<usize>>) -> Vec<usize> {
    let mut indexes = Vec::with_capacity(names.len());
    for index in names
        .iter()
        .filter_map(|name| known.get(name.as_str()).copied().flatten())
    {
        if !indexes.contains(&index) {
            indexes.push(index);
        }
    }
    indexes
}
