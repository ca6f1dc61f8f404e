//! Examples of bodies.

use crate::api::Example;
use crate::document::{Node, Object};

use super::Lowering;

impl<'d> Lowering<'d, '_> {
    /// `example` and `examples` of a media type, if somebody wants them: they can be most of a document.
    pub(super) fn examples(&mut self, content: &'d Node) -> Vec<Example> {
        if !self.keep_examples {
            return Vec::new();
        }
        let own = content.get("example").map(|value| Example {
            name: None,
            value: value.to_json(),
        });
        let named = content.get("examples").and_then(Node::as_object);
        let named = named.into_iter().flat_map(Object::iter);
        let named: Vec<_> = named.filter_map(|(name, node)| self.example(name, node)).collect();
        own.into_iter().chain(named).collect()
    }

    /// A named example; none where the value is somewhere else (`externalValue`).
    fn example(&mut self, name: &str, node: &'d Node) -> Option<Example> {
        let (node, _) = self.resolver.follow(node).ok()?;
        let value = ["value", "dataValue", "serializedValue"]
            .iter()
            .find_map(|member| node.get(member))?;
        Some(Example {
            name: Some(name.to_owned()),
            value: value.to_json(),
        })
    }
}
