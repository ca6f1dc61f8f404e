//! Schemas: what a place holds ([`Value`]) and what gets a type of its own ([`Schema`]).

use serde_json::Value as Json;

use super::Constraint;

/// The index of a schema in [`Api::schemas`](super::Api::schemas).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(crate) u32);

impl SchemaId {
    /// For walks over the arena and for models made by hand in tests.
    #[doc(hidden)]
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The position in the arena.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A schema that becomes a named type: an object, an enumeration, a union, or another name for a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Where its name comes from.
    pub name: SchemaName,
    /// JSON Pointer of the schema in its document, for findings.
    pub pointer: String,
    /// Title, description, deprecation.
    pub docs: Docs,
    /// What it is.
    pub shape: Shape,
}

/// The evidence for a type's name, best first; the emitter makes an identifier of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaName {
    /// The key under `components.schemas`.
    Component(String),
    /// The `title` of an inline schema.
    Title(String),
    /// The words of the place: the enclosing schema's or operation's name, then the part (`["PetsList", "200", "items"]`).
    Place(Vec<String>),
}

/// Text for documentation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Docs {
    /// `title` (schemas) or `summary` (operations).
    pub title: Option<String>,
    /// `description` as CommonMark.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `example`, `examples` (JSON Schema Validation, 9.5) of schemas: at most three, and only small ones.
    pub examples: Vec<Json>,
}

/// The kinds of schema that have a type of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Named properties.
    Object(Object),
    /// `enum` of strings.
    StringEnum(StringEnum),
    /// `enum` of integers.
    IntegerEnum(IntegerEnum),
    /// `enum` of any other values: numbers, booleans, arrays, objects, or several kinds.
    JsonEnum(JsonEnum),
    /// `oneOf`, `anyOf` or several types.
    Union(Union),
    /// A component that only gives a name to a value, such as a string with a pattern.
    Alias(Alias),
}

/// An object with named properties (and possibly more of them).
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// In document order; wire names are unique.
    pub properties: Vec<Property>,
    /// `patternProperties`, ECMA-262 regular expressions with what such properties hold.
    pub patterns: Vec<(String, Value)>,
    /// What else the object may hold.
    pub additional: Additional,
    /// `minProperties`, `maxProperties`.
    pub constraints: Vec<Constraint>,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The name in JSON.
    pub wire_name: String,
    /// What it holds.
    pub value: Value,
    /// Listed in `required`.
    pub required: bool,
    /// `readOnly` or `writeOnly`.
    pub access: Access,
    /// `default`, as the document has it; a value that the schema accepts.
    pub default: Option<Json>,
    /// Title, description, deprecation of the property itself.
    pub docs: Docs,
}

/// In which direction a property travels (OpenAPI 3.0, 4.7.24.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Both ways.
    #[default]
    ReadWrite,
    /// Only in responses.
    ReadOnly,
    /// Only in requests.
    WriteOnly,
}

/// `additionalProperties`.
#[derive(Debug, Clone, PartialEq)]
pub enum Additional {
    /// The keyword is absent: others may come and are not kept.
    Unmentioned,
    /// `false`: a server refuses others, a client skips them.
    Denied,
    /// `true` or a schema: others are kept as such values.
    Values(Box<Value>),
}

/// `enum` of strings, each once, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringEnum {
    /// The values.
    pub values: Vec<EnumValue<String>>,
}

/// `enum` of integers, each once, in document order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegerEnum {
    /// The values.
    pub values: Vec<EnumValue<i64>>,
}

/// `enum` of JSON values, each once, in document order; `null` is never one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonEnum {
    /// The values.
    pub values: Vec<EnumValue<Json>>,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue<T> {
    /// The value on the wire.
    pub value: T,
    /// A name of the author's (`x-enum-varnames`).
    pub name: Option<String>,
    /// A description of the author's (`x-enum-descriptions`).
    pub description: Option<String>,
}

