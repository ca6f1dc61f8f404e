//! Regular expressions of descriptions: ECMA-262 as far as it means the same in linear time.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use regex::Regex;

/// What regular expressions are matched by. Rules bring it along, so that a program whose descriptions have no patterns is
/// built without an engine for them.
#[derive(Clone, Copy)]
pub struct Engine {
    matches: fn(&'static str, &str) -> bool,
    is_regex: fn(&str) -> bool,
}

impl Engine {
    /// The engine: ECMA-262 as far as it means the same in linear time.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "who asks for it links it, which should be seen"
    )]
    pub const fn new() -> Self {
        Self { matches, is_regex }
    }

    /// For patterns that there are none of.
    const fn none() -> Self {
        Self {
            matches: |_, _| true,
            is_regex: |_| true,
        }
    }

    pub(super) fn matches(self, pattern: &'static str, text: &str) -> bool {
        (self.matches)(pattern, text)
    }

    pub(super) fn is_regex(self, text: &str) -> bool {
        (self.is_regex)(text)
    }
}

/// Rules are compared by what the description says, which the engine is no part of.
impl PartialEq for Engine {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Engine {}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Engine")
    }
}

/// A regular expression (ECMA-262) with what it is matched by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    text: &'static str,
    engine: Engine,
}

impl Pattern {
    /// A pattern, as the description has it.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        let engine = Engine::new();
        Self { text, engine }
    }

    pub(super) fn text(self) -> &'static str {
        self.text
    }

    pub(super) fn matches(self, text: &str) -> bool {
        self.engine.matches(self.text, text)
    }
}

/// Several regular expressions with what they are matched by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patterns {
    texts: &'static [&'static str],
    engine: Engine,
}

impl Patterns {
    /// Patterns, as the description has them.
    #[must_use]
    pub const fn new(texts: &'static [&'static str]) -> Self {
        let engine = match texts {
            [] => Engine::none(),
            _ => Engine::new(),
        };
        Self { texts, engine }
    }

    /// Whether one of them matches some part of the text.
    pub(super) fn any_matches(self, text: &str) -> bool {
        self.texts.iter().any(|pattern| self.engine.matches(pattern, text))
    }
}

/// Rules with patterns as the macros name them: in the place of the variants.
#[expect(
    non_snake_case,
    non_upper_case_globals,
    reason = "they are named like the variants that they make"
)]
pub(super) mod words {
    use super::{Engine, Pattern as Regular, Patterns};
    use crate::validate::{Rule, TextFormat};

    /// See [`TextFormat::Regex`].
    pub const Regex: TextFormat = TextFormat::Regex(Engine::new());

    /// See [`Rule::Pattern`].
    #[must_use]
    pub const fn Pattern(pattern: &'static str) -> Rule {
        Rule::Pattern(Regular::new(pattern))
    }

    /// See [`Rule::PatternProperty`].
    #[must_use]
    pub const fn PatternProperty(pattern: &'static str, rules: &'static [Rule]) -> Rule {
        Rule::PatternProperty(Regular::new(pattern), rules)
    }

    /// See [`Rule::OtherProperties`].
    #[must_use]
    pub const fn OtherProperties(
        names: &'static [&'static str],
        patterns: &'static [&'static str],
        rules: &'static [Rule],
    ) -> Rule {
        Rule::OtherProperties(names, Patterns::new(patterns), rules)
    }
}

/// Compiled once a process. Patterns are static, so the cache cannot grow beyond the descriptions in the program.
static CACHE: LazyLock<RwLock<Compiled>> = LazyLock::new(RwLock::default);

/// None where a pattern cannot be compiled.
type Compiled = HashMap<&'static str, Option<Arc<Regex>>>;

/// Whether some part of the text matches. A pattern that cannot be compiled (lookaround, back references) is not checked.
fn matches(pattern: &'static str, text: &str) -> bool {
    compiled(pattern).is_none_or(|regex| regex.is_match(text))
}

/// Whether a pattern is checked: lookaround and back references, which no engine takes in linear time, are not.
///
/// ```
/// use counterpart::validate::pattern_is_supported;
///
/// assert!(pattern_is_supported(r"^\d{3}$"));
/// assert!(!pattern_is_supported("^(?!x)"));
/// ```
#[must_use]
pub fn pattern_is_supported(pattern: &str) -> bool {
    Regex::new(&translate(pattern)).is_ok()
}

/// Whether some part of a text matches; true for every text where the pattern is not supported.
#[must_use]
pub fn pattern_matches(pattern: &'static str, text: &str) -> bool {
    matches(pattern, text)
}

/// A pattern as the crates `regex` and `regex-syntax` write it, whether they take it or not.
#[must_use]
pub fn pattern_in_rust(pattern: &str) -> String {
    translate(pattern)
}

