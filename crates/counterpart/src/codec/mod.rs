//! The codec: one data model between Rust values and every syntax that an API uses.
//!
//! A Rust value is a [`Slot`]. A syntax that is read offers a [`Source`]; a syntax that is written takes a [`View`] through
//! a [`Sink`]. Generated types are slots made of a static [`Table`] and two functions that lend their fields out, so that
//! all of the behaviour is compiled once, here, and nothing is generic over a model.
//!
//! ```text
//! JSON text, query string, form, multipart  --Source-->  Slot  --View-->  JSON text, query string, form, Debug, rules
//! ```

mod array;
pub mod binary;
mod body;
mod boxed;
mod choice;
#[cfg(feature = "chrono")]
mod dates_chrono;
#[cfg(feature = "jiff")]
mod dates_jiff;
#[cfg(feature = "time")]
mod dates_time;
mod debug;
#[cfg(feature = "decimal")]
mod decimal;
mod each;
mod enumeration;
mod error;
mod external;
mod file;
mod formatted;
pub mod json;
mod json_enum;
mod json_value;
mod kind;
mod map;
mod maybe;
mod nothing;
mod option;
mod reading;
mod record;
mod same;
mod scalar;
mod serde_bridge;
mod strict;
mod table;
mod tag;
pub mod text;
mod tree;
mod tuple;
mod union;
#[cfg(feature = "uuid")]
mod uuids;

pub use choice::{ChoiceTable, Choose, show_variant};
pub(crate) use debug::Property;
pub use debug::debug;
pub(crate) use each::each;
pub use enumeration::parse_enum;
pub use error::{ReadError, Reason, WriteError};
pub use json_enum::listed_json;
pub(crate) use json_value::{ObjectView, to_json};
pub use kind::Kind;
pub use reading::{DEPTH_LIMIT, Failed, Policy, Reading, VIOLATION_LIMIT, Violation};
pub(crate) use reading::{Mark, pointer_segment};
pub use record::{Fields, Finder};
pub use same::{compare, equal, hash};
pub use serde_bridge::{deserialize, serialize};
pub use table::{Field, Need, Rest, Table};
pub(crate) use tag::tag_value;
pub use tree::put_json;
pub use tuple::put_no_more;
pub use union::{UnionTable, show_tagged, show_unknown};

use crate::types::{Body, File};
use crate::validate::Rule;

/// A Rust value that can be filled from a [`Source`] and can show itself to a [`Sink`].
///
/// Implemented by the scalars and containers here and by generated code; not meant to be called by users, who have
/// [`json`] and serde.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value that the codec reads and writes",
    note = "the types in the module `models` of generated code are, and those of `counterpart::types`; \
            `counterpart::types::Extern` makes one of any type that serde reads and writes"
)]
pub trait Slot {
    /// A value to start filling from. It is never observable: what stays unfilled is either optional or an error.
    fn blank() -> Self
    where
        Self: Sized;

    /// Fills the value.
    ///
    /// # Errors
    /// When the source does not fit; the reason is kept in `reading`.
    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed>;

    /// Shows the value, by one call of [`Sink::accept`].
    ///
    /// # Errors
    /// Those of the sink.
    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed>;

    /// The value stands for "absent": it is not written where it is a field.
    fn is_absent(&self) -> bool {
        false
    }

    /// `null` is a value of this type like any other, so that `Option` does not take it for its own.
    fn takes_null() -> bool
    where
        Self: Sized,
    {
        false
    }

    /// An element of a tuple of this type may be left out at the end.
    fn may_be_left_out() -> bool
    where
        Self: Sized,
    {
        false
    }
}

/// A type that has a value to start from: every [`Slot`], and the operations of generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of a description, which alone have blank values",
    label = "has no blank value"
)]
pub trait Blank {
    /// The value to start from, see [`Slot::blank`].
    fn blank() -> Self;
}

impl<T: Slot> Blank for T {
    fn blank() -> Self {
        Slot::blank()
    }
}

/// Reads a source into a new value.
///
/// # Errors
/// As [`Slot::put`].
pub fn fill<T: Slot>(source: Source<'_>, reading: &mut Reading) -> Result<T, Failed> {
    let mut value = <T as Slot>::blank();
    value.put(source, reading)?;
    Ok(value)
}

