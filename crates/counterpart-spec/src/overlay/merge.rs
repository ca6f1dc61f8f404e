//! How values are put together and taken away, with where they came from.

use serde_json::Value as Json;

use super::provenance::Provenance;

/// Lays a value over another (Overlay 1.1, Action Object): members are merged, items appended, anything else replaced.
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

/// Takes a value out of the object or array that holds it.
pub(super) fn remove(root: &mut Json, pointer: &str, place: &mut Provenance) {
    let Some((parent, token)) = pointer.rsplit_once('/') else {
        return;
    };
    let token = token.replace("~1", "/").replace("~0", "~");
    let place = place.find_mut(parent);
    match root.pointer_mut(parent) {
        Some(Json::Object(members)) => {
            members.shift_remove(&token);
            place.remove_key(&token);
        }
        Some(Json::Array(items)) => {
            if let Ok(index) = token.parse::<usize>()
                && index < items.len()
            {
                place.remove_item(index, items.len());
                items.remove(index);
            }
        }
        _ => {}
    }
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
