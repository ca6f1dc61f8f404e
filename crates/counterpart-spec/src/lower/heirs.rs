//! The schemas that have a component in their `allOf`: what the component leaves to them is not missing from it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::{Node, Object, pointer};
use crate::resolve::{FILES, Resolver, Target};

use super::Lowering;

/// So many schemas and names are looked at for a document; a real one needs a few thousand.
const MOST_STEPS: usize = 300_000;

/// Members whose value is data, and neither a schema nor anything that holds one.
const DATA: &[&str] = &["example", "examples", "default", "enum", "const"];

/// Members that map names to objects: a property or an answer may be called `default`.
const NAMED: &[&str] = &[
    "properties",
    "patternProperties",
    "dependentSchemas",
    "$defs",
    "definitions",
    "schemas",
    "parameters",
    "requestBodies",
    "responses",
    "headers",
    "callbacks",
    "pathItems",
    "paths",
    "webhooks",
    "content",
    "encoding",
    "mediaTypes",
];

/// The heirs of components.
pub(super) struct Heirs<'d> {
    /// By the pointer of the component.
    of: FxHashMap<String, Vec<Heir<'d>>>,
    /// What the heirs of a component declare, for those that were asked for. `None` where that would take too long.
    declared: FxHashMap<String, Option<FxHashSet<&'d str>>>,
    left: Budget,
}

/// A schema with an `allOf`.
#[derive(Clone)]
struct Heir<'d> {
    node: &'d Node,
    /// Where it stands if it is a component, which may have heirs again.
    pointer: Option<String>,
}

/// How much may still be looked at: a document of nothing but bases and heirs would take hours.
struct Budget(usize);

impl Budget {
    /// Takes so many steps; `None`, and no more of them, if they are not left.
    fn spend(&mut self, steps: usize) -> Option<()> {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or_default();
        left.map(|_| ())
    }
}

impl<'d> Heirs<'d> {
    /// Looks for `allOf` in all of a document but its data.
    fn of(document: &'d Object) -> Self {
        let mut heirs = Self {
            of: FxHashMap::default(),
            declared: FxHashMap::default(),
            left: Budget(MOST_STEPS),
        };
        let schemas = document.get("components").and_then(|node| node.get("schemas"));
        for (name, node) in schemas.and_then(Node::as_object).into_iter().flat_map(Object::iter) {
            let mut pointer = "/components/schemas".to_owned();
            pointer::push_token(&mut pointer, name);
            heirs.add(node, Some(pointer));
        }
        // With each node whether its members are named by the document's author.
        let mut open: Vec<(&Node, bool)> = members(document, false).collect();
        while let Some((node, is_named)) = open.pop() {
            match (node.as_object(), node.as_array()) {
                (Some(object), _) => {
                    heirs.add(node, None);
                    open.extend(members(object, is_named));
                }
                (None, items) => open.extend(items.unwrap_or_default().iter().map(|item| (item, false))),
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

    /// The properties that the heirs of a component declare, and their heirs; `None` if the budget does not last.
    fn declare(&mut self, component: &str, resolver: &mut Resolver<'d>) -> Option<FxHashSet<&'d str>> {
        let Self { of, left, .. } = self;
        let mut names = FxHashSet::default();
        let (mut bases, mut seen) = (vec![component], FxHashSet::default());
        while let Some(base) = bases.pop() {
            for heir in of.get(base).into_iter().flatten() {
                left.spend(1)?;
                if seen.insert(std::ptr::from_ref(heir.node)) {
                    declare(heir.node, resolver, &mut names, left)?;
                    bases.extend(heir.pointer.as_deref());
                }
            }
        }
        Some(names)
    }
}

impl<'d> Lowering<'d, '_> {
    /// Whether a schema that has the component in its `allOf`, or an heir of that, declares the property. So it is said of
    /// every property where looking would take too long: rather no finding than a wrong one.
    pub(super) fn is_left_to_heirs(&mut self, component: &str, property: &str) -> bool {
        let document = self.document;
        let heirs = self.heirs.get_or_insert_with(|| Heirs::of(document));
        if !heirs.declared.contains_key(component) {
            let names = heirs.declare(component, &mut self.resolver);
            heirs.declared.insert(component.to_owned(), names);
        }
        let declared = heirs.declared.get(component).and_then(Option::as_ref);
        declared.is_none_or(|names| names.contains(property))
    }
}

/// The members to look into, each with whether its own members are named by the document's author.
fn members(object: &Object, is_named: bool) -> impl Iterator<Item = (&Node, bool)> {
    let members = object.iter().filter(move |(key, _)| is_named || !is_data(key));
    members.map(move |(key, node)| (node, !is_named && NAMED.contains(&key)))
}

fn is_data(key: &str) -> bool {
    DATA.contains(&key) || (key.starts_with("x-") && key != FILES)
}

fn all_of(node: &Node) -> impl Iterator<Item = &Node> {
    node.get("allOf").and_then(Node::as_array).into_iter().flatten()
}

/// The pointer that a reference leads to.
fn base(part: &Node) -> Option<String> {
    let reference = part.get("$ref").and_then(Node::as_str)?;
    pointer::from_local_reference(reference).map(std::borrow::Cow::into_owned)
}

/// Collects the properties of a schema and of those that must hold with it; `None` if the budget does not last.
fn declare<'d>(
    node: &'d Node,
    resolver: &mut Resolver<'d>,
    names: &mut FxHashSet<&'d str>,
    left: &mut Budget,
) -> Option<()> {
    let (mut open, mut seen) = (vec![node], FxHashSet::default());
    while let Some(node) = open.pop() {
        left.spend(1)?;
        if !seen.insert(std::ptr::from_ref(node)) {
            continue;
        }
        let properties = node.get("properties").and_then(Node::as_object);
        // Members are looked for one by one.
        left.spend(
            [node.as_object(), properties]
                .into_iter()
                .flatten()
                .map(Object::len)
                .sum(),
        )?;
        names.extend(properties.into_iter().flat_map(Object::iter).map(|(name, _)| name));
        let reference = node.get("$ref").and_then(Node::as_str);
        let target = reference.and_then(|reference| match resolver.target(reference) {
            Target::Local(target) => Some(target),
            Target::Dangling | Target::External => None,
        });
        open.extend(all_of(node).chain(target));
    }
    Some(())
}
