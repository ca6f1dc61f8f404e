//! Bytes that are not UTF-8: which encoding they probably have, and where that shows.

use crate::diagnostic::{Diagnostic, NOT_UTF8};

/// Byte order marks (Unicode, 23.8) of what is not read, the longer ones first; the words are those of `iconv`.
const MARKS: &[(&[u8], &str)] = &[
    (&[0xff, 0xfe, 0, 0], "UTF-32LE"),
    (&[0, 0, 0xfe, 0xff], "UTF-32BE"),
    (&[0xff, 0xfe], "UTF-16LE"),
    (&[0xfe, 0xff], "UTF-16BE"),
];

/// The finding about bytes of which the first `valid` are UTF-8.
pub(super) fn not_utf8(bytes: &[u8], valid: usize) -> Diagnostic {
    if let Some((_, name)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let message = format!("the input is {name}, as its byte order mark says, and not UTF-8");
        let help = format!("save the document as UTF-8: `iconv -f {name} -t UTF-8 OLD > NEW`");
        return Diagnostic::at_text(&NOT_UTF8, message, 1, 1).with_help(help);
    }
    let (line, column) = position(bytes.get(..valid).unwrap_or_default());
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let message = format!("the input is not UTF-8: the byte 0x{byte:02X} cannot be here");
    Diagnostic::at_text(&NOT_UTF8, message, line, column)
        .with_help("save the document as UTF-8: `iconv -f ENCODING -t UTF-8 OLD > NEW` if you know what it is in")
}

/// Is this UTF-16 of ASCII without a byte order mark? Such bytes are UTF-8 too, with a NUL beside each character.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    matches!(bytes, [0, other, ..] | [other, 0, ..] if *other != 0)
}

/// The finding about such bytes.
pub(super) fn wide(bytes: &[u8]) -> Diagnostic {
    let name = match bytes.first() {
        Some(0) => "UTF-16BE",
        _ => "UTF-16LE",
    };
    let message = format!("the input is {name}, without a byte order mark, and not UTF-8");
    Diagnostic::new(&NOT_UTF8, message).with_help(format!(
        "save the document as UTF-8: `iconv -f {name} -t UTF-8 OLD > NEW`"
    ))
}

/// The line and the column, in characters, behind a text.
fn position(before: &[u8]) -> (usize, usize) {
    let before = std::str::from_utf8(before).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    (line, last.chars().count() + 1)
}
