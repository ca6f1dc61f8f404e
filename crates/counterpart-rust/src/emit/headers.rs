//! The structs of headers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::Doc;
use super::rules::Rules;
use super::types::Beside;
use crate::plan::{HeaderPlan, HeadersPlan};

/// A struct of headers with its table.
pub(super) fn emit_headers(plan: &HeadersPlan<'_>) -> TokenStream {
    let HeadersPlan { name, fields } = plan;
    let doc = Doc::line("The headers of an answer.");
    let written = fields.iter().map(|field| {
        let HeaderPlan {
            name, ty, docs, wire, ..
        } = field;
        let doc = Doc::of_field(docs, wire).or(|| format!("`{wire}`"));
        let ty = Beside(ty);
        quote!(#doc pub #name: Option<#ty>,)
    });
    let rows = fields.iter().map(|field| {
        let HeaderPlan {
            name, wire, required, ..
        } = field;
        let need = if *required { quote!(required) } else { quote!(optional) };
        let style = field.style.map(|style| format_ident!("{style}"));
        let rules = Rules(&field.rules);
        quote!(#name: #need #wire #style #rules)
    });
    quote! {
        #doc
        pub struct #name {
            #(#written)*
        }
        counterpart::headers! { #name { #(#rows),* } }
    }
}
