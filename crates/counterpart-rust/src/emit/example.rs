//! An example of the document's, as documentation: small, or not at all.

use serde_json::Value as Json;

use super::markdown;

/// What is not longer than this stands in a line of text.
const SHORT: usize = 60;

/// What is longer than this is printed with a member a line.
const WIDE: usize = 100;

/// What takes more lines than this does not help to understand a type.
const LINES: usize = 8;

/// How an example is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Example {
    /// In a line of text.
    Short(String),
    /// As a block of code.
    Block(Vec<String>),
}

impl Example {
    /// None where it says nothing that the type does not, or is too large.
    pub(super) fn of(value: &Json) -> Option<Self> {
        if matches!(value, Json::Null | Json::Bool(_)) {
            return None;
        }
        let compact = value.to_string();
        if compact.len() <= SHORT {
            return Some(Self::Short(format!("Example: {}", markdown::code(&compact))));
        }
        let text = match compact.len() {
            0..=WIDE => compact,
            _ => serde_json::to_string_pretty(value).ok()?,
        };
        let lines: Vec<_> = text.lines().map(markdown::verbatim).collect();
        let fits = lines.len() <= LINES && lines.iter().all(|line| line.len() <= WIDE);
        // A block that says how a block ends cannot stand in one.
        if !fits || text.contains("```") {
            return None;
        }
        let fence = |mark: &str| mark.to_owned();
        Some(Self::Block(
            std::iter::once(fence("```json"))
                .chain(lines)
                .chain([fence("```")])
                .collect(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn scalars_stand_in_the_text() {
        let short = |text: &str| Some(Example::Short(text.to_owned()));
        assert_eq!(Example::of(&json!("a")), short("Example: `\"a\"`"));
        assert_eq!(Example::of(&json!("`")), short("Example: `` \"`\" ``"));
        assert_eq!(Example::of(&json!([1, 2])), short("Example: `[1,2]`"));
    }

    #[test]
    fn booleans_say_nothing() {
        assert_eq!(Example::of(&json!(true)), None);
    }

    #[test]
    fn objects_are_a_block() {
        let long = "x".repeat(50);
        let Some(Example::Block(lines)) = Example::of(&json!({ "a": long, "b": [long] })) else {
            panic!("no block")
        };
        assert_eq!(lines.first().map(String::as_str), Some("```json"));
        assert_eq!(lines.get(2), Some(&format!("  \"a\": \"{long}\",")));
    }

    #[test]
    fn large_ones_and_ones_with_fences_are_left_out() {
        assert_eq!(Example::of(&json!("x".repeat(200))), None);
        assert_eq!(Example::of(&json!((0..40).collect::<Vec<_>>())), None);
        assert_eq!(Example::of(&json!({ "a": "```".repeat(25) })), None);
    }
}
