//! Text with `*` (any text, slashes included) and `?` (one character).

/// A pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Glob(Vec<char>);

impl Glob {
    pub(super) fn new(pattern: &str) -> Self {
        Self(pattern.chars().collect())
    }

    /// Backtracks only to the last `*`, so that no pattern takes longer than the product of both lengths.
    pub(super) fn matches(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut next) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        while let Some(character) = text.get(at) {
            match self.0.get(next) {
                Some('*') => {
                    star = Some((next, at));
                    next += 1;
                }
                Some(wanted) if *wanted == '?' || wanted == character => {
                    at += 1;
                    next += 1;
                }
                _ => {
                    let Some((position, taken)) = star else { return false };
                    star = Some((position, taken + 1));
                    at = taken + 1;
                    next = position + 1;
                }
            }
        }
        self.0.iter().skip(next).all(|rest| *rest == '*')
    }

    /// The candidate that is most like the pattern, if one is.
    pub(super) fn nearest<'c>(&self, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
        let pattern: String = self.0.iter().filter(|one| !matches!(one, '*' | '?')).collect();
        let wanted = pattern.to_lowercase();
        let limit = (wanted.chars().count() / 3).max(1);
        let distance = |candidate: &str| {
            let candidate = candidate.to_lowercase();
            if !wanted.is_empty() && candidate.contains(&wanted) {
                return 0;
            }
            strsim::osa_distance(&candidate, &wanted)
        };
        candidates
            .map(|candidate| (distance(candidate), candidate))
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, _)| *distance <= limit)
            .map(|(_, candidate)| candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text, expected) in [
            ("/pets/*", "/pets/{id}/toys", true),
            ("/pets/*", "/pets", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("pet_?ead", "pet_read", true),
            ("*_read", "pet_toys_read", true),
            ("a*b*c", "aXbXbXc", true),
            ("a*b*c", "aXbXbX", false),
            ("ü?", "üß", true),
        ] {
            assert_eq!(Glob::new(pattern).matches(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn many_stars_end_soon() {
        let text = "a".repeat(5_000);
        assert!(!Glob::new(&("*a".repeat(30) + "b")).matches(&text));
    }
}
