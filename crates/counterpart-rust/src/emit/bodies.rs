//! The bodies of an operation: an enum where there is a choice, and how each is written.

use counterpart_spec::api::{Encoding, PartHeader};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::doc::Doc;
use super::operations::emit_syntax;
use super::rules::Rules;
use super::types::Beside;
use crate::plan::{BodyKindPlan, ChoicePlan, style_word};

/// An enum of bodies, and its table.
pub(super) fn emit_choice(doc: String, choice: &ChoicePlan<'_>) -> Option<TokenStream> {
    let ChoicePlan { name, kinds } = choice;
    let doc = Doc::line(doc);
    let variants = kinds.iter().map(|kind| {
        let BodyKindPlan { name, ty, content, .. } = kind;
        let doc = Doc::line(format!("`{}`", content.media_type));
        let ty = Beside(ty);
        quote!(#doc #name(#ty),)
    });
    let rows = kinds.iter().map(|kind| {
        let (name, kind) = (&kind.name, emit_kind(kind));
        quote!(#name = #kind)
    });
    let best = kinds.first()?;
    let (best, payload) = (&best.name, Beside(&best.ty));
    Some(quote! {
        #doc
        pub enum #name {
            #(#variants)*
        }
        counterpart::bodies! { #name #best(#payload) { #(#rows),* } }
    })
}

/// `json "application/json" [rules] { encodings }`
pub(super) fn emit_kind(kind: &BodyKindPlan<'_>) -> TokenStream {
    let BodyKindPlan {
        syntax,
        content,
        also,
        rules,
        ..
    } = kind;
    let syntax = emit_syntax(*syntax);
    let names = std::iter::once(content.media_type.as_str()).chain(also.iter().copied());
    let rules = Rules(rules);
    let encodings = emit_encodings(&content.encodings);
    quote!(#syntax #(#names)* #rules #encodings)
}

/// `{ encodings }`, or nothing.
pub(super) fn emit_encodings(encodings: &[Encoding]) -> Option<TokenStream> {
    let written = encodings.iter().map(emit_encoding);
    (!encodings.is_empty()).then(|| quote!({ #(#written),* }))
}

/// `"tags" space_delimited`, `"icon": "image/png" ("X-Kind" = "icon")`
fn emit_encoding(encoding: &Encoding) -> TokenStream {
    let Encoding {
        property,
        style,
        reserved,
        content_types,
        headers,
    } = encoding;
    let style = style.map(|(style, explode)| format_ident!("{}", style_word(style, explode)));
    let reserved = reserved.then(|| quote!(reserved));
    let types = (!content_types.is_empty()).then(|| content_types.join(", "));
    let types = types.map(|types| quote!(: #types));
    let headers = headers.iter().map(|PartHeader { name, value }| quote!(#name = #value));
    let headers = (!encoding.headers.is_empty()).then(|| quote!((#(#headers),*)));
    quote!(#property #style #reserved #types #headers)
}
