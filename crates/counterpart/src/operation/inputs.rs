//! The small macros that the inputs of `operation!` are made of.

/// One input of an operation's table.
#[doc(hidden)]
#[macro_export]
macro_rules! __input {
    // Most inputs are one of these two, and cost the compiler a call each.
    (path required $wire:literal) => {
        $crate::operation::Input::path($wire)
    };
    (query optional $wire:literal) => {
        $crate::operation::Input::query($wire)
    };
    (body $need:ident choice $wire:literal $choice:ident) => {
        $crate::operation::Input::Body($crate::operation::BodySpec {
            required: $crate::__required!($need),
            kinds: <$choice as $crate::operation::Bodies>::KINDS,
        })
    };
    (
        part $need:ident $wire:literal $property:literal $($style:ident)? $([$($rules:tt)*])? $({$($encoding:tt)*})?
        $(= $default:literal)?
    ) => {
        $crate::operation::Input::Param($crate::params::Param {
            style: $crate::__style!(header $($style)?),
            need: $crate::__need!($need),
            rules: $crate::__rules!($($($rules)*)?),
            default: $crate::__given!($($default)?),
            encodings: $crate::__encodings!($($($encoding)*)?),
            ..$crate::params::Param::required($crate::params::Location::Part($property), $wire)
        })
    };
    (body $need:ident $($kind:tt)+) => {
        $crate::operation::Input::Body($crate::operation::BodySpec {
            required: $crate::__required!($need),
            kinds: &[$crate::__body_kind!("", $($kind)+)],
        })
    };
    (
        $location:ident $need:ident $wire:literal $($word:ident)* $([$($rules:tt)*])? $({$($encoding:tt)*})?
        $(= $default:literal)?
    ) => {
        $crate::operation::Input::Param($crate::params::Param {
            style: $crate::__style!($location $($word)*),
            reserved: $crate::__reserved!($($word)*),
            need: $crate::__need!($need),
            rules: $crate::__rules!($($($rules)*)?),
            default: $crate::__given!($($default)?),
            encodings: $crate::__encodings!($($($encoding)*)?),
            ..$crate::params::Param::required($crate::__location!($location), $wire)
        })
    };
}

/// One media type of a body, under the name of its variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __body_kind {
    (
        $name:expr, $syntax:ident $media:literal $($also:literal)* $([$($rules:tt)*])? $({$($encoding:tt)*})?
    ) => {
        $crate::operation::BodyKind {
            name: $name,
            content: $crate::operation::Content { syntax: $crate::__syntax!($syntax), media_type: $media },
            also: &[$($also),*],
            encodings: $crate::__encodings!($($($encoding)*)?),
            rules: $crate::__rules!($($($rules)*)?),
        }
    };
}

/// How properties of a form are written.
#[doc(hidden)]
#[macro_export]
macro_rules! __encodings {
    ($( $property:literal $($style:ident)* $(: $type:literal)? $(($($header:literal = $value:literal),*))? ),* $(,)?) => {
        &[ $( $crate::form::Encoding {
            property: $property,
            style: $crate::__form_style!($($style)*),
            reserved: $crate::__reserved!($($style)*),
            content_type: $crate::__given!($($type)?),
            headers: &[$($( ($header, $value) ),*)?],
        }, )* ]
    };
}

/// How a property of a form is written: none is the usual way.
#[doc(hidden)]
#[macro_export]
macro_rules! __form_style {
    () => { ::std::option::Option::None };
    (reserved) => { ::std::option::Option::None };
    ($style:ident $($word:ident)*) => { ::std::option::Option::Some($crate::__style!(query $style $($word)*)) };
}

/// A literal that may be there.
#[doc(hidden)]
#[macro_export]
macro_rules! __given {
    () => {
        ::std::option::Option::None
    };
    ($given:literal) => {
        ::std::option::Option::Some($given)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __reserved {
    (reserved) => {
        true
    };
    ($style:ident reserved) => {
        true
    };
    ($($style:ident)?) => {
        false
    };
}

/// Rules with their names in scope; a block only where there are any.
#[doc(hidden)]
#[macro_export]
macro_rules! __rules {
    () => { &[] };
    ($($rules:tt)+) => {{
        #[allow(unused_imports, reason = "not every list of rules has a number")]
        use $crate::validate::words::*;
        const RULES: &[$crate::validate::Rule] = &[$($rules)+];
        RULES
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __required {
    (required) => {
        true
    };
    (optional) => {
        false
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __need {
    (required) => {
        $crate::codec::Need::Required
    };
    (nullable) => {
        $crate::codec::Need::Nullable
    };
    (optional) => {
        $crate::codec::Need::Optional
    };
    (maybe) => {
        $crate::codec::Need::Maybe
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __location {
    (path) => {
        $crate::params::Location::Path
    };
    (query) => {
        $crate::params::Location::Query
    };
    (query_string) => {
        $crate::params::Location::QueryString
    };
    (header) => {
        $crate::params::Location::Header
    };
    (cookie) => {
        $crate::params::Location::Cookie
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __style {
    ($location:ident) => {
        $crate::__location!($location).style()
    };
    ($location:ident reserved) => {
        $crate::__style!($location)
    };
    ($location:ident $style:ident reserved) => {
        $crate::__style!($location $style)
    };
    ($location:ident matrix) => {
        $crate::params::Style::Matrix
    };
    ($location:ident matrix_exploded) => {
        $crate::params::Style::MatrixExploded
    };
    ($location:ident label) => {
        $crate::params::Style::Label
    };
    ($location:ident label_exploded) => {
        $crate::params::Style::LabelExploded
    };
    ($location:ident simple) => {
        $crate::params::Style::Simple
    };
    ($location:ident simple_exploded) => {
        $crate::params::Style::SimpleExploded
    };
    ($location:ident form) => {
        $crate::params::Style::Form
    };
    ($location:ident form_exploded) => {
        $crate::params::Style::FormExploded
    };
    ($location:ident space_delimited) => {
        $crate::params::Style::SpaceDelimited
    };
    ($location:ident pipe_delimited) => {
        $crate::params::Style::PipeDelimited
    };
    ($location:ident tab_delimited) => {
        $crate::params::Style::TabDelimited
    };
    ($location:ident deep_object) => {
        $crate::params::Style::DeepObject
    };
    ($location:ident cookie) => {
        $crate::params::Style::Cookie
    };
    ($location:ident cookie_exploded) => {
        $crate::params::Style::CookieExploded
    };
    ($location:ident json) => {
        $crate::params::Style::Json
    };
    ($location:ident urlencoded) => {
        $crate::params::Style::Urlencoded
    };
}
