//! CommonMark of a stranger, made safe for rustdoc: no doctest, no link that goes nowhere, no raw HTML, no warning.
//!
//! As little as possible is changed: bare URLs become autolinks, brackets and tags that are neither code nor links are
//! escaped, code blocks are marked as text so that nobody compiles them.

/// Languages of code fences that rustdoc would run or complain about.
const RUST_FENCES: &[&str] = &[
    "rust",
    "ignore",
    "no_run",
    "should_panic",
    "compile_fail",
    "test_harness",
    "standalone_crate",
    "custom",
];

/// What a sentence ends with.
const MARKS: [char; 4] = ['.', '!', '?', ':'];

/// The text as lines of documentation.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut fence = Fence::default();
    let mut lines: Vec<_> = text.lines().map(|raw| fence.line(&printable(raw))).collect();
    lines.extend(fence.close());
    let blank = |line: &String| line.is_empty();
    let end = lines.iter().rposition(|line| !blank(line)).map_or(0, |at| at + 1);
    lines.truncate(end);
    let start = lines.iter().position(|line| !blank(line)).unwrap_or(0);
    lines.drain(..start);
    // rustc's lexer and readers alike need no more than one blank line in a row.
    lines.dedup_by(|next, last| next.is_empty() && last.is_empty());
    lines
}

/// The first line with text, with those behind it up to the end of the sentence that it breaks off in.
pub(super) fn summary(text: &str) -> Option<String> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty());
    let mut summary = lines.next()?.to_owned();
    let is_prose = !begins_block(&summary);
    for line in lines {
        if !is_prose || summary.ends_with(MARKS) || !goes_on(&summary, line) {
            break;
        }
        let end = sentence_end(line).unwrap_or(line.len());
        summary.extend([" ", line.get(..end).unwrap_or(line)]);
        if end < line.len() {
            break;
        }
    }
    Some(escape(&printable(&summary)))
}

/// Whether a line is the rest of a sentence, and not the text under a title.
fn goes_on(summary: &str, line: &str) -> bool {
    /// No title is as long, and lines are wrapped behind this.
    const TITLE: usize = 60;
    let is_rest = line.starts_with(|c: char| !c.is_uppercase()) || summary.chars().count() > TITLE;
    is_rest && !begins_block(line)
}

/// Headings, lists, tables, quotes and code.
fn begins_block(line: &str) -> bool {
    let text = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = text.len() < line.len() && text.starts_with(['.', ')']);
    is_numbered
        || ["#", "- ", "* ", "+ ", "|", ">", "<", "=", "--", "```", "~~~"]
            .iter()
            .any(|mark| line.starts_with(mark))
}

/// Where the first sentence of a line ends. What follows an abbreviation is seldom written large.
fn sentence_end(line: &str) -> Option<usize> {
    let mut ends = line.match_indices(MARKS).map(|(at, mark)| at + mark.len());
    ends.find(|end| {
        let rest = line.get(*end..).unwrap_or_default();
        let next = rest.trim_start().chars().next();
        rest.is_empty() || (rest.starts_with(char::is_whitespace) && next.is_some_and(|c| !c.is_lowercase()))
    })
}

/// Text as a code span, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text = printable(text);
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// A line of a code block.
pub(super) fn verbatim(line: &str) -> String {
    printable(line).into_owned()
}

/// Text for a line comment: one line, nothing that hides.
pub(crate) fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// Without control characters and the marks that reorder text: rustc refuses both in comments.
fn printable(raw: &str) -> std::borrow::Cow<'_, str> {
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    if !raw.contains(hidden) {
        return raw.into();
    }
    let visible = |c| match c {
        '\t' => Some(' '),
        c if hidden(c) => None,
        c => Some(c),
    };
    raw.chars().filter_map(visible).collect::<String>().into()
}

/// The code fence that a line may be in.
#[derive(Debug, Default)]
struct Fence {
    open: Option<String>,
}

