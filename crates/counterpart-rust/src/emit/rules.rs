//! Rules of the runtime's tables.

use counterpart_spec::api::{Bound, Constraint, TextFormat};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Number;

use crate::plan::Rule;

/// `[MaxLength(50), ..]`, or nothing.
pub(super) struct Rules<'r>(pub(super) &'r [Rule<'r>]);

impl ToTokens for Rules<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if !self.0.is_empty() {
            let rules = self.0.iter().map(rule);
            tokens.extend(quote!([#(#rules),*]));
        }
    }
}

fn rule(rule: &Rule<'_>) -> TokenStream {
    let (outer, inner) = match rule {
        Rule::Own(constraint) => return own(constraint),
        Rule::Items(inner) => (quote!(Items), inner),
        Rule::Values(inner) => (quote!(Values), inner),
    };
    let inner = inner.iter().map(self::rule);
    quote!(#outer(&[#(#inner),*]))
}

fn own(constraint: &Constraint) -> TokenStream {
    let (name, argument) = match constraint {
        Constraint::MinLength(count) => (quote!(MinLength), size(*count)),
        Constraint::MaxLength(count) => (quote!(MaxLength), size(*count)),
        Constraint::Pattern(pattern) => (quote!(Pattern), Literal::string(pattern).into_token_stream()),
        Constraint::Minimum(Bound {
            value,
            exclusive: false,
        }) => (quote!(Minimum), number(value)),
        Constraint::Minimum(Bound { value, exclusive: true }) => (quote!(ExclusiveMinimum), number(value)),
        Constraint::Maximum(Bound {
            value,
            exclusive: false,
        }) => (quote!(Maximum), number(value)),
        Constraint::Maximum(Bound { value, exclusive: true }) => (quote!(ExclusiveMaximum), number(value)),
        Constraint::MultipleOf(value) => (quote!(MultipleOf), number(value)),
        Constraint::MinItems(count) => (quote!(MinItems), size(*count)),
        Constraint::MaxItems(count) => (quote!(MaxItems), size(*count)),
        Constraint::UniqueItems => return quote!(UniqueItems),
        Constraint::MinProperties(count) => (quote!(MinProperties), size(*count)),
        Constraint::MaxProperties(count) => (quote!(MaxProperties), size(*count)),
        Constraint::Format(TextFormat::Email) => return quote!(Email),
        Constraint::Format(TextFormat::Uri) => return quote!(Uri),
        // Until the runtime has them, the planner does not ask for them.
        _ => return TokenStream::new(),
    };
    quote!(#name(#argument))
}

fn size(count: u64) -> TokenStream {
    Literal::u64_unsuffixed(count).into_token_stream()
}

/// Whole numbers stay whole; what neither fits is as near as `f64` gets.
fn number(value: &Number) -> TokenStream {
    if let Some(whole) = value.as_i64() {
        let literal = Literal::i64_unsuffixed(whole);
        return quote!(Int(#literal));
    }
    let literal = Literal::f64_unsuffixed(value.as_f64().unwrap_or(f64::MAX));
    quote!(Float(#literal))
}
