//! What a reference that leads nowhere may have meant.

use crate::document::{Node, pointer};

/// More keys than this are not compared.
const MOST_COMPARED: usize = 20_000;

/// The most similar reference that exists: the last token exchanged for a key that is there.
pub(super) fn similar(root: &Node, reference: &str) -> Option<String> {
    let pointer = pointer::from_local_reference(reference)?;
    let (parent, _) = pointer.rsplit_once('/')?;
    let wrong = pointer::tokens(&pointer).last()?.into_owned();
    let object = pointer::find(root, parent)?.as_object()?;
    let limit = (wrong.chars().count() / 3).max(1);
    let best = object
        .iter()
        .take(MOST_COMPARED)
        .map(|(key, _)| (distance(key, &wrong), key))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= limit)?;
    let mut similar = format!("#{parent}");
    pointer::push_token(&mut similar, best.1);
    Some(similar)
}

/// Another case is hardly a difference.
fn distance(key: &str, wrong: &str) -> usize {
    if key.eq_ignore_ascii_case(wrong) {
        0
    } else {
        strsim::osa_distance(key, wrong)
    }
}

/// The same name where components of another kind are.
pub(super) fn elsewhere(root: &Node, reference: &str) -> Option<String> {
    let pointer = pointer::from_local_reference(reference)?;
    let name = pointer::tokens(&pointer).last()?.into_owned();
    let components = root.get("components")?.as_object()?;
    let (kind, _) = components.iter().find(|(_, held)| held.get(&name).is_some())?;
    let mut place = format!("#/components/{kind}");
    pointer::push_token(&mut place, &name);
    Some(place)
}
