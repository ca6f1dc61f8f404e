//! Places in JSON, found with `serde_json`'s raw values: a borrowed piece of text knows where it lies.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Found, Wanted};

pub(super) fn locate(text: &str, wanted: &Wanted, found: &mut [Option<Found>]) {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let Some(value) = text.get(start..) else { return };
    wanted.fill(&(start..start + 1), found);
    search(text, value, wanted, found);
}

/// Looks for the children of `wanted` in a value.
fn search(text: &str, value: &str, wanted: &Wanted, found: &mut [Option<Found>]) {
    if wanted.children.is_empty() {
        return;
    }
    let mut deserializer = serde_json::Deserializer::from_str(value);
    let Ok(children) = (Children { wanted }).deserialize(&mut deserializer) else {
        return;
    };
    for child in children {
        let place = child.place(text);
        child.wanted.fill(&place, found);
        search(text, child.value, child.wanted, found);
    }
}

/// A child that is looked for.
struct Child<'t, 'w> {
    wanted: &'w Wanted,
    key: Option<&'t str>,
    value: &'t str,
}

impl Child<'_, '_> {
    fn place(&self, text: &str) -> Range<usize> {
        let value = offset(text, self.value);
        let is_container = self.value.starts_with(['{', '[']);
        match self.key {
            // The quotes belong to the key.
            Some(key) if is_container => offset(text, key) - 1..offset(text, key) + key.len() + 1,
            _ if is_container => value..value + 1,
            _ => value..value + self.value.len(),
        }
    }
}

/// Where a borrowed part of a text begins.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

struct Children<'w> {
    wanted: &'w Wanted,
}

impl<'de, 'w> DeserializeSeed<'de> for Children<'w> {
    type Value = Vec<Child<'de, 'w>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, 'w> Visitor<'de> for Children<'w> {
    type Value = Vec<Child<'de, 'w>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        while let Some(key) = map.next_key::<Key<'de>>()? {
            match self.wanted.child(key.text()) {
                Some(wanted) => {
                    let value = map.next_value::<&RawValue>()?.get();
                    children.push(Child {
                        wanted,
                        key: key.borrowed(),
                        value,
                    });
                }
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(children)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut children = Vec::new();
        let mut index = 0_usize;
        while let Some(value) = seq.next_element::<&RawValue>()? {
            if let Some(wanted) = self.wanted.child(&index.to_string()) {
                children.push(Child {
                    wanted,
                    key: None,
                    value: value.get(),
                });
            }
            index += 1;
        }
        Ok(children)
    }
}

/// A key, borrowed from the text unless it has escapes.
enum Key<'t> {
    Borrowed(&'t str),
    Owned(String),
}

impl<'t> Key<'t> {
    fn text(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Owned(text) => text,
        }
    }

    fn borrowed(&self) -> Option<&'t str> {
        match self {
            Self::Borrowed(text) => Some(text),
            Self::Owned(_) => None,
        }
    }
}

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Key::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Key::Owned(text.to_owned()))
    }
}
