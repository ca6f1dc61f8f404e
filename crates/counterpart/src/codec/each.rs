//! A closure as a sink, for the elements of an array.

use super::{Failed, Purpose, SeqView, Sink, View};

/// Gives the view of every element to a closure.
///
/// # Errors
/// Those of the closure.
pub(crate) fn each(
    elements: &dyn SeqView,
    purpose: Purpose,
    take: &mut dyn FnMut(View<'_>) -> Result<(), Failed>,
) -> Result<(), Failed> {
    elements.show_each(&mut Each { purpose, take })
}

struct Each<'t> {
    purpose: Purpose,
    take: &'t mut dyn FnMut(View<'_>) -> Result<(), Failed>,
}

impl Sink for Each<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        (self.take)(view)
    }

    fn purpose(&self) -> Purpose {
        self.purpose
    }
}
