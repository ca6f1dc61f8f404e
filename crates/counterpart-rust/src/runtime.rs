//! The names of the runtime that generated code uses: the one place to edit when the runtime moves.

use proc_macro2::TokenStream;
use quote::quote;

use crate::formats::DateTypes;
use crate::plan::Leaf;

/// Names that no type of a document gets: what the prelude and the runtime bring into generated modules and macros.
pub(crate) const RESERVED_TYPES: &[&[&str]] = &[TYPES];

/// The same for operations and handler traits, which share a scope in `server`.
pub(crate) const RESERVED_OPERATIONS: &[&[&str]] = &[TYPES, PARTS];

const PARTS: &[&str] = &[
    "Answering",
    "Authenticator",
    "Call",
    "Client",
    "Context",
    "Problem",
    "Router",
];

/// What `client` has beside the enums of servers' variables.
pub(crate) const RESERVED_CLIENT: &[&[&str]] = &[TYPES, &["Call", "Client", "ClientBuilder", "Server"]];

const TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "Base64",
    "Box",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "File",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Json",
    "Map",
    "Maybe",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Password",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Utc",
    "Uuid",
    "Vec",
];

/// Methods that `Client` has by itself or by the traits it implements.
pub(crate) const RESERVED_METHODS: &[&[&str]] = &[&["builder", "call", "clone", "new", "request"]];

/// Methods that `Call` has by itself or by the traits it implements.
pub(crate) const RESERVED_SETTERS: &[&str] = &[
    "answer",
    "base_url",
    "call",
    "header",
    "into_future",
    "items",
    "operation",
    "pages",
    "reconnect",
    "retries",
    "send",
    "send_blocking",
    "timeout",
];

/// Methods that `ClientBuilder` and `Authenticator` have by themselves.
pub(crate) const RESERVED_SCHEMES: &[&[&str]] = &[&[
    "answer_limit",
    "base_url",
    "build",
    "clone",
    "connect_timeout",
    "hook",
    "layer",
    "new",
    "reqwest",
    "retries",
    "server",
    "service",
    "timeout",
]];

/// Methods that `Router` has by itself.
pub(crate) const RESERVED_ROUTER: &[&[&str]] = &[&[
    "answer_check",
    "at",
    "authenticator",
    "base_path",
    "body_limit",
    "clone",
    "empty",
    "faults",
    "into_axum",
    "limits",
    "limits_of",
    "merge",
    "mount",
    "new",
    "operations",
    "problems",
    "query_rules",
    "require_all",
    "serve_json",
    "serve_reference",
    "serve_yaml",
    "shared",
]];

/// The files that `contract!` includes, in its order: JSON, YAML, and the page for people.
pub const CONTRACT_FILES: [&str; 3] = ["openapi.json", "openapi.yaml", "reference.html"];

/// A type of the language or of the runtime. The usual ones are imported; the rare ones are written with their path, so
/// that they take no name from the types of a document.
pub(crate) fn leaf(leaf: Leaf) -> TokenStream {
    match leaf {
        Leaf::Bool => quote!(bool),
        Leaf::I8 => quote!(i8),
        Leaf::I16 => quote!(i16),
        Leaf::I32 => quote!(i32),
        Leaf::I64 => quote!(i64),
        Leaf::U8 => quote!(u8),
        Leaf::U16 => quote!(u16),
        Leaf::U32 => quote!(u32),
        Leaf::U64 => quote!(u64),
        Leaf::F32 => quote!(f32),
        Leaf::F64 => quote!(f64),
        Leaf::String => quote!(String),
        Leaf::Uuid => quote!(Uuid),
        Leaf::DateTime(types) => date_time(types),
        Leaf::Date(types) => date(types),
        Leaf::Time(types) => time(types),
        Leaf::Duration(types) => duration(types),
        Leaf::Base64 => quote!(Base64),
        Leaf::Body => quote!(counterpart::Body),
        Leaf::File => quote!(File),
        Leaf::Password => quote!(Password),
        Leaf::Json => quote!(Json),
        Leaf::Ipv4 => quote!(std::net::Ipv4Addr),
        Leaf::Ipv6 => quote!(std::net::Ipv6Addr),
        Leaf::Url => quote!(counterpart::types::Url),
        Leaf::Decimal => quote!(counterpart::types::Decimal),
        Leaf::Null => quote!(counterpart::types::Null),
        Leaf::Never => quote!(counterpart::types::Never),
    }
}

/// The names to import for a type.
pub(crate) fn imports(leaf: Leaf) -> &'static [&'static str] {
    match leaf {
        Leaf::Uuid => &["Uuid"],
        Leaf::DateTime(DateTypes::Chrono) => &["DateTime", "Utc"],
        Leaf::Date(DateTypes::Chrono) => &["Date"],
        Leaf::Base64 => &["Base64"],
        Leaf::File => &["File"],
        Leaf::Password => &["Password"],
        Leaf::Json => &["Json"],
        _ => &[],
    }
}

/// The feature of the runtime that a type needs beyond the default ones.
pub(crate) fn feature(leaf: Leaf) -> Option<&'static str> {
    match leaf {
        Leaf::DateTime(types) | Leaf::Date(types) | Leaf::Time(types) | Leaf::Duration(types) => match types {
            DateTypes::Chrono => None,
            DateTypes::Jiff => Some("jiff"),
            DateTypes::Time => Some("time"),
        },
        Leaf::Url => Some("url"),
        Leaf::Decimal => Some("decimal"),
        _ => None,
    }
}

/// A type of the user's own in the runtime's wrapper.
pub(crate) fn own(path: &TokenStream) -> TokenStream {
    quote!(counterpart::types::Extern<#path>)
}

/// An array with a type for each of its first items; `items` is a tuple.
pub(crate) fn tuple(items: &TokenStream, rest: Option<&TokenStream>) -> TokenStream {
    match rest {
        None => items.clone(),
        Some(rest) => quote!(counterpart::types::Tuple<#items, #rest>),
    }
}

fn date_time(types: DateTypes) -> TokenStream {
    match types {
        DateTypes::Chrono => quote!(DateTime<Utc>),
        DateTypes::Jiff => quote!(counterpart::types::jiff::Timestamp),
        DateTypes::Time => quote!(counterpart::types::time::OffsetDateTime),
    }
}

fn date(types: DateTypes) -> TokenStream {
    match types {
        DateTypes::Chrono => quote!(Date),
        DateTypes::Jiff => quote!(counterpart::types::jiff::civil::Date),
        DateTypes::Time => quote!(counterpart::types::time::Date),
    }
}

fn time(_types: DateTypes) -> TokenStream {
    quote!(counterpart::types::Time)
}

fn duration(_types: DateTypes) -> TokenStream {
    quote!(counterpart::types::Duration)
}
