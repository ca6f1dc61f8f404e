//! YAML 1.2 core schema: what a plain scalar means.

use serde_json::Number;

use super::Node;

/// The node of an unquoted scalar.
pub(super) fn plain(text: &str) -> Node {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Node::Null,
        "true" | "True" | "TRUE" => Node::Bool(true),
        "false" | "False" | "FALSE" => Node::Bool(false),
        _ => number(text).map_or_else(|| Node::String(text.into()), Node::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let first = text.bytes().find(|byte| !matches!(byte, b'+' | b'-' | b'.'))?;
    // Most scalars are words; only what has a digit in front can be a number (`.inf` and `.nan` are not JSON).
    if !first.is_ascii_digit() {
        return None;
    }
    if has_leading_zero(text) {
        return None;
    }
    integer(text).or_else(|| float(text))
}

/// `007` is octal in YAML 1.1 and decimal in 1.2; who leaves it unquoted means the text.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let mut bytes = digits.bytes();
    bytes.next() == Some(b'0') && bytes.next().is_some_and(|next| next.is_ascii_digit())
}

fn integer(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0x") {
        return u64::from_str_radix(digits, 16).ok().map(Number::from);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return u64::from_str_radix(digits, 8).ok().map(Number::from);
    }
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    unsigned
        .parse::<u64>()
        .map(Number::from)
        .or_else(|_| unsigned.parse::<i64>().map(Number::from))
        .ok()
}

fn float(text: &str) -> Option<Number> {
    let allowed = text
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    if !allowed {
        return None;
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_schema() {
        for (text, json) in [
            ("12", "12"),
            ("-7", "-7"),
            ("+3", "3"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("18446744073709551615", "18446744073709551615"),
            ("1.50", "1.5"),
            ("1e3", "1000.0"),
            ("~", "null"),
            ("yes", "\"yes\""),
            ("on", "\"on\""),
            ("007", "\"007\""),
            ("-01", "\"-01\""),
            ("0", "0"),
            ("0.5", "0.5"),
            ("12:30:00", "\"12:30:00\""),
            ("1_000", "\"1_000\""),
            ("2024-01-01", "\"2024-01-01\""),
            ("1.2.3", "\"1.2.3\""),
            (".inf", "\".inf\""),
            ("-", "\"-\""),
        ] {
            assert_eq!(plain(text).to_json().to_string(), json, "{text}");
        }
    }
}
