//! A JSON value as rules see it, scalars without a copy.

use serde_json::{Map, Value};

use super::exact::Exact;
use super::rule::JsonKind;
use crate::codec::{Source, View};

/// A JSON value, borrowed.
#[derive(Clone, Copy)]
pub(crate) enum Node<'v> {
    Null,
    Bool(bool),
    Number(Exact),
    Str(&'v str),
    Array(&'v [Value]),
    Object(&'v Map<String, Value>),
}

impl<'v> From<&'v Value> for Node<'v> {
    fn from(value: &'v Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(Exact::from(number)),
            Value::String(text) => Self::Str(text),
            Value::Array(elements) => Self::Array(elements),
            Value::Object(object) => Self::Object(object),
        }
    }
}

impl<'v> Node<'v> {
    /// The scalar that shows itself; none for what is made of more, and for nothing.
    pub(super) fn of_scalar(view: View<'v>) -> Option<Self> {
        Some(match view {
            View::Bool(value) => Self::Bool(value),
            View::I64(value) => Self::Number(Exact::Int(value.into())),
            View::U64(value) => Self::Number(Exact::Int(value.into())),
            View::F64(value) => Self::Number(Exact::Float(value)),
            // The shortest digits of the float are what was meant, not those of the double next to it.
            View::F32(value) => Self::Number(Exact::Float(value.to_string().parse().unwrap_or_else(|_| value.into()))),
            View::Str(text) => Self::Str(text),
            View::Json(value) => Self::from(value),
            _ => return None,
        })
    }

    /// The scalar that a syntax with kinds offers.
    pub(crate) fn of_source(source: &Source<'v>) -> Option<Self> {
        Some(match source {
            Source::Null => Self::Null,
            Source::Bool(value) => Self::Bool(*value),
            Source::I64(value) => Self::Number(Exact::Int((*value).into())),
            Source::U64(value) => Self::Number(Exact::Int((*value).into())),
            Source::F64(value) => Self::Number(Exact::Float(*value)),
            Source::Str(text) => Self::Str(text),
            _ => return None,
        })
    }

    /// The scalar as a source again; null for what is none.
    pub(crate) fn into_source(self) -> Source<'v> {
        match self {
            Self::Bool(value) => Source::Bool(value),
            Self::Number(number) => number.into_source(),
            Self::Str(text) => Source::Str(text),
            Self::Null | Self::Array(_) | Self::Object(_) => Source::Null,
        }
    }

    pub(super) fn is_of(self, kind: JsonKind) -> bool {
        match (kind, self) {
            (JsonKind::Null, Self::Null)
            | (JsonKind::Boolean, Self::Bool(_))
            | (JsonKind::Number, Self::Number(_))
            | (JsonKind::String, Self::Str(_))
            | (JsonKind::Array, Self::Array(_))
            | (JsonKind::Object, Self::Object(_)) => true,
            (JsonKind::Integer, Self::Number(number)) => number.is_integer(),
            _ => false,
        }
    }

    /// Equal as JSON Schema compares: numbers by value, objects whatever their order.
    pub(super) fn equals(self, other: Node<'_>) -> bool {
        match (self, other) {
            (Self::Null, Node::Null) => true,
            (Self::Bool(one), Node::Bool(other)) => one == other,
            (Self::Number(one), Node::Number(other)) => one.compare(other).is_some_and(std::cmp::Ordering::is_eq),
            (Self::Str(one), Node::Str(other)) => one == other,
            (Self::Array(one), Node::Array(other)) => {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(other)
                        .all(|(one, other)| Self::from(one).equals(other.into()))
            }
            (Self::Object(one), Node::Object(other)) => {
                one.len() == other.len()
                    && one.iter().all(|(key, value)| {
                        let counterpart = other.get(key);
                        counterpart.is_some_and(|other| Self::from(value).equals(other.into()))
                    })
            }
            _ => false,
        }
    }

    /// Equal to what a JSON text of a rule says.
    pub(crate) fn is_text(self, text: &str) -> bool {
        let may_be = match (self, text.as_bytes().first()) {
            (Self::Str(_), first) => first == Some(&b'"'),
            (Self::Array(_), first) => first == Some(&b'['),
            (Self::Object(_), first) => first == Some(&b'{'),
            (Self::Null, _) => return text == "null",
            (Self::Bool(value), _) => return text == if value { "true" } else { "false" },
            (Self::Number(_), first) => first.is_some_and(|first| first.is_ascii_digit() || *first == b'-'),
        };
        may_be && serde_json::from_str::<Value>(text).is_ok_and(|listed| self.equals((&listed).into()))
    }
}
