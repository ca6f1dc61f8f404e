//! Prints the bodies of the runtime's macros: an entry a line, or all on one line where that is short.

use super::printer::{Last, Printer};
use super::tree::Tree;

/// Prints `counterpart::name! { body }`.
pub(super) fn table(printer: &mut Printer<'_>, head: &[Tree], body: &[Tree]) {
    printer.line_flat(head);
    printer.out.push_str(" {");
    let has_docs = body.first().is_some_and(|tree| tree.is('#'));
    printer.out.push(' ');
    if !has_docs && printer.fits(body, 2) {
        printer.out.push_str(" }");
    } else {
        printer.out.truncate(printer.out.len() - 2);
        printer.block(|printer| sections(printer, body));
    }
}

/// Docs, then heads with their groups; a group ends its line, and `[rules]` stay behind the braces they belong to.
fn sections(printer: &mut Printer<'_>, trees: &[Tree]) {
    printer.newline();
    let trees = printer.attributes(trees);
    let (mut last, mut after_group) = (Last::Nothing, false);
    for tree in trees {
        let is_group = matches!(tree, Tree::Group(..));
        if after_group && !is_group {
            printer.newline();
            last = Last::Nothing;
        }
        last = printer.tree(last, tree);
        after_group = is_group;
    }
}
