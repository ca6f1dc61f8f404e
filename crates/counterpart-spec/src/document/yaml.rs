//! YAML text to [`Node`], straight from the parser's events.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Tag};

use super::duplicates::has_duplicates;
use super::json::{self, Tree};
use super::yaml_scalar::plain;
use super::{MAX_DEPTH, Node, Object};

/// What all aliases of a text may copy together; a "billion laughs" text ends here.
const MAX_ALIASED_NODES: usize = 1_000_000;

/// Why a text is not YAML that can be read.
#[derive(Debug)]
pub(crate) enum YamlError {
    Syntax(ScanError),
    TooDeep(Marker),
    TooManyAliases(Marker),
}

impl YamlError {
    /// The scanner has a limit of its own for brackets.
    fn from_scan(error: ScanError) -> Self {
        match error.info() {
            "recursion limit exceeded" => Self::TooDeep(*error.marker()),
            _ => Self::Syntax(error),
        }
    }

    pub(crate) fn marker(&self) -> &Marker {
        match self {
            Self::Syntax(error) => error.marker(),
            Self::TooDeep(marker) | Self::TooManyAliases(marker) => marker,
        }
    }
}

/// Reads the first document of a YAML text.
///
/// Where the strict parser finds a mistake, libyaml gets a try: it lets the closing bracket of a flow collection stand
/// too far left, and people write that.
pub(crate) fn parse(text: &str) -> Result<Tree, YamlError> {
    let strict = parse_strictly(text);
    match strict {
        Err(YamlError::Syntax(error)) => {
            let lenient = json::from_deserializer(serde_yaml::Deserializer::from_str(text));
            lenient.map_err(|_| YamlError::Syntax(error))
        }
        other => other,
    }
}

fn parse_strictly(text: &str) -> Result<Tree, YamlError> {
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(text);
    let mut next_document = None;
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(YamlError::from_scan)?;
        if matches!(event, Event::DocumentEnd) {
            next_document = next_content(&mut parser);
            break;
        }
        builder.take(event, &span.start)?;
    }
    Ok(Tree {
        root: builder.root.unwrap_or(Node::Null),
        duplicates: builder.duplicates,
        strange_keys: builder.strange_keys,
        next_document,
    })
}

/// The line on which another document begins; a `---` at the end of a text begins none.
fn next_content(parser: &mut Parser<'_, saphyr_parser::StrInput<'_>>) -> Option<usize> {
    let is_start = |event: &Event<'_>| matches!(event, Event::DocumentStart(_));
    let (_, span) = parser.next_event()?.ok().filter(|(event, _)| is_start(event))?;
    let (content, _) = parser.next_event()?.ok()?;
    let is_empty = matches!(&content, Event::Scalar(text, ..) if text.is_empty());
    (!is_empty).then(|| span.start.line())
}

/// A container that is not closed yet.
enum Open {
    Sequence {
        items: Vec<Node>,
        anchor: usize,
    },
    Mapping {
        entries: Vec<(Box<str>, Node)>,
        key: Key,
        anchor: usize,
        merged: Vec<Node>,
    },
}

