//! Rules of the runtime's tables.

use counterpart_spec::api::{Bound, Constraint, JsonKind, TextFormat};
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
    match rule {
        Rule::Own(constraint) => own(constraint),
        Rule::Items(inner) => within("Items", &[], inner),
        Rule::Values(inner) => within("Entries", &[], inner),
        Rule::Item(at, inner) => within("Item", &[index(*at)], inner),
        Rule::ItemsFrom(at, inner) => within("ItemsFrom", &[index(*at)], inner),
        Rule::PatternProperty(pattern, inner) => within("PatternProperty", &[text(pattern)], inner),
        Rule::Others(names, patterns, inner) => within("OtherProperties", &[texts(names), texts(patterns)], inner),
        Rule::Kinds(allowed) => kinds(allowed),
        Rule::Required(names) => {
            let names = texts(names);
            quote!(Required(#names))
        }
        Rule::Format(syntax) => format(*syntax),
        Rule::MinItems(count) => {
            let count = index(*count);
            quote!(MinItems(#count))
        }
        Rule::MaxItems(count) => {
            let count = index(*count);
            quote!(MaxItems(#count))
        }
        Rule::Never => quote!(Never),
    }
}

/// `Name(arguments, &[rules])`
fn within(name: &str, arguments: &[TokenStream], inner: &[Rule<'_>]) -> TokenStream {
    let name = word(name);
    let inner = inner.iter().map(rule);
    quote!(#name(#(#arguments,)* &[#(#inner),*]))
}

fn own(constraint: &Constraint) -> TokenStream {
    match constraint {
        Constraint::Minimum(_)
        | Constraint::Maximum(_)
        | Constraint::MultipleOf(_)
        | Constraint::MinLength(_)
        | Constraint::MaxLength(_)
        | Constraint::MinItems(_)
        | Constraint::MaxItems(_)
        | Constraint::MinProperties(_)
        | Constraint::MaxProperties(_)
        | Constraint::Pattern(_)
        | Constraint::Format(_)
        | Constraint::UniqueItems => scalar(constraint),
        _ => structural(constraint),
    }
}

/// The rules that hold a number or a text.
fn scalar(constraint: &Constraint) -> TokenStream {
    let (name, argument) = match constraint {
        Constraint::MinLength(count) => ("MinLength", size(*count)),
        Constraint::MaxLength(count) => ("MaxLength", size(*count)),
        Constraint::Pattern(pattern) => ("Pattern", text(pattern)),
        Constraint::Minimum(Bound { value, exclusive }) => {
            (if *exclusive { "ExclusiveMinimum" } else { "Minimum" }, number(value))
        }
        Constraint::Maximum(Bound { value, exclusive }) => {
            (if *exclusive { "ExclusiveMaximum" } else { "Maximum" }, number(value))
        }
        Constraint::MultipleOf(value) => ("MultipleOf", number(value)),
        Constraint::MinItems(count) => ("MinItems", size(*count)),
        Constraint::MaxItems(count) => ("MaxItems", size(*count)),
        Constraint::MinProperties(count) => ("MinProperties", size(*count)),
        Constraint::MaxProperties(count) => ("MaxProperties", size(*count)),
        Constraint::Format(syntax) => return format(*syntax),
        _ => return quote!(UniqueItems),
    };
    let name = word(name);
    quote!(#name(#argument))
}

/// The rules that hold rules.
fn structural(constraint: &Constraint) -> TokenStream {
    match constraint {
        Constraint::Kinds(allowed) => kinds(allowed),
        Constraint::Values(values) => {
            let values = values.iter().map(|value| Literal::string(&value.to_string()));
            quote!(Values(&[#(#values),*]))
        }
        Constraint::Required(names) => {
            let names = texts(names);
            quote!(Required(#names))
        }
        Constraint::DependentRequired(name, names) => {
            let (name, names) = (text(name), texts(names));
            quote!(DependentRequired(#name, #names))
        }
        Constraint::Property(name, rules) => all("Property", &[text(name), list(rules)]),
        Constraint::PatternProperty(pattern, rules) => all("PatternProperty", &[text(pattern), list(rules)]),
        Constraint::OtherProperties { names, patterns, rules } => {
            all("OtherProperties", &[texts(names), texts(patterns), list(rules)])
        }
        Constraint::PropertyNames(rules) => all("PropertyNames", &[list(rules)]),
        Constraint::Item(at, rules) => all("Item", &[index(*at), list(rules)]),
        Constraint::ItemsFrom(at, rules) => all("ItemsFrom", &[index(*at), list(rules)]),
        Constraint::Contains { rules, least, most } => {
            let most = most.map_or_else(|| quote!(None), |most| all("Some", &[size(most)]));
            all("Contains", &[list(rules), size(*least), most])
        }
        Constraint::Not(rules) => all("Not", &[list(rules)]),
        Constraint::AnyOf(sets) => all("AnyOf", &[lists(sets)]),
        Constraint::OneOf(sets) => all("OneOf", &[lists(sets)]),
        Constraint::If {
            condition,
            then,
            otherwise,
        } => all("If", &[list(condition), list(then), list(otherwise)]),
        _ => quote!(Never),
    }
}

fn all(name: &str, arguments: &[TokenStream]) -> TokenStream {
    let name = word(name);
    quote!(#name(#(#arguments),*))
}

fn list(rules: &[Constraint]) -> TokenStream {
    let rules = rules.iter().map(own);
    quote!(&[#(#rules),*])
}

fn lists(sets: &[Vec<Constraint>]) -> TokenStream {
    let sets = sets.iter().map(|rules| list(rules));
    quote!(&[#(#sets),*])
}

fn kinds(allowed: &[JsonKind]) -> TokenStream {
    let allowed = allowed.iter().map(|kind| {
        word(match kind {
            JsonKind::Null => "Null",
            JsonKind::Boolean => "Boolean",
            JsonKind::Integer => "Integer",
            JsonKind::Number => "Number",
            JsonKind::String => "String",
            JsonKind::Array => "Array",
            JsonKind::Object => "Object",
        })
    });
    quote!(Kinds(&[#(#allowed),*]))
}

fn format(syntax: TextFormat) -> TokenStream {
    let name = word(match syntax {
        TextFormat::Email => "Email",
        TextFormat::Uri => "Uri",
        TextFormat::UriReference => "UriReference",
        TextFormat::Hostname => "Hostname",
        TextFormat::Ipv4 => "Ipv4",
        TextFormat::Ipv6 => "Ipv6",
        TextFormat::DateTime => "DateTime",
        TextFormat::Date => "Date",
        TextFormat::Time => "Time",
        TextFormat::Duration => "Duration",
        TextFormat::Uuid => "Uuid",
        TextFormat::JsonPointer => "JsonPointer",
        TextFormat::Regex => "Regex",
    });
    quote!(Format(#name))
}

fn word(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, proc_macro2::Span::call_site())
}

fn text(text: &str) -> TokenStream {
    Literal::string(text).into_token_stream()
}

fn texts(texts: &[impl AsRef<str>]) -> TokenStream {
    let texts = texts.iter().map(|text| Literal::string(text.as_ref()));
    quote!(&[#(#texts),*])
}

fn size(count: u64) -> TokenStream {
    Literal::u64_unsuffixed(count).into_token_stream()
}

fn index(at: usize) -> TokenStream {
    Literal::usize_unsuffixed(at).into_token_stream()
}

/// Whole numbers stay whole; what neither fits is as near as `f64` gets.
fn number(value: &Number) -> TokenStream {
    let whole = value
        .as_i64()
        .map(i128::from)
        .or_else(|| value.as_u64().map(i128::from));
    if let Some(whole) = whole {
        let literal = Literal::i128_unsuffixed(whole);
        return quote!(Int(#literal));
    }
    let literal = Literal::f64_unsuffixed(value.as_f64().unwrap_or(f64::MAX));
    quote!(Float(#literal))
}
