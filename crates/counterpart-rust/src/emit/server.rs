//! `server`: a handler trait a tag, and the router's table.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::client::{server as server_url, title};
use super::doc::Doc;
use super::markdown;
use super::schemes::emit_schemes;
use crate::name::{Case, ident};
use crate::plan::{OperationPlan, Plan, TagPlan};
use crate::runtime;

/// What the compiler does not say to those who leave the attribute out: it counts lifetimes.
const HOW: &str = "Implement it under `#[counterpart::handler]`, by `async fn`; without that the lifetimes of its methods do not \
                   match (E0195).";

/// The chunks of the module: imports, a chunk a trait, the router.
pub(crate) fn server<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let traits = plan.tags.iter().map(|tag| emit_trait(tag, plan));
    let imports = (!plan.operations.is_empty()).then(emit_imports);
    let need = emit_need();
    let head = quote!(#need #imports);
    [head].into_iter().chain(traits).chain([emit_router(plan)])
}

/// The same for the webhooks: a handler trait, and a router with an authenticator of its own.
pub(crate) fn webhooks<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let about = format!("What {} calls at its users.", title(plan));
    let router = format!("Receives the webhooks of {}, each at its name.", title(plan));
    called(plan, &plan.webhooks, "webhooks", [about, router])
}

/// The same for the callbacks.
pub(crate) fn callbacks<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let about = format!("What {} calls at addresses that requests name.", title(plan));
    let router = format!(
        "Receives the callbacks of {}: `at` says where each is, which is what requests name.",
        title(plan)
    );
    called(plan, &plan.callbacks, "callbacks", [about, router])
}

fn called<'p>(
    plan: &'p Plan<'_>,
    operations: &'p [OperationPlan<'p>],
    list: &str,
    [about, router]: [String; 2],
) -> impl Iterator<Item = TokenStream> + use<'p> {
    let (about, router) = (Doc::line(about).with_line(HOW), Doc::line(router));
    let (name, handler) = (ident(list), ident(&Case::Type.of(&format!("{list} handler"))));
    let methods = operations.iter().map(emit_method);
    let remedy = emit_remedy(&handler, &name);
    let handler_trait = quote! {
        #about
        #remedy
        pub trait #handler: Send + Sync + 'static {
            #(#methods)*
        }
    };
    let routes = operations.iter().map(emit_route);
    let schemes = emit_schemes(&plan.schemes);
    let router = quote! {
        counterpart::router! {
            #router
            Router "/" { #name: #handler { #(#routes)* } }
            security { #schemes }
        }
    };
    let (need, imports) = (emit_need(), emit_imports());
    [quote!(#need #imports), handler_trait, router].into_iter()
}

/// Without its feature, what follows would be an error a line.
fn emit_need() -> TokenStream {
    quote!(counterpart::__needs_server!();)
}

fn emit_imports() -> TokenStream {
    quote! {
        use counterpart::{Answering, Context};
        use super::operations::*;
    }
}

fn operations<'p>(tag: &'p TagPlan<'_>, plan: &'p Plan<'_>) -> impl Iterator<Item = &'p OperationPlan<'p>> {
    tag.operations.iter().filter_map(|at| plan.operations.get(*at))
}

fn emit_trait(tag: &TagPlan<'_>, plan: &Plan<'_>) -> TokenStream {
    let name = &tag.handler;
    let mut doc = Doc::default();
    tag.description
        .iter()
        .for_each(|description| doc.paragraph(description));
    let doc = doc.or(|| match tag.wire {
        Some(wire) => format!("The operations of the tag {}.", markdown::code(wire)),
        None => "The operations without a tag.".to_owned(),
    });
    let doc = doc.with_line(HOW);
    let remedy = emit_remedy(name, &tag.name);
    let methods = operations(tag, plan).map(emit_method);
    quote! {
        #doc
        #remedy
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

/// What an application does that does not answer these operations; the compiler only says that it has to.
fn emit_remedy(handler: &Ident, tag: &Ident) -> TokenStream {
    let note = format!(
        "an empty `impl {handler} for {{Self}} {{{{}}}}` answers 501; `Router::empty().{tag}(..)` takes one handler"
    );
    quote!(#[diagnostic::on_unimplemented(note = #note)])
}

/// The form that `#[counterpart::handler]` gives to `async fn`, written out: 875 of them cost a fifth to compile.
fn emit_method(operation: &OperationPlan<'_>) -> TokenStream {
    let OperationPlan {
        source,
        name,
        response_name,
        method,
        ..
    } = operation;
    let doc = Doc::in_brief(source);
    quote! {
        #doc
        fn #method<'life0, 'async_trait>(&'life0 self, request: #name, context: Context)
            -> Answering<'async_trait, #response_name>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
    }
}

fn emit_router(plan: &Plan<'_>) -> TokenStream {
    let doc = Doc::line(format!("Routes of {}.", title(plan)));
    let server = server_url(plan);
    let tags = plan.tags.iter().map(|tag| emit_routes(tag, plan));
    let schemes = emit_schemes(&plan.schemes);
    quote! {
        counterpart::router! {
            #doc
            Router #server { #(#tags)* }
            security { #schemes }
        }
    }
}

/// The description, from the files beside the code.
pub(crate) fn contract(prefix: &str) -> TokenStream {
    let [json, yaml, page] = runtime::CONTRACT_FILES.map(|name| format!("{prefix}{name}"));
    quote! {
        counterpart::contract! { Router #json #yaml #page }
    }
}

fn emit_routes(tag: &TagPlan<'_>, plan: &Plan<'_>) -> TokenStream {
    let TagPlan { name, handler, .. } = tag;
    let routes = operations(tag, plan).map(emit_route);
    quote!(#name: #handler { #(#routes)* })
}

fn emit_route(OperationPlan { name, method, .. }: &OperationPlan<'_>) -> TokenStream {
    quote!(#name => #method,)
}
