//! Tokens as the printer reads them: owned, so that they can be looked at twice without being copied.

use proc_macro2::{Delimiter, Ident, Literal, Spacing, TokenStream, TokenTree};

/// A token.
#[derive(Debug)]
pub(super) enum Tree {
    Ident(Ident),
    Literal(Literal),
    Punct(char, Spacing),
    Group(Delimiter, Vec<Tree>),
}

impl Tree {
    /// Takes a stream apart.
    pub(super) fn all(stream: TokenStream) -> Vec<Self> {
        stream.into_iter().map(Self::of).collect()
    }

    fn of(tree: TokenTree) -> Self {
        match tree {
            TokenTree::Ident(ident) => Self::Ident(ident),
            TokenTree::Literal(literal) => Self::Literal(literal),
            TokenTree::Punct(punct) => Self::Punct(punct.as_char(), punct.spacing()),
            TokenTree::Group(group) => {
                let (delimiter, stream) = (group.delimiter(), group.stream());
                // A stream that nobody else holds is taken apart without a copy of its tokens.
                drop(group);
                Self::Group(delimiter, Self::all(stream))
            }
        }
    }

    /// Whether this is the mark.
    pub(super) fn is(&self, mark: char) -> bool {
        matches!(self, Self::Punct(punct, _) if *punct == mark)
    }

    /// Whether this is the word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == word)
    }

    /// What is between braces.
    pub(super) fn braced(&self) -> Option<&[Self]> {
        match self {
            Self::Group(Delimiter::Brace, trees) => Some(trees),
            _ => None,
        }
    }
}
