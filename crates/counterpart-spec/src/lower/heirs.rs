//! The schemas that have a component in their `allOf`: what the component leaves to them is not missing from it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Node, Object, pointer};

use super::Lowering;

/// So many schemas are looked at for a document; a real one needs a few hundred.
const MOST_SCHEMAS: usize = 100_000;

/// The heirs of components.
pub(super) struct Heirs<'d> {
    /// By the pointer of the component.
    of: FxHashMap<String, Vec<Heir<'d>>>,
    /// How many schemas may still be looked at.
    left: usize,
}

/// A schema with an `allOf`.
#[derive(Clone)]
struct Heir<'d> {
    node: &'d Node,
    /// Where it stands if it is a component, which may have heirs again.
    pointer: Option<String>,
}

impl<'d> Heirs<'d> {
    /// Looks for `allOf` in all of a document.
    fn of(document: &'d Object) -> Self {
        let mut heirs = Self {
            of: FxHashMap::default(),
            left: MOST_SCHEMAS,
        };
        let schemas = document.get("components").and_then(|node| node.get("schemas"));
        for (name, node) in schemas.and_then(Node::as_object).into_iter().flat_map(Object::iter) {
            let mut pointer = "/components/schemas".to_owned();
            pointer::push_token(&mut pointer, name);
            heirs.add(node, Some(pointer));
        }
        let mut open: Vec<&Node> = document.iter().map(|(_, node)| node).collect();
        while let Some(node) = open.pop() {
            match (node.as_object(), node.as_array()) {
                (Some(object), _) => {
                    heirs.add(node, None);
                    open.extend(object.iter().map(|(_, node)| node));
                }
                (None, items) => open.extend(items.unwrap_or_default()),
            }
        }
        heirs
    }

    fn add(&mut self, node: &'d Node, pointer: Option<String>) {
        for base in all_of(node).filter_map(base) {
            let pointer = pointer.clone();
            self.of.entry(base).or_default().push(Heir { node, pointer });
        }
    }
}

impl<'d> Lowering<'d, '_> {
    /// Whether a schema that has the component in its `allOf`, or an heir of that, declares the property.
    pub(super) fn is_left_to_heirs(&mut self, component: &str, property: &str) -> bool {
        let document = self.document;
        let heirs = self.heirs.get_or_insert_with(|| Heirs::of(document));
        let (mut bases, mut seen) = (vec![component], FxHashSet::default());
        while let Some(base) = bases.pop() {
            for heir in heirs.of.get(base).into_iter().flatten() {
                if !seen.insert(std::ptr::from_ref(heir.node)) {
                    continue;
                }
                if declares(document, heir.node, property, &mut heirs.left) {
                    return true;
                }
                bases.extend(heir.pointer.as_deref());
            }
        }
        false
    }
}

fn all_of(node: &Node) -> impl Iterator<Item = &Node> {
    node.get("allOf").and_then(Node::as_array).into_iter().flatten()
}

/// The pointer that a reference leads to.
fn base(part: &Node) -> Option<String> {
    let reference = part.get("$ref").and_then(Node::as_str)?;
    pointer::from_local_reference(reference).map(std::borrow::Cow::into_owned)
}

/// Whether a schema, or one that must hold with it, has the property.
fn declares(document: &Object, node: &Node, property: &str, left: &mut usize) -> bool {
    let (mut open, mut seen) = (vec![node], FxHashSet::default());
    while let Some(node) = open.pop() {
        if !seen.insert(std::ptr::from_ref(node)) {
            continue;
        }
        let Some(fewer) = left.checked_sub(1) else { return false };
        *left = fewer;
        if node
            .get("properties")
            .is_some_and(|properties| properties.get(property).is_some())
        {
            return true;
        }
        let target = base(node).and_then(|pointer| component(document, &pointer));
        open.extend(all_of(node).chain(target));
    }
    false
}

/// What a pointer into a document leads to.
fn component<'d>(document: &'d Object, pointer: &str) -> Option<&'d Node> {
    let mut tokens = pointer::tokens(pointer);
    let first = document.get(&tokens.next()?)?;
    tokens.try_fold(first, |node, token| pointer::child(node, &token))
}
