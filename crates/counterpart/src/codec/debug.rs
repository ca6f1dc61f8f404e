//! `Debug` through the codec: generated types pay one line for it.

use std::fmt;

use super::{Failed, Sink, Slot, View};

/// Prints a value as a derived `Debug` would, with secrets hidden and bytes counted.
///
/// # Errors
/// Those of the formatter.
pub fn debug(value: &dyn Slot, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    value.show(&mut DebugSink(f)).map_err(|_| fmt::Error)
}

struct Shown<'v>(&'v dyn Slot);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}

struct DebugSink<'f, 'w>(&'f mut fmt::Formatter<'w>);

impl Sink for DebugSink<'_, '_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        print(view, self.0).map_err(|_| Failed::NOTED)
    }

    fn is_debug(&self) -> bool {
        true
    }
}

fn print(view: View<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match view {
        View::Absent => f.write_str("None"),
        View::Null => f.write_str("Null"),
        View::Bool(value) => fmt::Debug::fmt(&value, f),
        View::I64(value) => fmt::Debug::fmt(&value, f),
        View::U64(value) => fmt::Debug::fmt(&value, f),
        View::F64(value) => fmt::Debug::fmt(&value, f),
        View::F32(value) => fmt::Debug::fmt(&value, f),
        View::Str(text) => fmt::Debug::fmt(text, f),
        View::File(file) => fmt::Debug::fmt(file, f),
        View::Json(value) => fmt::Display::fmt(value, f),
        View::Tagged(_, _, object) => debug(object, f),
        View::Seq(elements) => f
            .debug_list()
            .entries((0..).map_while(|index| elements.at(index)).map(Shown))
            .finish(),
        View::Map(entries) => {
            let entries = (0..).map_while(|index| entries.at(index));
            f.debug_map()
                .entries(entries.map(|(key, value)| (key, Shown(value))))
                .finish()
        }
        View::Record(table, slots) => {
            let mut printer = f.debug_struct(table.name);
            for (field, slot) in table.fields.iter().zip(slots) {
                printer.field(field.name, &Shown(*slot));
            }
            if let Some(rest) = table.rest_slot(slots) {
                printer.field("additional_properties", &Shown(rest));
            }
            printer.finish()
        }
    }
}
