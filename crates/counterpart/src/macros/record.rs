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
///
/// Before the name stand the traits that the codec implements, in this order: `default`, `eq` (`Eq` and `Hash`, which is why
/// no part may be a double) and `ord`. After the rules of a
/// property may stand its default, which a strict reading fills in: `limit: optional "limit" [Minimum(Int(1))] = "10"`.
#[macro_export]
macro_rules! record {
    (default eq ord $($record:tt)*) => { $crate::record! { @ [Default Eq Ord] $($record)* } };
    (default eq $($record:tt)*) => { $crate::record! { @ [Default Eq] $($record)* } };
    (default $($record:tt)*) => { $crate::record! { @ [Default] $($record)* } };
    (eq ord $($record:tt)*) => { $crate::record! { @ [Eq Ord] $($record)* } };
    (eq $($record:tt)*) => { $crate::record! { @ [Eq] $($record)* } };
    (
        @ $flags:tt $name:ident { $($field:ident: $need:ident $wire:literal $([$($rule:tt)*])? $(= $default:literal)?,)* ..closed $(,)? }
        $([$($object:tt)*])?
    ) => {
        $crate::record! { @ $flags $name Closed [$($($object)*)?] { $($field: $need $wire [$($($rule)*)?] [$($default)?],)* } }
    };
    (
        @ $flags:tt $name:ident { $($field:ident: $need:ident $wire:literal $([$($rule:tt)*])? $(= $default:literal)?,)* ..$rest:ident $(,)? }
        $([$($object:tt)*])?
    ) => {
        $crate::record! { @ $flags $name Kept [$($($object)*)?] { $($field: $need $wire [$($($rule)*)?] [$($default)?],)* } $rest }
    };
    (
        @ $flags:tt $name:ident { $($field:ident: $need:ident $wire:literal $([$($rule:tt)*])? $(= $default:literal)?),* $(,)? }
        $([$($object:tt)*])?
    ) => {
        $crate::record! { @ $flags $name Ignored [$($($object)*)?] { $($field: $need $wire [$($($rule)*)?] [$($default)?],)* } }
    };
    (
        @ [$($flag:ident)*] $name:ident $kind:ident [$($object:tt)*]
        { $($field:ident: $need:ident $wire:literal [$($rule:tt)*] [$($default:literal)?],)* } $($rest:ident)?
    ) => {
        const _: () = {
            static TABLE: $crate::codec::Table = {
                #[allow(unused_imports, reason = "most records have no rules")]
                use $crate::validate::words::*;
                $crate::codec::Table {
                    name: stringify!($name),
                    fields: &[$(
                        $crate::codec::Field::$need($wire, concat!(",\"", $wire, "\":"), &[$($rule)*]) $(.or_default($default))?
                    ),*],
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
        $( $crate::__through_codec! { $flag $name } )*
    };
    ($($record:tt)*) => { $crate::record! { @ [] $($record)* } };
}
