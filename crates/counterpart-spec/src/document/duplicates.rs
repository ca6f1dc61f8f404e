//! Keys that an object has twice.
//!
//! Looking for them costs every object a comparison; saying where they are needs a walk over the tree, which only
//! documents that have any pay for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::pointer::push_token;
use super::{Node, Object};

/// Up to here comparing all pairs is faster than hashing.
const FEW: usize = 12;

/// Does a key come twice?
pub(crate) fn has_duplicates(entries: &[(Box<str>, Node)]) -> bool {
    if entries.len() > FEW {
        let mut seen = FxHashSet::default();
        return !entries.iter().all(|(key, _)| seen.insert(&**key));
    }
    let mut rest = entries.iter();
    while let Some((key, _)) = rest.next() {
        if rest.as_slice().iter().any(|(other, _)| other == key) {
            return true;
        }
    }
    false
}

/// Keeps the last value of each key, as JSON readers do, and returns pointers to the keys that came twice.
pub(crate) fn remove_duplicates(root: &mut Node) -> Vec<String> {
    let mut found = Vec::new();
    visit(root, &mut String::new(), &mut found);
    found
}

fn visit(node: &mut Node, pointer: &mut String, found: &mut Vec<String>) {
    let length = pointer.len();
    match node {
        Node::Object(object) => {
            if has_duplicates(&object.entries) {
                remove_from(object, pointer, found);
            }
            for (key, child) in &mut object.entries {
                push_token(pointer, key);
                visit(child, pointer, found);
                pointer.truncate(length);
            }
        }
        Node::Array(items) => {
            for (index, child) in items.iter_mut().enumerate() {
                push_token(pointer, &index.to_string());
                visit(child, pointer, found);
                pointer.truncate(length);
            }
        }
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
    }
}

fn remove_from(object: &mut Object, pointer: &str, found: &mut Vec<String>) {
    let mut positions: FxHashMap<Box<str>, usize> = FxHashMap::default();
    let mut kept: Vec<(Box<str>, Node)> = Vec::with_capacity(object.len());
    for (key, node) in std::mem::take(object).entries {
        let first = positions.get(&key).copied();
        match first.and_then(|position| kept.get_mut(position)) {
            Some((_, value)) => {
                *value = node;
                let mut pointer = pointer.to_owned();
                push_token(&mut pointer, &key);
                found.push(pointer);
            }
            None => {
                positions.insert(key.clone(), kept.len());
                kept.push((key, node));
            }
        }
    }
    *object = Object::new(kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::json;

    #[test]
    fn the_last_value_wins_and_the_key_is_named() {
        let mut tree = json::parse(r#"{"a": 1, "b": [{"c/d": 1, "c/d": 2}], "a": 3}"#).unwrap();
        assert!(tree.duplicates);
        assert_eq!(remove_duplicates(&mut tree.root), ["/a", "/b/0/c~1d"]);
        assert_eq!(tree.root.to_json(), serde_json::json!({"a": 3, "b": [{"c/d": 2}]}));
    }
}
