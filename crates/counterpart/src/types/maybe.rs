/// A property that may be absent and may be null, and the two are different: a partial update leaves an absent property as
/// it is and clears a null one.
///
/// ```
/// use counterpart::types::Maybe;
///
/// let name: Maybe<String> = "Ada".to_owned().into();
/// assert_eq!(name.value().map(String::as_str), Some("Ada"));
/// assert_eq!(Maybe::<i64>::Null.into_option(), None);
/// assert_eq!(Maybe::<i64>::from(Some(None)), Maybe::Null);
/// assert!(Maybe::<i64>::default().is_absent());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// There, and `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// There, and not `null`.
    #[must_use]
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to change, if there is one.
    pub const fn value_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Borrows what is inside.
    #[must_use]
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// Changes what is inside.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }

    /// The value, where absent and null make no difference.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The three states as two options: the outer one is absence, the inner one is null.
    #[must_use]
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// The value, or another where there is none.
    #[must_use]
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
    }

    /// Takes it out and leaves the property absent.
    #[must_use]
    pub const fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Absent)
    }

    /// Writes what a partial update says into the property that it updates: nothing if absent.
    ///
    /// ```
    /// use counterpart::types::Maybe;
    ///
    /// let mut stored = Some("old");
    /// Maybe::Absent.apply(&mut stored);
    /// assert_eq!(stored, Some("old"));
    /// Maybe::Null.apply(&mut stored);
    /// assert_eq!(stored, None);
    /// ```
    pub fn apply(self, stored: &mut Option<T>) {
        if let Some(change) = self.into_nested() {
            *stored = change;
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// `None` is `null`: to leave the property out, use `Maybe::Absent`.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Option<Option<T>>> for Maybe<T> {
    fn from(nested: Option<Option<T>>) -> Self {
        nested.map_or(Self::Absent, Self::from)
    }
}

impl<T> From<Maybe<T>> for Option<T> {
    fn from(maybe: Maybe<T>) -> Self {
        maybe.into_option()
    }
}
