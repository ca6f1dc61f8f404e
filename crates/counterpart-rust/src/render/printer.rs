//! The printer: where lines end, and which tokens a space parts.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing};

use super::tree::Tree;

/// A line may be this long before what is on it is broken up.
const WIDTH: usize = 120;
const INDENT: &str = "    ";

/// Writes tokens to text, keeping track of the line.
pub(super) struct Printer<'o> {
    pub(super) out: &'o mut String,
    depth: usize,
    /// Where the current line begins in `out`.
    line: usize,
}

impl<'o> Printer<'o> {
    /// A printer at the beginning of a line.
    pub(super) fn new(out: &'o mut String) -> Self {
        let line = out.len();
        Self { out, depth: 0, line }
    }

    /// Begins a line.
    pub(super) fn newline(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
        (0..self.depth).for_each(|_| self.out.push_str(INDENT));
    }

    /// `{`, lines that are indented, `}`.
    pub(super) fn block(&mut self, lines: impl FnOnce(&mut Self)) {
        self.out.push('{');
        self.depth += 1;
        lines(self);
        self.depth -= 1;
        self.newline();
        self.out.push('}');
    }

    /// Prints on the current line if there is room, leaving `tail` characters for what follows, and says whether there was.
    pub(super) fn fits(&mut self, trees: &[Tree], tail: usize) -> bool {
        let before = self.out.len();
        flat(trees, self.out);
        let fits = self.out.len() - self.line + tail <= WIDTH;
        if !fits {
            self.out.truncate(before);
        }
        fits
    }

    /// Prints on the current line whatever its length, with braces broken up where there is no room for them.
    pub(super) fn line(&mut self, trees: &[Tree]) {
        let mut last = Last::Nothing;
        for tree in trees {
            last = self.tree(last, tree);
        }
    }

    /// Prints on the current line whatever its length.
    pub(super) fn line_flat(&mut self, trees: &[Tree]) {
        flat(trees, self.out);
    }

    /// Parentheses with the arguments on lines of their own.
    pub(super) fn arguments(&mut self, trees: &[Tree]) {
        self.out.push('(');
        self.depth += 1;
        self.entries(trees);
        self.depth -= 1;
        self.newline();
        self.out.push(')');
    }

    /// Prints a token after another.
    pub(super) fn tree(&mut self, last: Last, tree: &Tree) -> Last {
        match tree {
            Tree::Group(Delimiter::Brace, trees) => {
                self.braces(trees);
                Last::Word
            }
            Tree::Group(Delimiter::Parenthesis, trees) => {
                if last.is_apart(tree) {
                    self.out.push(' ');
                }
                self.out.push('(');
                self.line(trees);
                self.out.push(')');
                Last::Word
            }
            Tree::Group(Delimiter::Bracket, trees) if !trees.is_empty() => {
                let before = self.out.len();
                flat_tree(last, tree, self.out);
                if self.out.len() - self.line > WIDTH {
                    self.out.truncate(before);
                    self.brackets(last, tree, trees);
                }
                Last::Word
            }
            tree => flat_tree(last, tree, self.out),
        }
    }

    /// Brackets with what is in them on lines of its own.
    fn brackets(&mut self, last: Last, tree: &Tree, trees: &[Tree]) {
        if last.is_apart(tree) {
            self.out.push(' ');
        }
        self.out.push('[');
        self.depth += 1;
        self.entries(trees);
        self.depth -= 1;
        self.newline();
        self.out.push(']');
    }

    fn braces(&mut self, trees: &[Tree]) {
        self.out.push(' ');
        if trees.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push_str("{ ");
        if self.fits(trees, 3) {
            self.out.push_str(" }");
        } else {
            self.out.truncate(self.out.len() - 2);
            self.block(|printer| printer.entries(trees));
        }
    }

    /// As many entries on a line as there is room for: a table repeats names that stand in the item above it.
    fn entries(&mut self, trees: &[Tree]) {
        let (mut rest, mut is_first) = (trees, true);
        while !rest.is_empty() {
            let (entry, after) = rest.split_at(entry_length(rest));
            let before = self.out.len();
            self.out.push(' ');
            if is_first || has_braces(entry) || !self.fits_as_entry(entry) {
                self.out.truncate(before);
                self.newline();
                self.line(entry);
            }
            (rest, is_first) = (after, false);
        }
    }

    fn fits_as_entry(&mut self, entry: &[Tree]) -> bool {
        let fits = self.fits(entry, 1);
        if fits && entry.last().is_some_and(|end| end.is(',')) {
            self.out.push(',');
        }
        fits
    }

    /// The attributes before something, a line each; what is left is given back.
    pub(super) fn attributes<'t>(&mut self, trees: &'t [Tree]) -> &'t [Tree] {
        let mut rest = trees;
        while let [hash, Tree::Group(Delimiter::Bracket, attribute), after @ ..] = rest
            && hash.is('#')
        {
            match doc_text(attribute) {
                Some(text) => self.out.extend(["///", &text]),
                None => {
                    self.out.push_str("#[");
                    flat(attribute, self.out);
                    self.out.push(']');
                }
            }
            self.newline();
            rest = after;
        }
        rest
    }
}

