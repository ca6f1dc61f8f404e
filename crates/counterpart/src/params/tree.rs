//! Texts as a source.

use std::borrow::Cow;

use crate::codec::{Failed, MapSource, Reading, SeqSource, Slot, Source};

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
            Self::Text(text) => slot.put(Source::Text(text), reading),
            Self::List(elements) => {
                let mut elements = Elements(elements.iter());
                reading.nested(|reading| slot.put(Source::Seq(&mut elements), reading))
            }
            Self::Object(entries) => {
                let mut entries = Entries {
                    rest: entries.iter(),
                    value: None,
                };
                reading.nested(|reading| slot.put(Source::Map(&mut entries), reading))
            }
        }
    }
}

struct Elements<'s, 't>(std::slice::Iter<'s, Tree<'t>>);

impl SeqSource for Elements<'_, '_> {
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed> {
        let Some(element) = self.0.next() else {
            return Ok(false);
        };
        element.put(slot, reading)?;
        Ok(true)
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
}
