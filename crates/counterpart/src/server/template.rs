//! Path templates as a server matches them.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::http_layer::path::{Piece, address, encode_literal, pieces};
use crate::params::{Query, percent};

/// A template: its path, segment by segment, and what it fixes of the query.
#[derive(Debug)]
pub(super) struct Template {
    segments: Vec<Segment>,
    query: Vec<Pair>,
}

#[derive(Debug)]
enum Segment {
    /// Text that can be written in one way only.
    Plain(String),
    /// Text that may stand in an address as it is or percent-encoded: `@me` and `%40me` are the same.
    Text(String),
    /// Text and parameters: `{id}`, `{name}.{format}`.
    Pattern(Vec<Token>),
}

#[derive(Debug)]
enum Token {
    Literal(String),
    Param(&'static str),
}

/// What tells operations of one path apart: `?action=start`.
#[derive(Debug)]
struct Pair {
    name: String,
    value: Wanted,
}

#[derive(Debug)]
enum Wanted {
    /// The name alone.
    Anything,
    Text(String),
    Param(&'static str),
}

/// A parameter with its text, still percent-encoded.
pub(super) type Captured<'p> = (&'static str, &'p str);

/// Which of several templates that match is meant: the greatest. Paths without parameters come first (OpenAPI 3.0, 4.7.8.2),
/// then those with more text, then those that ask more of the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    pub(super) concrete: bool,
    text: usize,
    query: usize,
}

impl Template {
    /// Reads a template below a base path.
    pub(super) fn new(base: &str, template: &'static str) -> Self {
        let (path, query) = address(template);
        let base = base.trim_matches('/');
        let mut segments = vec![Vec::new()];
        push_literal(&mut segments, if base.is_empty() { "" } else { "/" });
        push_literal(&mut segments, &Cow::from(encode_literal(base)));
        push_literal(&mut segments, if path.starts_with('/') { "" } else { "/" });
        for piece in pieces(path) {
            match piece {
                Piece::Literal(text) => push_literal(&mut segments, &Cow::from(encode_literal(text))),
                Piece::Param(name) => segments
                    .last_mut()
                    .into_iter()
                    .for_each(|tokens| tokens.push(Token::Param(name))),
            }
        }
        Self {
            segments: segments.into_iter().map(Segment::new).collect(),
            query: query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(Pair::new)
                .collect(),
        }
    }

    /// The route that axum knows it by: every segment that can be written in several ways is one parameter, named by its
    /// position, so that no two templates can be in conflict.
    pub(super) fn shape(&self) -> String {
        let segments = self.segments.iter().enumerate().map(|(at, segment)| match segment {
            Segment::Plain(text) => text.clone(),
            Segment::Text(_) | Segment::Pattern(_) => format!("{{p{at}}}"),
        });
        segments.collect::<Vec<_>>().join("/")
    }

    pub(super) fn rank(&self) -> Rank {
        Rank {
            concrete: !self
                .segments
                .iter()
                .any(|segment| matches!(segment, Segment::Pattern(_))),
            text: self.segments.iter().map(Segment::text).sum(),
            query: self.query.len(),
        }
    }

    /// The parameters of an address, if it is one of this template.
    pub(super) fn captures<'p>(&self, path: &'p str, query: &'p str) -> Option<Vec<Captured<'p>>> {
        let mut captured = Vec::new();
        let mut parts = path.split('/');
        for segment in &self.segments {
            segment.matches(parts.next()?, &mut captured)?;
        }
        if parts.next().is_some() {
            return None;
        }
        if !self.query.is_empty() {
            let query = Query::parse(query);
            for pair in &self.query {
                pair.matches(&query, &mut captured)?;
            }
        }
        Some(captured)
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
        match literal {
            None => Self::Pattern(tokens),
            Some(text) if text.bytes().all(is_unreserved) => Self::Plain(text),
            Some(text) => Self::Text(text),
        }
    }

    /// How much of it is text.
    fn text(&self) -> usize {
        let length = |token: &Token| match token {
            Token::Literal(text) => text.len(),
            Token::Param(_) => 0,
        };
        match self {
            Self::Plain(text) | Self::Text(text) => text.len(),
            Self::Pattern(tokens) => tokens.iter().map(length).sum(),
        }
    }

    fn matches<'p>(&self, part: &'p str, captured: &mut Vec<Captured<'p>>) -> Option<()> {
        match self {
            Self::Plain(text) => (text == part).then_some(()),
            Self::Text(text) => percent_decode_str(text).eq(percent_decode_str(part)).then_some(()),
            Self::Pattern(tokens) => match_tokens(tokens, part, captured),
        }
    }
}

/// RFC 3986, 2.3: what nobody has a reason to encode.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
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

