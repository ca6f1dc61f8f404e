//! What a slot is made of.

use super::{Failed, Sink, Table, View};

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

/// Looks how a blank value shows itself.
#[derive(Default)]
pub(super) struct Probe {
    pub(super) kind: Kind,
}

impl Sink for Probe {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.kind = match view {
            View::Seq(_) => Kind::Array,
            View::Map(_) | View::Tagged(..) => Kind::Object(None),
            View::Record(table, _) => Kind::Object(Some(table)),
            View::File(_) => Kind::File,
            View::Json(_) => Kind::Any,
            _ => Kind::Scalar,
        };
        Ok(())
    }
}
