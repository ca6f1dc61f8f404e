//! Path templates as a server matches them.

use crate::http_layer::path::{Piece, encode_literal, pieces};

/// A template, segment by segment.
#[derive(Debug)]
pub(super) struct Template {
    segments: Vec<Segment>,
}

#[derive(Debug)]
enum Segment {
    /// The same text, as it stands in an address.
    Literal(String),
    /// Text and parameters: `{id}`, `{name}.{format}`.
    Pattern(Vec<Token>),
}

#[derive(Debug)]
enum Token {
    Literal(String),
    Param(&'static str),
}

/// A parameter with its text, still percent-encoded.
pub(super) type Captured<'p> = (&'static str, &'p str);

impl Template {
    /// Reads a template below a base path. It ends where its query begins; a hash is text, as it is for the client.
    pub(super) fn new(base: &str, template: &'static str) -> Self {
        let template = template.split_once('?').map_or(template, |(path, _)| path);
        let base = base.trim_matches('/');
        let mut segments = vec![Vec::new()];
        push_literal(&mut segments, if base.is_empty() { "" } else { "/" });
        push_literal(&mut segments, &encode_literal(base));
        push_literal(&mut segments, if template.starts_with('/') { "" } else { "/" });
        for piece in pieces(template) {
            match piece {
                Piece::Literal(text) => push_literal(&mut segments, &encode_literal(text)),
                Piece::Param(name) => segments
                    .last_mut()
                    .into_iter()
                    .for_each(|tokens| tokens.push(Token::Param(name))),
            }
        }
        Self {
            segments: segments.into_iter().map(Segment::new).collect(),
        }
    }

    /// The route that axum knows it by: every segment with a parameter is one parameter, named by its position, so that no
    /// two templates of an API can be in conflict.
    pub(super) fn shape(&self) -> String {
        let segments = self.segments.iter().enumerate().map(|(at, segment)| match segment {
            Segment::Literal(text) => text.replace('{', "{{").replace('}', "}}"),
            Segment::Pattern(_) => format!("{{p{at}}}"),
        });
        segments.collect::<Vec<_>>().join("/")
    }

    /// How much of it is text; of several templates that match, the most specific one is meant.
    pub(super) fn specificity(&self) -> usize {
        let length = |token: &Token| match token {
            Token::Literal(text) => text.len(),
            Token::Param(_) => 0,
        };
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Literal(text) => text.len(),
                Segment::Pattern(tokens) => tokens.iter().map(length).sum(),
            })
            .sum()
    }

    /// The parameters of a path, if it is one of this template.
    pub(super) fn captures<'p>(&self, path: &'p str) -> Option<Vec<Captured<'p>>> {
        let mut captured = Vec::new();
        let mut parts = path.split('/');
        for segment in &self.segments {
            segment.matches(parts.next()?, &mut captured)?;
        }
        parts.next().is_none().then_some(captured)
    }
}

fn push_literal(segments: &mut Vec<Vec<Token>>, text: &str) {
    for (at, part) in text.split('/').enumerate() {
        if at > 0 {
            segments.push(Vec::new());
        }
        if let Some(tokens) = segments.last_mut().filter(|_| !part.is_empty()) {
            tokens.push(Token::Literal(part.to_owned()));
        }
    }
}

impl Segment {
    fn new(tokens: Vec<Token>) -> Self {
        let literal: Option<String> = tokens
            .iter()
            .map(|token| match token {
                Token::Literal(text) => Some(text.as_str()),
                Token::Param(_) => None,
            })
            .collect();
        literal.map_or(Self::Pattern(tokens), Self::Literal)
    }

    fn matches<'p>(&self, part: &'p str, captured: &mut Vec<Captured<'p>>) -> Option<()> {
        match self {
            Self::Literal(text) => (text == part).then_some(()),
            Self::Pattern(tokens) => match_tokens(tokens, part, captured),
        }
    }
}

/// Matches text and parameters; a parameter ends where the text after it first occurs, the last one with the segment.
fn match_tokens<'p>(tokens: &[Token], part: &'p str, captured: &mut Vec<Captured<'p>>) -> Option<()> {
    match tokens {
        [] => part.is_empty().then_some(()),
        [Token::Literal(text), rest @ ..] => match_tokens(rest, part.strip_prefix(text.as_str())?, captured),
        [Token::Param(name)] => capture(name, part, captured),
        [Token::Param(name), Token::Literal(text)] => capture(name, part.strip_suffix(text.as_str())?, captured),
        [Token::Param(name), rest @ ..] => {
            let end = match rest {
                [Token::Literal(text), ..] => {
                    part.char_indices()
                        .skip(1)
                        .find(|(at, _)| part.get(*at..).is_some_and(|rest| rest.starts_with(text.as_str())))?
                        .0
                }
                // Two parameters without anything between: the first takes one character.
                _ => part.char_indices().nth(1)?.0,
            };
            let (value, after) = part.split_at_checked(end)?;
            capture(name, value, captured)?;
            match_tokens(rest, after, captured)
        }
    }
}

fn capture<'p>(name: &'static str, value: &'p str, captured: &mut Vec<Captured<'p>>) -> Option<()> {
    (!value.is_empty()).then(|| captured.push((name, value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_never_conflict() {
        let shape = |template| Template::new("/api/v3/", template).shape();
        assert_eq!(shape("/a/{x}/"), "/api/v3/a/{p4}/");
        assert_eq!(shape("/a/{y}/c"), "/api/v3/a/{p4}/c");
        assert_eq!(shape("/a/{x}.json"), "/api/v3/a/{p4}");
        assert_eq!(shape("no-slash"), "/api/v3/no-slash");
        assert_eq!(Template::new("", "").shape(), "/");
        assert_eq!(Template::new("/", "/").shape(), "/");
        assert_eq!(Template::new("", "/a b/{c").shape(), "/a%20b/%7Bc");
    }

    #[test]
    fn segments_are_taken_apart() {
        let captures = |template, path| Template::new("", template).captures(path);
        assert_eq!(captures("/a/{x}", "/a/b%2Fc"), Some(vec![("x", "b%2Fc")]));
        assert_eq!(captures("/a/{x}", "/a/"), None);
        assert_eq!(captures("/a/{x}", "/a/b/"), None);
        assert_eq!(captures("/{x}.json", "/a.json.json"), Some(vec![("x", "a.json")]));
        assert_eq!(captures("/{x}.json", "/.json"), None);
        assert_eq!(captures("/{a}-{b}", "/1-2-3"), Some(vec![("a", "1"), ("b", "2-3")]));
        assert_eq!(captures("/v{n}:undo", "/v7:undo"), Some(vec![("n", "7")]));
        assert_eq!(captures("/{a}{b}", "/xyz"), Some(vec![("a", "x"), ("b", "yz")]));
    }
}
