//! Path templates: `/pets/{id}.json` is literals and parameters.

use percent_encoding::{AsciiSet, CONTROLS, PercentEncode, utf8_percent_encode};

/// What may not stand in a path as it is. A percent sign may: templates are written encoded or not at all.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|');

/// A piece of a path template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Text as written.
    Literal(&'t str),
    /// The name of a parameter.
    Param(&'t str),
}

/// A template without what follows its path, and the query that it fixes: `/items?kind=new` has `kind=new`.
///
/// A fragment tells operations of one path apart in a description, and nowhere else: it is never sent (RFC 9110, 7.1).
pub(crate) fn address(template: &str) -> (&str, &str) {
    // Templates are short, and few have either: a searcher takes longer to make than to go through the bytes.
    if !template.bytes().any(|byte| matches!(byte, b'?' | b'#')) {
        return (template, "");
    }
    let template = cut(template, '#').0;
    cut(template, '?')
}

/// Cuts at a character that is not within a parameter; the character itself is left out.
fn cut(template: &str, at: char) -> (&str, &str) {
    let mut before = 0;
    for piece in pieces(template) {
        match piece {
            Piece::Literal(text) => match text.find(at) {
                Some(found) => {
                    let (path, rest) = template.split_at_checked(before + found).unwrap_or((template, ""));
                    return (path, rest.get(at.len_utf8()..).unwrap_or(""));
                }
                None => before += text.len(),
            },
            // With its braces.
            Piece::Param(name) => before += name.len() + 2,
        }
    }
    (template, "")
}

/// The pieces of a template, in order. A brace without its partner is text.
pub(crate) fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (piece, after) = next_piece(rest)?;
        rest = after;
        Some(piece)
    })
}

fn next_piece(text: &str) -> Option<(Piece<'_>, &str)> {
    if text.is_empty() {
        return None;
    }
    if let Some((name, after)) = parameter(text) {
        return Some((Piece::Param(name), after));
    }
    let braces = text.bytes().enumerate().skip(1).filter(|(_, byte)| *byte == b'{');
    let end = braces
        .map(|(at, _)| at)
        .find(|at| text.get(*at..).and_then(parameter).is_some())
        .unwrap_or(text.len());
    let (literal, after) = text.split_at_checked(end)?;
    Some((Piece::Literal(literal), after))
}

/// The parameter that a text begins with, and what comes after it.
fn parameter(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('{')?;
    let end = rest.bytes().position(|byte| matches!(byte, b'{' | b'}'))?;
    let (name, after) = rest.split_at_checked(end)?;
    Some((name, after.strip_prefix('}')?)).filter(|_| end > 0)
}

/// The text of a template as it stands in an address.
pub(crate) fn encode_literal(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, UNSAFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(template: &str) -> Vec<String> {
        pieces(template)
            .map(|piece| match piece {
                Piece::Literal(text) => text.to_owned(),
                Piece::Param(name) => format!("<{name}>"),
            })
            .collect()
    }

    #[test]
    fn templates_fall_into_pieces() {
        assert_eq!(shown("/a/{b}/"), ["/a/", "<b>", "/"]);
        assert_eq!(shown("{a}{b}.json"), ["<a>", "<b>", ".json"]);
        assert_eq!(shown("/a/{b"), ["/a/{b"]);
        assert_eq!(shown("/a/{}/{{b}"), ["/a/{}/{", "<b>"]);
        assert_eq!(shown("/日本/{日本}"), ["/日本/", "<日本>"]);
        assert!(shown("").is_empty());
    }

    #[test]
    fn queries_are_cut_off_and_fragments_dropped() {
        assert_eq!(address("/a/{b}"), ("/a/{b}", ""));
        assert_eq!(address("/a?x=1&y"), ("/a", "x=1&y"));
        assert_eq!(address("/a/{b?c}/d?e={f#}#g?h"), ("/a/{b?c}/d", "e={f#}"));
        assert_eq!(address("/a#b?c"), ("/a", ""));
        assert_eq!(address("#"), ("", ""));
    }

    #[test]
    fn literals_keep_what_is_encoded() {
        assert_eq!(encode_literal("/a b/%20/日").to_string(), "/a%20b/%20/%E6%97%A5");
    }
}
