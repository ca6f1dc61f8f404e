//! Names: wire text in, identifiers out. The only place that makes an [`Ident`] of a document's text.

mod keyword;
mod scope;
mod script;
mod words;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

pub(crate) use scope::{Candidate, Scope};

/// How an identifier is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `FooBar`: types; a leading digit gets the word `Type` before it.
    Type,
    /// `FooBar`: variants; a leading digit gets the word `Value` before it.
    Variant,
    /// `foo_bar`: fields, methods; a leading digit gets `_` before it.
    Snake,
}

impl Case {
    /// The wire name in this case: always a legal identifier once [`ident`] had it.
    pub(crate) fn of(self, wire: &str) -> String {
        let spoken = words::spoken(wire);
        let (cased, prefix) = match self {
            Self::Type => (spoken.to_upper_camel_case(), "Type"),
            Self::Variant => (spoken.to_upper_camel_case(), "Value"),
            Self::Snake => (spoken.to_snake_case(), "_"),
        };
        begin_with_letter(cased, prefix)
    }

    /// What stands between a name and the number that makes it unique.
    fn joint(self) -> &'static str {
        match self {
            Self::Type | Self::Variant => "",
            Self::Snake => "_",
        }
    }

    /// What a name that is taken by the language or the runtime gets.
    fn evasion(self) -> &'static str {
        match self {
            Self::Type => "Type",
            Self::Variant | Self::Snake => "_",
        }
    }
}

/// Case mappings may bring in marks that identifiers refuse (`ŉ` in capitals), hence the filter.
fn begin_with_letter(mut cased: String, prefix: &str) -> String {
    if !cased.is_ascii() {
        cased.retain(unicode_ident::is_xid_continue);
        cased = script::unsuspicious(&cased);
    }
    match cased.chars().next() {
        Some(first) if unicode_ident::is_xid_start(first) => cased,
        Some(_) => format!("{prefix}{cased}"),
        None => format!("{prefix}unnamed"),
    }
}

/// An identifier of cased text: raw for keywords, with a trailing underscore where raw is forbidden.
pub(crate) fn ident(text: &str) -> Ident {
    if keyword::is_untouchable(text) {
        Ident::new(&format!("{text}_"), Span::call_site())
    } else if keyword::is_keyword(text) {
        Ident::new_raw(text, Span::call_site())
    } else {
        Ident::new(text, Span::call_site())
    }
}

/// Whether a text is the path of an item, such as `crate::ids::Id`, and nothing more.
pub(crate) fn is_path(text: &str) -> bool {
    let rooted = text.strip_prefix("::").unwrap_or(text);
    let mut segments = rooted.split("::").peekable();
    let mut leading = true;
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        leading &= rooted.len() == text.len() && !is_last && matches!(segment, "crate" | "self" | "super");
        if !leading && !is_plain(segment) {
            return false;
        }
    }
    true
}

/// A segment of a path that [`is_path`] took.
pub(crate) fn path_segment(text: &str) -> Ident {
    match text.strip_prefix("r#") {
        Some(bare) => Ident::new_raw(bare, Span::call_site()),
        None => Ident::new(text, Span::call_site()),
    }
}

/// An identifier as it is written, raw where it has to be.
fn is_plain(segment: &str) -> bool {
    let (bare, is_raw) = match segment.strip_prefix("r#") {
        Some(bare) => (bare, true),
        None => (segment, false),
    };
    let mut characters = bare.chars();
    characters
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && characters.all(unicode_ident::is_xid_continue)
        && !keyword::is_untouchable(bare)
        && (is_raw || !keyword::is_keyword(bare))
}

#[cfg(test)]
mod tests;
