//! `sender`: what the API calls at its users, a method an operation, and how callbacks find their addresses.

use counterpart_spec::api::Occasion;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use rustc_hash::FxHashSet;

use super::client::{argument_imports, emit_method, emit_need, emit_setters, title};
use super::doc::Doc;
use super::schemes::emit_schemes;
use crate::name::ident;
use crate::plan::{OperationPlan, Plan};

/// The chunks of the module: imports, the sender, its methods, the setters, the addresses.
pub(crate) fn sender<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let methods = plan
        .called()
        .map(|operation| emit_method(operation, Some(&address_name(operation))));
    let methods = quote! {
        impl Sender {
            #(#methods)*
        }
    };
    let setters = plan.called().filter_map(emit_setters);
    let mut met = FxHashSet::default();
    let occasions = plan.api.occasions.iter();
    // A request that leads to one callback by two addresses is asked for the first.
    let occasions = occasions.filter(move |one| met.insert((one.callback, one.operation)));
    [emit_imports(plan), emit_sender(plan), methods]
        .into_iter()
        .chain(setters)
        .chain(occasions.filter_map(|occasion| emit_occasion(plan, occasion)))
}

fn emit_imports(plan: &Plan<'_>) -> TokenStream {
    let imports = argument_imports(plan.called());
    let (need, runtime) = (emit_need(), imports.runtime());
    match imports.has_models() {
        true => quote! { #need #runtime use super::{models, operations}; },
        false => quote! { #need #runtime use super::operations; },
    }
}

fn emit_sender(plan: &Plan<'_>) -> TokenStream {
    let doc = Doc::line(format!("Sends what {} calls at its users.", title(plan)));
    let schemes = emit_schemes(&plan.schemes);
    quote! {
        counterpart::sender! {
            #doc
            Sender { #schemes }
        }
    }
}

/// The name of the first argument, which no other has.
fn address_name(operation: &OperationPlan<'_>) -> Ident {
    let mut name = "url".to_owned();
    while operation.fields.iter().any(|field| field.name == name) {
        name.push('_');
    }
    ident(&name)
}

fn emit_occasion(plan: &Plan<'_>, occasion: &Occasion) -> Option<TokenStream> {
    let callback = &plan.callbacks.get(occasion.callback)?.name;
    let operation = &plan.operations.get(occasion.operation)?.name;
    let address = &occasion.address;
    Some(quote! {
        counterpart::callback! { #callback of #operation #address }
    })
}
