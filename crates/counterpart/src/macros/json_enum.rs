/// Makes an enum the JSON values that a description lists, open for others.
///
/// ```
/// use counterpart::types::Json;
///
/// #[derive(Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Ratio { Half, Full, Auto, Unknown(Json) }
/// counterpart::json_enum! { Ratio { Half = "0.5", Full = "1", Auto = "\"auto\"" } Unknown }
///
/// let ratios: Vec<Ratio> = counterpart::codec::json::from_str(r#"[0.5, 1.0, "auto", 2]"#)?;
/// assert_eq!(ratios, [Ratio::Half, Ratio::Full, Ratio::Auto, Ratio::Unknown(2.into())]);
/// assert_eq!(Ratio::VALUES[2].to_json(), "auto");
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
#[macro_export]
macro_rules! json_enum {
    ($name:ident { $variant:ident = $json:literal $(,)? } $unknown:ident) => {
        $crate::json_enum! { @ $name { $variant = $json } $unknown }
        $crate::__through_codec! { Default $name }
    };
    ($name:ident $($enum:tt)*) => { $crate::json_enum! { @ $name $($enum)* } };
    (@ $name:ident { $($variant:ident = $json:literal),* $(,)? } $unknown:ident) => {
        impl $name {
            /// Every value that the description lists.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value on the wire.
            #[must_use]
            pub fn to_json(&self) -> $crate::types::Json {
                match self {
                    $(Self::$variant => $crate::codec::listed_json($json),)*
                    Self::$unknown(value) => value.clone(),
                }
            }
        }
        impl $crate::codec::Slot for $name {
            fn blank() -> Self {
                $crate::__blank_enum!($unknown($crate::types::Json::Null) $($variant)*)
            }
            fn put(
                &mut self,
                source: $crate::codec::Source<'_>,
                reading: &mut $crate::codec::Reading,
            ) -> Result<(), $crate::codec::Failed> {
                reading.json_enum(source, self, &[$($json),*], Self::VALUES, Self::$unknown)
            }
            fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                sink.accept($crate::codec::View::Json(&self.to_json()))
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

/// What an enum starts from: its value, if it has only one, else one that is not listed.
#[doc(hidden)]
#[macro_export]
macro_rules! __blank_enum {
    ($unknown:ident($nothing:expr) $only:ident) => {
        Self::$only
    };
    ($unknown:ident($nothing:expr) $($variant:ident)*) => {
        Self::$unknown($nothing)
    };
}
