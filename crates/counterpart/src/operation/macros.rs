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
///         Default = default empty + PetGetDefaultHeaders,
///     }
/// }
/// ```
///
/// `+` names the struct of the headers that the answer carries, see [`headers!`](crate::headers).
#[macro_export]
macro_rules! operation {
    (
        $name:ident $id:literal $method:ident $path:literal {
            $( $field:ident : $location:ident $need:ident $($syntax:ident)? $wire:literal $($style:ident)? $([$($rules:tt)*])? ),* $(,)?
        }
        security [ $( [ $( $scheme:ident [ $($scope:literal),* $(,)? ] ),* $(,)? ] ),* $(,)? ]
        $response:ident -> $mode:ident $($success:ty)? {
            $(
                $variant:ident = $status:tt $($class:literal)? $content:ident $($media:literal)? $($flag:ident)? $(+ $headers:ident)?
            ),* $(,)?
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
        impl $crate::operation::Answers for $response {
            const ANSWERS: &'static [$crate::operation::Answer] = &[ $( $crate::operation::Answer {
                name: stringify!($variant),
                status: $crate::__status!($status $($class)?),
                content: $crate::__content!($content $($media)?),
                success: $crate::__flag!($($flag)?),
            }, )* ];
            type Success = $crate::__success!($mode $($success)?);
            fn read(key: u16, filler: &mut $crate::operation::Filler<'_>) -> ::std::option::Option<Self> {
                ::std::option::Option::Some(match key {
                    $( $crate::__key!($status $($class)?) => $crate::__build!(
                        $variant filler $status $content $(+ $headers)?
                    ), )*
                    _ => return ::std::option::Option::None,
                })
            }
            fn show(&self) -> $crate::operation::Shown<'_> {
                match self {
                    $( $crate::__pattern!($variant status body headers $status $content $(+ $headers)?) => {
                        $crate::__shown!(status body headers $status $($class)?, $content $(+ $headers)?)
                    } )*
                }
            }
            fn into_success(self) -> ::std::result::Result<<Self as $crate::operation::Answers>::Success, Self> {
                $crate::__into_success!($mode self { $( $variant $status $content $(+ $headers)? $($flag)?, )* })
            }
        }
    };
}

/// Makes a struct the headers of an answer; written by the generator.
///
/// ```text
/// headers! { PetGetOkHeaders { x_rate_limit: optional "X-Rate-Limit", links: required "Link" simple_exploded } }
/// ```
///
/// Every field is an `Option`: a client takes what it can read, a server has to set what is required.
#[macro_export]
macro_rules! headers {
    ($name:ident { $( $field:ident : $need:ident $wire:literal $($style:ident)? $([$($rules:tt)*])? ),* $(,)? }) => {
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self { $( $field: ::std::option::Option::None, )* }
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::operation::debug_headers(stringify!($name), self, f)
            }
        }
        impl $crate::operation::Headers for $name {
            fn table(&self) -> &'static [$crate::operation::Input] {
                const TABLE: &[$crate::operation::Input] =
                    &[ $( $crate::__input!(header $need $wire $($style)? $([$($rules)*])?), )* ];
                TABLE
            }
            fn slots(&mut self, fill: &mut $crate::operation::Fill<'_>) {
                fill(&mut [ $( &mut self.$field ),* ])
            }
            fn fields(&self, look: &mut $crate::operation::Look<'_>) {
                look(&[ $( &self.$field ),* ])
            }
        }
    };
}
