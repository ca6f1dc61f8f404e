//! What the two syntaxes of forms share: named fields, grouped by name.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::encoding::{self, Encoding};
use crate::codec::{Failed, Kind, MapSource, Origin, Reading, Reason, SeqSource, Slot, Source, json, put_json};
use crate::params::{self, Decode, Location, Reserved};
use crate::types::File;

/// The value of one field.
pub(super) enum Item<'f> {
    /// Text that is JSON only where nothing else can be meant.
    Text(Cow<'f, str>),
    /// Text of a syntax that does not tell JSON from text.
    Untyped(Cow<'f, str>),
    /// Text that says that it is JSON.
    Json(Cow<'f, str>),
    File(File),
    /// A name and a text that have yet to be cut by the style of their property.
    Styled(Cow<'f, str>, Cow<'f, str>),
    /// What is not text in a syntax that does not tell files from texts: good for a file only.
    Octets(File),
}

/// The fields of a form, by name, in the order of their first appearance.
pub(super) struct Fields<'f> {
    // Found by hash: a form may have as many names as its size allows, and each is looked for.
    fields: IndexMap<Cow<'f, str>, Vec<Item<'f>>>,
    styles: Styles,
}

/// How the syntax of a form has styles.
#[derive(Clone, Copy)]
struct Styles {
    encodings: &'static [Encoding],
    location: Location,
    decode: Decode,
}

impl<'f> Fields<'f> {
    /// No fields. The location is the one whose delimiters the syntax has; `decode` is for texts with a style.
    pub(super) fn new(encodings: &'static [Encoding], location: Location, decode: Decode) -> Self {
        Self {
            fields: IndexMap::new(),
            styles: Styles {
                encodings,
                location,
                decode,
            },
        }
    }

    pub(super) fn push(&mut self, name: Cow<'f, str>, item: Item<'f>) {
        self.fields.entry(name).or_default().push(item);
    }

    /// Reads the form into a record or map.
    pub(super) fn put(&self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        let mut entries = Entries {
            rest: self.fields.iter(),
            name: "",
            items: &[],
            styles: self.styles,
        };
        reading.nested(|reading| slot.put(Source::Map(&mut entries), reading))
    }
}

struct Entries<'s, 'f> {
    rest: indexmap::map::Iter<'s, Cow<'f, str>, Vec<Item<'f>>>,
    name: &'s str,
    items: &'s [Item<'f>],
    styles: Styles,
}

impl Entries<'_, '_> {
    /// Cuts a property by its style.
    fn styled(&self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        let Styles {
            encodings,
            location,
            decode,
        } = self.styles;
        let Some(encoding) = encoding::of(encodings, self.name) else {
            return Ok(());
        };
        let pairs: Vec<(&str, &str)> = self
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Styled(name, text) => Some((name.as_ref(), text.as_ref())),
                _ => None,
            })
            .collect();
        let param = encoding.param(location);
        params::read_pairs(&param, &pairs, &Reserved::default(), decode, slot, reading)
    }
}

impl MapSource for Entries<'_, '_> {
    fn key(&mut self, on_key: &mut dyn FnMut(&str), _reading: &mut Reading) -> Result<bool, Failed> {
        let Some((name, items)) = self.rest.next() else {
            return Ok(false);
        };
        (self.name, self.items) = (name, items);
        on_key(name);
        Ok(true)
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        match self.items {
            [Item::Styled(..), ..] => self.styled(slot, reading),
            [Item::Json(text)] if matches!(Kind::of(slot), Kind::Array) && text.trim_start().starts_with('[') => {
                put_stated(text, slot, reading)
            }
            [item] if !matches!(Kind::of(slot), Kind::Array) => put_item(item, slot, reading),
            items => {
                let mut elements = Elements::of(items);
                reading.nested(|reading| slot.put(Source::Seq(&mut elements), reading))
            }
        }
    }

    /// What is not read has to be text all the same: nothing says that it is a file.
    fn skip(&mut self, reading: &mut Reading) -> Result<(), Failed> {
        if self.items.iter().any(|item| matches!(item, Item::Octets(_))) {
            return Err(no_text(reading));
        }
        Ok(())
    }

    fn origin(&self) -> Origin<'_> {
        Origin::Text
    }
}

struct Elements<'s, 'f> {
    rest: std::slice::Iter<'s, Item<'f>>,
    /// One field may hold all of them.
    alone: bool,
    /// What is left of a field that holds a whole array as JSON.
    unpacked: std::vec::IntoIter<serde_json::Value>,
}

