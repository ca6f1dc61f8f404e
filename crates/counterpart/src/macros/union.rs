/// Makes an enum the union of objects that a property tells apart.
///
/// ```
/// use counterpart::types::Json;
///
/// #[derive(Clone, PartialEq)]
/// pub struct Cat { pub meows: Option<bool> }
/// counterpart::record! { default Cat { meows: optional "meows" } }
/// #[derive(Clone, PartialEq)]
/// #[non_exhaustive]
/// pub enum Animal { Cat(Cat), Unknown(Json) }
/// counterpart::union! { Animal tag "kind" { Cat = "cat" | "kitten" } Unknown }
///
/// let animal: Animal = counterpart::codec::json::from_str(r#"{"meows": true, "kind": "kitten"}"#)?;
/// assert_eq!(animal, Animal::Cat(Cat { meows: Some(true) }));
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
///
/// `union! { Change event { Added = "added" } Unknown }` is the data of server-sent events, told apart by their names.
///
/// After the tags of a variant may stand rules in brackets, which a client does not enforce. Before the name may stand `eq`,
/// as in [`record!`](crate::record).
#[macro_export]
macro_rules! union {
    (eq $name:ident $($union:tt)*) => {
        $crate::union! { $name $($union)* }
        $crate::__through_codec! { Eq $name }
    };
    (
        $name:ident tag $tag:literal {
            $($variant:ident = $first:literal $(| $more:literal)* $([$($rule:tt)*])?),* $(,)?
        } $unknown:ident
    ) => {
        const _: () = {
        static TABLE: $crate::codec::UnionTable = {
            #[allow(unused_imports, reason = "few unions have rules")]
            use $crate::validate::words::*;
            $crate::codec::UnionTable {
                tag: $tag,
                    variants: &[$((&[$first $(, $more)*], &[$($($rule)*)?])),*],
            }
        };
        impl $crate::codec::Slot for $name {
            fn blank() -> Self {
                Self::$unknown($crate::types::Json::Null)
            }
            fn put(
                &mut self,
                source: $crate::codec::Source<'_>,
                reading: &mut $crate::codec::Reading,
            ) -> Result<(), $crate::codec::Failed> {
                let unchecked = reading.union(source, &TABLE, &mut |tag, source, reading| {
                    *self = match tag {
                        $($first $(| $more)* => Self::$variant($crate::codec::fill(source, reading)?),)*
                        _ => Self::$unknown($crate::codec::fill(source, reading)?),
                    };
                    Ok(())
                })?;
                reading.check(self, unchecked);
                Ok(())
            }
            fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                match self {
                    $(Self::$variant(value) => {
                        $crate::codec::show_tagged(value, &TABLE, &[$first $(, $more)*], sink)
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
    };
    ($name:ident event { $($variant:ident = $event:literal),* $(,)? } $unknown:ident) => {
        impl $crate::codec::Slot for $name {
            fn blank() -> Self {
                Self::$unknown($crate::types::Json::Null)
            }
            fn put(
                &mut self,
                source: $crate::codec::Source<'_>,
                reading: &mut $crate::codec::Reading,
            ) -> Result<(), $crate::codec::Failed> {
                match $crate::operation::chosen(&source) {
                    $(Some($event) => {
                        let mut data = $crate::codec::Slot::blank();
                        let outcome = $crate::operation::take(source, &mut data, reading);
                        *self = Self::$variant(data);
                        outcome
                    })*
                    Some(_) => {
                        let mut data = $crate::types::Json::Null;
                        let outcome = $crate::operation::take(source, &mut data, reading);
                        *self = Self::$unknown(data);
                        outcome
                    }
                    None => reading.mismatch("the data of an event", &source),
                }
            }
            fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                match self {
                    $(Self::$variant(data) => sink.accept($crate::codec::View::Tagged("", &[$event], data)),)*
                    Self::$unknown(data) => sink.accept($crate::codec::View::Tagged("", &[], data)),
                }
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }
        $crate::serde_through_codec!($name);
    };
}
