//! Values of the Api to types of Rust.

use counterpart_spec::api::{Alias, Api, IntegerFormat, NumberFormat, SchemaId, Shape, StringFormat, Type, Value};
use proc_macro2::Ident;

use super::aliases::Endless;

/// A type as it is written in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leaf {
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    String,
    Uuid,
    DateTime,
    Date,
    Base64,
    Bytes,
    File,
    Password,
    Json,
}

/// A type as it is written in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustType<'a> {
    /// A type of the language or the runtime.
    Leaf(Leaf),
    /// A type of `models`.
    Model(&'a Ident),
    Vec(Box<RustType<'a>>),
    Map(Box<RustType<'a>>),
    Option(Box<RustType<'a>>),
    Maybe(Box<RustType<'a>>),
    Boxed(Box<RustType<'a>>),
}

impl RustType<'_> {
    pub(crate) fn option(self) -> Self {
        Self::Option(Box::new(self))
    }

    pub(crate) fn maybe(self) -> Self {
        Self::Maybe(Box::new(self))
    }

    pub(crate) fn boxed(self) -> Self {
        Self::Boxed(Box::new(self))
    }

    /// Setters and constructors take anything that becomes a `String`.
    pub(crate) fn is_string(&self) -> bool {
        matches!(self, Self::Leaf(Leaf::String))
    }
}

/// Looks types up: the Api, the names of its schemas, and the aliases that have to be cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Types<'a> {
    pub(crate) api: &'a Api,
    /// By the index of the schema.
    pub(crate) names: &'a [Ident],
    pub(crate) endless: &'a Endless,
}

impl<'a> Types<'a> {
    /// The name of a schema's type.
    #[expect(clippy::indexing_slicing, reason = "there is a name for each schema of the arena")]
    pub(crate) fn name(&self, id: SchemaId) -> &'a Ident {
        &self.names[id.index()]
    }

    /// The type with `Option` where null is allowed.
    pub(crate) fn of(&self, value: &Value) -> RustType<'a> {
        let bare = self.bare(value);
        if self.is_nullable(value) { bare.option() } else { bare }
    }

    /// The type without null.
    pub(crate) fn bare(&self, value: &Value) -> RustType<'a> {
        match &value.ty {
            Type::Any | Type::Null | Type::Never | Type::Tuple(_) => RustType::Leaf(Leaf::Json),
            Type::Boolean => RustType::Leaf(Leaf::Bool),
            Type::Integer(format) => RustType::Leaf(integer(*format)),
            Type::Number(NumberFormat::F32) => RustType::Leaf(Leaf::F32),
            Type::Number(NumberFormat::F64 | NumberFormat::Decimal) => RustType::Leaf(Leaf::F64),
            Type::String(format) => RustType::Leaf(string(format)),
            Type::Array(item) => RustType::Vec(Box::new(self.of(item))),
            Type::Map(item) => RustType::Map(Box::new(self.of(item))),
            Type::Named(id) => RustType::Model(self.name(*id)),
        }
    }

    /// Whether null is one of the values and the type does not hold it by itself, as any JSON value does.
    pub(crate) fn is_nullable(&self, value: &Value) -> bool {
        let mut nullable = value.nullable;
        let mut end = value;
        while let Some(alias) = self.alias(end) {
            nullable |= alias.value.nullable;
            end = &alias.value;
        }
        nullable && !self.is_any(end)
    }

    /// The value behind all aliases.
    pub(crate) fn resolved<'v>(&self, value: &'v Value) -> &'v Value
    where
        'a: 'v,
    {
        let mut end = value;
        while let Some(alias) = self.alias(end) {
            end = &alias.value;
        }
        end
    }

    /// The alias that a value names. An alias without an end is `Json` and leads nowhere.
    pub(crate) fn alias(&self, value: &Value) -> Option<&'a Alias> {
        let Type::Named(id) = value.ty else { return None };
        match &self.api.schema(id).shape {
            Shape::Alias(alias) if !self.endless.contains(id) => Some(alias),
            _ => None,
        }
    }

    fn is_any(&self, end: &Value) -> bool {
        match end.ty {
            Type::Any => true,
            Type::Named(id) => self.endless.contains(id),
            _ => false,
        }
    }
}

fn integer(format: IntegerFormat) -> Leaf {
    match format {
        IntegerFormat::I8 | IntegerFormat::I16 | IntegerFormat::I32 => Leaf::I32,
        IntegerFormat::I64 => Leaf::I64,
        IntegerFormat::U8 | IntegerFormat::U16 | IntegerFormat::U32 => Leaf::U32,
        IntegerFormat::U64 => Leaf::U64,
    }
}

fn string(format: &StringFormat) -> Leaf {
    match format {
        StringFormat::Text
        | StringFormat::Time
        | StringFormat::Duration
        | StringFormat::Ipv4
        | StringFormat::Ipv6
        | StringFormat::Uri
        | StringFormat::Decimal
        | StringFormat::Other(_) => Leaf::String,
        StringFormat::Uuid => Leaf::Uuid,
        StringFormat::DateTime => Leaf::DateTime,
        StringFormat::Date => Leaf::Date,
        StringFormat::Byte => Leaf::Base64,
        StringFormat::Binary => Leaf::File,
        StringFormat::Password => Leaf::Password,
    }
}
