//! `paginate! { .. }`: an invocation an operation whose answers come in pages.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::Beside;
use crate::pagination::PagingWay;
use crate::plan::{PagedPlan, PagingPresence as Presence, Plan};

pub(super) fn emit_pagination<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    plan.paged.iter().map(emit_paged)
}

fn emit_paged(plan: &PagedPlan<'_>) -> TokenStream {
    let PagedPlan {
        operation,
        way,
        is_best,
        items,
        fields,
        item,
    } = plan;
    let way = emit_way(way);
    let best = is_best.then(|| quote!(best));
    let item = Beside(item);
    let path = fields.iter().map(|step| &step.field);
    let rest = match fields.last().map(|step| step.presence) {
        None | Some(Presence::Always) => TokenStream::new(),
        Some(Presence::Optional) => quote!(.unwrap_or_default()),
        Some(Presence::Maybe) => quote!(.into_option().unwrap_or_default()),
    };
    quote! {
        counterpart::paginate! { operations::#operation: #way #best #items #item = |page| page #(.#path)* #rest }
    }
}

fn emit_way(way: &PagingWay) -> TokenStream {
    match way {
        PagingWay::Cursor { parameter, next } => quote!(Cursor { parameter: #parameter, next: #next }),
        PagingWay::Number { parameter } => quote!(Number { parameter: #parameter }),
        PagingWay::Offset { parameter } => quote!(Offset { parameter: #parameter }),
        PagingWay::Link => quote!(Link),
        PagingWay::Url { next } => quote!(Url { next: #next }),
    }
}
