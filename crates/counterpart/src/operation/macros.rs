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
                    $( $crate::__key!($status $($class)?) => $crate::__build!($variant filler $status $content), )*
                    _ => return ::std::option::Option::None,
                })
            }
            fn show(&self) -> $crate::operation::Shown<'_> {
                match self {
                    $( $crate::__pattern!($variant status body $status $content) => {
                        $crate::__shown!(status body $status $($class)?, $content)
                    } )*
                }
            }
            fn into_success(self) -> ::std::result::Result<Self::Success, Self> {
                $crate::__into_success!($mode self { $( $variant $status $content $($flag)?, )* })
            }
        }
    };
}
