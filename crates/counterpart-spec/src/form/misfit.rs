//! Members with the wrong JSON type.

use serde_json::Number;

use crate::document::{Node, Object};

/// A member whose JSON type is not the one the specification asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) member: &'static str,
    pub(crate) expected: &'static str,
    pub(crate) found: &'static str,
}

/// Reads members as their types and notes those that do not fit.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) misfits: Vec<Misfit>,
}

impl Reader {
    fn typed<'d, T>(
        &mut self,
        member: &'static str,
        node: &'d Node,
        expected: &'static str,
        read: impl FnOnce(&'d Node) -> Option<T>,
    ) -> Option<T> {
        let value = read(node);
        if value.is_none() {
            self.misfits.push(Misfit {
                member,
                expected,
                found: node.kind(),
            });
        }
        value
    }

    pub(crate) fn text<'d>(&mut self, member: &'static str, node: &'d Node) -> Option<&'d str> {
        self.typed(member, node, "a string", Node::as_str)
    }

    pub(crate) fn flag(&mut self, member: &'static str, node: &Node) -> bool {
        self.typed(member, node, "a boolean", Node::as_bool).unwrap_or(false)
    }

    pub(crate) fn object<'d>(&mut self, member: &'static str, node: &'d Node) -> Option<&'d Object> {
        self.typed(member, node, "an object", Node::as_object)
    }

    pub(crate) fn array<'d>(&mut self, member: &'static str, node: &'d Node) -> Option<&'d [Node]> {
        self.typed(member, node, "an array", Node::as_array)
    }

    /// A list that says something; one without items is read as if it were absent.
    pub(crate) fn list<'d>(&mut self, member: &'static str, node: &'d Node) -> Option<&'d [Node]> {
        let items = self.array(member, node)?;
        if items.is_empty() {
            self.misfits.push(Misfit {
                member,
                expected: "a list that is not empty",
                found: "an empty one",
            });
        }
        Some(items).filter(|items| !items.is_empty())
    }

    pub(crate) fn number<'d>(&mut self, member: &'static str, node: &'d Node) -> Option<&'d Number> {
        self.typed(member, node, "a number", Node::as_number)
    }

    /// A count; writers in dynamic languages print `10.0`.
    pub(crate) fn count(&mut self, member: &'static str, node: &Node) -> Option<u64> {
        self.typed(member, node, "a non-negative integer", |node| {
            node.as_number().and_then(whole)
        })
    }

    /// A schema, which may be a boolean.
    pub(crate) fn schema<'d>(&mut self, member: &'static str, node: &'d Node) -> Option<&'d Node> {
        self.typed(member, node, "a schema", |node| {
            matches!(node, Node::Object(_) | Node::Bool(_)).then_some(node)
        })
    }

    pub(crate) fn misfit(&mut self, member: &'static str, expected: &'static str, node: &Node) {
        self.misfits.push(Misfit {
            member,
            expected,
            found: node.kind(),
        });
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be whole and in range"
)]
fn whole(number: &Number) -> Option<u64> {
    number.as_u64().or_else(|| {
        let value = number.as_f64()?;
        (value.fract() == 0.0 && (0.0..1e15).contains(&value)).then_some(value as u64)
    })
}
