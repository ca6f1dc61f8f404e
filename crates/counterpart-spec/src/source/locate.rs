//! From JSON Pointers back to places in the text: all pointers of a report in one go.
//!
//! The place of an object or array is its key; the place of a scalar is the scalar; a pointer that leads further than
//! the text gets the place of the last part that is there. Where an object has a key several times, the last one counts.

mod json;
mod yaml;

use std::ops::Range;

use super::lines::Lines;
use crate::diagnostic::Syntax;
use crate::document::pointer;

/// Where a pointer leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// The place; the last one, where the text has a key several times.
    pub(crate) last: Range<usize>,
    /// The first one, which mostly is the same.
    pub(crate) first: Range<usize>,
    /// Is this the place itself, and not one of what holds it?
    exact: bool,
}

/// The places of pointers, in their order.
pub(crate) fn locate(text: &str, lines: &Lines<'_>, syntax: Syntax, pointers: &[&str]) -> Vec<Option<Found>> {
    let mut found = vec![None; pointers.len()];
    if pointers.is_empty() {
        return found;
    }
    let wanted = Wanted::new(pointers);
    match syntax {
        Syntax::Json => json::locate(text, &wanted, &mut found),
        Syntax::Yaml => yaml::locate(text, lines, &wanted, &mut found),
        Syntax::Page { line } => {
            if let Some(start) = lines.offset(line, 1) {
                wanted.fill(&(start..start + "api:".len()), &mut found);
            }
        }
    }
    found
}

/// The pointers as a tree, so that a text is walked once.
#[derive(Default)]
struct Wanted {
    here: Vec<usize>,
    children: Vec<(String, Wanted)>,
}

impl Wanted {
    fn new(pointers: &[&str]) -> Self {
        let mut root = Self::default();
        for (index, pointer) in pointers.iter().enumerate() {
            let mut node = &mut root;
            for token in pointer::tokens(pointer) {
                node = node.child_mut(&token);
            }
            node.here.push(index);
        }
        root
    }

    fn child_mut(&mut self, token: &str) -> &mut Self {
        let position = self.children.iter().position(|(name, _)| name == token);
        let position = position.unwrap_or_else(|| {
            self.children.push((token.to_owned(), Self::default()));
            self.children.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "the position was found or made one line above")]
        &mut self.children[position].1
    }

    fn child(&self, token: &str) -> Option<&Self> {
        self.children
            .iter()
            .find(|(name, _)| name == token)
            .map(|(_, child)| child)
    }

    /// Gives a place to this pointer, and to those below it until a better one is found.
    fn fill(&self, place: &Range<usize>, found: &mut [Option<Found>]) {
        for index in &self.here {
            let Some(slot) = found.get_mut(*index) else { continue };
            let known = slot.take().filter(|known| known.exact);
            *slot = Some(Found {
                last: place.clone(),
                first: known.map_or_else(|| place.clone(), |known| known.first),
                exact: true,
            });
        }
        for (_, child) in &self.children {
            child.fill_in(place, found);
        }
    }

    /// Gives the place of what holds it to a pointer that is not found itself.
    fn fill_in(&self, place: &Range<usize>, found: &mut [Option<Found>]) {
        for index in &self.here {
            if let Some(slot) = found.get_mut(*index) {
                *slot = Some(Found {
                    last: place.clone(),
                    first: place.clone(),
                    exact: false,
                });
            }
        }
        for (_, child) in &self.children {
            child.fill_in(place, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, syntax: Syntax, pointers: &[&str]) -> Vec<String> {
        let found = locate(text, &Lines::new(text), syntax, pointers);
        found
            .into_iter()
            .map(|found| found.and_then(|found| text.get(found.last)).unwrap_or("?").to_owned())
            .collect()
    }

    #[test]
    fn json() {
        let text = r#"{"a": {"b/c": [1, {"d": "x"}]}, "e\n": true}"#;
        let pointers = ["/a/b~1c/1/d", "/a", "/a/b~1c/0", "/a/b~1c/7", "/e\n", "/a/b~1c/1"];
        assert_eq!(
            words(text, Syntax::Json, &pointers),
            ["\"x\"", "\"a\"", "1", "\"b/c\"", "true", "{"]
        );
    }

    #[test]
    fn keys_that_come_several_times() {
        for (text, syntax) in [
            ("{\"a\": {\"x\": 1}, \"a\": 2, \"a\": 3}", Syntax::Json),
            ("a: {x: 1}\na: 2\na: 3\n", Syntax::Yaml),
        ] {
            let found = locate(text, &Lines::new(text), syntax, &["/a", "/a/x"]);
            let word = |range: &Range<usize>| text[range.clone()].trim_matches('"').to_owned();
            let places: Vec<_> = found
                .iter()
                .flatten()
                .map(|one| (word(&one.first), word(&one.last)))
                .collect();
            assert_eq!(
                places,
                [("a".to_owned(), "3".to_owned()), ("3".to_owned(), "3".to_owned())]
            );
        }
    }

    #[test]
    fn yaml() {
        let text = "a:\n  b/c:\n  - 1\n  - d: 'x'\n    ü: &y [z]\n200: *y\n";
        let pointers = [
            "/a/b~1c/1/d",
            "/a",
            "/a/b~1c/0",
            "/a/b~1c/7",
            "/200",
            "/a/b~1c/1/ü/0",
            "/a/b~1c/1",
        ];
        assert_eq!(
            words(text, Syntax::Yaml, &pointers),
            ["'x'", "a", "1", "b/c", "*y", "z", "d"]
        );
    }
}
