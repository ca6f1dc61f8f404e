//! Events that are told apart by their names: the data is an enum, whose variants show themselves as tagged by nothing.

use super::event::read_data;
use crate::codec::{Failed, MapSource, Purpose, ReadError, Reading, Sink, Slot, Source, View};

/// What an event without a name is called (HTML, section 9.2.6).
pub(super) const MESSAGE: &str = "message";

/// What an event is called by its data. `None`: the data says nothing of a name; `Some(None)`: it has a name that the
/// description does not list.
pub(super) fn name_of(data: &dyn Slot) -> Option<Option<&'static str>> {
    let mut found = None;
    look(data, &mut |names, _| found = Some(names.first().copied()));
    found
}

/// The data of the variant, where it is an enum.
pub(super) fn within(data: &dyn Slot, on: &mut dyn FnMut(&dyn Slot)) {
    if !look(data, &mut |_, inner| on(inner)) {
        on(data);
    }
}

/// Looks into an enum of events; tells whether it is one.
fn look(data: &dyn Slot, on: &mut dyn FnMut(&'static [&'static str], &dyn Slot)) -> bool {
    let mut looking = Looking { on, found: false };
    // Looking does not fail.
    let _ = data.show(&mut looking);
    looking.found
}

struct Looking<'o> {
    on: &'o mut dyn FnMut(&'static [&'static str], &dyn Slot),
    found: bool,
}

impl Sink for Looking<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        if let View::Tagged("", names, inner) = view {
            self.found = true;
            (self.on)(names, inner);
        }
        Ok(())
    }

    fn purpose(&self) -> Purpose {
        Purpose::Probe
    }
}

/// Reads data as what the name of its event stands for.
pub(super) fn by_name(name: &str, bytes: &[u8], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), ReadError> {
    let mut data = Data { bytes, error: None };
    // The error is kept where it was made.
    let outcome = slot.put(Source::Entry(name, &mut data), reading);
    match (data.error, outcome) {
        (Some(error), _) => Err(error),
        (None, Err(_)) => Err(reading.take_error(0, 0)),
        (None, Ok(())) => Ok(()),
    }
}

struct Data<'b> {
    bytes: &'b [u8],
    error: Option<ReadError>,
}

impl MapSource for Data<'_> {
    fn key(&mut self, _: &mut dyn FnMut(&str), _: &mut Reading) -> Result<bool, Failed> {
        Ok(false)
    }

    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        self.error = read_data(self.bytes, slot, reading).err();
        match self.error {
            Some(_) => Err(Failed::NOTED),
            None => Ok(()),
        }
    }

    fn skip(&mut self, _: &mut Reading) -> Result<(), Failed> {
        Ok(())
    }
}
