/// A string that must not appear in logs: `Debug` hides it.
///
/// ```
/// let password = counterpart::types::Password::from("hunter2");
/// assert_eq!(format!("{password:?}"), "Password(redacted)");
/// assert_eq!(password.reveal(), "hunter2");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Password(pub String);

impl Password {
    /// The secret itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(redacted)")
    }
}

impl<S: Into<String>> From<S> for Password {
    fn from(secret: S) -> Self {
        Self(secret.into())
    }
}

crate::serde_through_codec!(Password);
