//! The place in a table for what is found out once.

use std::fmt;
#[cfg(feature = "client")]
use std::sync::OnceLock;

#[cfg(feature = "client")]
use crate::http_layer::Common;
#[cfg(feature = "client")]
use crate::operation::OperationTable;

/// A cell for what all requests of an operation have in common, filled with the first of them. It belongs to one table: what is in
/// it holds for no other method, path, inputs or answers, and is kept for good.
#[derive(Default)]
pub struct Prepared(#[cfg(feature = "client")] OnceLock<Box<Common>>);

impl Prepared {
    /// Before the first request.
    #[must_use]
    pub const fn new() -> Self {
        Self(
            #[cfg(feature = "client")]
            OnceLock::new(),
        )
    }
}

#[cfg(feature = "client")]
impl OperationTable {
    /// What all requests of the operation have in common.
    pub(crate) fn common(&'static self) -> &'static Common {
        self.prepared.0.get_or_init(|| Box::new(Common::of(self)))
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared(..)")
    }
}
