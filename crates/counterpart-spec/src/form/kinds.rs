//! Sets of JSON kinds. Numbers count twice, with and without a fraction, so that sets meet exactly.

use std::ops::{BitAnd, BitOr};

use crate::api::JsonKind;
use crate::document::Node;

/// A set of JSON kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Kinds(u8);

impl Kinds {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    pub(crate) const NUMBER: Self = Self(4 | 8);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const ALL: Self = Self(127);
    /// The kinds that have a type of their own, in the order in which unions list them.
    pub(crate) const EACH: [Self; 6] = [
        Self::BOOLEAN,
        Self::INTEGER,
        Self::NUMBER,
        Self::STRING,
        Self::ARRAY,
        Self::OBJECT,
    ];

    /// The kind that a name in `type` means.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::NULL,
            "boolean" => Self::BOOLEAN,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            "array" => Self::ARRAY,
            "object" => Self::OBJECT,
            _ => return None,
        })
    }

    /// The kind of a value.
    pub(crate) fn of(node: &Node) -> Self {
        match node {
            Node::Null => Self::NULL,
            Node::Bool(_) => Self::BOOLEAN,
            Node::Number(number) if is_whole(number) => Self::INTEGER,
            Node::Number(_) => Self(8),
            Node::String(_) => Self::STRING,
            Node::Array(_) => Self::ARRAY,
            Node::Object(_) => Self::OBJECT,
        }
    }

    pub(crate) fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are, for "the fewer, the more specific".
    pub(crate) fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The kinds as the Api names them.
    pub(crate) fn list(self) -> Vec<JsonKind> {
        let number = if self.contains(Self::NUMBER) {
            (Self::NUMBER, JsonKind::Number)
        } else {
            (Self::INTEGER, JsonKind::Integer)
        };
        [
            (Self::NULL, JsonKind::Null),
            (Self::BOOLEAN, JsonKind::Boolean),
            number,
            (Self::STRING, JsonKind::String),
            (Self::ARRAY, JsonKind::Array),
            (Self::OBJECT, JsonKind::Object),
        ]
        .into_iter()
        .filter(|(kind, _)| self.contains(*kind))
        .map(|(_, name)| name)
        .collect()
    }
}

impl BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Kinds {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// Without a fraction, however it is written.
pub(crate) fn is_whole(number: &serde_json::Number) -> bool {
    number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|value| value.fract() == 0.0)
}
