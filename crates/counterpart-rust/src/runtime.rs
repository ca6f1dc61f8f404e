//! The names of the runtime that generated code uses: the one place to edit when the runtime moves.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Leaf;

/// Names that no type of a document gets: what the prelude and the runtime bring into generated modules and macros.
pub(crate) const RESERVED_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "Base64",
    "Box",
    "Bytes",
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

/// The same for operations and handler traits, which share a scope in `server`.
pub(crate) const RESERVED_OPERATIONS: &[&str] = &[
    "Answering",
    "AsMut",
    "AsRef",
    "Authenticator",
    "Base64",
    "Box",
    "Bytes",
    "Call",
    "Client",
    "Clone",
    "Context",
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
    "Problem",
    "Result",
    "Router",
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
pub(crate) const RESERVED_METHODS: &[&str] = &["builder", "call", "clone", "new"];

/// Methods that `Call` has by itself or by the traits it implements.
pub(crate) const RESERVED_SETTERS: &[&str] = &["call", "into_future", "operation", "send"];

/// Methods that `ClientBuilder` and `Authenticator` have by themselves.
pub(crate) const RESERVED_SCHEMES: &[&str] = &[
    "answer_limit",
    "base_url",
    "build",
    "clone",
    "new",
    "reqwest",
    "service",
];

/// Methods that `Router` has by itself.
pub(crate) const RESERVED_ROUTER: &[&str] = &[
    "authenticator",
    "base_path",
    "body_limit",
    "clone",
    "empty",
    "into_axum",
    "new",
    "problems",
];

/// A type of the language or of `counterpart::types`, by its last name.
pub(crate) fn leaf(leaf: Leaf) -> TokenStream {
    match leaf {
        Leaf::Bool => quote!(bool),
        Leaf::I32 => quote!(i32),
        Leaf::I64 => quote!(i64),
        Leaf::U32 => quote!(u32),
        Leaf::U64 => quote!(u64),
        Leaf::F32 => quote!(f32),
        Leaf::F64 => quote!(f64),
        Leaf::String => quote!(String),
        Leaf::Uuid => quote!(Uuid),
        Leaf::DateTime => quote!(DateTime<Utc>),
        Leaf::Date => quote!(Date),
        Leaf::Base64 => quote!(Base64),
        Leaf::Bytes => quote!(Bytes),
        Leaf::File => quote!(File),
        Leaf::Password => quote!(Password),
        Leaf::Json => quote!(Json),
    }
}

/// The names to import for a type; none for types of the language.
pub(crate) fn imports(leaf: Leaf) -> &'static [&'static str] {
    match leaf {
        Leaf::Bool | Leaf::I32 | Leaf::I64 | Leaf::U32 | Leaf::U64 | Leaf::F32 | Leaf::F64 | Leaf::String => &[],
        Leaf::Uuid => &["Uuid"],
        Leaf::DateTime => &["DateTime", "Utc"],
        Leaf::Date => &["Date"],
        Leaf::Base64 => &["Base64"],
        Leaf::Bytes => &["Bytes"],
        Leaf::File => &["File"],
        Leaf::Password => &["Password"],
        Leaf::Json => &["Json"],
    }
}
