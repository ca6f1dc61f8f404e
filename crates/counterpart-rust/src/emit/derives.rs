//! Derives: each one costs compile time for every type, so there are few, and none on operations and their answers.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// The derives of a type; `Debug` and `Default` come from the runtime's macros.
#[derive(Debug, Clone, Copy)]
pub(super) enum Derives {
    /// Structs and unions of `models`: they may hold floats.
    Data,
    /// Enumerations of strings.
    Text,
    /// Enumerations of integers.
    Number,
    /// Enumerations of other values.
    Json,
}

impl ToTokens for Derives {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Data | Self::Json => quote!(#[derive(Clone, PartialEq)]),
            Self::Text => quote!(#[derive(Clone, PartialEq, Eq, Hash)]),
            Self::Number => quote!(#[derive(Clone, Copy, PartialEq, Eq, Hash)]),
        });
    }
}