impl Pair {
    fn new(pair: &'static str) -> Self {
        let decoded = |text| percent::decode_form(text).map_or_else(|| text.to_owned(), Into::into);
        let Some((name, value)) = pair.split_once('=') else {
            return Self {
                name: decoded(pair),
                value: Wanted::Anything,
            };
        };
        let mut value_pieces = pieces(value);
        let value = match (value_pieces.next(), value_pieces.next()) {
            (Some(Piece::Param(name)), None) => Wanted::Param(name),
            _ => Wanted::Text(decoded(value)),
        };
        Self {
            name: decoded(name),
            value,
        }
    }

    fn matches<'p>(&self, query: &Query<'p>, captured: &mut Vec<Captured<'p>>) -> Option<()> {
        let mut values = query
            .pairs()
            .filter(|(name, _)| *name == self.name)
            .map(|(_, value)| value);
        match &self.value {
            Wanted::Anything => values.next().map(drop),
            Wanted::Text(text) => values
                .any(|value| percent::decode_form(value).is_some_and(|value| value == *text))
                .then_some(()),
            Wanted::Param(name) => capture(name, values.next()?, captured),
        }
    }
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
        assert_eq!(shape("/a/@me"), "/api/v3/a/{p4}");
        assert_eq!(shape("/a?x=1#y"), "/api/v3/a");
        assert_eq!(shape("no-slash"), "/api/v3/no-slash");
        assert_eq!(Template::new("", "").shape(), "/");
        assert_eq!(Template::new("/", "/").shape(), "/");
        assert_eq!(Template::new("", "/:a/*b/{c").shape(), "/{p1}/{p2}/{p3}");
    }

    #[test]
    fn segments_are_taken_apart() {
        let captures = |template, path| Template::new("", template).captures(path, "");
        assert_eq!(captures("/a/{x}", "/a/b%2Fc"), Some(vec![("x", "b%2Fc")]));
        assert_eq!(captures("/a/{x}", "/a/"), None);
        assert_eq!(captures("/a/{x}", "/a/b/"), None);
        assert_eq!(captures("/{x}.json", "/a.json.json"), Some(vec![("x", "a.json")]));
        assert_eq!(captures("/{x}.json", "/.json"), None);
        assert_eq!(captures("/{a}-{b}", "/1-2-3"), Some(vec![("a", "1"), ("b", "2-3")]));
        assert_eq!(captures("/v{n}:undo", "/v7:undo"), Some(vec![("n", "7")]));
        assert_eq!(captures("/{a}{b}", "/xyz"), Some(vec![("a", "x"), ("b", "yz")]));
    }

    #[test]
    fn text_may_be_encoded() {
        let captures = |template, path| Template::new("/a b", template).captures(path, "").is_some();
        assert!(captures("/@me", "/a%20b/@me"));
        assert!(captures("/@me", "/a%20b/%40me"));
        assert!(captures("/日", "/a%20b/%e6%97%A5"));
        assert!(!captures("/a/b", "/a%20b/a%2Fb"));
        assert!(!captures("/@me", "/a%20b/@mee"));
    }

    #[test]
    fn queries_are_looked_at() {
        let captures = |template, query| Template::new("", template).captures("/a", query);
        assert_eq!(captures("/a?x=1", "y=2&x=1"), Some(vec![]));
        assert_eq!(captures("/a?x=1", "x=2"), None);
        assert_eq!(captures("/a?x=a%20b", "%78=a+b"), Some(vec![]));
        assert_eq!(captures("/a?x", "x=2"), Some(vec![]));
        assert_eq!(captures("/a?x", ""), None);
        assert_eq!(captures("/a?x={n}", "x=%2F"), Some(vec![("n", "%2F")]));
        assert_eq!(captures("/a?x={n}", "x="), None);
    }

    #[test]
    fn the_plainest_comes_first() {
        let rank = |template| Template::new("", template).rank();
        assert!(rank("/a/@me") > rank("/a/{long}.json.gz"));
        assert!(rank("/a/{x}.json") > rank("/a/{x}"));
        assert!(rank("/a?x=1") > rank("/a"));
        assert_eq!(rank("/a/{x}"), rank("/a/{y}#z"));
    }

    proptest::proptest! {
        #[test]
        fn no_paths_make_axum_panic(
            base in "[/a:*{}]{0,4}",
            paths in proptest::collection::vec("[/{}a:*.%?#@ =日-]{0,12}", 0..12),
        ) {
            let mut shapes = std::collections::BTreeSet::new();
            for path in paths {
                shapes.insert(Template::new(&base, path.leak()).shape());
            }
            let routes = shapes.iter().fold(axum::Router::<()>::new(), |router, shape| {
                router.route(shape, axum::routing::any(async || {}))
            });
            proptest::prop_assert_eq!(routes.has_routes(), !shapes.is_empty());
        }
    }
}
