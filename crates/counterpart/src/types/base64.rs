use bytes::Bytes;

/// Bytes that are a string in base64 on the wire.
///
/// ```
/// use counterpart::{codec::json, types::Base64};
///
/// let bytes = Base64::from(b"hello".to_vec());
/// assert_eq!(json::to_string(&bytes)?, r#""aGVsbG8=""#);
/// assert_eq!(json::from_str::<Base64>(r#""aGVsbG8""#).unwrap().as_slice(), b"hello");
/// # Ok::<(), counterpart::codec::WriteError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(pub Bytes);

impl Base64 {
    /// The bytes themselves.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The bytes themselves.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl std::fmt::Debug for Base64 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl<B: Into<Bytes>> From<B> for Base64 {
    fn from(bytes: B) -> Self {
        Self(bytes.into())
    }
}

crate::serde_through_codec!(Base64);