/// A value of one of several types (OpenAPI 3.0, 4.7.25; JSON Schema Core, 10.2.1).
///
/// There is at least one variant. What stands beside a union (properties, an `allOf`) is in each of its variants. Objects
/// of an `anyOf` that may hold at once are one object with the properties of all, not a union.
///
/// A component that others inherit from (a `discriminator`, and components whose `allOf` refers to it) is a union of them,
/// under its own name, because that is what a place that refers to it may hold; its own properties are an object whose
/// name is the component's and the word `base`, which is a variant if it has a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// How the variants are told apart.
    pub dispatch: Dispatch,
    /// In document order where evidence separates them, else the most specific first.
    pub variants: Vec<Variant>,
}

/// How the variants of a union are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dispatch {
    /// By the value of a property: a discriminator's, or one that is a different constant in each variant. Every variant is
    /// an object and has a tag; no tag twice.
    Tag(String),
    /// By the name of the server-sent event whose data it is. Every variant has one tag; no tag twice.
    Event,
    /// By [`Variant::evidence`]; exactly one variant applies.
    OneOf,
    /// By [`Variant::evidence`]; at least one variant applies.
    AnyOf,
}

/// A variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What the document calls an inline variant (`title`).
    pub name: Option<String>,
    /// What it holds; never nullable, `null` belongs to the union's place.
    pub value: Value,
    /// Tag values that select it; the first is written. Empty where evidence decides.
    pub tags: Vec<String>,
    /// What is true of every value of this variant and cheap to see; empty where tags decide.
    pub evidence: Vec<Constraint>,
}

/// Another name for a value.
///
/// It leads to itself only through an object or a union, never through aliases, arrays, tuples and maps alone: an array of
/// itself is a union of one variant. The alias of a
/// component is never nullable itself: `null` belongs to each [`Value`] that uses it.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// What it stands for.
    pub value: Value,
}

/// What a place (a property, an item, a parameter, a body) holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The type.
    pub ty: Type,
    /// `null` is allowed too.
    pub nullable: bool,
    /// Rules that a server checks; all apply to [`Value::ty`].
    pub constraints: Vec<Constraint>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// Any JSON value: no type given, or a construct that is not supported (with a finding).
    Any,
    /// `boolean`.
    Boolean,
    /// `integer`.
    Integer(IntegerFormat),
    /// `number`.
    Number(NumberFormat),
    /// `string`.
    String(StringFormat),
    /// `array`.
    Array(Box<Value>),
    /// `object` without named properties.
    Map(Box<Value>),
    /// A schema with a type of its own.
    Named(SchemaId),
    /// `null` and nothing else.
    Null,
    /// No value at all: the schema `false`.
    Never,
    /// An array with an own type for each of its first items.
    Tuple(Box<Tuple>),
}

/// `prefixItems` (JSON Schema Core, 10.3.1.1).
#[derive(Debug, Clone, PartialEq)]
pub struct Tuple {
    /// The first items.
    pub items: Vec<Value>,
    /// How many of them must be there.
    pub required: usize,
    /// What may follow; `None`: nothing.
    pub rest: Option<Value>,
}

/// The width of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IntegerFormat {
    /// `int8`.
    I8,
    /// `int16`.
    I16,
    /// `uint8`.
    U8,
    /// `uint16`.
    U16,
    /// `int32`.
    I32,
    /// `int64`, or no format.
    I64,
    /// `uint32`.
    U32,
    /// `uint64`, or bounds that only fit there.
    U64,
}

/// The kind of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `float`.
    F32,
    /// `double`, or no format.
    F64,
    /// `decimal`, `decimal128`: exact.
    Decimal,
}

/// What a string holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum StringFormat {
    /// Text: no format, or one that has no type of its own.
    Text,
    /// `uuid`.
    Uuid,
    /// `date-time` (RFC 3339).
    DateTime,
    /// `date` (RFC 3339 full-date).
    Date,
    /// `byte`: base64.
    Byte,
    /// `binary`: raw bytes, a file in a form.
    Binary,
    /// `password`: text that is not shown.
    Password,
    /// `time` (RFC 3339 full-time).
    Time,
    /// `duration` (ISO 8601).
    Duration,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// `uri`.
    Uri,
    /// `decimal`: an exact number written as a string.
    Decimal,
    /// A format that is not known here; text, unless the user gives it a type.
    Other(String),
}
