//! Changes to a tree, for the stages before lowering.

use super::{Node, Object, pointer};

impl Object {
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Node)> {
        self.entries.iter_mut().map(|(key, node)| (&**key, node))
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.iter_mut().find(|(name, _)| *name == key).map(|(_, node)| node)
    }

    /// Gives a key a value, at the end if it is new.
    pub(crate) fn set(&mut self, key: &str, node: Node) {
        if let Some(known) = self.get_mut(key) {
            *known = node;
            return;
        }
        let mut entries = std::mem::take(&mut self.entries).into_vec();
        entries.push((key.into(), node));
        self.entries = entries.into_boxed_slice();
    }

    /// Gives several new keys their values at once.
    pub(crate) fn extend(&mut self, more: Vec<(Box<str>, Node)>) {
        let mut entries = std::mem::take(&mut self.entries).into_vec();
        entries.extend(more);
        self.entries = entries.into_boxed_slice();
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Node> {
        let position = self.position(key)?;
        let mut entries = std::mem::take(&mut self.entries).into_vec();
        let (_, node) = entries.remove(position);
        self.entries = entries.into_boxed_slice();
        Some(node)
    }
}

impl Node {
    /// An object.
    pub(crate) fn object<const N: usize>(entries: [(&str, Self); N]) -> Self {
        let entries = entries.into_iter().map(|(key, node)| (key.into(), node));
        Self::Object(Object::new(entries.collect()))
    }

    /// An object that refers to another place.
    pub(crate) fn reference(to: &str) -> Self {
        Self::object([("$ref", Self::text(to))])
    }

    pub(crate) fn text(text: &str) -> Self {
        Self::String(text.into())
    }

    pub(crate) fn as_object_mut(&mut self) -> Option<&mut Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The node itself; `null` stays in its place.
    pub(crate) fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Null)
    }

    /// The object behind a key, made if it is not there or is none.
    pub(crate) fn object_at(&mut self, key: &str) -> Option<&mut Object> {
        let object = self.as_object_mut()?;
        if object.get(key).and_then(Self::as_object).is_none() {
            object.set(key, Self::Object(Object::default()));
        }
        object.get_mut(key)?.as_object_mut()
    }

    /// The node behind a pointer.
    pub(crate) fn find_mut(&mut self, wanted: &str) -> Option<&mut Self> {
        pointer::tokens(wanted).try_fold(self, |node, token| match node {
            Self::Object(object) => object.get_mut(&token),
            Self::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => None,
        })
    }
}
