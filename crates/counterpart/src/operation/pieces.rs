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

#[doc(hidden)]
#[macro_export]
macro_rules! __status {
    (range $class:literal) => {
        $crate::operation::Status::Range($class)
    };
    (default) => {
        $crate::operation::Status::Default
    };
    ($status:literal) => {
        $crate::operation::Status::Exact($status)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __content {
    (empty) => {
        ::std::option::Option::None
    };
    ($syntax:ident $media:literal) => {
        ::std::option::Option::Some($crate::operation::Content {
            syntax: $crate::__syntax!($syntax),
            media_type: $media,
        })
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __flag {
    () => {
        false
    };
    (success) => {
        true
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __success {
    (one $success:ty) => {
        $success
    };
    (unit) => {
        ()
    };
    (all) => {
        Self
    };
}

/// The key of a status, a literal, so that it can stand in a pattern; see `Status::key`.
#[doc(hidden)]
#[macro_export]
macro_rules! __key {
    (range $class:literal) => {
        $class
    };
    (default) => {
        0
    };
    ($status:literal) => {
        $status
    };
}

/// Makes a variant: what it carries follows from its status and its content.
#[doc(hidden)]
#[macro_export]
macro_rules! __build {
    ($variant:ident $filler:ident range empty) => {
        Self::$variant($filler.status())
    };
    ($variant:ident $filler:ident default empty) => {
        Self::$variant($filler.status())
    };
    ($variant:ident $filler:ident $status:literal empty) => {
        Self::$variant
    };
    ($variant:ident $filler:ident range $syntax:ident) => {
        Self::$variant($filler.status(), $filler.body())
    };
    ($variant:ident $filler:ident default $syntax:ident) => {
        Self::$variant($filler.status(), $filler.body())
    };
    ($variant:ident $filler:ident $status:literal $syntax:ident) => {
        Self::$variant($filler.body())
    };
}

/// Takes a variant apart, the other way round.
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($variant:ident $s:ident $b:ident range empty) => {
        Self::$variant($s)
    };
    ($variant:ident $s:ident $b:ident default empty) => {
        Self::$variant($s)
    };
    ($variant:ident $s:ident $b:ident $status:literal empty) => {
        Self::$variant
    };
    ($variant:ident $s:ident $b:ident range $syntax:ident) => {
        Self::$variant($s, $b)
    };
    ($variant:ident $s:ident $b:ident default $syntax:ident) => {
        Self::$variant($s, $b)
    };
    ($variant:ident $s:ident $b:ident $status:literal $syntax:ident) => {
        Self::$variant($b)
    };
}

/// Shows a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($s:ident $b:ident range $class:literal, empty) => {
        $crate::operation::Shown::at($class, *$s)
    };
    ($s:ident $b:ident default, empty) => {
        $crate::operation::Shown::at(0, *$s)
    };
    ($s:ident $b:ident $status:literal, empty) => {
        $crate::operation::Shown::empty($status)
    };
    ($s:ident $b:ident range $class:literal, $syntax:ident) => {
        $crate::operation::Shown::at($class, *$s).with($b)
    };
    ($s:ident $b:ident default, $syntax:ident) => {
        $crate::operation::Shown::at(0, *$s).with($b)
    };
    ($s:ident $b:ident $status:literal, $syntax:ident) => {
        $crate::operation::Shown::full($status, $b)
    };
}

/// Takes the success out: the first variant that is one, where there is only one. What comes by `default` is one with a 2xx.
#[doc(hidden)]
#[macro_export]
macro_rules! __into_success {
    (all $this:ident { $($variants:tt)* }) => { $crate::operation::success_of($this) };
    ($mode:ident $this:ident { $variant:ident default $content:ident success, $($rest:tt)* }) => {
        match $this {
            $crate::__pattern!($variant status body default $content) if status.is_success() => {
                ::std::result::Result::Ok($crate::__taken!($mode body))
            }
            other => ::std::result::Result::Err(other),
        }
    };
    ($mode:ident $this:ident { $variant:ident $status:tt $content:ident success, $($rest:tt)* }) => {
        match $this {
            $crate::__pattern!($variant _status body $status $content) => {
                ::std::result::Result::Ok($crate::__taken!($mode body))
            }
            other => ::std::result::Result::Err(other),
        }
    };
    ($mode:ident $this:ident { $variant:ident $status:tt $content:ident, $($rest:tt)* }) => {
        $crate::__into_success!($mode $this { $($rest)* })
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __taken {
    (one $body:ident) => {
        $body
    };
    (unit $body:ident) => {
        ()
    };
}
