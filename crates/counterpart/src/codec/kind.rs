//! What a slot is made of.

use super::{Failed, Purpose, Sink, Slot, Table, View};

/// What a slot is made of. JSON says it itself; a parameter or a form is cut by what is wanted.
#[derive(Debug, Clone, Copy, Default)]
pub enum Kind {
    /// One text.
    #[default]
    Scalar,
    /// Elements.
    Array,
    /// Named values; the table, if the names are known.
    Object(Option<&'static Table>),
    /// Bytes.
    File,
    /// Whatever comes.
    Any,
}

impl Kind {
    /// What a slot is made of, by how it shows itself.
    #[must_use]
    pub fn of(slot: &dyn Slot) -> Self {
        let mut probe = Probe::default();
        // The probe does not fail.
        let _ = slot.show(&mut probe);
        probe.kind
    }
}

#[derive(Default)]
struct Probe {
    kind: Kind,
}

impl Sink for Probe {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.kind = match view {
            View::Seq(_) => Kind::Array,
            View::Map(_) | View::Tagged(..) => Kind::Object(None),
            View::Record(table, _) => Kind::Object(Some(table)),
            View::File(_) | View::Body(_) => Kind::File,
            View::Json(_) | View::Null => Kind::Any,
            _ => Kind::Scalar,
        };
        Ok(())
    }

    fn purpose(&self) -> Purpose {
        Purpose::Probe
    }
}
