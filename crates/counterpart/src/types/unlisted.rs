/// A text that is none of the values that a description lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlistedValue {
    listed: &'static [&'static str],
}

impl UnlistedValue {
    /// For generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(listed: &'static [&'static str]) -> Self {
        Self { listed }
    }
}

impl std::fmt::Display for UnlistedValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected one of {}", self.listed.join(", "))
    }
}

impl std::error::Error for UnlistedValue {}
