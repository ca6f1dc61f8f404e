/// Makes an enum a union whose variants are told apart by evidence: by rules that each of their values keeps.
///
/// ```
/// use counterpart::types::Json;
///
/// #[derive(Clone, PartialEq)]
/// #[non_exhaustive]
/// pub enum Id { Number(i64), Text(String), Unknown(Json) }
/// counterpart::choice! {
///     Id one_of { Number [Kinds(&[Integer])], Text [Kinds(&[String])] [MinLength(1)] } Unknown
/// }
///
/// let ids: Vec<Id> = counterpart::codec::json::from_str(r#"[1, "a", true]"#)?;
/// assert_eq!(ids, [Id::Number(1), Id::Text("a".into()), Id::Unknown(true.into())]);
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
///
/// `any_of` instead of `one_of` lets several variants fit. After the evidence stand rules that a client does not enforce.
/// Before the name may stand `eq`, as in [`record!`](crate::record).
#[macro_export]
macro_rules! choice {
    (eq $($choice:tt)*) => { $crate::choice! { @ [Eq] $($choice)* } };
    (@ $flags:tt $name:ident one_of $($choice:tt)*) => { $crate::choice! { @ $flags $name true $($choice)* } };
    (@ $flags:tt $name:ident any_of $($choice:tt)*) => { $crate::choice! { @ $flags $name false $($choice)* } };
    (
        @ [$($flag:ident)*] $name:ident $exclusive:literal {
            $($variant:ident $([$($rule:tt)*] $([$($check:tt)*])?)?),* $(,)?
        } $unknown:ident
    ) => {
        const _: () = {
            static TABLE: $crate::codec::ChoiceTable = {
                #[allow(unused_imports, reason = "not every variant has evidence")]
                use $crate::validate::words::*;
                $crate::codec::ChoiceTable {
                    exclusive: $exclusive,
                    variants: &[$(&[$($($rule)*)?]),*],
                    checks: &[$(&[$($($($check)*)?)?]),*],
                }
            };
            /// Variants by index.
            #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the variants are")]
            enum Index { $($variant),* }
            impl $crate::codec::Slot for $name {
                fn blank() -> Self {
                    Self::$unknown($crate::types::Json::Null)
                }
                fn put(
                    &mut self,
                    source: $crate::codec::Source<'_>,
                    reading: &mut $crate::codec::Reading,
                ) -> Result<(), $crate::codec::Failed> {
                    reading.choice(source, &TABLE, &mut |index, source, reading| {
                        *self = match index {
                            $(index if index == Index::$variant as usize => {
                                Self::$variant($crate::codec::fill(source, reading)?)
                            })*
                            _ => Self::$unknown($crate::codec::fill(source, reading)?),
                        };
                        Ok(())
                    })
                }
                fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                    match self {
                        $(Self::$variant(value) => {
                            $crate::codec::show_variant(value, &TABLE, Index::$variant as usize, sink)
                        })*
                        Self::$unknown(value) => $crate::codec::show_unknown(value, sink),
                    }
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
    ($name:ident $($choice:tt)*) => { $crate::choice! { @ [] $name $($choice)* } };
}
