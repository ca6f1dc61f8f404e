//! How values are put together and taken away, with where they came from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde_json::Value as Json;

use super::provenance::Provenance;
use crate::document::pointer::push_token;

/// What does not go together: the kinds of the target and of the update, and where in the update.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clash {
    pub(super) pointer: String,
    pub(super) target: &'static str,
    pub(super) update: &'static str,
}

/// Can a value be laid over another (Overlay 1.1, Action Object)? Asked ahead of merging, so that an action is carried
/// out as a whole or not at all.
pub(super) fn fits(target: &Json, update: &Json, pointer: &mut String) -> Result<(), Clash> {
    match (target, update) {
        (Json::Object(members), Json::Object(new)) => {
            let length = pointer.len();
            for (key, value) in new {
                let Some(old) = members.get(key) else { continue };
                push_token(pointer, key);
                fits(old, value, pointer)?;
                pointer.truncate(length);
            }
            Ok(())
        }
        (Json::Array(_), Json::Array(_)) => Ok(()),
        (target, update) if is_primitive(target) && is_primitive(update) => Ok(()),
        (target, update) => Err(Clash {
            pointer: pointer.clone(),
            target: kind(target),
            update: kind(update),
        }),
    }
}

fn is_primitive(value: &Json) -> bool {
    !value.is_object() && !value.is_array()
}

/// The three kinds that the specification tells apart.
pub(super) fn kind(value: &Json) -> &'static str {
    match value {
        Json::Object(_) => "an object",
        Json::Array(_) => "an array",
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => "a primitive value",
    }
}

/// Lays a value over another that it [`fits`]: members are merged, items appended, primitive values replaced.
pub(super) fn merge(target: &mut Json, update: &Json, place: &mut Provenance, from: Provenance) {
    match (target, update) {
        (Json::Object(members), Json::Object(new)) => {
            for (key, value) in new {
                match members.get_mut(key) {
                    Some(old) => merge(old, value, place.child_mut(key), from.child(key)),
                    None => {
                        members.insert(key.clone(), value.clone());
                        place.set(key, from.child(key));
                    }
                }
            }
        }
        (Json::Array(items), Json::Array(new)) => {
            for (index, value) in new.iter().enumerate() {
                place.set(&items.len().to_string(), from.child(&index.to_string()));
                items.push(value.clone());
            }
        }
        (target, update) => {
            *target = update.clone();
            *place = from;
        }
    }
}

/// Appends one item to an array.
pub(super) fn append(items: &mut Vec<Json>, item: &Json, place: &mut Provenance, from: Provenance) {
    place.set(&items.len().to_string(), from);
    items.push(item.clone());
}

/// Takes values out of the objects and arrays that hold them, each of which is gone through once.
pub(super) fn remove(root: &mut Json, targets: &[String], place: &mut Provenance) {
    // Of the values inside of one that goes, nothing is to be done.
    let all: FxHashSet<&str> = targets.iter().map(String::as_str).collect();
    let is_inside = |target: &str| ancestors(target).any(|ancestor| all.contains(ancestor));
    let mut parents: BTreeMap<&str, FxHashSet<String>> = BTreeMap::new();
    for target in targets.iter().filter(|target| !is_inside(target)) {
        if let Some((parent, token)) = target.rsplit_once('/') {
            let token = token.replace("~1", "/").replace("~0", "~");
            parents.entry(parent).or_default().insert(token);
        }
    }
    // What is deeper goes first: its pointer may lead through an item that moves up.
    let mut parents: Vec<_> = parents.into_iter().collect();
    parents.sort_by_key(|(parent, _)| Reverse(parent.matches('/').count()));
    for (parent, gone) in parents {
        let Some(holder) = root.pointer_mut(parent) else {
            continue;
        };
        remove_from(holder, &gone, place.find_mut(parent));
    }
}

fn remove_from(holder: &mut Json, gone: &FxHashSet<String>, place: &mut Provenance) {
    match holder {
        Json::Object(members) => {
            members.retain(|key, _| !gone.contains(key));
            place.remove_keys(gone);
        }
        Json::Array(items) => {
            let mut kept = Vec::new();
            let mut index = 0;
            items.retain(|_| {
                index += 1;
                let stays = !gone.contains(&(index - 1).to_string());
                if stays {
                    kept.push(index - 1);
                }
                stays
            });
            place.keep_items(&kept);
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// The pointers to what holds a value, from the inside out.
fn ancestors(pointer: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(pointer.rsplit_once('/'), |(parent, _)| parent.rsplit_once('/')).map(|(parent, _)| parent)
}

/// How many nodes a value has, and how deep it is.
pub(super) fn extent(value: &Json) -> (usize, usize) {
    let inner: Vec<(usize, usize)> = match value {
        Json::Object(members) => members.values().map(extent).collect(),
        Json::Array(items) => items.iter().map(extent).collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => return (1, 0),
    };
    let nodes = inner.iter().map(|(nodes, _)| nodes).sum::<usize>();
    let depth = inner.iter().map(|(_, depth)| *depth).max().unwrap_or(0);
    (nodes + 1, depth + 1)
}
