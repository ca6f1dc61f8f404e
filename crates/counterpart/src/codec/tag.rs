//! Which tag a variant is written with.

use super::{Failed, Sink, Slot, View};

/// The value to write for a tag: where several stand for a variant, the object itself may know which one it came with.
pub(crate) fn tag_value(tag: &str, values: &'static [&'static str], object: &dyn Slot) -> &'static str {
    let first = values.first().copied().unwrap_or_default();
    if values.len() < 2 {
        return first;
    }
    let mut finder = TagFinder {
        tag,
        values,
        found: None,
    };
    match object.show(&mut finder) {
        Ok(()) => finder.found.unwrap_or(first),
        Err(_) => first,
    }
}

struct TagFinder<'t> {
    tag: &'t str,
    values: &'static [&'static str],
    found: Option<&'static str>,
}

impl Sink for TagFinder<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        match view {
            View::Record(table, slots) => {
                let slot = table.written(slots).find(|(field, _)| field.name == self.tag);
                slot.map_or(Ok(()), |(_, slot)| slot.show(self))
            }
            View::Str(text) => {
                self.found = self.values.iter().copied().find(|value| *value == text);
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
