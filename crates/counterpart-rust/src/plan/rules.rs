//! The constraints on a value, those of its aliases, items and map values included.

use counterpart_spec::api::{Constraint, Type, Value};

use super::types::Types;

/// A rule of the runtime's tables.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Rule<'a> {
    /// On the value itself.
    Own(&'a Constraint),
    /// On each item of an array.
    Items(Vec<Rule<'a>>),
    /// On each value of a map.
    Values(Vec<Rule<'a>>),
}

impl<'a> Types<'a> {
    /// Everything that a server checks of a value. What a named type holds is checked by the type.
    pub(crate) fn rules(&self, value: &'a Value) -> Vec<Rule<'a>> {
        let mut rules: Vec<_> = value.constraints.iter().map(Rule::Own).collect();
        let mut end = value;
        while let Some(alias) = self.alias(end) {
            end = &alias.value;
            rules.extend(end.constraints.iter().map(Rule::Own));
        }
        rules.extend(self.inner_rules(end));
        rules
    }

    fn inner_rules(&self, value: &'a Value) -> Option<Rule<'a>> {
        let (item, wrap): (_, fn(_) -> _) = match &value.ty {
            Type::Array(item) => (item, Rule::Items),
            Type::Map(item) => (item, Rule::Values),
            _ => return None,
        };
        let rules = self.rules(item);
        (!rules.is_empty()).then(|| wrap(rules))
    }
}
