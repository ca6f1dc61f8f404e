//! Schemas of other files, and definitions within schemas, get a place among the components.
//!
//! A reference to such a schema then is a reference to a component like any other: the schema has a name, and may
//! refer to itself.

use rustc_hash::{FxHashMap, FxHashSet};

use super::assembly::File;
use super::kind::Kind;
use crate::document::{Node, pointer};
use crate::resolve::{Home, Places, last_token, reference_to};
use crate::source::address;

/// Where components live in the core form.
pub(super) const SCHEMAS: &str = "/components/schemas";

/// The schemas that move, in the order in which they were met.
pub(super) struct Hoists {
    names: FxHashMap<Home, String>,
    order: Vec<Home>,
    taken: FxHashSet<String>,
    adopted: FxHashSet<String>,
}

impl Hoists {
    /// The names of the document's own components are taken.
    pub(super) fn new(root: &Node) -> Self {
        let places = [SCHEMAS, "/definitions"];
        let components = places
            .iter()
            .filter_map(|place| pointer::find(root, place)?.as_object());
        let taken = components.flat_map(|components| components.iter().map(|(name, _)| name.to_owned()));
        Self {
            names: FxHashMap::default(),
            order: Vec::new(),
            taken: taken.collect(),
            adopted: FxHashSet::default(),
        }
    }

    /// A component of the document takes the place of a schema that it only refers to.
    pub(super) fn adopt(&mut self, home: Home, name: &str) {
        if start_of_schema(home.0, &home.1) == Some(home.1.len()) && !self.names.contains_key(&home) {
            self.names.insert(home.clone(), name.to_owned());
            self.order.push(home);
            self.adopted.insert(name.to_owned());
        }
    }

    /// The reference to a place inside a schema that moves; `None` if the place stays where it is.
    pub(super) fn reference(&mut self, file: usize, place: &str, kind: Kind, files: &[File]) -> Option<String> {
        let end = match kind {
            Kind::Schema => start_of_schema(file, place),
            _ => None,
        };
        let end = end.or_else(|| self.known_start(file, place))?;
        let (start, rest) = place.split_at_checked(end)?;
        let home = (file, start.to_owned());
        if !self.names.contains_key(&home) {
            let stem = files
                .get(file)
                .map(|file| address::stem(&file.address))
                .unwrap_or_default();
            let name = self.free_name(last_token(start).as_deref().unwrap_or(&stem), &stem);
            self.names.insert(home.clone(), name);
            self.order.push(home.clone());
        }
        let mut component = SCHEMAS.to_owned();
        pointer::push_token(&mut component, self.names.get(&home)?);
        component.push_str(rest);
        Some(reference_to(&component))
    }

    /// The longest beginning of a place that moves.
    fn known_start(&self, file: usize, place: &str) -> Option<usize> {
        if self.names.is_empty() {
            return None;
        }
        let mut end = place.len();
        loop {
            let start = place.get(..end)?;
            if self.names.contains_key(&(file, start.to_owned())) {
                return Some(end);
            }
            end = start.rfind('/')?;
        }
    }

    fn free_name(&mut self, wanted: &str, stem: &str) -> String {
        let longer = format!("{stem}_{wanted}");
        let numbered = (2..).map(|number| format!("{longer}_{number}"));
        let candidates = [wanted.to_owned(), longer.clone()].into_iter().chain(numbered);
        let name = candidates
            .into_iter()
            .find(|name| !self.taken.contains(name))
            .unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }

    /// Takes the schemas out of their files, inner ones first; a reference stays in their place.
    pub(super) fn take_out(self, files: &mut [File], places: &mut Places) -> Vec<(String, Node)> {
        let mut order: Vec<(usize, Home)> = self.order.into_iter().enumerate().collect();
        order.sort_by_key(|(_, (_, place))| std::cmp::Reverse(pointer::tokens(place).count()));
        let mut moved = Vec::new();
        for (position, home) in order {
            let Some(name) = self.names.get(&home) else { continue };
            let mut component = SCHEMAS.to_owned();
            pointer::push_token(&mut component, name);
            let (file, place) = home;
            let slot = files.get_mut(file).and_then(|file| file.root.find_mut(&place));
            places.set_home(component.clone(), file, place);
            if let Some(slot) = slot {
                let node = std::mem::replace(slot, Node::reference(&reference_to(&component)));
                moved.push((position, name.clone(), node));
            }
        }
        moved.sort_by_key(|(position, ..)| *position);
        moved.into_iter().map(|(_, name, node)| (name, node)).collect()
    }
}

/// Puts schemas among the components, over those that gave them their name.
pub(super) fn put_in(root: &mut Node, moved: Vec<(String, Node)>) {
    if moved.is_empty() {
        return;
    }
    root.object_at("components");
    let Some(components) = root.as_object_mut().and_then(|root| root.get_mut("components")) else {
        return;
    };
    let Some(schemas) = components.object_at("schemas") else {
        return;
    };
    let mut more = Vec::new();
    for (name, node) in moved {
        match schemas.get_mut(&name) {
            Some(slot) => *slot = node,
            None => more.push((name.into_boxed_str(), node)),
        }
    }
    schemas.extend(more);
}

/// How much of a pointer leads to the schema that gets a name: a definition, or else everything.
fn start_of_schema(file: usize, place: &str) -> Option<usize> {
    if let Some(end) = end_of_name(place, place.rfind("/$defs/"), "/$defs/") {
        return Some(end);
    }
    if file == 0 {
        return None;
    }
    for start in ["/components/schemas/", "/definitions/"] {
        if place.starts_with(start) {
            return end_of_name(place, Some(0), start);
        }
    }
    Some(first_keyword(place).unwrap_or(place.len()))
}

/// Where a pointer goes into a schema: `/Pet/properties/id` is a part of `/Pet`.
fn first_keyword(place: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = place.get(at + 1..)?;
        let token = rest.split('/').next()?;
        let has_more = rest.len() > token.len();
        let enters = match token {
            "properties" | "patternProperties" | "allOf" | "anyOf" | "oneOf" | "prefixItems" => has_more,
            "items" | "additionalProperties" => at > 0,
            _ => false,
        };
        if enters {
            return Some(at);
        }
        at += 1 + token.len();
    }
}

fn end_of_name(place: &str, at: Option<usize>, holder: &str) -> Option<usize> {
    let name = at? + holder.len();
    let rest = place.get(name..)?;
    Some(name + rest.find('/').unwrap_or(rest.len()))
}