impl Fence {
    fn line(&mut self, raw: &str) -> String {
        let text = raw.trim_end();
        let trimmed = text.trim_start();
        match (&self.open, fence_marks(trimmed)) {
            (Some(open), Some(marks)) if marks.starts_with(open.as_str()) && marks.len() == trimmed.len() => {
                self.open = None;
                text.to_owned()
            }
            (Some(_), _) => text.to_owned(),
            (None, Some(marks)) => {
                self.open = Some(marks.to_owned());
                let info = trimmed.get(marks.len()..).unwrap_or_default();
                format!("{}{marks}{}", indentation(text), language(info))
            }
            (None, None) => format!("{}{}", indentation(text), escape(trimmed)),
        }
    }

    fn close(&mut self) -> Option<String> {
        self.open.take()
    }
}

/// The marks of a code fence at the start of a line.
fn fence_marks(text: &str) -> Option<&str> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let marks = text.get(..text.len() - text.trim_start_matches(mark).len())?;
    let info = text.get(marks.len()..)?;
    // A backtick behind the marks makes it a code span.
    (marks.len() >= 3 && !(mark == '`' && info.contains('`'))).then_some(marks)
}

fn language(info: &str) -> &str {
    let word = info.trim();
    let plain = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plain && !RUST_FENCES.contains(&word) && !word.starts_with("edition") {
        word
    } else {
        "text"
    }
}

/// Four spaces would begin a code block, and rustdoc compiles those.
fn indentation(text: &str) -> &'static str {
    match text.len() - text.trim_start().len() {
        0 => "",
        1 => " ",
        2 => "  ",
        _ => "   ",
    }
}

/// Escapes a line of prose.
fn escape(line: &str) -> String {
    let special = |c: char| matches!(c, '[' | ']' | '<');
    if !line.contains(special) && !line.contains("://") {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(next) = rest.chars().next() {
        let taken = code_span(rest).or_else(|| autolink(rest)).or_else(|| link(rest));
        let length = taken.unwrap_or_else(|| escape_one(rest, next, &mut out));
        if taken.is_some() {
            out.push_str(rest.get(..length).unwrap_or_default());
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// Writes what has to be written for what `rest` begins with, and says how much that was.
fn escape_one(rest: &str, next: char, out: &mut String) -> usize {
    if let Some(length) = bare_url(rest) {
        out.extend(["<", rest.get(..length).unwrap_or_default(), ">"]);
        return length;
    }
    // A backslash takes the next character along: it is escaped already.
    if next == '\\' {
        let length = rest.chars().take(2).map(char::len_utf8).sum();
        out.push_str(rest.get(..length).unwrap_or_default());
        return length;
    }
    if matches!(next, '[' | ']') || (next == '<' && opens_tag(rest)) {
        out.push('\\');
    }
    out.push(next);
    next.len_utf8()
}

fn opens_tag(rest: &str) -> bool {
    rest.chars()
        .nth(1)
        .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// The length of a code span that ends on this line.
fn code_span(rest: &str) -> Option<usize> {
    let marks = rest.len() - rest.trim_start_matches('`').len();
    let inner = rest.get(marks..).filter(|_| marks > 0)?;
    let mut from = 0;
    while let Some(found) = inner.get(from..)?.find('`') {
        let run = inner.get(from + found..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == marks {
            return Some(marks + from + found + length);
        }
        from += found + length;
    }
    None
}

/// The length of `<https://..>`.
fn autolink(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.find('>')?;
    let url = inner.get(..end)?;
    let is_url = is_web(url) && !url.contains(|c: char| c.is_whitespace() || c == '<');
    is_url.then_some(end + 2)
}

/// The length of `[text](target)` where the target cannot be taken for a path of Rust.
fn link(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('[')?;
    let end = inner.find(']')?;
    let text = inner.get(..end)?;
    let target = inner.get(end + 1..)?.strip_prefix('(')?;
    let close = target.find(')')?;
    let url = target.get(..close)?;
    let plain =
        !text.contains(['[', '<', '`']) && !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '(' | '['));
    let outside = url.contains('/') || url.starts_with('#') || url.starts_with("mailto:");
    (plain && outside).then_some(1 + end + 2 + close + 1)
}

/// The length of a URL that stands alone.
fn bare_url(rest: &str) -> Option<usize> {
    if !is_web(rest) {
        return None;
    }
    let stop = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '"' | '\'' | '`' | ')' | '(' | ']' | '[' | '\\' | '{' | '}' | '|' | '*'
            )
    };
    let url = rest.get(..rest.find(stop).unwrap_or(rest.len()))?;
    let length = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '_']).len();
    (length > "https://".len()).then_some(length)
}

fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        lines(text).join("\n")
    }

    #[test]
    fn prose_stays_as_it_is() {
        for text in [
            "Plain *text*, a `code [span] <b>`.",
            "[docs](https://x.example/a) and [here](/rest/repos#x)",
            "a < b, 1 <= 2",
        ] {
            assert_eq!(escaped(text), text);
        }
    }

    #[test]
    fn bare_urls_become_links() {
        assert_eq!(
            escaped("See https://x.example/a?b=c."),
            "See <https://x.example/a?b=c>."
        );
        assert_eq!(escaped("(http://x.example)"), "(<http://x.example>)");
        assert_eq!(escaped("<https://x.example>"), "<https://x.example>");
    }

    #[test]
    fn brackets_and_tags_are_escaped() {
        assert_eq!(escaped("a [b] c[0]"), r"a \[b\] c\[0\]");
        assert_eq!(escaped("[Foo](Bar)"), r"\[Foo\](Bar)");
        assert_eq!(escaped("[a][b]"), r"\[a\]\[b\]");
        assert_eq!(escaped("<br>and <id>"), r"\<br>and \<id>");
        assert_eq!(escaped(r"\[x\]"), r"\[x\]");
        assert_eq!(escaped("`open [x]"), r"`open \[x\]");
    }

    #[test]
    fn nothing_is_a_doctest() {
        assert_eq!(escaped("```\nfn x() {}\n```"), "```text\nfn x() {}\n```");
        assert_eq!(escaped("```rust\nlet [a]\n"), "```text\nlet [a]\n```");
        assert_eq!(escaped("~~~json\n{}\n~~~"), "~~~json\n{}\n~~~");
        assert_eq!(escaped("a\n\n    let x = 1;"), "a\n\n   let x = 1;");
    }

    #[test]
    fn hidden_characters_are_gone() {
        assert_eq!(escaped("a\u{202e}b\u{0}c\rd\te"), "abcd e");
        assert_eq!(one_line("a\n// b\r\n\tc"), "a // b c");
    }

    #[test]
    fn a_summary_ends_with_its_sentence() {
        let summary = |text| summary(text).unwrap_or_default();
        assert_eq!(
            summary("Bad token. It happens if the user\nrevoked it, e.g. at\nhome. Sign in again."),
            "Bad token. It happens if the user revoked it, e.g. at home."
        );
        assert_eq!(
            summary("\n Up to the\nend of the text\n\nMore."),
            "Up to the end of the text"
        );
        assert_eq!(summary("A pet. Or two.\nis not this."), "A pet. Or two.");
        assert_eq!(summary("List pets\nReturns all."), "List pets");
        assert_eq!(summary("One of\n- a\n- b"), "One of");
        assert_eq!(summary("# Pets\nand more"), "# Pets");
        assert_eq!(summary("- a\nb"), "- a");
        assert_eq!(summary("A code 1. b"), "A code 1. b");
        assert_eq!(summary(" \n"), "");
    }

    #[test]
    fn blank_lines_at_the_ends_are_dropped() {
        assert_eq!(escaped("\n\na\n\n\n\nb\n\n"), "a\n\nb");
        assert_eq!(escaped("  \n"), "");
    }
}
