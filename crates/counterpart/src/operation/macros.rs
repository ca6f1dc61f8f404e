//! `operation!`: the table of an operation, and the functions by which its types lend themselves out.

/// Makes a struct and an enum an operation; written by the generator.
///
/// ```text
/// operation! {
///     PetGet "pet_get" GET "/pets/{id}" {
///         id: path required "id",
///         fields: query optional "fields" form_exploded [MaxItems(9)],
///         body: body required json "application/json",
///     }
///     security [[token []], []]
///     PetGetResponse -> one models::Pet {
///         Ok = 200 json "application/json" success,
///         ClientError = range 4 json "application/json",
///         Default = default empty,
///     }
/// }
/// ```
#[macro_export]
macro_rules! operation {
    (
        $name:ident $id:literal $method:ident $path:literal {
            $( $field:ident : $location:ident $need:ident $($syntax:ident)? $wire:literal $($style:ident)? $([$($rules:tt)*])? ),* $(,)?
        }
        security [ $( [ $( $scheme:ident [ $($scope:literal),* $(,)? ] ),* $(,)? ] ),* $(,)? ]
        $response:ident -> $mode:ident $($success:ty)? {
            $( $variant:ident = $status:tt $($class:literal)? $content:ident $($media:literal)? $($flag:ident)? ),* $(,)?
        }
    ) => {
        impl $crate::Blank for $name {
            fn blank() -> Self {
                Self { $( $field: $crate::codec::Slot::blank(), )* }
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::operation::debug_operation(stringify!($name), self, f)
            }
        }
        impl $crate::operation::Operation for $name {
            const TABLE: &'static $crate::operation::OperationTable = &$crate::operation::OperationTable {
                id: $id,
                method: stringify!($method),
                path: $path,
                inputs: &[ $( $crate::__input!($location $need $($syntax)? $wire $($style)? $([$($rules)*])?), )* ],
                security: &[ $( &[ $(
                    $crate::operation::Requirement { scheme: stringify!($scheme), scopes: &[ $($scope),* ] },
                )* ], )* ],
                answers: <$response as $crate::operation::Answers>::ANSWERS,
            };
            type Response = $response;
            fn slots(&mut self, fill: &mut $crate::operation::Fill<'_>) {
                fill(&mut [ $( &mut self.$field ),* ])
            }
            fn fields(&self, look: &mut $crate::operation::Look<'_>) {
                look(&[ $( &self.$field ),* ])
            }
        }
        impl ::std::fmt::Debug for $response {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::operation::debug_answer(self, f)
            }
        }
        const _: () = {
            // The place of each variant; an enum counts without recursion.
            enum Place { $( $variant ),* }
            impl $crate::operation::Answers for $response {
                const ANSWERS: &'static [$crate::operation::Answer] = &[ $( $crate::operation::Answer {
                    name: stringify!($variant),
                    status: $crate::__status!($status $($class)?),
                    content: $crate::__content!($content $($media)?),
                    success: $crate::__flag!($($flag)?),
                }, )* ];
                type Success = $crate::__success!($mode $($success)?);
                fn read(
                    index: usize,
                    status: $crate::StatusCode,
                    fill: &mut dyn FnMut(&mut dyn $crate::codec::Slot) -> ::std::result::Result<(), $crate::codec::Failed>,
                ) -> ::std::result::Result<::std::option::Option<Self>, $crate::codec::Failed> {
                    $( if index == Place::$variant as usize {
                        return ::std::result::Result::Ok(::std::option::Option::Some(
                            $crate::__build!($variant status fill $status $content)
                        ));
                    } )*
                    let _ = (status, fill);
                    ::std::result::Result::Ok(::std::option::Option::None)
                }
                fn show(&self) -> $crate::operation::Shown<'_> {
                    let (index, status, body): (_, _, ::std::option::Option<&dyn $crate::codec::Slot>) = match self {
                        $( $crate::__pattern!($variant status body $status $content) => (
                            Place::$variant as usize,
                            $crate::__shown_status!(status $status),
                            $crate::__shown_body!(body $content),
                        ), )*
                    };
                    $crate::operation::Shown { index, status, body }
                }
                fn into_success(self) -> ::std::result::Result<Self::Success, Self> {
                    let answer = self;
                    $( $crate::__take!(answer $mode $variant $status $content $($flag)?); )*
                    ::std::result::Result::Err(answer)
                }
            }
        };
    };
}

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
        use $crate::validate::{Number::*, Rule::*};
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

/// Makes a variant: what it carries follows from its status and its content.
#[doc(hidden)]
#[macro_export]
macro_rules! __build {
    ($variant:ident $s:ident $fill:ident range empty) => {
        Self::$variant($s)
    };
    ($variant:ident $s:ident $fill:ident default empty) => {
        Self::$variant($s)
    };
    ($variant:ident $s:ident $fill:ident $status:literal empty) => {
        Self::$variant
    };
    ($variant:ident $s:ident $fill:ident range $syntax:ident) => {
        Self::$variant($s, $crate::operation::filled($fill)?)
    };
    ($variant:ident $s:ident $fill:ident default $syntax:ident) => {
        Self::$variant($s, $crate::operation::filled($fill)?)
    };
    ($variant:ident $s:ident $fill:ident $status:literal $syntax:ident) => {
        Self::$variant($crate::operation::filled($fill)?)
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

#[doc(hidden)]
#[macro_export]
macro_rules! __shown_status {
    ($s:ident range) => {
        ::std::option::Option::Some(*$s)
    };
    ($s:ident default) => {
        ::std::option::Option::Some(*$s)
    };
    ($s:ident $status:literal) => {
        ::std::option::Option::None
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __shown_body {
    ($b:ident empty) => {
        ::std::option::Option::None
    };
    ($b:ident $syntax:ident) => {
        ::std::option::Option::Some($b)
    };
}

/// Takes the success out of an answer, or moves on with the answer.
#[doc(hidden)]
#[macro_export]
macro_rules! __take {
    ($answer:ident $mode:ident $variant:ident $status:tt $content:ident) => {};
    ($answer:ident all $variant:ident $status:tt $content:ident success) => {
        let $answer = match $answer {
            taken @ Self::$variant { .. } => return ::std::result::Result::Ok(taken),
            other => other,
        };
    };
    ($answer:ident $mode:ident $variant:ident $status:tt $content:ident success) => {
        let $answer = match $answer {
            $crate::__pattern!($variant _status body $status $content) => {
                return ::std::result::Result::Ok($crate::__taken!($mode body));
            }
            other => other,
        };
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
