//! The constraints on a value, those of its aliases, items and map values included.

use counterpart_spec::api::{
    Additional, Constraint, JsonKind, Object, Shape, StringFormat, TextFormat, Tuple, Type, Value,
};

use super::patterns;
use super::types::{Leaf, RustType, Types};

/// A rule of the runtime's tables.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Rule<'a> {
    /// On the value itself.
    Own(&'a Constraint),
    /// On each item of an array.
    Items(Vec<Rule<'a>>),
    /// On each value of a map.
    Values(Vec<Rule<'a>>),
    /// On the item at an index.
    Item(usize, Vec<Rule<'a>>),
    /// On the items from an index onwards.
    ItemsFrom(usize, Vec<Rule<'a>>),
    /// On properties whose names match.
    PatternProperty(&'a str, Vec<Rule<'a>>),
    /// On properties that are neither named nor match.
    Others(Vec<&'a str>, Vec<&'a str>, Vec<Rule<'a>>),
    /// The kinds that are allowed.
    Kinds(Vec<JsonKind>),
    /// The properties that are there.
    Required(Vec<&'a str>),
    /// The syntax of a text.
    Format(TextFormat),
    /// So many items at least.
    MinItems(usize),
    /// So many items at most.
    MaxItems(usize),
    /// Nothing is allowed.
    Never,
}

/// The rules that the runtime can check.
pub(crate) fn checked(constraints: &[Constraint]) -> impl Iterator<Item = Rule<'_>> {
    constraints
        .iter()
        .filter(|constraint| patterns::is_checkable(constraint))
        .map(Rule::Own)
}

impl<'a> Types<'a> {
    /// Everything that a server checks of a value. What a named type holds is checked by the type.
    pub(crate) fn rules(&self, value: &'a Value) -> Vec<Rule<'a>> {
        let mut rules: Vec<_> = checked(&value.constraints).collect();
        let mut end = value;
        while let Some(alias) = self.alias(end) {
            end = &alias.value;
            rules.extend(checked(&end.constraints));
        }
        self.inner_rules(end, &mut rules);
        rules
    }

    fn inner_rules(&self, value: &'a Value, rules: &mut Vec<Rule<'a>>) {
        match &value.ty {
            Type::Array(item) => rules.extend(some(self.rules(item)).map(Rule::Items)),
            Type::Map(item) => rules.extend(some(self.rules(item)).map(Rule::Values)),
            Type::Tuple(tuple) => self.tuple_rules(tuple, self.bare(value), rules),
            Type::String(format) => {
                let is_text = self.bare(value) == RustType::Leaf(Leaf::String);
                let syntax = syntax(format).map(Rule::Format);
                let syntax = syntax.filter(|_| is_text);
                rules.extend(syntax.filter(|syntax| !says(rules, syntax)));
            }
            _ => {}
        }
    }

    fn tuple_rules(&self, tuple: &'a Tuple, ty: RustType<'_>, rules: &mut Vec<Rule<'a>>) {
        let is_list = matches!(ty, RustType::Vec(_));
        let all = |value| {
            if is_list {
                self.all_rules(value)
            } else {
                self.rules(value)
            }
        };
        for (at, item) in tuple.items.iter().enumerate() {
            rules.extend(some(all(item)).map(|inner| Rule::Item(at, inner)));
        }
        let rest = tuple.rest.iter().filter_map(|rest| some(all(rest)));
        rules.extend(rest.map(|inner| Rule::ItemsFrom(tuple.items.len(), inner)));
        if is_list {
            rules.push(Rule::MinItems(tuple.required));
            rules.extend(tuple.rest.is_none().then_some(Rule::MaxItems(tuple.items.len())));
        }
    }

    /// The rules on an object as a whole, what its further properties hold included. `is_typed`: the map of those has
    /// the type of what the document says of them, and is not any JSON.
    pub(crate) fn object_rules(&self, object: &'a Object, is_typed: bool) -> Vec<Rule<'a>> {
        let mut rules: Vec<_> = checked(&object.constraints).collect();
        let of = |value| {
            if is_typed {
                self.rules(value)
            } else {
                self.all_rules(value)
            }
        };
        for (pattern, value) in &object.patterns {
            if patterns::is_supported(pattern) {
                rules.extend(some(of(value)).map(|inner| Rule::PatternProperty(pattern, inner)));
            }
        }
        let others = match &object.additional {
            // Without patterns the record itself refuses them.
            Additional::Denied if !object.patterns.is_empty() => vec![Rule::Never],
            Additional::Denied | Additional::Unmentioned => Vec::new(),
            Additional::Values(value) if object.patterns.is_empty() => self.rules(value),
            Additional::Values(value) => of(value),
        };
        let patterns: Vec<_> = object.patterns.iter().map(|(pattern, _)| pattern.as_str()).collect();
        if !others.is_empty() && patterns.iter().all(|pattern| patterns::is_supported(pattern)) {
            let names = object.properties.iter().map(|property| property.wire_name.as_str());
            rules.push(Rule::Others(names.collect(), patterns, others));
        }
        rules
    }

    /// The rules on a value that is held as any JSON, so that they have to say the type as well.
    fn all_rules(&self, value: &'a Value) -> Vec<Rule<'a>> {
        let end = self.resolved(value);
        let kinds = self.kinds(end);
        let mut rules = Vec::new();
        if !kinds.is_empty() {
            let null = self.is_nullable(value).then_some(JsonKind::Null);
            rules.push(Rule::Kinds(kinds.into_iter().chain(null).collect()));
        }
        rules.extend(checked(&value.constraints));
        if !std::ptr::eq(end, value) {
            rules.extend(checked(&end.constraints));
        }
        match &end.ty {
            Type::Never => rules.push(Rule::Never),
            Type::Array(item) => rules.extend(some(self.all_rules(item)).map(|inner| Rule::ItemsFrom(0, inner))),
            Type::Map(item) => rules.extend(some(self.all_rules(item)).map(Rule::Values)),
            Type::String(format) => rules.extend(syntax(format).map(Rule::Format)),
            Type::Named(id) => {
                if let Shape::Object(object) = &self.api.schema(*id).shape {
                    let required = object.properties.iter().filter(|property| property.required);
                    let required: Vec<_> = required.map(|property| property.wire_name.as_str()).collect();
                    rules.extend(some(required).map(Rule::Required));
                }
            }
            _ => {}
        }
        rules
    }

    /// The kinds of JSON that a value can be, null apart; empty where there are many.
    fn kinds(&self, end: &Value) -> Vec<JsonKind> {
        vec![match &end.ty {
            Type::Any | Type::Never => return Vec::new(),
            Type::Null => JsonKind::Null,
            Type::Boolean => JsonKind::Boolean,
            Type::Integer(_) => JsonKind::Integer,
            Type::Number(_) => JsonKind::Number,
            Type::String(_) => JsonKind::String,
            Type::Array(_) | Type::Tuple(_) => JsonKind::Array,
            Type::Map(_) => JsonKind::Object,
            Type::Named(id) => match &self.api.schema(*id).shape {
                Shape::Object(_) => JsonKind::Object,
                Shape::StringEnum(_) => JsonKind::String,
                Shape::IntegerEnum(_) => JsonKind::Integer,
                Shape::JsonEnum(_) | Shape::Union(_) | Shape::Alias(_) => return Vec::new(),
            },
        }]
    }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

/// The syntax of a format whose values stay text.
fn syntax(format: &StringFormat) -> Option<TextFormat> {
    Some(match format {
        StringFormat::Uuid => TextFormat::Uuid,
        StringFormat::DateTime => TextFormat::DateTime,
        StringFormat::Date => TextFormat::Date,
        StringFormat::Time => TextFormat::Time,
        StringFormat::Duration => TextFormat::Duration,
        StringFormat::Ipv4 => TextFormat::Ipv4,
        StringFormat::Ipv6 => TextFormat::Ipv6,
        StringFormat::Uri => TextFormat::Uri,
        StringFormat::Text
        | StringFormat::Decimal
        | StringFormat::Byte
        | StringFormat::Binary
        | StringFormat::Password
        | StringFormat::Other(_) => return None,
    })
}

/// Whether the format is among the rules already.
fn says(rules: &[Rule<'_>], syntax: &Rule<'_>) -> bool {
    let Rule::Format(format) = syntax else { return false };
    rules
        .iter()
        .any(|rule| matches!(rule, Rule::Own(Constraint::Format(said)) if said == format))
}
