//! JSON text to [`Node`].

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::duplicates::has_duplicates;
use super::{Node, Object};

/// What reading a text gave.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(crate) root: Node,
    /// Some object has a key twice; [`super::duplicates`] finds out which.
    pub(crate) duplicates: bool,
    /// Line and column, from 1, of the keys that are no scalars (YAML only).
    pub(crate) strange_keys: Vec<(usize, usize)>,
    /// The line on which another document begins (YAML only).
    pub(crate) next_document: Option<usize>,
}

/// Reads a whole JSON text.
pub(crate) fn parse(text: &str) -> Result<Tree, serde_json::Error> {
    let duplicates = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let root = NodeSeed {
        duplicates: &duplicates,
    }
    .deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(Tree {
        root,
        duplicates: duplicates.get(),
        strange_keys: Vec::new(),
        next_document: None,
    })
}

/// Reads a whole text from any other deserializer.
pub(crate) fn from_deserializer<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
    let duplicates = Cell::new(false);
    let root = NodeSeed {
        duplicates: &duplicates,
    }
    .deserialize(deserializer)?;
    Ok(Tree {
        root,
        duplicates: duplicates.get(),
        strange_keys: Vec::new(),
        next_document: None,
    })
}

/// Builds a node; the flag is shared by all nodes of a text.
#[derive(Clone, Copy)]
struct NodeSeed<'s> {
    duplicates: &'s Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Number::from_f64(value).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::String(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Node::Array(items.into_boxed_slice()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(Box<str>, Node)> = Vec::new();
        while let Some(key) = map.next_key()? {
            entries.push((key, map.next_value_seed(self)?));
        }
        if has_duplicates(&entries) {
            self.duplicates.set(true);
        }
        Ok(Node::Object(Object::new(entries)))
    }
}
