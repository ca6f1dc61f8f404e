//! The small macros that `operation!` is made of: a word of its grammar, and what it stands for.

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
