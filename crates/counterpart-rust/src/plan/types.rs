//! Values of the Api to types of Rust.

use counterpart_spec::api::{
    Alias, Api, IntegerFormat, NumberFormat, SchemaId, Shape, StringFormat, Tuple, Type, Value,
};

use super::views::{View, Views, Way};
use crate::formats::{DateTypes, Formats, RustFormat};

/// Rust compares, prints and hashes tuples of at most so many items, and the runtime reads no longer ones.
const TUPLE_ITEMS: usize = 12;

/// A type as it is written in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Leaf {
    Bool,
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    F32,
    F64,
    Decimal,
    String,
    Uuid,
    DateTime(DateTypes),
    Date(DateTypes),
    Time(DateTypes),
    Duration(DateTypes),
    Ipv4,
    Ipv6,
    Url,
    Base64,
    /// A body that is bytes or a stream of them.
    Body,
    File,
    Password,
    Json,
    Null,
    Never,
}

/// A type as it is written in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RustType<'a> {
    /// A type of the language or the runtime.
    Leaf(Leaf),
    /// A type of the user's own, by its path.
    Extern(&'a str),
    /// A type of `models`.
    Model(&'a View),
    Vec(Box<RustType<'a>>),
    Map(Box<RustType<'a>>),
    /// The first items, and what may follow.
    Tuple(Vec<RustType<'a>>, Option<Box<RustType<'a>>>),
    Option(Box<RustType<'a>>),
    Maybe(Box<RustType<'a>>),
    /// A stream of server-sent events.
    Events(Box<RustType<'a>>),
    /// A stream of JSON values.
    Items(Box<RustType<'a>>),
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

    /// A text that tells the type from others, whatever the order of the document is.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Leaf(leaf) => format!("{leaf:?}"),
            Self::Extern(path) => (*path).to_owned(),
            Self::Model(view) => view.name.to_string(),
            Self::Vec(inner) => format!("[{}]", inner.label()),
            Self::Map(inner) => format!("{{{}}}", inner.label()),
            Self::Option(inner) | Self::Maybe(inner) | Self::Boxed(inner) => inner.label(),
            Self::Events(inner) | Self::Items(inner) => format!("{}..", inner.label()),
            Self::Tuple(items, rest) => {
                let labels: Vec<_> = items.iter().chain(rest.as_deref()).map(Self::label).collect();
                format!("({})", labels.join(", "))
            }
        }
    }

    /// The types of the language and the runtime in it.
    pub(crate) fn leaves(&self, leaves: &mut Vec<Leaf>) {
        self.ends(&mut |end| {
            if let RustType::Leaf(leaf) = end {
                leaves.push(*leaf);
            }
        });
    }

    /// The types of `models` in it.
    pub(crate) fn views(&self, on: &mut dyn FnMut(&View)) {
        self.ends(&mut |end| {
            if let RustType::Model(view) = end {
                on(view);
            }
        });
    }

    /// The types in it that hold no other.
    fn ends(&self, on: &mut dyn FnMut(&RustType<'_>)) {
        match self {
            Self::Leaf(_) | Self::Extern(_) | Self::Model(_) => on(self),
            Self::Vec(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Maybe(inner)
            | Self::Events(inner)
            | Self::Items(inner)
            | Self::Boxed(inner) => inner.ends(on),
            Self::Tuple(items, rest) => items.iter().chain(rest.as_deref()).for_each(|item| item.ends(on)),
        }
    }

    /// Setters and constructors take anything that becomes a `String` or a body.
    pub(crate) fn is_made_of_others(&self) -> bool {
        matches!(self, Self::Leaf(Leaf::String | Leaf::Body))
    }
}

/// Looks types up: the Api, its types as one direction sees them, and what was chosen for formats.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Types<'a> {
    pub(crate) api: &'a Api,
    pub(crate) views: &'a Views,
    pub(crate) formats: &'a Formats,
    pub(crate) way: Way,
}

impl<'a> Types<'a> {
    /// The same as another direction sees it.
    pub(crate) fn seen(self, way: Way) -> Self {
        Self { way, ..self }
    }

    /// The type of a schema.
    pub(crate) fn view(&self, id: SchemaId) -> &'a View {
        self.views.of(id, self.way)
    }

    /// The type with `Option` where null is allowed.
    pub(crate) fn of(&self, value: &'a Value) -> RustType<'a> {
        let bare = self.bare(value);
        if self.is_nullable(value) { bare.option() } else { bare }
    }

    /// The type without null.
    pub(crate) fn bare(&self, value: &'a Value) -> RustType<'a> {
        match &value.ty {
            Type::Any => RustType::Leaf(Leaf::Json),
            Type::Null => RustType::Leaf(Leaf::Null),
            Type::Never => RustType::Leaf(Leaf::Never),
            Type::Boolean => RustType::Leaf(Leaf::Bool),
            Type::Integer(format) => RustType::Leaf(integer(*format)),
            Type::Number(format) => self.number(*format),
            Type::String(format) => self.string(format),
            Type::Array(item) => RustType::Vec(Box::new(self.of(item))),
            Type::Map(item) => RustType::Map(Box::new(self.of(item))),
            Type::Named(id) => RustType::Model(self.view(*id)),
            Type::Tuple(tuple) => self.tuple(tuple),
        }
    }

    /// A tuple of as many items as Rust can do something with; a longer one is a list.
    fn tuple(&self, tuple: &'a Tuple) -> RustType<'a> {
        if tuple.items.is_empty() || tuple.items.len() > TUPLE_ITEMS {
            return RustType::Vec(Box::new(RustType::Leaf(Leaf::Json)));
        }
        let item = |(at, value): (usize, &'a Value)| match at < tuple.required {
            true => self.of(value),
            false => self.bare(value).maybe(),
        };
        let items = tuple.items.iter().enumerate().map(item).collect();
        RustType::Tuple(items, tuple.rest.as_ref().map(|rest| Box::new(self.of(rest))))
    }

    fn number(&self, format: NumberFormat) -> RustType<'a> {
        match format {
            NumberFormat::F32 => RustType::Leaf(Leaf::F32),
            NumberFormat::F64 => RustType::Leaf(Leaf::F64),
            NumberFormat::Decimal => match self.formats.chosen("decimal") {
                Some(RustFormat::Decimal) => RustType::Leaf(Leaf::Decimal),
                Some(RustFormat::Path(path)) => RustType::Extern(path),
                _ => RustType::Leaf(Leaf::F64),
            },
        }
    }

    fn string(&self, format: &'a StringFormat) -> RustType<'a> {
        match self.formats.chosen(name(format)) {
            Some(RustFormat::Path(path)) => RustType::Extern(path),
            Some(RustFormat::String) => RustType::Leaf(Leaf::String),
            Some(RustFormat::Decimal) => RustType::Leaf(Leaf::Decimal),
            Some(RustFormat::Url) => RustType::Leaf(Leaf::Url),
            Some(RustFormat::Dates(types)) => RustType::Leaf(string(format, *types)),
            None => RustType::Leaf(string(format, DateTypes::Chrono)),
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
        nullable && !matches!(end.ty, Type::Any | Type::Null)
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

    /// The alias that a value names.
    pub(crate) fn alias(&self, value: &Value) -> Option<&'a Alias> {
        let Type::Named(id) = value.ty else { return None };
        match &self.api.schema(id).shape {
            Shape::Alias(alias) => Some(alias),
            _ => None,
        }
    }
}

fn integer(format: IntegerFormat) -> Leaf {
    match format {
        IntegerFormat::I8 => Leaf::I8,
        IntegerFormat::I16 => Leaf::I16,
        IntegerFormat::I32 => Leaf::I32,
        IntegerFormat::I64 => Leaf::I64,
        IntegerFormat::U8 => Leaf::U8,
        IntegerFormat::U16 => Leaf::U16,
        IntegerFormat::U32 => Leaf::U32,
        IntegerFormat::U64 => Leaf::U64,
    }
}

fn string(format: &StringFormat, dates: DateTypes) -> Leaf {
    match format {
        StringFormat::Text | StringFormat::Uri | StringFormat::Decimal | StringFormat::Other(_) => Leaf::String,
        StringFormat::Uuid => Leaf::Uuid,
        StringFormat::DateTime => Leaf::DateTime(dates),
        StringFormat::Date => Leaf::Date(dates),
        StringFormat::Time => Leaf::Time(dates),
        StringFormat::Duration => Leaf::Duration(dates),
        StringFormat::Ipv4 => Leaf::Ipv4,
        StringFormat::Ipv6 => Leaf::Ipv6,
        StringFormat::Byte => Leaf::Base64,
        StringFormat::Binary => Leaf::File,
        StringFormat::Password => Leaf::Password,
    }
}

/// What a format is called in documents.
pub(super) fn name(format: &StringFormat) -> &str {
    match format {
        StringFormat::Text => "",
        StringFormat::Uuid => "uuid",
        StringFormat::DateTime => "date-time",
        StringFormat::Date => "date",
        StringFormat::Time => "time",
        StringFormat::Duration => "duration",
        StringFormat::Ipv4 => "ipv4",
        StringFormat::Ipv6 => "ipv6",
        StringFormat::Uri => "uri",
        StringFormat::Decimal => "decimal",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
        StringFormat::Password => "password",
        StringFormat::Other(name) => name,
    }
}
