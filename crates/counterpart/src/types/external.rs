use std::ops::{Deref, DerefMut};

use serde_core::de::DeserializeOwned;
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

/// A type of your own where a description has a format: whatever serde can read from JSON and write to it.
///
/// ```
/// use counterpart::{codec::json, types::Extern};
///
/// // Stands for any type with serde's implementations, `Default` and `Clone`.
/// type Length = Extern<std::num::Wrapping<u8>>;
///
/// let lengths: Vec<Length> = json::from_str("[7]")?;
/// assert_eq!(lengths[0].0.0, 7);
/// assert!(json::from_str::<Length>("\"seven\"").is_err());
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extern<T>(pub T);

impl<T> Deref for Extern<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Extern<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Extern<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Serialize> Serialize for Extern<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Extern<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}
