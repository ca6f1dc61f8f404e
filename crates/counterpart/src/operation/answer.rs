//! What a response enum owes to the runtime.

use std::fmt;

use http::StatusCode;

use super::table::Answer;
use crate::codec::{Failed, Slot};

/// The documented answers of an operation, implemented by `operation!` on the response enum.
pub trait Answers: fmt::Debug + Sized + Send + 'static {
    /// The table, one entry a variant.
    const ANSWERS: &'static [Answer];
    /// What a call yields: the body of the one success, nothing, or the enum itself.
    type Success: Send + 'static;

    /// Makes the variant at `index`, if there is one; `fill` reads the body.
    ///
    /// # Errors
    /// Those of `fill`.
    fn read(
        index: usize,
        status: StatusCode,
        fill: &mut dyn FnMut(&mut dyn Slot) -> Result<(), Failed>,
    ) -> Result<Option<Self>, Failed>;

    /// Shows which answer this is and what it holds.
    fn show(&self) -> Shown<'_>;

    /// Takes the success out.
    ///
    /// # Errors
    /// The answer itself, where it is not a success.
    fn into_success(self) -> Result<Self::Success, Self>;
}

/// An answer, as it shows itself.
pub struct Shown<'a> {
    /// The place of the variant in [`Answers::ANSWERS`].
    pub index: usize,
    /// The status, where the variant carries one.
    pub status: Option<StatusCode>,
    /// The body, where the variant has one.
    pub body: Option<&'a dyn Slot>,
}

/// A slot that `fill` has filled.
///
/// # Errors
/// Those of `fill`.
pub fn filled<T: Slot>(fill: &mut dyn FnMut(&mut dyn Slot) -> Result<(), Failed>) -> Result<T, Failed> {
    let mut slot = T::blank();
    fill(&mut slot)?;
    Ok(slot)
}
