//! The macros of security schemes, shared by `client!` and `router!`.

/// The table of security schemes, shared by client and server.
#[doc(hidden)]
#[macro_export]
macro_rules! __schemes {
    ($( $scheme:ident : $kind:ident $($wire:literal)? $([$($flows:tt)*])? ),* $(,)?) => {
        &[ $( $crate::operation::Scheme { name: stringify!($scheme), kind: $crate::__scheme_kind!($kind $($wire)? $([$($flows)*])?) }, )* ]
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __scheme_kind {
    (bearer) => {
        $crate::operation::SchemeKind::Bearer
    };
    (basic) => {
        $crate::operation::SchemeKind::Basic
    };
    (header $name:literal) => {
        $crate::operation::SchemeKind::Header($name)
    };
    (query $name:literal) => {
        $crate::operation::SchemeKind::Query($name)
    };
    (cookie $name:literal) => {
        $crate::operation::SchemeKind::Cookie($name)
    };
    (oauth2 [$( $kind:ident $url:literal $(refresh $refresh:literal)? ),* $(,)?]) => {
        $crate::operation::SchemeKind::OAuth2(&[$( $crate::operation::Flow {
            kind: $crate::operation::FlowKind::$kind,
            token_url: $url,
            refresh_url: $crate::__refresh!($($refresh)?),
        } ),*])
    };
    (mutual_tls) => {
        $crate::operation::SchemeKind::MutualTls
    };
    (unsupported) => {
        $crate::operation::SchemeKind::Unsupported
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __refresh {
    () => {
        ::std::option::Option::None
    };
    ($url:literal) => {
        ::std::option::Option::Some($url)
    };
}
