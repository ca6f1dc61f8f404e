//! Tokens to text, chunk by chunk, and text to files.

mod anchors;
mod commonmark;
mod contract;
mod files;

mod items;
mod printer;
mod reference;
mod scaffold;
mod tables;
mod tree;

use proc_macro2::TokenStream;

pub(crate) use files::render;
use printer::Printer;
use tree::Tree;

/// Prints chunks with a blank line between.
fn print_chunks(chunks: impl Iterator<Item = TokenStream>, out: &mut String) {
    for chunk in chunks.filter(|chunk| !chunk.is_empty()) {
        out.push('\n');
        items::items(&mut Printer::new(out), &Tree::all(chunk));
        out.push('\n');
    }
}

#[cfg(test)]
mod tests;
