//! Wire names to words: what is left of a name when only letters and digits may stay.

use std::borrow::Cow;

/// What the symbols are called where a name has nothing else.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "plus"),
    ('-', "minus"),
    ('*', "star"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('<', "lt"),
    ('>', "gt"),
    ('=', "eq"),
    ('!', "not"),
    ('~', "tilde"),
    ('%', "percent"),
    ('&', "and"),
    ('|', "or"),
    ('^', "caret"),
    ('$', "dollar"),
    ('#', "hash"),
    ('@', "at"),
    ('.', "dot"),
    (',', "comma"),
    (':', "colon"),
    (';', "semicolon"),
    ('?', "question"),
    ('_', "underscore"),
    (' ', "space"),
];

/// The name with everything gone that no identifier may hold; never without a letter or digit.
pub(super) fn spoken(wire: &str) -> Cow<'_, str> {
    if wire.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') && has_word(wire) {
        return Cow::Borrowed(wire);
    }
    if !has_word(wire) {
        return Cow::Owned(spell(wire));
    }
    let sign = match wire.as_bytes() {
        [b'-', next, ..] if *next != b'-' => "minus ",
        [b'+', ..] => "plus ",
        _ => "",
    };
    Cow::Owned(sign.chars().chain(wire.chars().map(keep)).collect())
}

fn has_word(text: &str) -> bool {
    text.chars().any(|c| keep(c) != ' ' && c != '_')
}

/// Letters and digits that Rust allows; the rest parts words.
fn keep(c: char) -> char {
    if c == '_' || (c.is_alphanumeric() && unicode_ident::is_xid_continue(c)) {
        c
    } else {
        ' '
    }
}

/// Names the symbols one by one.
fn spell(wire: &str) -> String {
    if wire.is_empty() {
        return "empty".to_owned();
    }
    let words: Vec<_> = wire.chars().map(spell_one).collect();
    words.join(" ")
}

fn spell_one(symbol: char) -> String {
    SYMBOLS
        .iter()
        .find(|(c, _)| *c == symbol)
        .map_or_else(|| format!("u{:x}", u32::from(symbol)), |(_, word)| (*word).to_owned())
}
