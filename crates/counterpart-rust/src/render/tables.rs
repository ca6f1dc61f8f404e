//! Prints the bodies of the runtime's macros: an entry a line, or all on one line where that is short.
//!
//! prettyplease knows nothing of the grammar of a macro and fills lines; and this is several times faster.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// A line may be this long before its group is broken up.
const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// Prints `counterpart::name! { body }`.
pub(super) fn print(name: &str, body: TokenStream, out: &mut String) {
    let trees: Vec<_> = body.into_iter().collect();
    out.extend(["counterpart::", name, "! {"]);
    let mut printer = Printer { out, depth: 0, line: 0 };
    printer.line = printer.out.rfind('\n').map_or(0, |at| at + 1);
    if has_docs(&trees) || !printer.fits(&trees) {
        printer.depth = 1;
        printer.newline();
        printer.sections(&trees);
        printer.depth = 0;
        printer.newline();
        printer.out.push_str("}\n");
    } else {
        printer.out.push_str(" }\n");
    }
}

fn has_docs(trees: &[TokenTree]) -> bool {
    matches!(trees.first(), Some(TokenTree::Punct(mark)) if mark.as_char() == '#')
}

struct Printer<'o> {
    out: &'o mut String,
    depth: usize,
    /// Where the current line begins in `out`.
    line: usize,
}

impl Printer<'_> {
    fn newline(&mut self) {
        self.out.push('\n');
        self.line = self.out.len();
        for _ in 0..self.depth {
            self.out.push_str(INDENT);
        }
    }

    /// Prints on the current line if there is room, and says whether there was.
    fn fits(&mut self, trees: &[TokenTree]) -> bool {
        let before = self.out.len();
        self.out.push(' ');
        flat(trees, self.out);
        let fits = self.out.len() - self.line <= WIDTH - 2;
        if !fits {
            self.out.truncate(before);
        }
        fits
    }

    /// The top of a body: docs, then heads with their groups; a group ends its line.
    fn sections(&mut self, trees: &[TokenTree]) {
        let (mut last, mut after_group) = (Last::Nothing, false);
        let mut rest = trees.iter();
        while let Some(tree) = rest.next() {
            if is_mark(tree, '#') {
                self.doc(rest.next());
                continue;
            }
            let is_group = matches!(tree, TokenTree::Group(_));
            if after_group && !is_group {
                self.newline();
                last = Last::Nothing;
            }
            last = self.tree(last, tree);
            after_group = is_group;
        }
    }

    fn doc(&mut self, attribute: Option<&TokenTree>) {
        if let Some(TokenTree::Group(group)) = attribute
            && let Some(TokenTree::Literal(literal)) = group.stream().into_iter().nth(2)
            && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
        {
            self.out.extend(["///", &text.value()]);
            self.newline();
        }
    }

    fn tree(&mut self, last: Last, tree: &TokenTree) -> Last {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                self.braces(group);
                Last::Word
            }
            tree => flat_tree(last, tree, self.out),
        }
    }

    fn braces(&mut self, group: &Group) {
        let trees: Vec<_> = group.stream().into_iter().collect();
        self.out.push_str(" {");
        if trees.is_empty() {
            self.out.push('}');
        } else if self.fits(&trees) {
            self.out.push_str(" }");
        } else {
            self.depth += 1;
            self.entries(&trees);
            self.depth -= 1;
            self.newline();
            self.out.push('}');
        }
    }

    fn entries(&mut self, trees: &[TokenTree]) {
        for entry in trees.split_inclusive(|tree| is_mark(tree, ',')) {
            self.newline();
            let mut last = Last::Nothing;
            for tree in entry {
                last = self.tree(last, tree);
            }
        }
    }
}

fn is_mark(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// What stands before a token on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    /// A word, a literal, a group, or a mark that a space follows.
    Word,
    /// A mark that clings to what follows: half of `::` or `->`, `..`, `<`, `&`.
    Clinging,
    /// The first colon, when it is half of `::`.
    Colon,
}

impl Last {
    fn then(self, tree: &TokenTree) -> Self {
        let TokenTree::Punct(punct) = tree else {
            return Self::Word;
        };
        match (punct.as_char(), punct.spacing()) {
            (':', Spacing::Joint) => Self::Colon,
            (':', Spacing::Alone) if self == Self::Colon => Self::Clinging,
            // A minus that stands alone belongs to a number.
            ('.' | '<' | '&' | '-', _) | (_, Spacing::Joint) => Self::Clinging,
            _ => Self::Word,
        }
    }

    /// Whether a space parts the token from what is before it.
    fn is_apart(self, tree: &TokenTree) -> bool {
        self == Self::Word
            && match tree {
                TokenTree::Punct(next) => !matches!(next.as_char(), ',' | ':' | '<' | '>'),
                TokenTree::Group(group) => group.delimiter() != Delimiter::Parenthesis,
                TokenTree::Ident(_) | TokenTree::Literal(_) => true,
            }
    }
}

/// Everything on one line; a comma at the end of braces is dropped.
fn flat(trees: &[TokenTree], out: &mut String) {
    let trees = match trees {
        [entries @ .., end] if is_mark(end, ',') => entries,
        trees => trees,
    };
    let mut last = Last::Nothing;
    for tree in trees {
        last = flat_tree(last, tree, out);
    }
}

fn flat_tree(last: Last, tree: &TokenTree, out: &mut String) -> Last {
    if last.is_apart(tree) {
        out.push(' ');
    }
    match tree {
        TokenTree::Group(group) => flat_group(group, out),
        tree => out.push_str(&tree.to_string()),
    }
    last.then(tree)
}

fn flat_group(group: &Group, out: &mut String) {
    let trees: Vec<_> = group.stream().into_iter().collect();
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace if trees.is_empty() => ("{", "}"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    };
    out.push_str(open);
    flat(&trees, out);
    out.push_str(close);
}
