//! `client`: the client, a method an operation, setters for what is optional.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::doc::{Deprecated, Doc};
use super::markdown;
use super::pagination::emit_pagination;
use super::schemes::emit_schemes;
use super::servers::emit_servers;
use super::types::{Beside, Imports};
use crate::plan::{FieldType, OperationFieldPlan as FieldPlan, OperationPlan, Plan};

/// The chunks of the module: imports, the client, its methods, the setters.
pub(crate) fn client<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let head = [emit_imports(plan), emit_client(plan), emit_servers(plan)];
    let methods = plan
        .operations
        .chunk_by(|a, b| a.source.tags.first() == b.source.tags.first())
        .map(emit_methods);
    let setters = plan.operations.iter().filter_map(emit_setters);
    head.into_iter()
        .chain(emit_pagination(plan))
        .chain(methods)
        .chain(setters)
}

/// Without its feature, what follows would be an error a line.
pub(super) fn emit_need() -> TokenStream {
    quote!(counterpart::__needs_client!();)
}

fn emit_imports(plan: &Plan<'_>) -> TokenStream {
    let mut imports = argument_imports(plan.operations.iter());
    plan.failure.iter().for_each(|error| imports.add(error));
    plan.paged.iter().for_each(|paged| imports.add(&paged.item));
    let (need, runtime) = (emit_need(), imports.runtime());
    match (plan.operations.is_empty(), imports.has_models()) {
        (true, _) => need,
        (false, true) => quote! { #need #runtime use super::{models, operations}; },
        (false, false) => quote! { #need #runtime use super::operations; },
    }
}

/// What the arguments of some operations are made of.
pub(super) fn argument_imports<'p>(operations: impl Iterator<Item = &'p OperationPlan<'p>>) -> Imports {
    let mut imports = Imports::default();
    let fields = operations.flat_map(|operation| &operation.fields);
    fields.for_each(|field| field.ty.each_written(&mut |ty| imports.add(ty)));
    imports
}

fn emit_client(plan: &Plan<'_>) -> TokenStream {
    let doc = Doc::line(format!("A client of {}.", title(plan)));
    let server = server(plan);
    let schemes = emit_schemes(&plan.schemes);
    let failure = emit_failure(plan);
    quote! {
        counterpart::client! {
            #doc
            Client #server { #schemes }
        }
        #failure
    }
}

/// One error type over all operations, by the schema of errors that they share.
fn emit_failure(plan: &Plan<'_>) -> TokenStream {
    let doc =
        Doc::line("Why a call of any operation did not yield its success: `?` makes it of every error of a call.");
    let error = plan.failure.as_ref().map(Beside).map(|error| quote!(<#error>));
    quote! {
        #doc
        pub type Failure = counterpart::client::Failure #error;
    }
}

/// The title and version of the Api, for documentation.
pub(super) fn title(plan: &Plan<'_>) -> String {
    let text = format!("{} {}", plan.api.title, plan.api.version);
    markdown::summary(&markdown::one_line(&text)).unwrap_or_else(|| "the API".to_owned())
}

/// The first server of the document.
pub(super) fn server<'p>(plan: &'p Plan<'_>) -> &'p str {
    plan.api.servers.first().map_or("/", |server| server.url.as_str())
}

/// An `impl` block for the neighbours of one tag: small chunks are printed faster, and read better, than one large.
fn emit_methods(operations: &[OperationPlan<'_>]) -> TokenStream {
    let methods = operations.iter().map(|operation| emit_method(operation, None));
    quote! {
        impl Client {
            #(#methods)*
        }
    }
}

/// The method of an operation; `url` is the name of the argument for its address, where it has one.
pub(super) fn emit_method(operation: &OperationPlan<'_>, url: Option<&Ident>) -> TokenStream {
    let OperationPlan {
        source, name, method, ..
    } = operation;
    let doc = Doc::of_operation(source);
    // On the method alone: nothing in generated code calls it, so the mark warns only those it is for.
    let deprecated = Deprecated(&source.docs);
    let arguments = emit_arguments(operation);
    let value = emit_value(operation);
    let address = url.map(|url| quote!(#url: &str,));
    let url = url.map(|url| quote!(#url,));
    quote! {
        #doc
        #deprecated
        pub fn #method(&self, #address #(#arguments),*) -> Call<operations::#name> {
            self.call(#url #value)
        }
    }
}

/// An argument a required field.
fn emit_arguments<'p>(operation: &'p OperationPlan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let required = operation.fields.iter().filter(|field| field.required);
    required.map(emit_argument)
}

/// The operation that is made of its arguments.
fn emit_value(operation: &OperationPlan<'_>) -> TokenStream {
    let OperationPlan { name, fields, .. } = operation;
    let required = || fields.iter().filter(|field| field.required);
    let values = required().map(|FieldPlan { name, ty, .. }| match ty.is_made_of_others() {
        true => quote!(#name: #name.into()),
        false => name.to_token_stream(),
    });
    match (required().count(), fields.len()) {
        (0, 0) => quote!(operations::#name {}),
        (0, _) => quote!(counterpart::blank()),
        (some, all) if some == all => quote!(operations::#name { #(#values),* }),
        _ => quote!(operations::#name { #(#values,)* ..counterpart::blank() }),
    }
}

pub(super) fn emit_setters(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let name = &operation.name;
    let mut setters = operation
        .fields
        .iter()
        .filter(|field| !field.required)
        .map(emit_setter)
        .peekable();
    setters.peek()?;
    Some(quote! {
        impl Call<operations::#name> {
            #(#setters)*
        }
    })
}

fn emit_setter(field: &FieldPlan<'_>) -> TokenStream {
    let FieldPlan {
        name, setter, ty, docs, ..
    } = field;
    let doc = Doc::summary_of(docs).or(|| format!("Sets `{name}`."));
    let argument = emit_argument(field);
    let value = match ty.is_made_of_others() {
        true => quote!(#name.into()),
        false => name.to_token_stream(),
    };
    let value = match ty.is_maybe() {
        true => value,
        false => quote!(Some(#value)),
    };
    let deprecated = Deprecated(docs);
    quote! {
        #doc
        #deprecated
        pub fn #setter(mut self, #argument) -> Self {
            self.operation.#name = #value;
            self
        }
    }
}

/// An argument for a field: whatever becomes the value, where it is one that is made of others.
fn emit_argument(field: &FieldPlan<'_>) -> TokenStream {
    let FieldPlan { name, ty, .. } = field;
    let written = match ty {
        FieldType::Value(ty) => Beside(ty).to_token_stream(),
        FieldType::Choice(choice) => {
            let choice = &choice.name;
            quote!(operations::#choice)
        }
    };
    match ty.is_made_of_others() {
        true => quote!(#name: impl Into<#written>),
        false => quote!(#name: #written),
    }
}
