//! The servers of a document as an enum, where there is something to choose.

use proc_macro2::TokenStream;
use quote::quote;

use super::client::title;
use super::doc::Doc;
use super::markdown;
use crate::plan::{Plan, ServerPlan, ServersPlan, ValuesPlan, VariableKind, VariablePlan};

/// `servers! { .. }`
pub(super) fn emit_servers(plan: &Plan<'_>) -> TokenStream {
    let Some(ServersPlan { servers, values }) = &plan.servers else {
        return TokenStream::new();
    };
    let doc = Doc::line(format!("The servers of {}.", title(plan)));
    let default = servers.first().map(emit_default);
    let variants = servers.iter().map(emit_variant);
    let values = values.iter().map(emit_values);
    quote! {
        counterpart::servers! {
            #doc
            Server { #(#variants)* }
            default #default;
            #(#values)*
        }
    }
}

/// The first server with what its variables are by default.
fn emit_default(server: &ServerPlan<'_>) -> TokenStream {
    let name = &server.name;
    if server.variables.is_empty() {
        return quote!(Server::#name);
    }
    let fields = server.variables.iter().map(|variable| {
        let VariablePlan { name, source, kind } = variable;
        let value = match kind {
            VariableKind::Text => {
                let text = &source.default;
                quote!(#text.into())
            }
            VariableKind::Listed { name, default } => quote!(#name::#default),
        };
        quote!(#name: #value)
    });
    quote!(Server::#name { #(#fields),* })
}

fn emit_variant(server: &ServerPlan<'_>) -> TokenStream {
    let ServerPlan {
        name,
        source,
        variables,
    } = server;
    let url = &source.template;
    let described = source.description.as_deref().and_then(markdown::summary);
    let doc = Doc::line(described.unwrap_or_else(|| markdown::code(url)));
    let fields = variables.iter().map(emit_variable);
    let fields = (!variables.is_empty()).then(|| quote!({ #(#fields)* }));
    quote!(#doc #name #url #fields,)
}

fn emit_variable(variable: &VariablePlan<'_>) -> TokenStream {
    let VariablePlan { name, source, kind } = variable;
    let wire = &source.name;
    let described = source.description.as_deref().and_then(markdown::summary);
    let doc = Doc::line(described.unwrap_or_else(|| markdown::code(wire)));
    let ty = match kind {
        VariableKind::Text => quote!(String),
        VariableKind::Listed { name, .. } => quote!(#name),
    };
    quote!(#doc #name #wire: #ty,)
}

fn emit_values(values: &ValuesPlan<'_>) -> TokenStream {
    let ValuesPlan { name, variable, values } = values;
    let doc = Doc::line(format!(
        "What {} may be in the address of a server.",
        markdown::code(&variable.name)
    ));
    let values = values.iter().map(|(ident, text)| quote!(#ident #text,));
    quote!(#doc enum #name { #(#values)* })
}
