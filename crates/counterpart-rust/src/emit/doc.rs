//! Documentation as tokens: a summary, the rest, then where it comes from.

use counterpart_spec::api::{Docs, Operation};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::example::Example;
use super::markdown;

/// Lines of documentation, each already safe for rustdoc.
#[derive(Debug, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// The title, then the description.
    pub(super) fn of(docs: &Docs) -> Self {
        let mut doc = Self::default();
        let Docs { title, description, .. } = docs;
        let title = title.as_deref().filter(|title| !repeats(title, description.as_deref()));
        title
            .into_iter()
            .chain(description.as_deref())
            .for_each(|text| doc.paragraph(text));
        doc
    }

    /// As [`Doc::of`], without a title that only says the field's name again.
    pub(super) fn of_field(docs: &Docs, wire: &str) -> Self {
        match &docs.title {
            Some(title) if same_words(title, wire) => Self::of(&Docs {
                title: None,
                ..docs.clone()
            }),
            _ => Self::of(docs),
        }
    }

    /// Adds the first example that is worth showing. Behind a single sentence it stands in the same paragraph.
    pub(super) fn with_example(mut self, docs: &Docs) -> Self {
        let is_sentence = match self.lines.as_slice() {
            [line] => line.starts_with(char::is_alphanumeric),
            lines => lines.is_empty(),
        };
        match docs.examples.iter().find_map(Example::of) {
            Some(Example::Short(line)) if is_sentence => self.lines.push(line),
            Some(Example::Short(line)) => self.lines.extend([String::new(), line]),
            Some(Example::Block(lines)) => {
                let blank = (!self.lines.is_empty()).then(String::new);
                self.lines.extend(blank.into_iter().chain(lines));
            }
            None => {}
        }
        self
    }

    /// The first line of what [`Doc::of`] says, where the whole stands elsewhere.
    pub(super) fn summary_of(docs: &Docs) -> Self {
        let text = docs.description.as_deref().or(docs.title.as_deref());
        Self {
            lines: text.and_then(markdown::summary).into_iter().collect(),
        }
    }

    /// Everything that is said of an operation, and its provenance.
    pub(super) fn of_operation(operation: &Operation) -> Self {
        let mut doc = Self::of(&operation.docs);
        doc.provenance(operation);
        doc
    }

    /// The first sentence of an operation, and its provenance.
    pub(super) fn in_brief(operation: &Operation) -> Self {
        let Docs { title, description, .. } = &operation.docs;
        let mut doc = Self::default();
        let text = title.as_deref().or(description.as_deref());
        doc.lines.extend(text.and_then(markdown::summary));
        doc.provenance(operation);
        doc
    }

    /// One line of our own.
    pub(super) fn line(text: impl Into<String>) -> Self {
        Self {
            lines: vec![text.into()],
        }
    }

    /// Lines of the document where there are any, ours where not.
    pub(super) fn or(self, fallback: impl FnOnce() -> String) -> Self {
        if self.lines.is_empty() {
            Self::line(fallback())
        } else {
            self
        }
    }

    /// Adds a line of our own, as a paragraph.
    pub(super) fn with_line(mut self, text: impl Into<String>) -> Self {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(text.into());
        self
    }

    /// Text of the document, as a paragraph of its own.
    pub(super) fn paragraph(&mut self, text: &str) {
        let lines = markdown::lines(text);
        if !self.lines.is_empty() && !lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }

    fn provenance(&mut self, operation: &Operation) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        let place = operation.server.as_ref().map(|server| markdown::code(&server.url));
        let place = place.map(|url| format!(" at {url}")).unwrap_or_default();
        self.lines.push(format!(
            "{} {}{place}",
            operation.method.as_str(),
            markdown::code(&operation.path.text)
        ));
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.lines {
            let text = if line.is_empty() {
                Literal::string("")
            } else {
                Literal::string(&format!(" {line}"))
            };
            tokens.extend(quote!(#[doc = #text]));
        }
    }
}

/// `#[deprecated]`, where the document says so.
pub(super) struct Deprecated<'d>(pub(super) &'d Docs);

impl ToTokens for Deprecated<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.0.deprecated {
            tokens.extend(quote!(#[deprecated]));
        }
    }
}

/// A title that the description begins with says nothing.
fn repeats(title: &str, description: Option<&str>) -> bool {
    description.is_some_and(|description| description.trim_start().starts_with(title.trim()))
}

fn same_words(title: &str, wire: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
    }
    letters(title).eq(letters(wire))
}
