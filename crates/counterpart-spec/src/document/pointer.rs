//! JSON Pointers (RFC 6901), bare and as the fragment of a `$ref`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::Node;

/// Appends `/token` with `~` and `/` escaped.
pub(crate) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The unescaped tokens of a pointer.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let start = pointer.strip_prefix('/');
    start.into_iter().flat_map(|rest| rest.split('/')).map(unescape)
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// The pointer in the fragment of a local `$ref` (`#/components/schemas/Pet`); `None` if the reference leaves the document.
pub(crate) fn from_local_reference(reference: &str) -> Option<Cow<'_, str>> {
    let fragment = reference.strip_prefix('#')?;
    if !(fragment.is_empty() || fragment.starts_with('/')) {
        return None;
    }
    Some(decoded(fragment))
}

/// A fragment without its percent-encoding.
pub(crate) fn decoded(fragment: &str) -> Cow<'_, str> {
    percent_decode_str(fragment).decode_utf8_lossy()
}

/// The node behind one token.
pub(crate) fn child<'d>(node: &'d Node, token: &str) -> Option<&'d Node> {
    step(node, token).map(|(_, child)| child)
}

/// The node behind a pointer.
pub(crate) fn find<'d>(root: &'d Node, pointer: &str) -> Option<&'d Node> {
    tokens(pointer).try_fold(root, |node, token| step(node, &token).map(|(_, child)| child))
}

/// The positions of the nodes on the way to a pointer: their order is the order of the document.
pub(crate) fn order(root: &Node, pointer: &str) -> Vec<usize> {
    let mut node = root;
    let mut positions = Vec::new();
    for token in tokens(pointer) {
        let Some((position, child)) = step(node, &token) else {
            break;
        };
        positions.push(position);
        node = child;
    }
    positions
}

fn step<'d>(node: &'d Node, token: &str) -> Option<(usize, &'d Node)> {
    match node {
        Node::Object(object) => {
            let position = object.position(token)?;
            object.entries.get(position).map(|(_, child)| (position, child))
        }
        Node::Array(items) => {
            let position = token.parse().ok()?;
            items.get(position).map(|child| (position, child))
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::json;

    #[test]
    fn escapes_are_undone() {
        let tree = json::parse(r#"{"paths": {"/a~b/{id}": [1, {"": 2}]}}"#).unwrap();
        let pointer = from_local_reference("#/paths/~1a~0b~1%7Bid%7D/1/").unwrap();
        assert_eq!(find(&tree.root, &pointer), Some(&Node::Number(2.into())));
        assert_eq!(find(&tree.root, ""), Some(&tree.root));
        assert_eq!(find(&tree.root, "/paths/x"), None);
        assert_eq!(from_local_reference("other.yaml#/a"), None);
        assert_eq!(from_local_reference("#anchor"), None);
    }

    #[test]
    fn tokens_and_push_token_are_inverse() {
        let mut pointer = String::new();
        for token in ["a/b", "~1", "", "é"] {
            push_token(&mut pointer, token);
        }
        assert_eq!(tokens(&pointer).collect::<Vec<_>>(), ["a/b", "~1", "", "é"]);
    }
}
