//! Rules: what a type cannot say and a check can.

use serde_json::Value as Json;

/// A rule on a value (OpenAPI 3.0, 4.7.24; JSON Schema Validation, 6).
#[derive(Debug, Clone, PartialEq)]
pub enum Constraint {
    /// In Unicode scalar values.
    MinLength(u64),
    /// In Unicode scalar values.
    MaxLength(u64),
    /// An ECMA-262 regular expression, unanchored.
    Pattern(String),
    /// `minimum` or `exclusiveMinimum`.
    Minimum(Bound),
    /// `maximum` or `exclusiveMaximum`.
    Maximum(Bound),
    /// Greater than zero.
    MultipleOf(serde_json::Number),
    /// Of an array.
    MinItems(u64),
    /// Of an array.
    MaxItems(u64),
    /// Of an array.
    UniqueItems,
    /// Of an object or map.
    MinProperties(u64),
    /// Of an object or map.
    MaxProperties(u64),
    /// A format that is checked as syntax; the value stays text.
    Format(TextFormat),
    /// The JSON kind is one of these.
    Kinds(Vec<JsonKind>),
    /// Equal to one of these (`enum`, `const`).
    Values(Vec<Json>),
    /// Of an object: it has these properties.
    Required(Vec<String>),
    /// Of an object: with the first property it has the others too.
    DependentRequired(String, Vec<String>),
    /// Of an object: what holds for this property, if it is there.
    Property(String, Vec<Constraint>),
    /// Of an object: what holds for properties whose names match.
    PatternProperty(String, Vec<Constraint>),
    /// Of an object: what holds for properties beside those named and those whose names match.
    OtherProperties {
        /// The named ones.
        names: Vec<String>,
        /// ECMA-262 regular expressions.
        patterns: Vec<String>,
        /// What holds for the others.
        rules: Vec<Constraint>,
    },
    /// Of an object: what holds for its names, as strings.
    PropertyNames(Vec<Constraint>),
    /// Of an array: what holds for the item at an index, if it is there.
    Item(usize, Vec<Constraint>),
    /// Of an array: what holds for the items from an index onwards.
    ItemsFrom(usize, Vec<Constraint>),
    /// Of an array: how many of its items the rules hold for.
    Contains {
        /// What holds for an item that counts.
        rules: Vec<Constraint>,
        /// At least so many.
        least: u64,
        /// At most so many.
        most: Option<u64>,
    },
    /// The rules do not all hold.
    Not(Vec<Constraint>),
    /// At least one of these sets of rules holds.
    AnyOf(Vec<Vec<Constraint>>),
    /// Exactly one of these sets of rules holds.
    OneOf(Vec<Vec<Constraint>>),
    /// If the condition holds, so does `then`, else `otherwise`.
    If {
        /// `if`.
        condition: Vec<Constraint>,
        /// `then`.
        then: Vec<Constraint>,
        /// `else`.
        otherwise: Vec<Constraint>,
    },
    /// No value is allowed.
    Never,
}

impl Constraint {
    /// Calls `on` with every regular expression in it: without one of them it would mean something else.
    pub fn each_pattern<'c>(&'c self, on: &mut dyn FnMut(&'c str)) {
        let mut all = |rules: &'c [Self]| rules.iter().for_each(|rule| rule.each_pattern(on));
        match self {
            Self::Pattern(pattern) => on(pattern),
            Self::PatternProperty(pattern, rules) => {
                all(rules);
                on(pattern);
            }
            Self::OtherProperties { patterns, rules, .. } => {
                all(rules);
                patterns.iter().for_each(|pattern| on(pattern));
            }
            Self::Property(_, rules)
            | Self::PropertyNames(rules)
            | Self::Item(_, rules)
            | Self::ItemsFrom(_, rules)
            | Self::Contains { rules, .. }
            | Self::Not(rules) => all(rules),
            Self::AnyOf(sets) | Self::OneOf(sets) => sets.iter().for_each(|rules| all(rules)),
            Self::If {
                condition,
                then,
                otherwise,
            } => [condition, then, otherwise].into_iter().for_each(|rules| all(rules)),
            _ => {}
        }
    }
}

/// A kind of JSON value (JSON Schema Core, 4.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction, however it is written.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// A format of text that has a syntax to check (JSON Schema Validation, 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextFormat {
    /// `email`.
    Email,
    /// `uri`.
    Uri,
    /// `uri-reference`.
    UriReference,
    /// `hostname`.
    Hostname,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration`.
    Duration,
    /// `uuid`.
    Uuid,
    /// `json-pointer`.
    JsonPointer,
    /// `regex`: an ECMA-262 regular expression.
    Regex,
}

/// A limit of a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The limit.
    pub value: serde_json::Number,
    /// The limit itself is out.
    pub exclusive: bool,
}
