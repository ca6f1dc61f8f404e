//! Texts as a source.

use std::borrow::Cow;

use serde_json::Value;

use crate::codec::{Failed, Kind, MapSource, Origin, Reading, SeqSource, Sink, Slot, Source, View};

/// Decoded texts in the shape that was wanted.
#[derive(Debug)]
pub(crate) enum Tree<'t> {
    Text(Cow<'t, str>),
    List(Vec<Tree<'t>>),
    Object(Vec<(Cow<'t, str>, Tree<'t>)>),
}

impl Tree<'_> {
    /// Reads the texts into a slot.
    pub(crate) fn put(&self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        match self {
            Self::Object(entries) if is_list(entries) && matches!(Kind::of(slot), Kind::Array) => {
                let mut elements = Elements(indexed(entries).into_iter());
                reading.nested(|reading| slot.put(Source::Seq(&mut elements), reading))
            }
            Self::Text(text) => slot.put(Source::Text(text), reading),
            Self::List(_) | Self::Object(_) => reading.nested(|reading| {
                self.offer(
                    &mut |source: Source<'_>, reading: &mut Reading| slot.put(source, reading),
                    reading,
                )
            }),
        }
    }

    /// Offers the texts as a source; an array or object at a level that is counted already.
    pub(crate) fn offer(
        &self,
        take: &mut dyn FnMut(Source<'_>, &mut Reading) -> Result<(), Failed>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        match self {
            Self::Text(text) => take(Source::Text(text), reading),
            Self::List(elements) => take(
                Source::Seq(&mut Elements(elements.iter().collect::<Vec<_>>().into_iter())),
                reading,
            ),
            Self::Object(entries) => {
                let mut entries = Entries {
                    rest: entries.iter(),
                    value: None,
                };
                take(Source::Map(&mut entries), reading)
            }
        }
    }

    /// As JSON, by what a text means.
    pub(crate) fn to_json(&self, meaning: &dyn Fn(&str) -> Value) -> Value {
        match self {
            Self::Text(text) => meaning(text),
            Self::List(elements) => elements.iter().map(|element| element.to_json(meaning)).collect(),
            Self::Object(entries) => entries
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_json(meaning)))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

/// Texts that are set aside, to be read again.
impl Slot for Tree<'static> {
    fn blank() -> Self {
        Self::Text(Cow::Borrowed(""))
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = match source {
            Source::Seq(elements) => list(elements, reading)?,
            Source::Map(entries) => object(entries, reading)?,
            Source::Str(text) | Source::Text(text) => Self::Text(Cow::Owned(text.to_owned())),
            Source::File(file) => Self::Text(Cow::Owned(String::from_utf8_lossy(&file.bytes).into_owned())),
            Source::Body(body) => Self::Text(Cow::Owned(
                String::from_utf8_lossy(&body.ready_bytes().unwrap_or_default()).into_owned(),
            )),
            // A part in JSON: its scalars have one text each.
            Source::Bool(value) => Self::Text(Cow::Owned(value.to_string())),
            Source::I64(value) => Self::Text(Cow::Owned(value.to_string())),
            Source::U64(value) => Self::Text(Cow::Owned(value.to_string())),
            Source::F64(value) => Self::Text(Cow::Owned(value.to_string())),
            Source::Null | Source::Absent | Source::Entry(..) => Self::blank(),
        };
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        // Whatever comes is wanted.
        sink.accept(View::Null)
    }

    fn takes_null() -> bool {
        true
    }
}

fn list(elements: &mut dyn SeqSource, reading: &mut Reading) -> Result<Tree<'static>, Failed> {
    let mut list = Vec::new();
    loop {
        let mut element = <Tree<'static> as Slot>::blank();
        if !elements.next(&mut element, reading)? {
            return Ok(Tree::List(list));
        }
        list.push(element);
    }
}

fn object(entries: &mut dyn MapSource, reading: &mut Reading) -> Result<Tree<'static>, Failed> {
    let mut object = Vec::new();
    let mut key = String::new();
    while entries.key(&mut |name| name.clone_into(&mut key), reading)? {
        let mut value = <Tree<'static> as Slot>::blank();
        entries.value(&mut value, reading)?;
        object.push((Cow::Owned(std::mem::take(&mut key)), value));
    }
    Ok(Tree::Object(object))
}

/// Keys that number elements, as some clients write them: `a[0]=x&a[1]=y` or `a[]=x&a[]=y`.
fn is_list(entries: &[(Cow<'_, str>, Tree<'_>)]) -> bool {
    entries
        .iter()
        .enumerate()
        .all(|(at, (key, _))| key.is_empty() || key.parse() == Ok(at))
}

fn indexed<'s, 't>(entries: &'s [(Cow<'t, str>, Tree<'t>)]) -> Vec<&'s Tree<'t>> {
    entries
        .iter()
        .flat_map(|(key, tree)| match tree {
            Tree::List(elements) if key.is_empty() => elements.iter().collect(),
            element => vec![element],
        })
        .collect()
}

struct Elements<'s, 't>(std::vec::IntoIter<&'s Tree<'t>>);

impl SeqSource for Elements<'_, '_> {
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed> {
        let Some(element) = self.0.next() else {
            return Ok(false);
        };
        element.put(slot, reading)?;
        Ok(true)
    }

    fn origin(&self) -> Origin<'_> {
        Origin::Text
    }
}

struct Entries<'s, 't> {
    rest: std::slice::Iter<'s, (Cow<'t, str>, Tree<'t>)>,
    value: Option<&'s Tree<'t>>,
}

impl MapSource for Entries<'_, '_> {
    fn key(&mut self, on_key: &mut dyn FnMut(&str), _reading: &mut Reading) -> Result<bool, Failed> {
        let entry = self.rest.next();
        self.value = entry.map(|(_, value)| value);
        if let Some((key, _)) = entry {
            on_key(key);
        }
        Ok(entry.is_some())
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        self.value.map_or(Ok(()), |value| value.put(slot, reading))
    }

    fn skip(&mut self, _reading: &mut Reading) -> Result<(), Failed> {
        Ok(())
    }

    fn origin(&self) -> Origin<'_> {
        Origin::Text
    }
}
