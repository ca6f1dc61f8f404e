//! The look into a body of several media types: a client's into what it sends, a server's into what it answers.

use crate::codec::{Failed, Sink, Slot, View};
use crate::operation::BodyKind;

/// Shows the media type of a body and what it holds.
pub(crate) fn look(kinds: &'static [BodyKind], body: &dyn Slot, on: &mut dyn FnMut(&'static BodyKind, &dyn Slot)) {
    match kinds {
        [only] => on(only, body),
        kinds => {
            let _ = body.show(&mut Look { kinds, on });
        }
    }
}

struct Look<'o> {
    kinds: &'static [BodyKind],
    on: &'o mut dyn FnMut(&'static BodyKind, &dyn Slot),
}

impl Sink for Look<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Tagged("", [name, ..], payload) = view
            && let Some(kind) = self.kinds.iter().find(|kind| kind.name == *name)
        {
            (self.on)(kind, payload);
        }
        Ok(())
    }
}
