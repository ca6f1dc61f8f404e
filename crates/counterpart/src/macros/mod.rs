//! The macros that generated code is made of: each carries a table and one-line functions over it.

mod choice;
mod enums;
mod json_enum;
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

/// A trait of the standard library, implemented through the codec.
#[doc(hidden)]
#[macro_export]
macro_rules! __through_codec {
    (Default $name:ty) => {
        impl Default for $name {
            fn default() -> Self {
                $crate::codec::Slot::blank()
            }
        }
    };
    (Eq $name:ty) => {
        impl Eq for $name {}
        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $crate::codec::hash(self, state)
            }
        }
    };
    (Ord $name:ty) => {
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                Some($crate::codec::compare(self, other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                $crate::codec::compare(self, other)
            }
        }
    };
}
