//! From one type of a split schema to the other.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::models::{emit_argument, emit_value};
use super::structs::emit_listed;
use super::types::Here;
use crate::plan::{ConversionBody, ConversionPlan, FieldConversion, FieldPlan, Turn, Way};

/// `From` where nothing has to be said, else a method that takes what has to be.
pub(super) fn emit_conversion(plan: &ConversionPlan<'_>) -> TokenStream {
    let (from, to) = (&plan.from.name, &plan.to.name);
    if plan.asked().next().is_none() {
        let body = emit_body(plan, &quote!(value), &quote!(Self));
        return quote! {
            impl From<#from> for #to {
                fn from(value: #from) -> Self {
                    #body
                }
            }
        };
    }
    let (method, doc) = match plan.to.way {
        Way::Request => (
            quote!(into_write),
            "The same for a request, with what only requests have.",
        ),
        Way::Response | Way::Both => (
            quote!(into_read),
            "The same for a response, with what only responses have.",
        ),
    };
    let doc = Doc::line(doc);
    let arguments = plan
        .asked()
        .map(|FieldPlan { name, ty, .. }| emit_argument(name, ty, &Here(ty)));
    let body = emit_body(plan, &quote!(self), &quote!(#to));
    quote! {
        impl #from {
            #doc
            pub fn #method(self, #(#arguments),*) -> #to {
                #body
            }
        }
    }
}

fn emit_body(plan: &ConversionPlan<'_>, value: &TokenStream, to: &TokenStream) -> TokenStream {
    match &plan.body {
        ConversionBody::Struct { fields, leaves_absent } => {
            let fields = fields.iter().map(|field| emit_field(field, value));
            let rest = leaves_absent.then(|| quote!(..counterpart::blank()));
            quote!(#to { #(#fields,)* #rest })
        }
        ConversionBody::Union { variants, open } => {
            let from = &plan.from.name;
            let arms = variants.iter().map(|(name, turn)| {
                let turned = emit_turn(turn, &quote!(value));
                quote!(#from::#name(value) => #to::#name(#turned))
            });
            quote!(match #value { #(#arms,)* #from::#open(value) => #to::#open(value), })
        }
    }
}

fn emit_field(field: &FieldConversion<'_>, value: &TokenStream) -> TokenStream {
    match field {
        FieldConversion::Carried { to, from, turn } => {
            let turned = emit_turn(turn, &quote!(#value.#from));
            quote!(#to: #turned)
        }
        FieldConversion::Constant(FieldPlan { name, constant, .. }) => {
            let constant = constant.as_ref().map(emit_listed);
            quote!(#name: #constant)
        }
        FieldConversion::Asked(FieldPlan { name, ty, .. }) => emit_value(name, ty),
    }
}

fn emit_turn(turn: &Turn, value: &TokenStream) -> TokenStream {
    let inner = |turn: &Turn| emit_turn(turn, &quote!(value));
    match turn {
        Turn::Same => value.clone(),
        Turn::Into => quote!(#value.into()),
        Turn::Unboxed(turn) => match **turn {
            Turn::Same => quote!(*#value),
            _ => emit_turn(turn, &quote!((*#value))),
        },
        Turn::Boxed(turn) => {
            let value = emit_turn(turn, value);
            quote!(Box::new(#value))
        }
        Turn::Option(turn) | Turn::Maybe(turn) => match **turn {
            Turn::Into => quote!(#value.map(Into::into)),
            _ => {
                let inner = inner(turn);
                quote!(#value.map(|value| #inner))
            }
        },
        Turn::Vec(turn) => match **turn {
            Turn::Into => quote!(#value.into_iter().map(Into::into).collect()),
            _ => {
                let inner = inner(turn);
                quote!(#value.into_iter().map(|value| #inner).collect())
            }
        },
        Turn::Map(turn) => {
            let inner = inner(turn);
            quote!(#value.into_iter().map(|(name, value)| (name, #inner)).collect())
        }
    }
}
