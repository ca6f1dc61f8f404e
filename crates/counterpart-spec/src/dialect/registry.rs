//! What schemas call themselves: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12, 8.2).

use rustc_hash::FxHashMap;

use super::kind::{Kind, Step};
use crate::document::{Node, pointer};
use crate::resolve::Home;
use crate::source::address;

/// Names of places, over all files.
#[derive(Debug, Default)]
pub(super) struct Registry {
    resources: FxHashMap<String, Home>,
    anchors: FxHashMap<String, Home>,
    dynamic: FxHashMap<String, Vec<Home>>,
}

impl Registry {
    /// A document is known by this address.
    pub(super) fn add(&mut self, address: &str, home: Home) {
        self.resources.entry(address.to_owned()).or_insert(home);
    }

    pub(super) fn resource(&self, address: &str) -> Option<&Home> {
        self.resources.get(address)
    }

    pub(super) fn anchor(&self, address: &str, name: &str) -> Option<&Home> {
        self.anchors.get(&format!("{address}#{name}"))
    }

    /// The places that a dynamic anchor can mean.
    pub(super) fn dynamic(&self, name: &str) -> &[Home] {
        self.dynamic.get(name).map_or(&[], Vec::as_slice)
    }

    /// Looks for names in a file.
    pub(super) fn scan(&mut self, file: usize, root: &Node, kind: Kind, base: &str) {
        self.visit(file, root, kind, base, &mut String::new());
    }

    fn visit(&mut self, file: usize, node: &Node, kind: Kind, base: &str, place: &mut String) {
        let length = place.len();
        match node {
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    pointer::push_token(place, &index.to_string());
                    self.visit(file, item, kind, base, place);
                    place.truncate(length);
                }
            }
            Node::Object(object) => {
                let base = match kind {
                    Kind::Schema | Kind::Loose => self.enter(file, node, base, place),
                    _ => base.to_owned(),
                };
                for (key, child) in object.iter() {
                    let Some(step) = kind.step(key) else { continue };
                    pointer::push_token(place, key);
                    match step {
                        Step::One(kind) => self.visit(file, child, kind, &base, place),
                        Step::Each(kind) => self.visit_each(file, child, kind, &base, place),
                    }
                    place.truncate(length);
                }
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
        }
    }

    fn visit_each(&mut self, file: usize, node: &Node, kind: Kind, base: &str, place: &mut String) {
        let Some(object) = node.as_object() else {
            return self.visit(file, node, kind, base, place);
        };
        let length = place.len();
        for (key, child) in object.iter() {
            pointer::push_token(place, key);
            self.visit(file, child, kind, base, place);
            place.truncate(length);
        }
    }

    /// Notes the names of a schema, and returns the address against which its references are read.
    fn enter(&mut self, file: usize, schema: &Node, base: &str, place: &str) -> String {
        let base = base_within(schema, base);
        let text = |key: &str| schema.get(key).and_then(Node::as_str);
        let home = || (file, place.to_owned());
        if text("$id").is_some() {
            self.resources.entry(base.clone()).or_insert_with(home);
        }
        for name in [text("$anchor"), text("$dynamicAnchor")].into_iter().flatten() {
            self.anchors.entry(format!("{base}#{name}")).or_insert_with(home);
        }
        if let Some(name) = text("$dynamicAnchor") {
            self.dynamic.entry(name.to_owned()).or_default().push(home());
        }
        base
    }
}

/// The address against which the references in a schema are read.
pub(super) fn base_within(schema: &Node, base: &str) -> String {
    match schema.get("$id").and_then(Node::as_str) {
        Some(id) if !id.starts_with('#') => address::join(base, address::split(id).0),
        _ => base.to_owned(),
    }
}

/// Does a tree name places at all? Most do not, and are not looked through.
pub(super) fn has_names(node: &Node) -> bool {
    match node {
        Node::Object(object) => object.iter().any(|(key, child)| {
            (matches!(key, "$id" | "$anchor" | "$dynamicAnchor") && child.as_str().is_some()) || has_names(child)
        }),
        Node::Array(items) => items.iter().any(has_names),
        Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => false,
    }
}
