//! The small macros that the answers of `operation!` are made of.
//!
//! An answer that carries headers has `+ Type` at its end; the usual ones, without, come first.

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
macro_rules! __kinds {
    (empty) => {
        &[]
    };
    (json) => {
        $crate::operation::JSON
    };
    (choice $choice:ident) => {
        <$choice as $crate::operation::Bodies>::KINDS
    };
    ($syntax:ident $($media:literal)+ $([$($rules:tt)*])?) => {
        &[$crate::__body_kind!("", $syntax $($media)+ $([$($rules)*])?)]
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

/// Makes a variant: what it carries follows from its status, its content and its headers.
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
    ($variant:ident $filler:ident $status:literal empty + $headers:ident) => {
        Self::$variant($filler.headers())
    };
    ($variant:ident $filler:ident $status:literal $syntax:ident + $headers:ident) => {
        Self::$variant($filler.body(), $filler.headers())
    };
    ($variant:ident $filler:ident $many:ident empty + $headers:ident) => {
        Self::$variant($filler.status(), $filler.headers())
    };
    ($variant:ident $filler:ident $many:ident $syntax:ident + $headers:ident) => {
        Self::$variant($filler.status(), $filler.body(), $filler.headers())
    };
}

/// Takes a variant apart, the other way round.
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($variant:ident $s:ident $b:ident $h:ident range empty) => {
        Self::$variant($s)
    };
    ($variant:ident $s:ident $b:ident $h:ident default empty) => {
        Self::$variant($s)
    };
    ($variant:ident $s:ident $b:ident $h:ident $status:literal empty) => {
        Self::$variant
    };
    ($variant:ident $s:ident $b:ident $h:ident range $syntax:ident) => {
        Self::$variant($s, $b)
    };
    ($variant:ident $s:ident $b:ident $h:ident default $syntax:ident) => {
        Self::$variant($s, $b)
    };
    ($variant:ident $s:ident $b:ident $h:ident $status:literal $syntax:ident) => {
        Self::$variant($b)
    };
    ($variant:ident $s:ident $b:ident $h:ident $status:literal empty + $headers:ident) => {
        Self::$variant($h)
    };
    ($variant:ident $s:ident $b:ident $h:ident $status:literal $syntax:ident + $headers:ident) => {
        Self::$variant($b, $h)
    };
    ($variant:ident $s:ident $b:ident $h:ident $many:ident empty + $headers:ident) => {
        Self::$variant($s, $h)
    };
    ($variant:ident $s:ident $b:ident $h:ident $many:ident $syntax:ident + $headers:ident) => {
        Self::$variant($s, $b, $h)
    };
}

/// Shows a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($s:ident $b:ident $h:ident range $class:literal, empty) => {
        $crate::operation::Shown::at($class, *$s)
    };
    ($s:ident $b:ident $h:ident default, empty) => {
        $crate::operation::Shown::at(0, *$s)
    };
    ($s:ident $b:ident $h:ident $status:literal, empty) => {
        $crate::operation::Shown::empty($status)
    };
    ($s:ident $b:ident $h:ident range $class:literal, $syntax:ident) => {
        $crate::operation::Shown::at($class, *$s).with($b)
    };
    ($s:ident $b:ident $h:ident default, $syntax:ident) => {
        $crate::operation::Shown::at(0, *$s).with($b)
    };
    ($s:ident $b:ident $h:ident $status:literal, $syntax:ident) => {
        $crate::operation::Shown::full($status, $b)
    };
    ($s:ident $b:ident $h:ident $status:tt $($class:literal)?, $content:ident + $headers:ident) => {
        $crate::__shown!($s $b $h $status $($class)?, $content).with_headers($h)
    };
}

/// Takes the success out: the first variant that is one, where there is only one. What comes by `default` is one with a 2xx.
#[doc(hidden)]
#[macro_export]
macro_rules! __into_success {
    (all $this:ident { $($variants:tt)* }) => { $crate::operation::success_of($this) };
    ($mode:ident $this:ident { $variant:ident default $content:ident $(+ $headers:ident)? success, $($rest:tt)* }) => {
        match $this {
            $crate::__pattern!($variant status body _headers default $content $(+ $headers)?) if status.is_success() => {
                ::std::result::Result::Ok($crate::__taken!($mode body))
            }
            other => ::std::result::Result::Err(other),
        }
    };
    ($mode:ident $this:ident { $variant:ident $status:tt $content:ident $(+ $headers:ident)? success, $($rest:tt)* }) => {
        match $this {
            $crate::__pattern!($variant _status body _headers $status $content $(+ $headers)?) => {
                ::std::result::Result::Ok($crate::__taken!($mode body))
            }
            other => ::std::result::Result::Err(other),
        }
    };
    ($mode:ident $this:ident { $variant:ident $status:tt $content:ident $(+ $headers:ident)?, $($rest:tt)* }) => {
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

#[doc(hidden)]
#[macro_export]
macro_rules! __server {
    () => {
        ::std::option::Option::None
    };
    ($server:literal) => {
        ::std::option::Option::Some($server)
    };
}
