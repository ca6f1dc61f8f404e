//! What is most likely wrong with a YAML text, at the place where its parser gave up or a little above it.

use crate::diagnostic::{BROKEN_YAML, Diagnostic};

/// Text longer than this is not repeated in a remedy.
const LONGEST_SHOWN: usize = 40;

/// The finding about a text that is no YAML. `reason` are the parser's words; `line` counts from 1, `column` too.
pub(super) fn broken(text: &str, reason: &str, line: usize, column: usize) -> Diagnostic {
    let lines: Vec<&str> = text.lines().collect();
    let at = |line: usize| lines.get(line.wrapping_sub(1)).copied().unwrap_or_default();
    if let Some(found) = lines.iter().position(|line| is_marker(line)) {
        let message = "this is not YAML: a merge conflict was left in it";
        let help = "decide which side counts, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`";
        return Diagnostic::at_text(&BROKEN_YAML, message, found + 1, 1).with_help(help);
    }
    if let Some(found) = colonless(&lines, line, reason) {
        let key = at(found).trim();
        let message = format!("this is not YAML: `{key}` has no `:` behind it");
        let column = indentation(at(found)) + 1;
        return Diagnostic::at_text(&BROKEN_YAML, message, found, column)
            .with_help(format!("write `{key}:` if what follows belongs to it"));
    }
    let finding = Diagnostic::at_text(&BROKEN_YAML, message(reason), line, column);
    match help(&lines, reason, line, column) {
        Some(help) => finding.with_help(help),
        None => finding,
    }
}

/// The parser's reasons in the words of whoever writes YAML; the others are good enough.
fn message(reason: &str) -> String {
    let said = match reason {
        "mapping values are not allowed in this context" => "`:` cannot stand here",
        "simple key expect ':'" => "this should be a key, and no `:` follows",
        "while parsing a block mapping, did not find expected key" => "a key is expected here",
        "invalid indentation in quoted scalar" => "the quote that opens here is not closed on its line",
        other if other.starts_with("tabs disallowed") => "a tab cannot indent",
        other => other,
    };
    format!("this is not YAML: {said}")
}

/// What Git leaves in a file.
fn is_marker(line: &str) -> bool {
    ["<<<<<<< ", ">>>>>>> "].iter().any(|marker| line.starts_with(marker))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line just above that is a word alone where a key should be.
fn colonless(lines: &[&str], line: usize, reason: &str) -> Option<usize> {
    if reason != "simple key expect ':'" && reason != "mapping values are not allowed in this context" {
        return None;
    }
    let here = lines.get(line.checked_sub(1)?)?;
    let above = lines.iter().take(line - 1).rposition(|line| !line.trim().is_empty())?;
    let word = lines.get(above)?;
    let alone = word
        .trim()
        .chars()
        .all(|one| one.is_alphanumeric() || matches!(one, '_' | '-' | '$' | '/' | '{' | '}'));
    (alone && !word.trim().starts_with('-') && indentation(word) < indentation(here)).then_some(above + 1)
}

fn help(lines: &[&str], reason: &str, line: usize, column: usize) -> Option<String> {
    let here = lines.get(line.checked_sub(1)?)?;
    if here
        .chars()
        .take_while(|one| one.is_whitespace())
        .any(|one| one == '\t')
    {
        return Some("indent with spaces: YAML allows no tabs there".to_owned());
    }
    match reason {
        "mapping values are not allowed in this context" => quoted(here),
        "invalid indentation in quoted scalar" => {
            Some("close the quote, or double it if it belongs to the text".to_owned())
        }
        "while parsing a block mapping, did not find expected key" => uneven(lines, line),
        other if other.starts_with("unexpected character") => {
            let one = here.chars().nth(column.checked_sub(1)?)?;
            quoted(here).map(|help| format!("a text cannot begin with `{one}`; {help}"))
        }
        _ => None,
    }
}

/// `title: Shop: the API` means `title: 'Shop: the API'`.
fn quoted(line: &str) -> Option<String> {
    let (_, text) = line.split_once(": ")?;
    let text = text.trim();
    Some(match text.chars().count() <= LONGEST_SHOWN {
        true => format!("quote the text: `'{}'`", text.replace('\'', "''")),
        false => "quote the text: `'..'`".to_owned(),
    })
}

/// A line whose indentation is none of those above it.
fn uneven(lines: &[&str], line: usize) -> Option<String> {
    let here = indentation(lines.get(line.checked_sub(1)?)?);
    let above = lines.iter().take(line - 1).rev().filter(|line| !line.trim().is_empty());
    let known: Vec<usize> = above
        .map(|line| indentation(line))
        .take_while(|width| *width > 0)
        .collect();
    let inner = known.iter().copied().filter(|width| *width > here).min()?;
    let outer = known
        .iter()
        .copied()
        .filter(|width| *width < here)
        .max()
        .unwrap_or_default();
    let is_known = known.contains(&here);
    let spaces = if here == 1 { "space" } else { "spaces" };
    (!is_known).then(|| format!("this line is indented by {here} {spaces}; what it belongs to by {outer} or {inner}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help_for(text: &str, reason: &str, line: usize, column: usize) -> String {
        broken(text, reason, line, column).help.unwrap_or_default()
    }

    #[test]
    fn a_place_that_is_not_there_is_no_panic() {
        for reason in [
            "simple key expect ':'",
            "mapping values are not allowed in this context",
            "other",
        ] {
            for (line, column) in [(0, 0), (1, 1), (9, 9)] {
                assert_eq!(help_for("", reason, line, column), "");
            }
        }
    }

    #[test]
    fn one_space_is_one() {
        let reason = "while parsing a block mapping, did not find expected key";
        let help = help_for("info:\n  title: T\n version: '1'\n", reason, 3, 2);
        assert_eq!(help, "this line is indented by 1 space; what it belongs to by 0 or 2");
    }

    #[test]
    fn long_texts_are_not_repeated() {
        let text = format!("title: {}: b\n", "a".repeat(80));
        let help = help_for(&text, "mapping values are not allowed in this context", 1, 88);
        assert_eq!(help, "quote the text: `'..'`");
    }
}
