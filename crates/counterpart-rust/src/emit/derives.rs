//! The traits of a type: each costs compile time for every type, so what the codec can do once is not derived.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::plan::{EnumKind, Traits};

/// The derives of a type; `Debug` and everything in [`Flags`] come from the runtime's macros.
#[derive(Debug, Clone, Copy)]
pub(super) enum Derives {
    /// Structs and unions of `models`.
    Data(Traits),
    Enum(EnumKind),
}

impl ToTokens for Derives {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Data(traits) if traits.has(Traits::COPY) => quote!(#[derive(Clone, Copy, PartialEq)]),
            Self::Data(_) => quote!(#[derive(Clone, PartialEq)]),
            Self::Enum(EnumKind::Strings | EnumKind::Json) => quote!(#[derive(Clone, PartialEq, Eq, Hash)]),
            Self::Enum(EnumKind::Integers) => quote!(#[derive(Clone, Copy, PartialEq, Eq, Hash)]),
        });
    }
}

/// The words for the macros of the runtime that say which traits hold.
pub(super) struct Flags(pub(super) Traits);

impl ToTokens for Flags {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let words = [
            (Traits::DEFAULT, quote!(default)),
            (Traits::EQ, quote!(eq)),
            (Traits::ORD, quote!(ord)),
        ];
        for (traits, word) in words {
            if self.0.has(traits) {
                tokens.extend(word);
            }
        }
    }
}
