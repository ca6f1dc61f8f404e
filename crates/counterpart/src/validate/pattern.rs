//! Regular expressions of descriptions: ECMA-262 as far as it means the same in linear time.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use regex::Regex;

/// Compiled once a process. Patterns are static, so the cache cannot grow beyond the descriptions in the program.
static CACHE: LazyLock<RwLock<Compiled>> = LazyLock::new(RwLock::default);

/// None where a pattern cannot be compiled.
type Compiled = HashMap<&'static str, Option<Arc<Regex>>>;

/// Whether some part of the text matches. A pattern that cannot be compiled (lookaround, back references) is not checked.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_none_or(|regex| regex.is_match(text))
}

fn compiled(pattern: &'static str) -> Option<Arc<Regex>> {
    if let Some(known) = CACHE.read().unwrap_or_else(PoisonError::into_inner).get(pattern) {
        return known.clone();
    }
    let regex = Regex::new(&translate(pattern)).ok().map(Arc::new);
    CACHE
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex.clone());
    regex
}

/// Writes an ECMA-262 pattern as the `regex` crate wants it.
///
/// Differences that matter: `\d` and `\w` are ASCII there, `\/` and other escapes of plain characters are allowed,
/// `$` is the end of the text in both, `[` in a class is a plain character, `\uXXXX` and `\cX` are escapes, and `{` without
/// a number is plain.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    let mut in_class = false;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        rest = match character {
            '\\' => translate_escape(after, in_class, &mut out),
            '[' if in_class => push(&mut out, "\\[", after),
            '[' => {
                in_class = true;
                translate_class_start(after, &mut out)
            }
            ']' if in_class => {
                in_class = false;
                push(&mut out, "]", after)
            }
            '&' | '~' if in_class => push(&mut out, if character == '&' { "\\&" } else { "\\~" }, after),
            '{' if !in_class && !is_count(after) => push(&mut out, "\\{", after),
            other => {
                out.push(other);
                after
            }
        };
    }
    out
}

fn push<'r>(out: &mut String, text: &str, rest: &'r str) -> &'r str {
    out.push_str(text);
    rest
}

/// `[]` matches nothing and `[^]` everything in ECMA-262; elsewhere a bracket that comes first is a plain character.
fn translate_class_start<'r>(after: &'r str, out: &mut String) -> &'r str {
    if let Some(rest) = after.strip_prefix("^]") {
        return push(out, "[\\s\\S", rest_with_bracket(rest, after));
    }
    match after.strip_prefix('^') {
        Some(rest) => push(out, "[^", rest),
        None => push(out, "[", after),
    }
}

/// The rest that still begins with the bracket, so that the class is closed as usual.
fn rest_with_bracket<'r>(rest: &'r str, after: &'r str) -> &'r str {
    after.get(after.len() - rest.len() - 1..).unwrap_or(rest)
}

/// `3}`, `3,}` or `3,5}`.
fn is_count(after: &str) -> bool {
    after.split_once('}').is_some_and(|(count, _)| {
        count.starts_with(|first: char| first.is_ascii_digit())
            && count
                .chars()
                .all(|character| character.is_ascii_digit() || character == ',')
    })
}

fn translate_escape<'r>(after: &'r str, in_class: bool, out: &mut String) -> &'r str {
    let Some(escaped) = after.chars().next() else {
        return push(out, "\\\\", after);
    };
    let rest = after.get(escaped.len_utf8()..).unwrap_or_default();
    match escaped {
        'd' => push(out, if in_class { "0-9" } else { "[0-9]" }, rest),
        'w' => push(out, if in_class { "0-9A-Za-z_" } else { "[0-9A-Za-z_]" }, rest),
        'D' => push(out, "[^0-9]", rest),
        'W' => push(out, "[^0-9A-Za-z_]", rest),
        'b' if in_class => push(out, "\\x08", rest),
        'b' => push(out, "(?-u:\\b)", rest),
        '0' => push(out, "\\x00", rest),
        'u' if !rest.starts_with('{') => match rest.split_at_checked(4) {
            Some((digits, rest)) => push(out, &format!("\\u{{{digits}}}"), rest),
            None => push(out, "u", rest),
        },
        // Escapes that mean the same, and digits: a back reference must fail to compile rather than match something else.
        'B' | 's' | 'S' | 'n' | 'r' | 't' | 'f' | 'v' | 'x' | 'u' | 'p' | 'P' | '1'..='9' | 'k' | 'c' => {
            out.push('\\');
            out.push(escaped);
            rest
        }
        plain => push(out, &regex::escape(plain.encode_utf8(&mut [0; 4])), rest),
    }
}

#[cfg(test)]
mod tests {
    use super::{matches, translate};

    #[test]
    fn a_pattern_finds_its_match_anywhere() {
        assert!(matches("b+", "abbc"));
        assert!(!matches("^b+$", "abbc"));
        assert!(matches("^[-a-zA-Z0-9_]+$", "my-slug_1"));
        assert!(!matches("^[-a-zA-Z0-9_]+$", "my slug"));
    }

    #[test]
    fn escapes_mean_what_ecma_262_says() {
        for (pattern, yes, no) in [
            (r"^\d+$", "123", "१२३"),
            (r"^\w+$", "ab_1", "é"),
            (r"^https?:\/\/x", "https://x", "https:x"),
            (r"^[\w\-.]+$", "a-b.c", "a b"),
            (r"^[[\]]$", "[", "a"),
            (r"^[^\d]$", "x", "1"),
            (r"^\u0041\x42$", "AB", "ab"),
            (r"^\-\_\@\!$", "-_@!", "-_@"),
            (r"^{a}$", "{a}", "a"),
            (r"^a{2,3}$", "aaa", "a"),
            (r"^[a&&b]+$", "a&b", "c"),
            (r"^[^]$", "\n", ""),
            (r"^\D\W$", "x-", "1a"),
            (r"^a$", "a", "a\n"),
        ] {
            assert!(matches(pattern, yes), "{pattern} as {}", translate(pattern));
            assert!(!matches(pattern, no), "{pattern} as {}", translate(pattern));
        }
    }

    #[test]
    fn what_cannot_be_compiled_is_not_checked() {
        assert!(matches(r"^(?!x)a$", "zzz"));
        assert!(matches(r"(a)\1", "zzz"));
        assert!(matches("(", "zzz"));
    }
}
