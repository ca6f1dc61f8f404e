//! Structs: the fields, the ways to make one, the defaults, and the record of the runtime.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::defaults::emit_defaults;
use super::derives::{Derives, Flags};
use super::doc::{Deprecated, Doc};
use super::models::{emit_argument, emit_value};
use super::rules::Rules;
use super::types::Here;
use crate::plan::{AdditionalPlan, Creation, FieldPlan, Kind, Listed, StructPlan, Traits};

/// Emits a struct and everything that belongs to it.
pub(super) fn emit_struct(head: &TokenStream, name: &Ident, traits: Traits, plan: &StructPlan<'_>) -> TokenStream {
    let derives = Derives::Data(traits);
    let fields = plan.fields.iter().map(emit_field);
    let additional = emit_additional(&plan.additional);
    let creation = emit_creation(name, traits, plan);
    let defaults = emit_defaults(name, &plan.fields);
    let record = emit_record(name, traits, plan);
    quote! {
        #head
        #derives
        pub struct #name {
            #(#fields)*
            #additional
        }
        #defaults
        #creation
        #record
    }
}

fn emit_field(field: &FieldPlan<'_>) -> TokenStream {
    let FieldPlan { name, wire, docs, .. } = field;
    let doc = Doc::of_field(docs, wire).with_example(docs);
    let deprecated = Deprecated(docs);
    let ty = Here(&field.ty);
    quote! {
        #doc
        #deprecated
        pub #name: #ty,
    }
}

fn emit_additional(additional: &AdditionalPlan<'_>) -> Option<TokenStream> {
    let AdditionalPlan::Kept { name, values } = additional else {
        return None;
    };
    let values = Here(values);
    Some(quote! {
        /// Properties that the description does not name.
        pub #name: Map<#values>,
    })
}

fn emit_record(name: &Ident, traits: Traits, plan: &StructPlan<'_>) -> TokenStream {
    let flags = Flags(traits);
    let entries = plan.fields.iter().map(emit_entry);
    let others = match &plan.additional {
        AdditionalPlan::Skipped => None,
        AdditionalPlan::Refused => Some(quote!(..closed)),
        AdditionalPlan::Kept { name, .. } => Some(quote!(..#name)),
    };
    let rules = Rules(&plan.rules);
    quote! {
        counterpart::record! { #flags #name { #(#entries,)* #others } #rules }
    }
}

fn emit_entry(field: &FieldPlan<'_>) -> TokenStream {
    let name = &field.name;
    let wire = Literal::string(field.wire);
    let kind = match field.kind {
        Kind::Required => quote!(required),
        Kind::Nullable => quote!(nullable),
        Kind::Optional => quote!(optional),
        Kind::Maybe => quote!(maybe),
    };
    let rules = Rules(&field.rules);
    let default = field.default.as_ref().map(|default| {
        let json = Literal::string(&default.json.to_string());
        quote!(= #json)
    });
    quote!(#name: #kind #wire #rules #default)
}

fn emit_creation(name: &Ident, traits: Traits, plan: &StructPlan<'_>) -> Option<TokenStream> {
    match &plan.creation {
        Creation::Constructor => Some(emit_constructor(name, plan)),
        Creation::Required(required) => Some(emit_required(name, required, traits, plan)),
        Creation::Literal => None,
    }
}

fn emit_constructor(name: &Ident, plan: &StructPlan<'_>) -> TokenStream {
    let doc = Doc::line("With what is required; the rest is absent.".to_owned());
    let asked = plan.fields.iter().filter(|field| field.is_asked_for());
    let arguments = asked.map(|FieldPlan { name, ty, .. }| emit_argument(name, ty, &Here(ty)));
    let values = emit_values(plan, |field| emit_value(&field.name, &field.ty));
    quote! {
        impl #name {
            #doc
            pub fn new(#(#arguments),*) -> Self {
                Self { #values }
            }
        }
    }
}

/// A struct of what is required, so that the compiler sees to it that everything is said, each by its name.
fn emit_required(name: &Ident, required: &Ident, traits: Traits, plan: &StructPlan<'_>) -> TokenStream {
    let doc = Doc::line(format!(
        "What a [`{name}`] cannot be without: `.into()` makes one of it, the rest absent."
    ));
    let derives = Derives::Data(traits);
    let asked = || plan.fields.iter().filter(|field| field.is_asked_for());
    let fields = asked().map(|FieldPlan { name, ty, .. }| {
        let ty = Here(ty);
        quote!(pub #name: #ty,)
    });
    let values = emit_values(plan, |FieldPlan { name, .. }| quote!(#name: required.#name));
    quote! {
        #doc
        #derives
        pub struct #required {
            #(#fields)*
        }
        impl From<#required> for #name {
            fn from(required: #required) -> Self {
                Self { #values }
            }
        }
    }
}

/// What is asked for, the constants, and the rest absent.
fn emit_values(plan: &StructPlan<'_>, asked: impl Fn(&FieldPlan<'_>) -> TokenStream) -> TokenStream {
    let value = |field: &FieldPlan<'_>| match &field.constant {
        Some(constant) => {
            let (name, value) = (&field.name, emit_listed(constant));
            quote!(#name: #value)
        }
        None => asked(field),
    };
    let present = || plan.fields.iter().filter(|field| field.kind.is_present());
    let values = present().map(value);
    let has_more = present().count() < plan.fields.len() || matches!(plan.additional, AdditionalPlan::Kept { .. });
    let rest = has_more.then(|| quote!(..counterpart::blank()));
    quote!(#(#values,)* #rest)
}

/// `Mode::All`
pub(super) fn emit_listed(listed: &Listed<'_>) -> TokenStream {
    let (ty, variant) = (&listed.view.name, &listed.variant);
    quote!(#ty::#variant)
}
