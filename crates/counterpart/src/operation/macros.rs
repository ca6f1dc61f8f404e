//! `operation!`: the table of an operation, and the functions by which its types lend themselves out.

/// Makes a struct and an enum an operation; written by the generator.
///
/// ```text
/// operation! {
///     PetGet "pet_get" GET "/pets/{id}" {
///         id: path required "id",
///         fields: query optional "fields" form reserved [MaxItems(9)],
///         limit: query optional "limit" = "20",
///         body: body required json "application/json",
///     }
///     security [[token []], []]
///     PetGetResponse -> one models::Pet {
///         Ok = 200 json success,
///         ClientError = range 4 json "application/json" [MaxItems(9)],
///         Default = default empty + PetGetDefaultHeaders,
///     }
/// }
/// ```
///
/// `json` alone is `application/json`. An answer in one of several media types is `Ok = 200 choice: PetGetOkBody`, see
/// [`bodies!`](crate::bodies).
/// `at "https://uploads.pets.example"` behind the path says where the operation lives, if not where the API does.
/// `+` names the struct of the headers that the answer carries, see [`headers!`](crate::headers).
/// A body of a form may be followed by how its properties are written: `multipart "multipart/form-data" { "icon": "image/png" }`;
/// a body of several media types is `choice "body" PetGetBody`, see [`bodies!`](crate::bodies). A header of the parts of a
/// property is `icon_x_kind: part optional "X-Kind" "icon"`.
#[macro_export]
macro_rules! operation {
    (
        $name:ident $id:literal $method:ident $path:literal $(at $server:literal)? {
            $(
                $field:ident : $location:ident $need:ident $($syntax:ident)? $($wire:literal)+ $($word:ident)*
                $([$($rules:tt)*])? $({$($encoding:tt)*})? $(= $default:literal)?
            ),* $(,)?
        }
        security [ $( [ $( $scheme:ident [ $($scope:literal),* $(,)? ] ),* $(,)? ] ),* $(,)? ]
        $response:ident -> $mode:ident $($success:ty)? {
            $(
                $variant:ident = $status:tt $($class:literal)? $content:ident $($media:literal)* $([$($limits:tt)*])?
                $(: $choice:ident)? $($flag:ident)? $(+ $headers:ident)?
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
                server: $crate::__server!($($server)?),
                inputs: &[ $( $crate::__input!(
                    $location $need $($syntax)? $($wire)+ $($word)* $([$($rules)*])? $({$($encoding)*})? $(= $default)?
                ), )* ],
                security: &[ $( &[ $(
                    $crate::operation::Requirement { scheme: stringify!($scheme), scopes: &[ $($scope),* ] },
                )* ], )* ],
                answers: <$response as $crate::operation::Answers>::ANSWERS,
                prepared: {
                    static PREPARED: $crate::operation::Prepared = $crate::operation::Prepared::new();
                    &PREPARED
                },
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
                kinds: $crate::__kinds!($content $($media)* $([$($limits)*])? $($choice)?),
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

/// Makes an enum the choice between the media types of a body; written by the generator.
///
/// ```text
/// bodies! {
///     PetCreateBody Json(models::Pet) {
///         Json = json "application/json" "text/json",
///         Form = form "application/x-www-form-urlencoded" { "tags" space_delimited },
///     }
/// }
/// ```
///
/// The variant before the braces is the best one, which its payload becomes by `From`.
#[macro_export]
macro_rules! bodies {
    ($name:ident $best:ident($payload:ty) { $( $variant:ident = $syntax:ident $($media:literal)+ $([$($rules:tt)*])? $({$($encoding:tt)*})? ),* $(,)? }) => {
        impl $crate::codec::Slot for $name {
            fn blank() -> Self {
                Self::$best($crate::codec::Slot::blank())
            }
            fn put(
                &mut self,
                source: $crate::codec::Source<'_>,
                reading: &mut $crate::codec::Reading,
            ) -> ::std::result::Result<(), $crate::codec::Failed> {
                match $crate::operation::chosen(&source) {
                    $( ::std::option::Option::Some(stringify!($variant)) => {
                        let mut value = $crate::codec::Slot::blank();
                        let outcome = $crate::operation::take(source, &mut value, reading);
                        *self = Self::$variant(value);
                        outcome
                    } )*
                    _ => reading.mismatch("one of the media types", &source),
                }
            }
            fn show(&self, sink: &mut dyn $crate::codec::Sink) -> ::std::result::Result<(), $crate::codec::Failed> {
                match self {
                    $( Self::$variant(value) => sink.accept($crate::codec::View::Tagged("", &[stringify!($variant)], value)), )*
                }
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::codec::debug(self, f)
            }
        }
        impl $crate::operation::Bodies for $name {
            const KINDS: &'static [$crate::operation::BodyKind] = &[ $(
                $crate::__body_kind!(stringify!($variant), $syntax $($media)+ $([$($rules)*])? $({$($encoding)*})?),
            )* ];
        }
        impl $name {
            /// What it holds in the best of its media types.
            ///
            /// # Errors
            /// The body itself, where it is in another.
            pub fn into_best(self) -> ::std::result::Result<$payload, Self> {
                match self {
                    Self::$best(body) => ::std::result::Result::Ok(body),
                    #[allow(unreachable_patterns, reason = "where there is one variant")]
                    other => ::std::result::Result::Err(other),
                }
            }
        }
        impl ::std::convert::From<$payload> for $name {
            fn from(body: $payload) -> Self {
                Self::$best(body)
            }
        }
    };
}