/// An entry ends with its comma, or with its braces where the table has no commas.
fn entry_length(trees: &[Tree]) -> usize {
    // Commas between arguments of a type part nothing; the `>` of an arrow ends no arguments.
    let (mut within, mut after_minus) = (0_usize, false);
    for (at, tree) in trees.iter().enumerate() {
        if tree.is('<') {
            within += 1;
        } else if tree.is('>') && !after_minus {
            within = within.saturating_sub(1);
        }
        after_minus = tree.is('-');
        let is_end = tree.is(',') || tree.braced().is_some();
        let is_held = trees.get(at + 1).is_some_and(|next| next.is(','));
        if is_end && !is_held && within == 0 {
            return at + 1;
        }
    }
    trees.len()
}

fn has_braces(trees: &[Tree]) -> bool {
    trees.iter().any(|tree| tree.braced().is_some())
}

/// The text of `doc = ".."`, if a line comment can hold it.
fn doc_text(attribute: &[Tree]) -> Option<String> {
    let [doc, _, Tree::Literal(literal)] = attribute else {
        return None;
    };
    let text = unescape(&literal.to_string())?;
    (doc.is_word("doc") && !text.contains(['\n', '\r']) && !text.starts_with('/')).then_some(text)
}

/// The text of a string literal with the escapes that [`Literal::string`](proc_macro2::Literal::string) writes in
/// documentation. `None` for all others, which then stay what they are: an attribute.
fn unescape(literal: &str) -> Option<String> {
    // `quote!` writes `///` of ours as raw strings.
    if let Some(raw) = literal.strip_prefix("r\"") {
        return raw.strip_suffix('"').map(str::to_owned);
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(rest.get(..at)?);
        let escaped = rest.get(at + 1..)?;
        let next = escaped.chars().next().filter(|c| matches!(c, '\\' | '"' | '\''))?;
        text.push(next);
        rest = escaped.get(1..)?;
    }
    text.push_str(rest);
    Some(text)
}

/// What stands before a token on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// The beginning of the line or group.
    Nothing,
    /// A word, a literal, a group, or a mark that a space follows.
    Word,
    /// A mark after which parentheses are a tuple, not arguments.
    Sign,
    /// A mark that clings to what follows: half of `::` or `->`, `.`, `<`, `&`, `#`, `'`.
    Clinging,
    /// The first colon of `::`.
    Colon,
}

impl Last {
    fn then(self, tree: &Tree) -> Self {
        let Tree::Punct(mark, spacing) = tree else {
            return Self::Word;
        };
        match (mark, spacing) {
            (':', Spacing::Joint) => Self::Colon,
            (':', Spacing::Alone) if self == Self::Colon => Self::Clinging,
            // A minus that stands alone belongs to a number.
            ('.' | '<' | '&' | '-' | '#', _) | (_, Spacing::Joint) => Self::Clinging,
            ('=' | ',' | ':', _) => Self::Sign,
            _ => Self::Word,
        }
    }

    /// Whether a space parts the token from what is before it.
    fn is_apart(self, tree: &Tree) -> bool {
        matches!(self, Self::Word | Self::Sign)
            && match tree {
                Tree::Punct('.', spacing) => *spacing == Spacing::Joint,
                Tree::Punct(mark, _) => !matches!(mark, ',' | ';' | ':' | '<' | '>' | '!'),
                Tree::Group(delimiter, _) => self == Self::Sign || *delimiter != Delimiter::Parenthesis,
                Tree::Ident(_) | Tree::Literal(_) => true,
            }
    }
}

/// Everything on one line; a comma at the end of a group is dropped.
pub(super) fn flat(trees: &[Tree], out: &mut String) {
    let trees = match trees {
        [entries @ .., end] if end.is(',') => entries,
        trees => trees,
    };
    let mut last = Last::Nothing;
    for tree in trees {
        last = flat_tree(last, tree, out);
    }
}

fn flat_tree(last: Last, tree: &Tree, out: &mut String) -> Last {
    if last.is_apart(tree) {
        out.push(' ');
    }
    match tree {
        Tree::Group(delimiter, trees) => flat_group(*delimiter, trees, last, out),
        Tree::Punct(mark, _) => out.push(*mark),
        // Writing to a string does not fail.
        Tree::Ident(ident) => drop(write!(out, "{ident}")),
        Tree::Literal(literal) => drop(write!(out, "{literal}")),
    }
    last.then(tree)
}

fn flat_group(delimiter: Delimiter, trees: &[Tree], last: Last, out: &mut String) {
    let (open, close) = match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        // `use a::{b, c}`
        Delimiter::Brace if trees.is_empty() || last == Last::Clinging => ("{", "}"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    };
    out.push_str(open);
    flat(trees, out);
    // The comma makes a tuple of one.
    if delimiter == Delimiter::Parenthesis && last != Last::Word && trees.last().is_some_and(|end| end.is(',')) {
        out.push(',');
    }
    out.push_str(close);
}
