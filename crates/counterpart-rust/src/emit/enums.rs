//! Enumerations of strings, integers and other values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::derives::Derives;
use super::doc::Doc;
use crate::plan::{EnumKind, EnumPlan, Wire};

/// Emits an enumeration, open for what the description does not list.
pub(super) fn emit_enum(head: &TokenStream, name: &Ident, plan: &EnumPlan<'_>) -> TokenStream {
    let derives = Derives::Enum(plan.kind);
    let (unknown, table) = match plan.kind {
        EnumKind::Strings => (quote!(counterpart::UnknownValue), quote!(string_enum)),
        EnumKind::Integers => (quote!(i64), quote!(integer_enum)),
        EnumKind::Json => (quote!(counterpart::types::Json), quote!(json_enum)),
    };
    let variants = plan.variants.iter().map(|variant| {
        let mut doc = Doc::default();
        variant
            .description
            .iter()
            .for_each(|description| doc.paragraph(description));
        let name = &variant.name;
        quote!(#doc #name,)
    });
    let entries = plan.variants.iter().map(|variant| {
        let (name, value) = (&variant.name, literal(variant.value));
        quote!(#name = #value)
    });
    let open = &plan.open;
    quote! {
        #head
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that the description does not list.
            #open(#unknown),
        }
        counterpart::#table! { #name { #(#entries,)* } #open }
    }
}

fn literal(value: Wire<'_>) -> TokenStream {
    match value {
        Wire::Text(text) => Literal::string(text).into_token_stream(),
        Wire::Integer(number) => Literal::i64_unsuffixed(number).into_token_stream(),
        Wire::Json(json) => Literal::string(&json.to_string()).into_token_stream(),
    }
}
