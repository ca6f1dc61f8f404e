//! Operations as data: a table an operation, and the few functions by which generated types lend themselves out.
//!
//! Everything that client and server do with an operation is written once, over [`OperationTable`] and `dyn Slot`; what
//! `operation!` generates is this table and bodies of one expression.

mod answer;
mod bodies;
#[cfg(feature = "client")]
mod callback;
mod debug;
mod headers;
mod inputs;
mod macros;
mod outcomes;
mod pieces;
mod prepared;
mod schemes;
mod table;

pub use answer::{Answers, Filler, Shown, success_of};
pub use bodies::{Bodies, chosen, take};
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use bodies::{fill, look};
#[cfg(feature = "client")]
pub use callback::{AddressError, Callback};
pub use debug::{debug_answer, debug_headers, debug_operation};
pub use headers::Headers;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use headers::each as each_header;
pub use prepared::Prepared;
pub use table::{
    Answer, BodyKind, BodySpec, Content, Flow, FlowKind, Input, JSON, OperationTable, Requirement, Scheme, SchemeKind,
    Status, Syntax,
};
#[cfg(feature = "server")]
pub(crate) use {answer::row, table::answer_of};

use crate::Blank;
use crate::codec::Slot;

/// The receiver of lent slots that will be filled.
pub type Fill<'a> = dyn FnMut(&mut [&mut dyn Slot]) + 'a;
/// The receiver of lent slots that show themselves.
pub type Look<'a> = dyn FnMut(&[&dyn Slot]) + 'a;

/// One operation of an API: a value of the implementing type is one request.
///
/// Implemented by `operation!`; the slots stand in the order of [`OperationTable::inputs`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no operation of a description",
    label = "not an operation",
    note = "operations are the structs in the module `operations` of generated code, such as `operations::PetGet`"
)]
pub trait Operation: Blank + Send + 'static {
    /// What the description says about the operation.
    const TABLE: &'static OperationTable;
    /// The documented answers.
    type Response: Answers;

    /// Lends the inputs out, to be filled.
    fn slots(&mut self, fill: &mut Fill<'_>);

    /// Lends the inputs out, to be looked at.
    fn fields(&self, look: &mut Look<'_>);
}