impl<'s, 'f> Elements<'s, 'f> {
    fn of(items: &'s [Item<'f>]) -> Self {
        Self {
            rest: items.iter(),
            alone: items.len() == 1,
            unpacked: Vec::new().into_iter(),
        }
    }
}

impl SeqSource for Elements<'_, '_> {
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed> {
        loop {
            if let Some(value) = self.unpacked.next() {
                return put_json(&value, slot, reading).map(|()| true);
            }
            let Some(item) = self.rest.next() else {
                return Ok(false);
            };
            match unpack(item, self.alone, slot) {
                Some(elements) => self.unpacked = elements.into_iter(),
                None => return put_item(item, slot, reading).map(|()| true),
            }
        }
    }

    fn origin(&self) -> Origin<'_> {
        Origin::Text
    }
}

/// The elements of a JSON array, where no text is wanted and one field holds all of them.
fn unpack(item: &Item<'_>, alone: bool, slot: &dyn Slot) -> Option<Vec<serde_json::Value>> {
    let text = match (item, Kind::of(slot)) {
        (Item::Text(text) | Item::Untyped(text) | Item::Json(text), Kind::Object(_)) => text,
        (Item::Text(text) | Item::Untyped(text), Kind::Array) | (Item::Untyped(text), Kind::Any) if alone => text,
        _ => return None,
    };
    if text.starts_with('[') {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}

fn text_of(file: &File) -> Option<String> {
    String::from_utf8(file.load().ok()?.into()).ok()
}

fn put_item(item: &Item<'_>, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    match (item, Kind::of(slot)) {
        (Item::File(file), Kind::Object(_) | Kind::Any) => match text_of(file) {
            Some(text) if is_json(file.content_type.as_deref()) => put_item(&Item::Json(text.into()), slot, reading),
            Some(text) => put_item(&Item::Text(text.into()), slot, reading),
            None if is_json(file.content_type.as_deref()) => Err(not_utf8(reading)),
            None => reading.violate("type", "expected JSON in UTF-8"),
        },
        // A part may say that it is of any type and still be the text that is wanted.
        (Item::File(file), Kind::Scalar) if file.name.is_none() => match text_of(file) {
            Some(text) => slot.put(Source::Text(&text), reading),
            None if is_json(file.content_type.as_deref()) => Err(not_utf8(reading)),
            None => slot.put(Source::File(file), reading),
        },
        (Item::File(file), _) | (Item::Octets(file), Kind::File) => slot.put(Source::File(file), reading),
        (Item::Octets(_), _) => Err(no_text(reading)),
        (Item::Json(text), _) => put_stated(text, slot, reading),
        (Item::Text(text) | Item::Untyped(text), Kind::Object(_)) => match serde_json::from_str(text) {
            Ok(value) => put_json(&value, slot, reading),
            Err(_) => reading.violate("type", "expected a JSON object"),
        },
        (Item::Text(text) | Item::Untyped(text), Kind::Array) | (Item::Untyped(text), Kind::Any) => {
            match structured(text) {
                Some(value) => put_json(&value, slot, reading),
                None => slot.put(Source::Text(text), reading),
            }
        }
        (Item::Text(text) | Item::Untyped(text) | Item::Styled(_, text), _) => slot.put(Source::Text(text), reading),
    }
}

/// An array or object in JSON; a number is as well the text of its digits.
fn structured(text: &str) -> Option<serde_json::Value> {
    if text.starts_with(['[', '{']) {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}

/// A media type that says that it is JSON.
pub(super) fn is_json(media_type: Option<&str>) -> bool {
    media_type.is_some_and(|kind| kind.contains("json"))
}

fn no_text(reading: &mut Reading) -> Failed {
    reading.fail(Reason::Syntax("the value is not percent-encoded UTF-8".into()))
}

fn not_utf8(reading: &mut Reading) -> Failed {
    reading.fail(Reason::Syntax("the text is not UTF-8".into()))
}

/// Reads a text that says that it is JSON; if it is not, it is as malformed as a whole body would be.
fn put_stated(text: &str, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    let is_deep = matches!(Kind::of(slot), Kind::Object(_) | Kind::Any | Kind::Array);
    if is_deep || text.trim_start().starts_with('"') {
        return put_json(&json::parse(text, reading)?, slot, reading);
    }
    // A number is as well the text of its digits, and many forget the quotes of a text.
    let mark = reading.mark();
    slot.put(Source::Text(text), reading)?;
    if !reading.is_clean_since(mark) {
        json::parse(text, reading)?;
    }
    Ok(())
}
