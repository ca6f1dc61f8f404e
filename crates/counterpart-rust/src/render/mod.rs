//! Tokens to text: items by syn and prettyplease, tables by a printer of our own, both chunk by chunk.

mod files;
mod scaffold;
mod tables;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

pub(crate) use files::render;

/// Prints chunks with a blank line between.
fn print_chunks(chunks: impl Iterator<Item = TokenStream>, out: &mut String) {
    for chunk in chunks.filter(|chunk| !chunk.is_empty()) {
        out.push('\n');
        print_chunk(chunk, out);
    }
}

/// Prints the items of a chunk one under the other.
fn print_chunk(chunk: TokenStream, out: &mut String) {
    let mut items = Vec::new();
    for tree in chunk {
        match tree {
            TokenTree::Group(body) if is_table(&items, &body) => {
                let name = items.split_off(items.len() - TABLE_HEAD);
                print_items(std::mem::take(&mut items), out);
                tables::print(
                    name.get(3).map(ToString::to_string).unwrap_or_default().as_str(),
                    body.stream(),
                    out,
                );
            }
            tree => items.push(tree),
        }
    }
    print_items(items, out);
}

/// `counterpart`, `:`, `:`, the macro's name, `!`.
const TABLE_HEAD: usize = 5;

fn is_table(before: &[TokenTree], body: &Group) -> bool {
    let is_macro = matches!(before, [.., TokenTree::Ident(_), TokenTree::Punct(mark)] if mark.as_char() == '!');
    is_macro && before.len() >= TABLE_HEAD && body.delimiter() == Delimiter::Brace
}

#[expect(
    clippy::panic,
    reason = "what the emitter writes parses, whatever the document says: a bug of ours otherwise"
)]
fn print_items(items: Vec<TokenTree>, out: &mut String) {
    if items.is_empty() {
        return;
    }
    match syn::parse2::<syn::File>(items.into_iter().collect()) {
        Ok(file) => out.push_str(&prettyplease::unparse(&file)),
        Err(error) => panic!("the emitter wrote no Rust: {error}"),
    }
}

#[cfg(test)]
mod tests;
