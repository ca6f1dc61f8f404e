//! Unions: by a tag, or by evidence.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::derives::{Derives, Flags};
use super::doc::Doc;
use super::rules::Rules;
use super::types::Here;
use crate::plan::{DispatchPlan, RustType, Traits, UnionPlan, VariantPlan};

/// Emits a union, open for what the description does not list.
pub(super) fn emit_union(head: &TokenStream, name: &Ident, traits: Traits, plan: &UnionPlan<'_>) -> TokenStream {
    let derives = Derives::Data(traits);
    let variants = plan.variants.iter().map(|VariantPlan { name, ty, .. }| {
        let ty = Here(ty);
        quote!(#name(#ty),)
    });
    let open = &plan.open;
    let open_doc = Doc::line(match plan.dispatch {
        DispatchPlan::Tag(_) => "A tag that the description does not list.",
        DispatchPlan::Event => "The data of an event whose name the description does not list.",
        DispatchPlan::OneOf | DispatchPlan::AnyOf => "A value that fits none of these.",
    });
    let table = emit_table(name, traits, plan);
    let unique = plan.variants.iter().filter(|variant| variant.is_unique);
    let froms = unique.map(|variant| emit_from(name, variant));
    quote! {
        #head
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #open_doc
            #open(Json),
        }
        #table
        #(#froms)*
    }
}

fn emit_table(name: &Ident, traits: Traits, plan: &UnionPlan<'_>) -> TokenStream {
    let flags = Flags(traits);
    let UnionPlan { variants, open, .. } = plan;
    let word = match plan.dispatch {
        DispatchPlan::Tag(tag) => {
            let entries = variants.iter().map(|VariantPlan { name, tags, rules, .. }| {
                let rules = Rules(rules);
                quote!(#name = #(#tags)|* #rules)
            });
            return quote! { counterpart::union! { #flags #name tag #tag { #(#entries,)* } #open } };
        }
        DispatchPlan::Event => {
            let entries = variants
                .iter()
                .map(|VariantPlan { name, tags, .. }| quote!(#name = #(#tags)*));
            return quote! { counterpart::union! { #flags #name event { #(#entries,)* } #open } };
        }
        DispatchPlan::OneOf => quote!(one_of),
        DispatchPlan::AnyOf => quote!(any_of),
    };
    let entries = variants.iter().map(|variant| {
        let VariantPlan {
            name, evidence, rules, ..
        } = variant;
        let shown = Rules(evidence);
        match (evidence.is_empty(), rules.is_empty()) {
            (_, true) => quote!(#name #shown),
            (true, false) => {
                let rules = Rules(rules);
                quote!(#name [] #rules)
            }
            (false, false) => {
                let rules = Rules(rules);
                quote!(#name #shown #rules)
            }
        }
    });
    quote! { counterpart::choice! { #flags #name #word { #(#entries,)* } #open } }
}

fn emit_from(union: &Ident, variant: &VariantPlan<'_>) -> TokenStream {
    let VariantPlan { name, ty, .. } = variant;
    let (ty, value) = match ty {
        RustType::Boxed(inner) => (&**inner, quote!(Box::new(value))),
        ty => (ty, quote!(value)),
    };
    let ty = Here(ty);
    quote! {
        impl From<#ty> for #union {
            fn from(value: #ty) -> Self {
                Self::#name(#value)
            }
        }
    }
}
