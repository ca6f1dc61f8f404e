//! The small macros that `operation!` is made of: a word of its grammar, and what it stands for.

/// One input of an operation's table.
#[doc(hidden)]
#[macro_export]
macro_rules! __input {
    (body $need:ident $syntax:ident $media:literal $([$($rules:tt)*])?) => {
        $crate::operation::Input::Body($crate::operation::BodySpec {
            required: $crate::__required!($need),
            content: $crate::operation::Content { syntax: $crate::__syntax!($syntax), media_type: $media },
            rules: $crate::__rules!($($($rules)*)?),
        })
    };
    ($location:ident $need:ident $wire:literal $($style:ident)? $([$($rules:tt)*])?) => {
        $crate::operation::Input::Param($crate::params::Param {
            location: $crate::__location!($location),
            style: $crate::__style!($location $($style)?),
            need: $crate::__need!($need),
            name: $wire,
            rules: $crate::__rules!($($($rules)*)?),
        })
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
    (path) => {
        $crate::params::Style::Simple
    };
    (header) => {
        $crate::params::Style::Simple
    };
    (query) => {
        $crate::params::Style::FormExploded
    };
    (cookie) => {
        $crate::params::Style::FormExploded
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
    ($location:ident deep_object) => {
        $crate::params::Style::DeepObject
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __syntax {
    (json) => {
        $crate::operation::Syntax::Json
    };
    (form) => {
        $crate::operation::Syntax::Form
    };
    (multipart) => {
        $crate::operation::Syntax::Multipart
    };
    (text) => {
        $crate::operation::Syntax::Text
    };
    (binary) => {
        $crate::operation::Syntax::Binary
    };
}
