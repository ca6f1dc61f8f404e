//! Types as tokens, and the imports that they need.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::name::path_segment;
use crate::plan::RustType;
use crate::runtime;

/// A type as it is written inside `models`.
pub(super) struct Here<'t>(pub(super) &'t RustType<'t>);

/// A type as it is written beside `models`.
pub(super) struct Beside<'t>(pub(super) &'t RustType<'t>);

impl ToTokens for Here<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(written(self.0, &|name| name.to_token_stream()));
    }
}

impl ToTokens for Beside<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(written(self.0, &|name| quote!(models::#name)));
    }
}

fn written(ty: &RustType<'_>, model: &dyn Fn(&proc_macro2::Ident) -> TokenStream) -> TokenStream {
    let (outer, inner) = match ty {
        RustType::Leaf(leaf) => return runtime::leaf(*leaf),
        RustType::Extern(path) => return runtime::own(&own_path(path)),
        RustType::Model(view) => return model(&view.name),
        RustType::Tuple(items, rest) => {
            let items = items.iter().map(|item| written(item, model));
            let rest = rest.as_deref().map(|rest| written(rest, model));
            return runtime::tuple(&tuple(items.collect()), rest.as_ref());
        }
        RustType::Vec(inner) => (quote!(Vec), inner),
        RustType::Map(inner) => (quote!(Map), inner),
        RustType::Option(inner) => (quote!(Option), inner),
        RustType::Maybe(inner) => (quote!(Maybe), inner),
        RustType::Events(inner) => (quote!(counterpart::stream::Events), inner),
        RustType::Items(inner) => (quote!(counterpart::stream::Items), inner),
        RustType::Boxed(inner) => (quote!(Box), inner),
    };
    let inner = written(inner, model);
    quote!(#outer<#inner>)
}

/// The path as it was checked when it was chosen.
fn own_path(path: &str) -> TokenStream {
    let rooted = path.strip_prefix("::");
    let start = rooted.map(|_| quote!(::));
    let segments = rooted.unwrap_or(path).split("::").map(path_segment);
    quote!(#start #(#segments)::*)
}

/// A tuple; the one of a single item needs its comma.
fn tuple(items: Vec<TokenStream>) -> TokenStream {
    match items.as_slice() {
        [item] => quote!((#item,)),
        items => quote!((#(#items),*)),
    }
}

/// The imports of a module: what its types need, no more, or rustc complains.
#[derive(Debug, Default)]
pub(super) struct Imports {
    runtime: BTreeSet<&'static str>,
    models: bool,
}

impl Imports {
    /// Adds what a type needs.
    pub(super) fn add(&mut self, ty: &RustType<'_>) {
        let inner = match ty {
            RustType::Leaf(leaf) => return self.runtime.extend(runtime::imports(*leaf)),
            RustType::Extern(_) => return,
            RustType::Model(_) => return self.models = true,
            RustType::Tuple(items, rest) => return items.iter().chain(rest.as_deref()).for_each(|item| self.add(item)),
            RustType::Map(inner) => {
                self.name("Map");
                inner
            }
            RustType::Maybe(inner) => {
                self.name("Maybe");
                inner
            }
            RustType::Vec(inner)
            | RustType::Option(inner)
            | RustType::Events(inner)
            | RustType::Items(inner)
            | RustType::Boxed(inner) => inner,
        };
        self.add(inner);
    }

    /// Adds a name of `counterpart::types`.
    pub(super) fn name(&mut self, name: &'static str) {
        self.runtime.insert(name);
    }

    /// `use counterpart::types::..`
    pub(super) fn runtime(&self) -> TokenStream {
        let names = self.runtime.iter().map(|name| format_ident!("{name}"));
        match self.runtime.len() {
            0 => TokenStream::new(),
            1 => quote! { #(use counterpart::types::#names;)* },
            _ => quote! { use counterpart::types::{#(#names),*}; },
        }
    }

    /// Whether a type of `models` is used.
    pub(super) fn has_models(&self) -> bool {
        self.models
    }
}
