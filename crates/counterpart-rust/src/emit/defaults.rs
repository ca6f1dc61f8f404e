//! Defaults: a constant or a function of the struct, named after the field.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::{Number, Value as Json};

use super::doc::Doc;
use super::structs::emit_listed;
use super::types::Here;
use crate::plan::{DefaultValue, FieldPlan, Leaf, RustType, ShownDefault};

/// The defaults of a struct.
pub(super) fn emit_defaults(name: &Ident, fields: &[FieldPlan<'_>]) -> Option<TokenStream> {
    let items: Vec<_> = fields.iter().filter_map(emit_default).collect();
    (!items.is_empty()).then(|| {
        quote! {
            impl #name {
                #(#items)*
            }
        }
    })
}

fn emit_default(field: &FieldPlan<'_>) -> Option<TokenStream> {
    let ShownDefault { name, value } = field.default.as_ref()?.shown.as_ref()?;
    let field_name = field.name.to_string();
    let link = field_name.strip_prefix("r#").unwrap_or(&field_name);
    let doc = Doc::line(format!("What a server takes an absent `{link}` to be."));
    Some(match value {
        DefaultValue::Literal(ty, json) => {
            let (written, literal) = (Here(ty), literal(ty, json));
            quote!(#doc pub const #name: #written = #literal;)
        }
        DefaultValue::Text(text) => {
            let text = Literal::string(text);
            quote!(#doc pub const #name: &'static str = #text;)
        }
        DefaultValue::Listed(listed) => {
            let (ty, value) = (&listed.view.name, emit_listed(listed));
            quote!(#doc pub const #name: #ty = #value;)
        }
        DefaultValue::Read(ty, json) => {
            let (written, value) = (Here(ty), read(ty, json));
            quote!(#doc pub fn #name() -> #written { #value })
        }
    })
}

fn read(ty: &RustType<'_>, json: &Json) -> TokenStream {
    let is_empty = match json {
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    };
    match ty {
        RustType::Vec(_) if is_empty => quote!(Vec::new()),
        RustType::Map(_) if is_empty => quote!(Map::new()),
        _ => {
            let text = Literal::string(&json.to_string());
            quote!(counterpart::default(#text))
        }
    }
}

fn literal(ty: &RustType<'_>, json: &Json) -> TokenStream {
    match (ty, json) {
        (_, Json::Bool(value)) => value.to_token_stream(),
        (RustType::Leaf(Leaf::F32 | Leaf::F64), Json::Number(number)) => float(number.as_f64().unwrap_or_default()),
        (_, Json::Number(number)) => whole(number),
        _ => TokenStream::new(),
    }
}

fn whole(number: &Number) -> TokenStream {
    match (number.as_i64(), number.as_u64()) {
        (Some(number), _) => Literal::i64_unsuffixed(number).into_token_stream(),
        (None, number) => Literal::u64_unsuffixed(number.unwrap_or_default()).into_token_stream(),
    }
}

fn float(number: f64) -> TokenStream {
    Literal::f64_unsuffixed(number).into_token_stream()
}