/// A value as a syntax offers it.
pub enum Source<'a> {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer that fits.
    I64(i64),
    /// An integer that only fits here.
    U64(u64),
    /// A number with a fraction or an exponent.
    F64(f64),
    /// A string of a syntax that knows strings.
    Str(&'a str),
    /// A scalar of a syntax that knows nothing but text (parameters, forms, text bodies): the slot parses it.
    Text(&'a str),
    /// A part of a form that carries a file.
    File(&'a File),
    /// A body that may be a stream; the slot takes it.
    Body(&'a Body),
    /// An array.
    Seq(&'a mut dyn SeqSource),
    /// An object.
    Map(&'a mut dyn MapSource),
    /// One entry more, with its key: a map collects what a record does not name.
    Entry(&'a str, &'a mut dyn MapSource),
    /// Nothing after all: of two equal keys the last one wins as a whole, so what the first one left has to go.
    Absent,
}

impl Source<'_> {
    /// What it is, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::I64(_) | Self::U64(_) | Self::F64(_) => "a number",
            Self::Str(_) => "a string",
            Self::Text(_) => "text",
            Self::File(_) => "a file",
            Self::Body(_) => "a body",
            Self::Seq(_) => "an array",
            Self::Map(_) | Self::Entry(..) => "an object",
            Self::Absent => "nothing",
        }
    }
}

/// The elements of an array that is being read.
pub trait SeqSource {
    /// Reads the next element into the slot; false at the end.
    ///
    /// # Errors
    /// When the element does not fit, or the syntax is broken.
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed>;

    /// Where this comes from.
    fn origin(&self) -> Origin<'_> {
        Origin::Stream
    }
}

/// Where an array or object that is being read comes from.
#[derive(Clone, Copy)]
pub enum Origin<'s> {
    /// A stream that knows kinds: read once.
    Stream,
    /// JSON that is all there.
    Json(&'s serde_json::Value),
    /// A syntax whose scalars are text.
    Text,
}

/// The entries of an object that is being read: one key, then its value.
pub trait MapSource {
    /// Moves to the next key and lends it to `on_key`; false at the end.
    ///
    /// # Errors
    /// When the syntax is broken.
    fn key(&mut self, on_key: &mut dyn FnMut(&str), reading: &mut Reading) -> Result<bool, Failed>;

    /// Reads all entries into the fields of a record. It is here, and need not be written, so that the loop over the fields is
    /// compiled for each source: no other method is called through a pointer then.
    ///
    /// # Errors
    /// As [`MapSource::key`] and [`MapSource::value`].
    fn fields(&mut self, fields: &mut Fields<'_, '_>, reading: &mut Reading) -> Result<(), Failed> {
        let mut source = self;
        fields.read_from(&mut source, reading)
    }

    /// Moves to the next key and names it to a finder; false at the end.
    ///
    /// # Errors
    /// As [`MapSource::key`].
    fn field(&mut self, finder: &mut Finder, reading: &mut Reading) -> Result<bool, Failed> {
        self.key(&mut |name| finder.name(name), reading)
    }

    /// Reads the value of the current key.
    ///
    /// # Errors
    /// When the value does not fit, or the syntax is broken.
    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed>;

    /// Passes over the value of the current key.
    ///
    /// # Errors
    /// When the syntax is broken.
    fn skip(&mut self, reading: &mut Reading) -> Result<(), Failed>;

    /// Where this comes from.
    fn origin(&self) -> Origin<'_> {
        Origin::Stream
    }
}

impl<M: MapSource + ?Sized> MapSource for &mut M {
    fn key(&mut self, on_key: &mut dyn FnMut(&str), reading: &mut Reading) -> Result<bool, Failed> {
        (**self).key(on_key, reading)
    }

    fn fields(&mut self, fields: &mut Fields<'_, '_>, reading: &mut Reading) -> Result<(), Failed> {
        (**self).fields(fields, reading)
    }

    fn field(&mut self, finder: &mut Finder, reading: &mut Reading) -> Result<bool, Failed> {
        (**self).field(finder, reading)
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        (**self).value(slot, reading)
    }

    fn skip(&mut self, reading: &mut Reading) -> Result<(), Failed> {
        (**self).skip(reading)
    }

    fn origin(&self) -> Origin<'_> {
        (**self).origin()
    }
}

/// What takes a value: a writer of some syntax, a rule checker, a debug printer.
pub trait Sink {
    /// Takes one value, and through it all it contains.
    ///
    /// # Errors
    /// When the syntax cannot express the value.
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed>;

    /// What the sink is there for.
    fn purpose(&self) -> Purpose {
        Purpose::Write
    }
}

/// What a sink takes values for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To write them, or to look at what would be written.
    Write,
    /// To print them for people: secrets are hidden and bytes only counted.
    Debug,
    /// To compare or to hash them: equal values show the same, however they are written.
    Compare,
    /// To see what a blank value is made of: nothing shows what it could be.
    Probe,
    /// To check their rules.
    Check,
}

/// A value as it shows itself.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Nothing: written nowhere, `null` where something must stand.
    Absent,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A double.
    F64(f64),
    /// A float, written with the digits that a float has.
    F32(f32),
    /// A number that no double may hold exactly, by its digits as JSON has them.
    Digits(&'a str),
    /// A string.
    Str(&'a str),
    /// A file of a form; base64 has no part in it.
    File(&'a File),
    /// What is a body of its own, and may be a stream: whoever writes it takes it.
    Body(&'a dyn BodyView),
    /// An array.
    Seq(&'a dyn SeqView),
    /// A map.
    Map(&'a dyn MapView),
    /// A record: its table and one slot a field, then one for the additional properties if the table has them.
    Record(&'static Table, &'a [&'a dyn Slot]),
    /// A variant of a tagged union: the name of the tag, the values that stand for the variant (the first is written unless
    /// the object has another of them), and the object.
    Tagged(&'static str, &'static [&'static str], &'a dyn Slot),
    /// A JSON value.
    Json(&'a serde_json::Value),
    /// A value with rules of its own, for a sink whose purpose is [`Purpose::Check`].
    Checked(&'static [Rule], &'a View<'a>),
}

/// The elements of an array that shows itself.
pub trait SeqView {
    /// How many there are.
    fn count(&self) -> usize;

    /// Shows every element to one sink, by one call of [`Sink::accept`] each.
    ///
    /// # Errors
    /// Those of the sink.
    fn show_each(&self, sink: &mut dyn Sink) -> Result<(), Failed>;

    /// The element at an index below [`SeqView::count`].
    fn at(&self, index: usize) -> Option<&dyn Slot>;
}

/// A body that shows itself.
pub trait BodyView {
    /// How many bytes it has, where that is known.
    fn length(&self) -> Option<u64>;

    /// The body in a media type. A stream can be taken once; then there is nothing.
    fn take(&self, media_type: &str) -> Option<Body>;
}

/// The entries of a map that shows itself.
pub trait MapView {
    /// How many there are.
    fn count(&self) -> usize;

    /// The entry at an index below [`MapView::count`].
    fn at(&self, index: usize) -> Option<(&str, &dyn Slot)>;
}

#[cfg(test)]
mod tests;