/// Whether a text is a regular expression by ECMA-262. What uses lookaround or a back reference is believed.
fn is_regex(text: &str) -> bool {
    let is_believed = ["(?=", "(?!", "(?<=", "(?<!", "\\k<"]
        .iter()
        .any(|group| text.contains(group));
    is_believed || (!text.contains("\\Z") && !text.contains("\\a") && pattern_is_supported(text))
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
/// Differences that matter: `\d`, `\w` and `\b` are ASCII there, `\s` has its own list, `.` stops at four kinds of line end,
/// `\/` and other escapes of plain characters are allowed, `$` is the end of the text in both, `[` in a class is a plain
/// character, `\uXXXX` (in pairs, for what needs two units of UTF-16) and `\cX` are escapes, and `{` without a number is plain.
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
            '.' if !in_class => push(&mut out, r"[^\n\r\x{2028}\x{2029}]", after),
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

/// What `\s` stands for in ECMA-262, for the inside of a class.
const SPACE: &str = r"\t\n\x0B\x0C\r\x{FEFF}\x{2028}\x{2029}\p{Zs}";
const SPACE_CLASS: &str = r"[\t\n\x0B\x0C\r\x{FEFF}\x{2028}\x{2029}\p{Zs}]";
const NO_SPACE_CLASS: &str = r"[^\t\n\x0B\x0C\r\x{FEFF}\x{2028}\x{2029}\p{Zs}]";

/// `\u0041`, or two of them that are one character in UTF-16.
fn translate_unit<'r>(after: &'r str, out: &mut String) -> &'r str {
    let Some((first, rest)) = unit(after) else {
        return push(out, "u", after);
    };
    let second = rest.strip_prefix("\\u").and_then(unit);
    let pair = second.and_then(|(second, rest)| {
        let mut decoded = char::decode_utf16([first, second]);
        match (decoded.next(), decoded.next()) {
            (Some(Ok(character)), None) => Some((u32::from(character), rest)),
            _ => None,
        }
    });
    let (code, rest) = pair.unwrap_or((first.into(), rest));
    push(out, &format!("\\x{{{code:X}}}"), rest)
}

/// Four hexadecimal digits.
fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, rest))
}

/// `\cJ` is a line feed: the letter by its last five bits.
fn translate_control<'r>(after: &'r str, out: &mut String) -> &'r str {
    match after.as_bytes().first().filter(|letter| letter.is_ascii_alphabetic()) {
        Some(letter) => push(
            out,
            &format!("\\x{:02X}", letter % 32),
            after.get(1..).unwrap_or_default(),
        ),
        None => push(out, "\\\\c", after),
    }
}

fn translate_escape<'r>(after: &'r str, in_class: bool, out: &mut String) -> &'r str {
    let Some(escaped) = after.chars().next() else {
        return push(out, "\\\\", after);
    };
    let rest = after.get(escaped.len_utf8()..).unwrap_or_default();
    match escaped {
        'd' => push(out, if in_class { "0-9" } else { "[0-9]" }, rest),
        'w' => push(out, if in_class { "0-9A-Za-z_" } else { "[0-9A-Za-z_]" }, rest),
        's' => push(out, if in_class { SPACE } else { SPACE_CLASS }, rest),
        'D' => push(out, "[^0-9]", rest),
        'W' => push(out, "[^0-9A-Za-z_]", rest),
        'S' => push(out, NO_SPACE_CLASS, rest),
        'b' if in_class => push(out, "\\x08", rest),
        'b' => push(out, "(?-u:\\b)", rest),
        // The engine has no ASCII form of this one for text.
        'B' => push(out, "\\B", rest),
        '0' => push(out, "\\x00", rest),
        'u' if !rest.starts_with('{') => translate_unit(rest, out),
        'c' => translate_control(rest, out),
        'u' | 'p' | 'P' | 'k' if rest.starts_with(['{', '<']) => {
            let end = rest.find(['}', '>']).map_or(rest.len(), |end| end + 1);
            let (name, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
            push(out, &format!("\\{escaped}{name}"), rest)
        }
        // Escapes that mean the same, and digits: a back reference must fail to compile rather than match something else.
        'n' | 'r' | 't' | 'f' | 'v' | 'x' | 'u' | 'p' | 'P' | '1'..='9' | 'k' => {
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
            (r"^\s$", "\u{feff}", "\u{85}"),
            (r"^[\s]\S$", "\u{a0}x", "x "),
            (r"^\cC$", "\u{3}", "C"),
            (r"^.$", "x", "\u{2028}"),
            (r"^\uD83D\uDC32*$", "🐲🐲", "🐉"),
            (r"^\p{Letter}\p{Script=Greek}$", "éλ", "éé"),
            (r"^(?<year>\d{4})$", "2024", "24"),
            (r"^\S+\B.$", "ab", "a b"),
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
