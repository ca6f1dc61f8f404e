//! Rules as data.

use serde_json::Value;

use super::pattern::{Engine, Pattern, Patterns};

/// A rule of a description, as JSON Schema names it. A rule about one kind of value holds for every value of another kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// The least number of characters (Unicode scalar values).
    MinLength(u64),
    /// The greatest number of characters.
    MaxLength(u64),
    /// A regular expression (ECMA-262) that some part of the string matches.
    Pattern(Pattern),
    /// The syntax of a string.
    Format(TextFormat),
    /// The least number.
    Minimum(Number),
    /// The number must be greater.
    ExclusiveMinimum(Number),
    /// The greatest number.
    Maximum(Number),
    /// The number must be less.
    ExclusiveMaximum(Number),
    /// The number is a multiple of this one.
    MultipleOf(Number),
    /// The least number of elements.
    MinItems(u64),
    /// The greatest number of elements.
    MaxItems(u64),
    /// No two elements are equal.
    UniqueItems,
    /// The least number of properties.
    MinProperties(u64),
    /// The greatest number of properties.
    MaxProperties(u64),
    /// Rules of each element of an array.
    Items(&'static [Rule]),
    /// Rules of each value of an object, whatever its name.
    Entries(&'static [Rule]),
    /// The value is of one of these kinds.
    Kinds(&'static [JsonKind]),
    /// The value is equal to one of these JSON texts.
    Values(&'static [&'static str]),
    /// An object has these properties.
    Required(&'static [&'static str]),
    /// An object that has the first property has the others too.
    DependentRequired(&'static str, &'static [&'static str]),
    /// Rules of the property of a name, if it is there.
    Property(&'static str, &'static [Rule]),
    /// Rules of the properties whose names match a regular expression.
    PatternProperty(Pattern, &'static [Rule]),
    /// Rules of the properties beside those named first, and those whose names match one of the patterns that come second.
    OtherProperties(&'static [&'static str], Patterns, &'static [Rule]),
    /// Rules of the names of properties, as strings.
    PropertyNames(&'static [Rule]),
    /// Rules of the element at an index, if it is there.
    Item(usize, &'static [Rule]),
    /// Rules of the elements from an index onwards.
    ItemsFrom(usize, &'static [Rule]),
    /// How many elements the rules hold for: at least, and at most.
    Contains(&'static [Rule], u64, Option<u64>),
    /// The rules do not all hold.
    Not(&'static [Rule]),
    /// At least one of the sets of rules holds.
    AnyOf(&'static [&'static [Rule]]),
    /// Exactly one of the sets of rules holds.
    OneOf(&'static [&'static [Rule]]),
    /// If the first rules hold, so do the second, else the third.
    If(&'static [Rule], &'static [Rule], &'static [Rule]),
    /// No value is allowed.
    Never,
    /// The value is one that a union keeps although it fits none of its variants.
    Unlisted,
}

impl Rule {
    /// What the rule sets a limit by, where that is a number, a text or a list: for whoever reports a violation.
    #[cold]
    pub(super) fn limit(self) -> Option<Value> {
        match self {
            Self::MinLength(count)
            | Self::MaxLength(count)
            | Self::MinItems(count)
            | Self::MaxItems(count)
            | Self::MinProperties(count)
            | Self::MaxProperties(count) => Some(count.into()),
            Self::Minimum(number)
            | Self::ExclusiveMinimum(number)
            | Self::Maximum(number)
            | Self::ExclusiveMaximum(number)
            | Self::MultipleOf(number) => number.to_json(),
            Self::Pattern(pattern) => Some(pattern.text().into()),
            Self::Values(listed) => {
                let values: Option<Vec<Value>> = listed.iter().map(|text| serde_json::from_str(text).ok()).collect();
                values.map(Value::Array)
            }
            _ => None,
        }
    }

    /// The rule looks at names, or into the value at more than each element: it is checked on JSON.
    pub(super) const fn needs_json(self) -> bool {
        !matches!(
            self,
            Self::MinLength(_)
                | Self::MaxLength(_)
                | Self::Pattern(_)
                | Self::Format(_)
                | Self::Minimum(_)
                | Self::ExclusiveMinimum(_)
                | Self::Maximum(_)
                | Self::ExclusiveMaximum(_)
                | Self::MultipleOf(_)
                | Self::MinItems(_)
                | Self::MaxItems(_)
                | Self::UniqueItems
                | Self::MinProperties(_)
                | Self::MaxProperties(_)
                | Self::Items(_)
                | Self::Entries(_)
        )
    }
}

/// A number in a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An integer, compared exactly.
    Int(i128),
    /// Any other number, meant by its shortest decimal digits.
    Float(f64),
}

impl Number {
    /// The number in JSON; none where it is an integer that most readers would round.
    fn to_json(self) -> Option<Value> {
        match self {
            Self::Int(value) => i64::try_from(value)
                .map(Value::from)
                .or_else(|_| u64::try_from(value).map(Value::from))
                .ok(),
            Self::Float(value) => serde_json::Number::from_f64(value).map(Value::Number),
        }
    }
}

/// A kind of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// A format of text that has a syntax to check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Regex(Engine),
}
