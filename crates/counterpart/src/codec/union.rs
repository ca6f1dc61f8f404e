//! Tagged unions: objects of which one property says what the others are.

use serde_json::Value;

use super::{Failed, MapSource, Origin, Purpose, Reading, Sink, Slot, Source, View, tree};
use crate::validate::Rule;

/// What a tagged union is told apart by, known when the code is generated.
#[derive(Debug)]
pub struct UnionTable {
    /// The name of the property that holds the tag.
    pub tag: &'static str,
    /// The variants: the tags that the description lists for each, and what a server checks beside what its type says.
    pub variants: &'static [(&'static [&'static str], &'static [Rule])],
}

impl UnionTable {
    /// The rules of the variant of a tag, if there is one.
    fn rules_of(&self, tag: &str) -> Option<&'static [Rule]> {
        let mut variants = self.variants.iter();
        let variant = variants.find(|(tags, _)| tags.contains(&tag));
        variant.map(|(_, rules)| *rules)
    }

    fn tags(&self) -> Vec<&'static str> {
        let tags = self.variants.iter().flat_map(|(tags, _)| *tags);
        tags.copied().collect()
    }
}

/// Shows the object of a variant and its tag; one who checks it is told its rules.
///
/// # Errors
/// Those of the sink.
pub fn show_tagged(
    object: &dyn Slot,
    table: &'static UnionTable,
    tags: &'static [&'static str],
    sink: &mut dyn Sink,
) -> Result<(), Failed> {
    let view = View::Tagged(table.tag, tags, object);
    if sink.purpose() != Purpose::Check {
        return sink.accept(view);
    }
    let rules = tags.first().and_then(|tag| table.rules_of(tag));
    sink.accept(View::Checked(rules.unwrap_or_default(), &view))
}

/// Shows what fits no variant of a union; one who checks it is told so.
///
/// # Errors
/// Those of the sink.
pub fn show_unknown(value: &Value, sink: &mut dyn Sink) -> Result<(), Failed> {
    match sink.purpose() {
        Purpose::Check => sink.accept(View::Checked(&[Rule::Unlisted], &View::Json(value))),
        _ => value.show(sink),
    }
}

impl Reading {
    /// Reads an object by its tag, wherever that stands: what comes before it is set aside as JSON and read again, what comes
    /// after it is read as it comes. `read` gets the tag and the whole object, tag included. Gives the rules that are still
    /// to be checked on what was read.
    ///
    /// # Errors
    /// When the reading cannot go on.
    pub fn union(
        &mut self,
        source: Source<'_>,
        table: &'static UnionTable,
        read: &mut dyn FnMut(&str, Source<'_>, &mut Self) -> Result<(), Failed>,
    ) -> Result<&'static [Rule], Failed> {
        let Source::Map(live) = source else {
            return self.mismatch("an object", &source).map(|()| NONE);
        };
        self.refuse_null(false);
        let mut aside = Vec::new();
        let Some(tag) = find_tag(live, table.tag, &mut aside, self)? else {
            let missing = |reading: &mut Self| reading.violate("required", "the property is missing");
            return self.within(table.tag, missing).map(|()| NONE);
        };
        let Value::String(name) = &tag else {
            let mistyped = |reading: &mut Self| reading.violate("type", "expected a string");
            return self.within(table.tag, mistyped).map(|()| NONE);
        };
        let rules = match table.rules_of(name) {
            _ if !self.is_strict() => NONE,
            Some(rules) => rules,
            None => {
                let unlisted = |reading: &mut Self| reading.unlisted(&table.tags());
                return self.within(table.tag, unlisted).map(|()| NONE);
            }
        };
        let name = name.clone();
        aside.push((table.tag.to_owned(), tag));
        let mut replay = Replay {
            aside: aside.into_iter(),
            current: None,
            live,
        };
        if rules.is_empty() || matches!(replay.live.origin(), Origin::Text) {
            return self.read_unjudged(&name, replay, rules, read);
        }
        // What no field takes counts too, so that the rules are checked on all of it.
        let value: Value = super::fill(Source::Map(&mut replay), self)?;
        if let Some(checks) = self.checks() {
            (checks.json)((&value).into(), rules, self);
        }
        tree::offer(&value, &mut |source, reading| read(&name, source, reading), self)?;
        Ok(NONE)
    }

    /// Texts have no kinds of their own: the rules are left for what is made of them, if that is as described.
    fn read_unjudged(
        &mut self,
        name: &str,
        mut replay: Replay<'_>,
        rules: &'static [Rule],
        read: &mut dyn FnMut(&str, Source<'_>, &mut Self) -> Result<(), Failed>,
    ) -> Result<&'static [Rule], Failed> {
        let mark = self.mark();
        read(name, Source::Map(&mut replay), self)?;
        Ok(if self.is_clean_since(mark) { rules } else { NONE })
    }
}

const NONE: &[Rule] = &[];

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
