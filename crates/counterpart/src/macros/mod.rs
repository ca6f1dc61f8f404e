//! The macros that generated code is made of: each carries a table and one-line functions over it.

mod enums;
mod record;
mod union;

/// The serde implementations and `Debug` of a slot, by delegation.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_through_codec {
    ($name:ty) => {
        impl $crate::private::serde::Serialize for $name {
            fn serialize<S: $crate::private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::codec::serialize(self, serializer)
            }
        }
        impl<'de> $crate::private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codec::deserialize(deserializer)
            }
        }
    };
}
