//! `Debug` through the codec: generated types pay one line for it.

use std::fmt;

use super::{Failed, Need, Purpose, Sink, Slot, View, each};

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

struct ShownView<'v>(View<'v>);

impl fmt::Debug for ShownView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(self.0, f)
    }
}

/// The value of a field, inside of the `Option` or `Maybe` that its need implies.
pub(crate) struct Property<'v> {
    pub(crate) need: Need,
    pub(crate) slot: &'v dyn Slot,
}

impl fmt::Debug for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_absent = self.slot.is_absent();
        match self.need {
            Need::Required => debug(self.slot, f),
            Need::Nullable | Need::Optional if is_absent => f.write_str("None"),
            Need::Nullable | Need::Optional => f.debug_tuple("Some").field(&Shown(self.slot)).finish(),
            Need::Maybe if is_absent => f.write_str("Absent"),
            Need::Maybe if is_null(self.slot) => f.write_str("Null"),
            Need::Maybe => f.debug_tuple("Value").field(&Shown(self.slot)).finish(),
        }
    }
}

fn is_null(slot: &dyn Slot) -> bool {
    let mut look = IsNull(false);
    // Looking does not fail.
    let _ = slot.show(&mut look);
    look.0
}

struct IsNull(bool);

impl Sink for IsNull {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.0 = matches!(view, View::Null);
        Ok(())
    }
}

struct DebugSink<'f, 'w>(&'f mut fmt::Formatter<'w>);

impl Sink for DebugSink<'_, '_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        print(view, self.0).map_err(|_| Failed::NOTED)
    }

    fn purpose(&self) -> Purpose {
        Purpose::Debug
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
        View::Digits(digits) => f.write_str(digits),
        View::Str(text) => fmt::Debug::fmt(text, f),
        View::File(file) => fmt::Debug::fmt(file, f),
        View::Body(_) => f.write_str("Body(..)"),
        View::Json(value) => fmt::Display::fmt(value, f),
        // A choice between media types, see `bodies!`.
        View::Tagged("", [variant], body) => f.debug_tuple(variant).field(&Shown(body)).finish(),
        View::Tagged(_, _, object) => debug(object, f),
        View::Checked(_, view) => print(*view, f),
        View::Seq(elements) => {
            let mut list = f.debug_list();
            let outcome = each(elements, Purpose::Debug, &mut |view| {
                list.entry(&ShownView(view));
                Ok(())
            });
            outcome.map_err(|_| fmt::Error)?;
            list.finish()
        }
        View::Map(entries) => {
            let entries = (0..).map_while(|index| entries.at(index));
            f.debug_map()
                .entries(entries.map(|(key, value)| (key, Shown(value))))
                .finish()
        }
        View::Record(table, slots) => {
            let mut printer = f.debug_struct(table.name);
            for (field, slot) in table.fields.iter().zip(slots) {
                printer.field(
                    field.name,
                    &Property {
                        need: field.need,
                        slot: *slot,
                    },
                );
            }
            if let Some(rest) = table.rest_slot(slots) {
                printer.field("additional_properties", &Shown(rest));
            }
            printer.finish()
        }
    }
}
