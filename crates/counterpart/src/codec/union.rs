//! Tagged unions: objects of which one property says what the others are.

use serde_json::Value;

use super::{Failed, MapSource, Origin, Reading, Slot, Source, tree};

/// What a tagged union is told apart by, known when the code is generated.
#[derive(Debug)]
pub struct UnionTable {
    /// The name of the property that holds the tag.
    pub tag: &'static str,
    /// The values that the description lists.
    pub values: &'static [&'static str],
}

impl Reading {
    /// Reads an object by its tag, wherever that stands: what comes before it is set aside as JSON and read again, what comes
    /// after it is read as it comes. `read` gets the tag and the whole object, tag included.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn union(
        &mut self,
        source: Source<'_>,
        table: &'static UnionTable,
        read: &mut dyn FnMut(&str, Source<'_>, &mut Self) -> Result<(), Failed>,
    ) -> Result<(), Failed> {
        let Source::Map(live) = source else {
            return self.mismatch("an object", &source);
        };
        self.refuse_null(false);
        let mut aside = Vec::new();
        let Some(tag) = find_tag(live, table.tag, &mut aside, self)? else {
            return self.within(table.tag, |reading| {
                reading.violate("required", "the property is missing")
            });
        };
        let Value::String(name) = &tag else {
            return self.within(table.tag, |reading| reading.violate("type", "expected a string"));
        };
        if self.is_strict() && !table.values.contains(&name.as_str()) {
            return self.within(table.tag, |reading| reading.unlisted(&table.values));
        }
        let name = name.clone();
        aside.push((table.tag.to_owned(), tag));
        let mut replay = Replay {
            aside: aside.into_iter(),
            current: None,
            live,
        };
        read(&name, Source::Map(&mut replay), self)
    }
}

/// Reads up to the tag and gives its value.
fn find_tag(
    live: &mut dyn MapSource,
    tag: &str,
    aside: &mut Vec<(String, Value)>,
    reading: &mut Reading,
) -> Result<Option<Value>, Failed> {
    let mut key = String::new();
    while live.key(&mut |name| name.clone_into(&mut key), reading)? {
        let mut value = Value::Null;
        let mark = reading.mark();
        let outcome = live.value(&mut value, reading);
        reading.settle(mark, outcome, &key)?;
        if key == tag {
            return Ok(Some(value));
        }
        aside.push((std::mem::take(&mut key), value));
    }
    Ok(None)
}

/// The entries that were set aside, then those that are still to come.
struct Replay<'a> {
    aside: std::vec::IntoIter<(String, Value)>,
    /// The value of the current key, if it was set aside.
    current: Option<Value>,
    live: &'a mut dyn MapSource,
}

impl MapSource for Replay<'_> {
    fn key(&mut self, on_key: &mut dyn FnMut(&str), reading: &mut Reading) -> Result<bool, Failed> {
        let Some((key, value)) = self.aside.next() else {
            self.current = None;
            return self.live.key(on_key, reading);
        };
        self.current = Some(value);
        on_key(&key);
        Ok(true)
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        match &self.current {
            Some(value) => tree::put_json(value, slot, reading),
            None => self.live.value(slot, reading),
        }
    }

    fn skip(&mut self, reading: &mut Reading) -> Result<(), Failed> {
        match self.current {
            Some(_) => Ok(()),
            None => self.live.skip(reading),
        }
    }

    fn origin(&self) -> Origin<'_> {
        match self.live.origin() {
            Origin::Text => Origin::Text,
            // The whole is no longer in one place.
            Origin::Json(_) | Origin::Stream => Origin::Stream,
        }
    }
}
