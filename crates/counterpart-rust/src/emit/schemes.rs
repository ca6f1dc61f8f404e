//! Security schemes, as `client!` and `router!` read them.

use counterpart_spec::api::{OAuth2Flow, OAuth2Grant, SecuritySchemeKind};
use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Schemes;

/// `name: kind, ..`
pub(super) fn emit_schemes(schemes: &Schemes<'_>) -> TokenStream {
    let entries = schemes.iter().map(|(name, scheme)| {
        let kind = emit_kind(&scheme.kind);
        quote!(#name: #kind,)
    });
    entries.collect()
}

fn emit_kind(kind: &SecuritySchemeKind) -> TokenStream {
    match kind {
        SecuritySchemeKind::Bearer => quote!(bearer),
        SecuritySchemeKind::Basic => quote!(basic),
        SecuritySchemeKind::HeaderKey(key) => quote!(header #key),
        SecuritySchemeKind::QueryKey(key) => quote!(query #key),
        SecuritySchemeKind::CookieKey(key) => quote!(cookie #key),
        SecuritySchemeKind::OAuth2(flows) => {
            let flows = flows.iter().filter_map(emit_flow);
            quote!(oauth2 [#(#flows),*])
        }
        SecuritySchemeKind::OpenIdConnect(url) if url.is_empty() => quote!(oauth2 []),
        // The addresses are those of the provider, which says them itself.
        SecuritySchemeKind::OpenIdConnect(url) => quote!(oauth2 [Discovery #url]),
        SecuritySchemeKind::MutualTls => quote!(mutual_tls),
        SecuritySchemeKind::Unsupported => quote!(unsupported),
    }
}

/// A flow that gives tokens to a program.
fn emit_flow(flow: &OAuth2Flow) -> Option<TokenStream> {
    let (kind, url) = match &flow.grant {
        OAuth2Grant::Implicit { .. } => return None,
        OAuth2Grant::Password { token_url } => (quote!(Password), token_url),
        OAuth2Grant::ClientCredentials { token_url } => (quote!(ClientCredentials), token_url),
        OAuth2Grant::AuthorizationCode { token_url, .. } => (quote!(AuthorizationCode), token_url),
        OAuth2Grant::DeviceAuthorization { token_url, .. } => (quote!(DeviceAuthorization), token_url),
    };
    let refresh = flow.refresh_url.iter();
    Some(quote!(#kind #url #(refresh #refresh)*))
}
