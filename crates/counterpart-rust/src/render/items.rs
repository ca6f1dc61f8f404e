//! Prints the items that the emitter writes, in the style of rustfmt.
//!
//! syn and prettyplease print any Rust, and take four times as long as everything else together. These are few forms:
//! structs and enums, `impl` and `trait` with functions of a statement or two, `use`, `type`, and the runtime's macros.

use proc_macro2::Delimiter;

use super::printer::Printer;
use super::tables;
use super::tree::Tree;

/// Prints items, each on lines of its own.
pub(super) fn items(printer: &mut Printer<'_>, trees: &[Tree]) {
    let mut rest = trees;
    while !rest.is_empty() {
        let (item, after) = rest.split_at(length(rest));
        item_lines(printer, item);
        rest = after;
        if !rest.is_empty() {
            printer.newline();
        }
    }
}

/// An item ends with its braces or its semicolon.
fn length(trees: &[Tree]) -> usize {
    let end = |(at, tree): (usize, &Tree)| match trees.get(at + 1) {
        Some(next) if tree.braced().is_some() && next.is(';') => None,
        _ => (tree.is(';') || tree.braced().is_some()).then_some(at + 1),
    };
    trees.iter().enumerate().find_map(end).unwrap_or(trees.len())
}

fn item_lines(printer: &mut Printer<'_>, item: &[Tree]) {
    let item = printer.attributes(item);
    let Some((body, head)) = item.split_last() else { return };
    match body.braced() {
        Some(body) if head.last().is_some_and(|tree| tree.is('!')) => tables::table(printer, head, body),
        Some(body) => braced_item(printer, head, body),
        None => printer.line_flat(item),
    }
}

fn braced_item(printer: &mut Printer<'_>, head: &[Tree], body: &[Tree]) {
    let is = |word| head.iter().any(|tree| tree.is_word(word));
    let lines = if is("fn") {
        if short_function(printer, head, body) {
            return;
        }
        signature(printer, head);
        statements
    } else {
        printer.line_flat(head);
        if is("impl") || is("trait") { methods } else { fields }
    };
    printer.out.push(' ');
    match body.is_empty() {
        true => printer.out.push_str("{}"),
        false => printer.block(|printer| lines(printer, body)),
    }
}

fn methods(printer: &mut Printer<'_>, trees: &[Tree]) {
    printer.newline();
    items(printer, trees);
}

/// Fields or variants.
fn fields(printer: &mut Printer<'_>, trees: &[Tree]) {
    for field in trees.split_inclusive(|tree| tree.is(',')) {
        printer.newline();
        let field = printer.attributes(field);
        printer.line(field);
    }
}

/// A setter is two statements, and there are thousands: all on one line where there is room.
fn short_function(printer: &mut Printer<'_>, head: &[Tree], body: &[Tree]) -> bool {
    let before = printer.out.len();
    let fits = printer.fits(head, 3) && {
        printer.out.push_str(" { ");
        printer.fits(body, 2)
    };
    match fits {
        true => printer.out.push_str(" }"),
        false => printer.out.truncate(before),
    }
    fits
}

fn statements(printer: &mut Printer<'_>, trees: &[Tree]) {
    for statement in trees.split_inclusive(|tree| tree.is(';')) {
        printer.newline();
        printer.line(statement);
    }
}

/// A signature on one line, or with an argument a line; a `where` clause on the next.
fn signature(printer: &mut Printer<'_>, head: &[Tree]) {
    let clause = head.iter().position(|tree| tree.is_word("where")).unwrap_or(head.len());
    let (signature, clause) = head.split_at(clause);
    if !printer.fits(signature, 2) {
        broken_signature(printer, signature);
    }
    if !clause.is_empty() {
        printer.newline();
        printer.line_flat(clause);
    }
}

fn broken_signature(printer: &mut Printer<'_>, signature: &[Tree]) {
    let is_arguments = |tree: &Tree| matches!(tree, Tree::Group(Delimiter::Parenthesis, _));
    let at = signature.iter().position(is_arguments).unwrap_or(signature.len());
    let (name, rest) = signature.split_at(at);
    printer.line_flat(name);
    let [Tree::Group(_, arguments), result @ ..] = rest else {
        return;
    };
    printer.arguments(arguments);
    printer.out.push(' ');
    printer.line_flat(result);
}
