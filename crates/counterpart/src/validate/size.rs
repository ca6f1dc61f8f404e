//! Lengths and counts.

use super::Rule;

/// What is counted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Size {
    Characters,
    Items,
    Properties,
}

/// The keyword of a rule that a count breaks, and what was expected.
pub(super) fn check(rule: Rule, size: Size, count: u64) -> Option<(&'static str, String)> {
    let (keyword, of, least, most) = match rule {
        Rule::MinLength(limit) => ("minLength", Size::Characters, limit, u64::MAX),
        Rule::MaxLength(limit) => ("maxLength", Size::Characters, 0, limit),
        Rule::MinItems(limit) => ("minItems", Size::Items, limit, u64::MAX),
        Rule::MaxItems(limit) => ("maxItems", Size::Items, 0, limit),
        Rule::MinProperties(limit) => ("minProperties", Size::Properties, limit, u64::MAX),
        Rule::MaxProperties(limit) => ("maxProperties", Size::Properties, 0, limit),
        _ => return None,
    };
    if of != size || (least..=most).contains(&count) {
        return None;
    }
    let (bound, limit) = if count < least {
        ("at least", least)
    } else {
        ("at most", most)
    };
    Some((keyword, format!("expected {bound} {}", size.counted(limit))))
}

impl Size {
    /// `1 character`, `2 characters`.
    pub(super) fn counted(self, count: u64) -> String {
        let (one, many) = match self {
            Self::Characters => ("character", "characters"),
            Self::Items => ("element", "elements"),
            Self::Properties => ("property", "properties"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}