/// What a mapping expects next.
enum Key {
    /// A key.
    Awaited,
    /// The value of this key.
    Of(Box<str>),
    /// The value of `<<`: a mapping, or several, whose entries are taken over.
    Merge,
    /// The value of a key that is no scalar; it is dropped.
    Strange,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: FxHashMap<usize, Node>,
    aliased: usize,
    root: Option<Node>,
    duplicates: bool,
    strange_keys: Vec<(usize, usize)>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, at: &Marker) -> Result<(), YamlError> {
        match event {
            Event::Scalar(text, style, anchor, tag) => self.take_scalar(text, style, anchor, tag.as_deref()),
            Event::SequenceStart(anchor, _) => self.open(
                Open::Sequence {
                    items: Vec::new(),
                    anchor,
                },
                at,
            )?,
            Event::MappingStart(anchor, _) => {
                let open = Open::Mapping {
                    entries: Vec::new(),
                    key: Key::Awaited,
                    anchor,
                    merged: Vec::new(),
                };
                self.open(open, at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => self.take_alias(anchor, at)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(&mut self, open: Open, at: &Marker) -> Result<(), YamlError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(YamlError::TooDeep(*at));
        }
        if self.awaits_key() {
            self.strange_keys.push((at.line(), at.col() + 1));
        }
        self.open.push(open);
        Ok(())
    }

    fn awaits_key(&self) -> bool {
        matches!(self.open.last(), Some(Open::Mapping { key: Key::Awaited, .. }))
    }

    fn take_scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, anchor: usize, tag: Option<&Tag>) {
        if let Some(Open::Mapping {
            key: key @ Key::Awaited,
            ..
        }) = self.open.last_mut()
        {
            let merge = style == ScalarStyle::Plain && text == "<<";
            *key = if merge { Key::Merge } else { Key::Of(boxed(text)) };
            return;
        }
        let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.suffix == "str");
        let node = if is_text {
            Node::String(boxed(text))
        } else {
            plain(&text)
        };
        self.complete(node, anchor);
    }

    fn take_alias(&mut self, anchor: usize, at: &Marker) -> Result<(), YamlError> {
        let node = self.anchors.get(&anchor).cloned().unwrap_or(Node::Null);
        self.aliased += node.size_up_to(MAX_ALIASED_NODES);
        if self.aliased >= MAX_ALIASED_NODES {
            return Err(YamlError::TooManyAliases(*at));
        }
        match (self.awaits_key(), node.to_text()) {
            (true, Some(text)) => self.take_scalar(Cow::Owned(text), ScalarStyle::Plain, 0, None),
            _ => self.complete(node, 0),
        }
        Ok(())
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Sequence { items, anchor }) => self.complete(Node::Array(items.into_boxed_slice()), anchor),
            Some(Open::Mapping {
                mut entries,
                merged,
                anchor,
                ..
            }) => {
                self.duplicates |= has_duplicates(&entries);
                merged.into_iter().for_each(|node| merge(&mut entries, node));
                self.complete(Node::Object(Object::new(entries)), anchor);
            }
            None => {}
        }
    }

    /// Puts a finished node where it belongs.
    fn complete(&mut self, node: Node, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping {
                entries, key, merged, ..
            }) => match std::mem::replace(key, Key::Awaited) {
                Key::Awaited => *key = Key::Strange,
                Key::Of(name) => entries.push((name, node)),
                Key::Merge => merged.push(node),
                Key::Strange => {}
            },
        }
    }
}

fn boxed(text: Cow<'_, str>) -> Box<str> {
    text.into_owned().into_boxed_str()
}

/// The entries of `<<` that are not there already.
fn merge(entries: &mut Vec<(Box<str>, Node)>, node: Node) {
    match node {
        Node::Object(object) => {
            for (key, value) in object.entries {
                if !entries.iter().any(|(name, _)| *name == key) {
                    entries.push((key, value));
                }
            }
        }
        Node::Array(items) => items.into_iter().for_each(|item| merge(entries, item)),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> serde_json::Value {
        parse(text).unwrap().root.to_json()
    }

    #[test]
    fn scalars_keys_and_containers() {
        let json = read("200: [a, 'b', \"c\", 1, true, ~]\n'x': {y: !!str 3}\nempty:\n");
        assert_eq!(
            json,
            json!({"200": ["a", "b", "c", 1, true, null], "x": {"y": "3"}, "empty": null})
        );
    }

    #[test]
    fn anchors_aliases_and_merge_keys() {
        let json = read("base: &b {a: 1, b: 2}\nuse: {<<: *b, b: 3}\nsame: *b\n");
        assert_eq!(
            json,
            json!({"base": {"a": 1, "b": 2}, "use": {"b": 3, "a": 1}, "same": {"a": 1, "b": 2}})
        );
    }

    #[test]
    fn a_key_that_is_no_scalar_is_dropped_and_reported() {
        let tree = parse("? [a, b]\n: 1\nc: 2\n").unwrap();
        assert_eq!(tree.root.to_json(), json!({"c": 2}));
        assert_eq!(tree.strange_keys, [(1, 3)]);
    }

    #[test]
    fn hostile_texts_end() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let alias = format!("*a{}, ", level - 1).repeat(10);
            laughs.push_str(&format!("a{level}: &a{level} [{}]\n", alias.trim_end_matches(", ")));
        }
        assert!(matches!(parse(&laughs), Err(YamlError::TooManyAliases(_))));
        assert!(matches!(parse(&"[".repeat(1000)), Err(YamlError::TooDeep(_))));
    }
}
