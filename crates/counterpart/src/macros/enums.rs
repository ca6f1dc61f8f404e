/// Makes an enum the strings that a description lists, open for others.
///
/// ```
/// #[derive(Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Mode { All, Any, Unknown(counterpart::UnknownValue) }
/// counterpart::string_enum! { Mode { All = "all", Any = "any" } Unknown }
///
/// assert_eq!("any".parse(), Ok(Mode::Any));
/// assert_eq!(Mode::VALUES.len(), 2);
/// let later: Mode = counterpart::codec::json::from_str(r#""most""#)?;
/// assert_eq!(later.as_str(), "most");
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $variant:ident = $wire:literal $(,)? } $unknown:ident) => {
        $crate::string_enum! { @ $name { $variant = $wire } $unknown }
        $crate::__through_codec! { Default $name }
    };
    ($name:ident $($enum:tt)*) => { $crate::string_enum! { @ $name $($enum)* } };
    (@ $name:ident { $($variant:ident = $wire:literal),* $(,)? } $unknown:ident) => {
        impl $name {
            /// Every value that the description lists.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];
            const NAMES: &'static [&'static str] = &[$($wire),*];

            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::$unknown(value) => value.as_str(),
                }
            }
        }
        impl $crate::codec::Slot for $name {
            fn blank() -> Self {
                $crate::__blank_enum!($unknown(Default::default()) $($variant)*)
            }
            fn put(
                &mut self,
                source: $crate::codec::Source<'_>,
                reading: &mut $crate::codec::Reading,
            ) -> Result<(), $crate::codec::Failed> {
                reading.string_enum(source, self, Self::NAMES, Self::VALUES, Self::$unknown)
            }
            fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                sink.accept($crate::codec::View::Str(self.as_str()))
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::types::UnlistedValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::codec::parse_enum(text, Self::NAMES, Self::VALUES)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }
        $crate::serde_through_codec!($name);
    };
}

/// Makes an enum the integers that a description lists, open for others.
///
/// ```
/// #[derive(Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Level { Debug, Info, Unknown(i64) }
/// counterpart::integer_enum! { Level { Debug = 10, Info = 20 } Unknown }
///
/// assert_eq!(Level::Info.as_i64(), 20);
/// assert_eq!("10".parse(), Ok(Level::Debug));
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($name:ident { $variant:ident = $number:literal $(,)? } $unknown:ident) => {
        $crate::integer_enum! { @ $name { $variant = $number } $unknown }
        $crate::__through_codec! { Default $name }
    };
    ($name:ident $($enum:tt)*) => { $crate::integer_enum! { @ $name $($enum)* } };
    (@ $name:ident { $($variant:ident = $number:literal),* $(,)? } $unknown:ident) => {
        impl $name {
            /// Every value that the description lists.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];
            const NUMBERS: &'static [i64] = &[$($number),*];

            /// The value on the wire.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$unknown(value) => *value,
                }
            }
        }
        impl $crate::codec::Slot for $name {
            fn blank() -> Self {
                $crate::__blank_enum!($unknown(0) $($variant)*)
            }
            fn put(
                &mut self,
                source: $crate::codec::Source<'_>,
                reading: &mut $crate::codec::Reading,
            ) -> Result<(), $crate::codec::Failed> {
                reading.integer_enum(source, self, Self::NUMBERS, Self::VALUES, Self::$unknown)
            }
            fn show(&self, sink: &mut dyn $crate::codec::Sink) -> Result<(), $crate::codec::Failed> {
                sink.accept($crate::codec::View::I64(self.as_i64()))
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::types::UnlistedValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::codec::parse_enum(text, &[$(stringify!($number)),*], Self::VALUES)
            }
        }
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<::core::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.as_i64().cmp(&other.as_i64())
            }
        }
        $crate::serde_through_codec!($name);
    };
}
