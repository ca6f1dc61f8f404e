//! Rules as data.

/// A rule of a description, as JSON Schema names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// The least number of characters (Unicode scalar values).
    MinLength(u64),
    /// The greatest number of characters.
    MaxLength(u64),
    /// A regular expression (ECMA-262) that some part of the string matches.
    Pattern(&'static str),
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
    /// `format: email`.
    Email,
    /// `format: uri`.
    Uri,
    /// Rules of each element of an array.
    Items(&'static [Rule]),
    /// Rules of each value of a map.
    Values(&'static [Rule]),
}

/// A number in a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// An integer, compared exactly.
    Int(i64),
    /// Any other number.
    Float(f64),
}
