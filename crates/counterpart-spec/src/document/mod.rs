//! A document as a tree: what JSON and YAML have in common, in the order of the text and without positions.
//!
//! Positions are not kept because almost no node is ever complained about; `source` finds them again
//! from a JSON Pointer when a diagnostic is rendered.

pub(crate) mod deserializer;
pub(crate) mod duplicates;
mod edit;
pub(crate) mod json;
pub(crate) mod pointer;
pub(crate) mod yaml;
mod yaml_scalar;

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde_json::{Number, Value as Json};

/// Containers nested deeper than this are refused; the same limit that `serde_json` has.
pub(crate) const MAX_DEPTH: usize = 127;

/// A node of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    Null,
    Bool(bool),
    Number(Number),
    String(Box<str>),
    Array(Box<[Node]>),
    Object(Object),
}

/// A mapping, in the order of the text. The order is none of what it says: two are equal that have the same entries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object {
    entries: Box<[(Box<str>, Node)]>,
}

impl Object {
    pub(crate) fn new(entries: Vec<(Box<str>, Node)>) -> Self {
        Self {
            entries: entries.into_boxed_slice(),
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries
            .iter()
            .find(|(name, _)| &**name == key)
            .map(|(_, node)| node)
    }

    /// The position of a key among the entries.
    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        self.entries.iter().position(|(name, _)| &**name == key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.entries.iter().map(|(key, node)| (&**key, node))
    }

    pub(crate) fn into_entries(self) -> Vec<(Box<str>, Node)> {
        self.entries.into_vec()
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Node {
    pub(crate) fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value of a key, if this is an object that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.as_object().and_then(|object| object.get(key))
    }

    /// A scalar as text: YAML writers leave versions and enum values unquoted (`version: 1.0`).
    pub(crate) fn to_text(&self) -> Option<String> {
        match self {
            Self::String(text) => Some(text.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Null | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// The same as a `serde_json` value, for defaults.
    pub(crate) fn to_json(&self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(number) => Json::Number(number.clone()),
            Self::String(text) => Json::String(text.to_string()),
            Self::Array(items) => items.iter().map(Self::to_json).collect(),
            Self::Object(object) => object
                .iter()
                .map(|(key, node)| (key.to_owned(), node.to_json()))
                .collect(),
        }
    }

    /// What the node is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// How many nodes the tree has, counted only as far as `limit`.
    pub(crate) fn size_up_to(&self, limit: usize) -> usize {
        let mut seen = 0;
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            seen += 1;
            if seen >= limit {
                break;
            }
            match node {
                Self::Array(items) => waiting.extend(items.iter()),
                Self::Object(object) => waiting.extend(object.iter().map(|(_, node)| node)),
                Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => {}
            }
        }
        seen
    }
}

impl From<Json> for Node {
    fn from(value: Json) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(number) => Self::Number(number),
            Json::String(text) => Self::String(text.into_boxed_str()),
            Json::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Json::Object(map) => Self::Object(Object::new(
                map.into_iter()
                    .map(|(key, value)| (key.into_boxed_str(), Self::from(value)))
                    .collect(),
            )),
        }
    }
}

impl Hash for Node {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Null => {}
            Self::Bool(value) => value.hash(state),
            Self::Number(number) => number.hash(state),
            Self::String(text) => text.hash(state),
            Self::Array(items) => items.hash(state),
            Self::Object(object) => hash_entries(object.iter(), state),
        }
    }
}

/// Hashes entries whatever their order.
pub(crate) fn hash_entries<'n, H: Hasher>(entries: impl Iterator<Item = (&'n str, &'n Node)>, state: &mut H) {
    let sum = entries.fold(0_u64, |sum, entry| {
        let mut hasher = FxHasher::default();
        entry.hash(&mut hasher);
        sum.wrapping_add(hasher.finish())
    });
    sum.hash(state);
}

impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        let same_order = || self.entries == other.entries;
        let same_entries = || self.iter().all(|(key, node)| other.get(key) == Some(node));
        self.len() == other.len() && (same_order() || same_entries())
    }
}
