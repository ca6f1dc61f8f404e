//! A box that few values have.

/// Nothing, or a value in a box of its own. As an `Option<Box<T>>`, of which all that drops it would have the code to drop a `T`;
/// here that is elsewhere, and what stays is to ask whether there is one.
#[derive(Debug)]
pub(crate) struct Seldom<T>(Option<Box<T>>);

impl<T> Seldom<T> {
    pub(crate) const NONE: Self = Self(None);

    pub(crate) fn some(value: T) -> Self {
        Self(Some(Box::new(value)))
    }

    #[inline]
    pub(crate) fn get(&self) -> Option<&T> {
        self.0.as_deref()
    }

    pub(crate) fn get_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }
}

impl<T: Default> Seldom<T> {
    pub(crate) fn get_or_default(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T> Drop for Seldom<T> {
    #[inline]
    fn drop(&mut self) {
        if let Some(held) = self.0.take() {
            drop_elsewhere(held);
        }
    }
}

#[cold]
#[inline(never)]
fn drop_elsewhere<T>(held: Box<T>) {
    drop(held);
}
