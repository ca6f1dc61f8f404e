/// Makes a struct a record of the codec.
///
/// ```
/// #[derive(Clone, PartialEq)]
/// pub struct Pet { pub name: String, pub tag: Option<String> }
/// counterpart::record! { Pet { name: required "name" [MinLength(1)], tag: optional "tag" } }
///
/// let pet: Pet = counterpart::codec::json::from_str(r#"{"name": "Rex"}"#)?;
/// assert_eq!(format!("{pet:?}"), r#"Pet { name: "Rex", tag: None }"#);
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
#[macro_export]
macro_rules! record {
    (default $name:ident { $($body:tt)* } $($rules:tt)*) => {
        $crate::record! { $name { $($body)* } $($rules)* }
        impl Default for $name {
            fn default() -> Self {
                $crate::codec::Slot::blank()
            }
        }
    };
    ($name:ident { $($field:ident: $need:ident $wire:literal $([$($rule:tt)*])?,)* ..closed $(,)? } $([$($object:tt)*])?) => {
        $crate::record! { @ $name Closed [$($($object)*)?] { $($field: $need $wire [$($($rule)*)?],)* } }
    };
    ($name:ident { $($field:ident: $need:ident $wire:literal $([$($rule:tt)*])?,)* ..$rest:ident $(,)? } $([$($object:tt)*])?) => {
        $crate::record! { @ $name Kept [$($($object)*)?] { $($field: $need $wire [$($($rule)*)?],)* } $rest }
    };
    ($name:ident { $($field:ident: $need:ident $wire:literal $([$($rule:tt)*])?),* $(,)? } $([$($object:tt)*])?) => {
        $crate::record! { @ $name Ignored [$($($object)*)?] { $($field: $need $wire [$($($rule)*)?],)* } }
    };
    (@ $name:ident $kind:ident [$($object:tt)*] { $($field:ident: $need:ident $wire:literal [$($rule:tt)*],)* } $($rest:ident)?) => {
        const _: () = {
            static TABLE: $crate::codec::Table = {
                #[allow(unused_imports, reason = "most records have no rules")]
                use $crate::validate::{Number::*, Rule::*};
                $crate::codec::Table {
                    name: stringify!($name),
                    fields: &[$($crate::codec::Field::$need($wire, concat!(",\"", $wire, "\":"), &[$($rule)*])),*],
                    rest: $crate::codec::Rest::$kind,
                    rules: &[$($object)*],
                }
            };
            impl $crate::codec::Slot for $name {
                fn blank() -> Self {
                    Self { $($field: $crate::codec::Slot::blank(),)* $($rest: $crate::codec::Slot::blank(),)? }
                }
                fn put(
                    &mut self,
                    source: $crate::codec::Source<'_>,
                    reading: &mut $crate::codec::Reading,
                ) -> Result<(), $crate::codec::Failed> {
                    reading.record(source, &TABLE, &mut [$(&mut self.$field,)* $(&mut self.$rest,)?])
                }
                fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                    sink.accept($crate::codec::View::Record(&TABLE, &[$(&self.$field,)* $(&self.$rest,)?]))
                }
            }
        };
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }
        $crate::serde_through_codec!($name);
    };
}
