//! Objects: named properties and what else they may hold.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::api::{Access, Additional, Constraint, Docs, Object, Property, Type, Value};
use crate::diagnostic::UNKNOWN_REQUIRED;
use crate::document::Node;
use crate::form::SchemaForm;

use super::Lowering;
use super::additional::required_others;
use super::assertion::entries;
use super::component::access;
use super::constraint::{object_constraints, tighten};
use super::piece::Piece;
use super::schema::Place;
use super::spot::Spot;

/// One of the schemas that an object is put together from; most objects have one.
#[derive(Debug, Clone)]
pub(super) struct ObjectPart<'d> {
    pub(super) form: SchemaForm<'d>,
    /// No part of the schema stands elsewhere.
    pub(super) whole: bool,
    pub(super) pointer: Rc<str>,
}

/// What an object is put together from.
#[derive(Debug, Clone, Default)]
pub(super) struct ObjectDraft<'d> {
    /// All of these hold.
    pub(super) parts: Vec<ObjectPart<'d>>,
    /// Of these lists at least one holds, if there are any: an `anyOf` whose objects may hold at once.
    pub(super) choices: Vec<Vec<ObjectPart<'d>>>,
    /// Rules on the object.
    pub(super) rules: Vec<Constraint>,
}

impl<'d> ObjectPart<'d> {
    pub(super) fn of(piece: Piece<'d>) -> Self {
        Self {
            form: piece.form,
            whole: piece.whole,
            pointer: piece.pointer,
        }
    }

    pub(super) fn spot<'a>(&'a self, at: &'a Spot<'a>) -> Spot<'a> {
        at.moved(&self.pointer)
    }
}

impl<'d> ObjectDraft<'d> {
    /// The names that must be there whichever choice holds.
    fn required(&self) -> FxHashSet<&'d str> {
        let mut required = required_by(&self.parts);
        let mut choices = self.choices.iter().map(|choice| required_by(choice));
        if let Some(first) = choices.next() {
            let common = choices.fold(first, |common, other| common.intersection(&other).copied().collect());
            required.extend(common);
        }
        required
    }

    pub(super) fn all_parts(&self) -> impl Iterator<Item = &ObjectPart<'d>> {
        self.parts.iter().chain(self.choices.iter().flatten())
    }
}

fn required_by<'d>(parts: &[ObjectPart<'d>]) -> FxHashSet<&'d str> {
    let names = parts.iter().flat_map(|part| part.form.required);
    names.filter_map(Node::as_str).collect()
}

impl<'d> Lowering<'d, '_> {
    /// Puts an object together.
    pub(super) fn object(&mut self, draft: ObjectDraft<'d>, at: &Spot<'_>) -> Object {
        let required = draft.required();
        let properties = match (draft.parts.as_slice(), draft.choices.as_slice()) {
            ([part], []) => self.properties_of(part, &required, at),
            _ => self.properties_of_all(&draft, &required, at),
        };
        let patterns = self.patterns_of(&draft, at);
        let additional = self.additional(&draft, at);
        self.report_required(&draft, &properties, &additional, at);
        let mut constraints = Vec::new();
        for part in &draft.parts {
            for rule in object_constraints(&part.form.limits) {
                tighten(&mut constraints, rule);
            }
        }
        self.check_ranges(&constraints, false, at);
        constraints.extend(required_others(&draft, &properties, &additional));
        constraints.extend(draft.rules);
        Object {
            properties,
            patterns,
            additional,
            constraints,
        }
    }

    fn properties_of(&mut self, part: &ObjectPart<'d>, required: &FxHashSet<&str>, at: &Spot<'_>) -> Vec<Property> {
        let spot = part.spot(at);
        let spot = spot.key("properties");
        entries(part.form.properties)
            .map(|(name, node)| self.property(name, node, required.contains(name), &spot.key(name).word(name)))
            .collect()
    }

    /// A property that several parts describe is what all of them say; one that several choices describe is what one
    /// of them says.
    fn properties_of_all(
        &mut self,
        draft: &ObjectDraft<'d>,
        required: &FxHashSet<&str>,
        at: &Spot<'_>,
    ) -> Vec<Property> {
        let properties = Described::of_draft(draft);
        properties
            .into_iter()
            .map(|(name, described)| {
                let at = at.key("properties");
                let at = at.key(name).word(name);
                self.described_property(name, &described, required.contains(name), &at)
            })
            .collect()
    }

    fn described_property(&mut self, name: &str, described: &Described<'d>, required: bool, at: &Spot<'_>) -> Property {
        if let (None, [place]) = (described.choices.first(), described.all.as_slice()) {
            return self.property(name, place.node, required, &at.moved(&place.pointer));
        }
        let mut property = blank(name, required);
        for place in described.all.iter().chain(described.choices.iter().flatten()) {
            if let Some(form) = SchemaForm::of(place.node) {
                self.annotate(&mut property, &form);
            }
        }
        property.value = match described.choices.as_slice() {
            [] => self.common_value(&described.all, at),
            choices => {
                let together = choices.iter().map(|choice| [described.all.as_slice(), choice].concat());
                self.value_of_choices(together.collect(), at)
            }
        };
        property
    }

    fn property(&mut self, name: &str, node: &'d Node, required: bool, at: &Spot<'_>) -> Property {
        let mut property = blank(name, required);
        if let Some(form) = self.form(node, at) {
            self.annotate(&mut property, &form);
            property.value = self.value_of(node, form, at);
        }
        property
    }

    /// What a schema says of the property itself; later schemas override earlier ones.
    fn annotate(&self, property: &mut Property, form: &SchemaForm<'d>) {
        let docs = form.docs();
        property.docs.title = docs.title.or(property.docs.title.take());
        property.docs.description = docs.description.or(property.docs.description.take());
        property.docs.deprecated |= docs.deprecated;
        if !docs.examples.is_empty() {
            property.docs.examples = docs.examples;
        }
        let component = form.reference.and_then(|reference| self.component(reference));
        let (access, default) = match component {
            Some(component) => (component.access, component.default),
            None => (access(form.read_only, form.write_only), form.default),
        };
        if access != Access::ReadWrite {
            property.access = access;
        }
        property.default = default.map(Node::to_json).or(property.default.take());
    }

    /// `required` must name properties; names of other ones are most likely misspelt, unless others are expected: by
    /// the schema, or in those that have it in their `allOf`.
    fn report_required(
        &mut self,
        draft: &ObjectDraft<'d>,
        properties: &[Property],
        additional: &Additional,
        at: &Spot<'_>,
    ) {
        let expected =
            matches!(additional, Additional::Values(_)) || draft.all_parts().any(|part| part.form.patterns().is_some());
        if expected || draft.all_parts().all(|part| part.form.required.is_empty()) {
            return;
        }
        let declared: FxHashSet<&str> = properties.iter().map(|property| property.wire_name.as_str()).collect();
        for part in draft.all_parts() {
            for (index, name) in part.form.required.iter().enumerate() {
                let is_expected = name
                    .as_str()
                    .is_some_and(|name| declared.contains(name) || self.is_left_to_heirs(&at.pointer(), name));
                if !is_expected {
                    let name = name.to_text().unwrap_or_default();
                    let message = format!("`required` names `{name}`, which is not among the properties");
                    self.report(&UNKNOWN_REQUIRED, message, &part.spot(at).key("required").index(index));
                }
            }
        }
    }

    fn patterns_of(&mut self, draft: &ObjectDraft<'d>, at: &Spot<'_>) -> Vec<(String, Value)> {
        let mut patterns: Vec<(String, Value)> = Vec::new();
        for part in draft.all_parts() {
            let spot = part.spot(at);
            let spot = spot.key("patternProperties");
            for (pattern, node) in entries(part.form.patterns()) {
                let value = self.value(node, &spot.key(pattern).word("value"));
                if !patterns.iter().any(|(known, _)| known == pattern) {
                    patterns.push((pattern.to_owned(), value));
                }
            }
        }
        patterns
    }
}

pub(super) fn blank(name: &str, required: bool) -> Property {
    Property {
        wire_name: name.to_owned(),
        value: Value::new(Type::Any),
        required,
        access: Access::ReadWrite,
        default: None,
        docs: Docs::default(),
    }
}

/// What the parts of an object say of one property.
#[derive(Debug, Default)]
struct Described<'d> {
    all: Vec<Place<'d>>,
    choices: Vec<Vec<Place<'d>>>,
}

impl<'d> Described<'d> {
    /// The property names of a draft in order, each with its different descriptions.
    fn of_draft(draft: &ObjectDraft<'d>) -> Vec<(&'d str, Self)> {
        let mut positions = FxHashMap::default();
        let mut properties: Vec<(&str, Self)> = Vec::new();
        for (name, places) in grouped(&draft.parts) {
            positions.insert(name, properties.len());
            let described = Self {
                all: places,
                ..Self::default()
            };
            properties.push((name, described));
        }
        for choice in &draft.choices {
            for (name, places) in grouped(choice) {
                let position = *positions.entry(name).or_insert(properties.len());
                if position == properties.len() {
                    properties.push((name, Self::default()));
                }
                if let Some((_, described)) = properties.get_mut(position) {
                    described.add_choice(places);
                }
            }
        }
        properties
    }

    fn add_choice(&mut self, places: Vec<Place<'d>>) {
        let same = |one: &[Place<'d>], other: &[Place<'d>]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.node == other.node)
        };
        if !self.choices.iter().any(|known| same(known, &places)) {
            self.choices.push(places);
        }
    }
}

/// The property names of parts in order, each with its different descriptions.
fn grouped<'d>(parts: &[ObjectPart<'d>]) -> Vec<(&'d str, Vec<Place<'d>>)> {
    let mut positions: FxHashMap<&str, usize> = FxHashMap::default();
    let mut groups: Vec<(&str, Vec<Place<'d>>)> = Vec::new();
    for part in parts {
        for (name, node) in entries(part.form.properties) {
            let place = || {
                let mut pointer = format!("{}/properties", part.pointer);
                crate::document::pointer::push_token(&mut pointer, name);
                Place { node, pointer }
            };
            let position = *positions.entry(name).or_insert(groups.len());
            match groups.get_mut(position) {
                Some((_, known)) if known.iter().any(|other| other.node == node) => {}
                Some((_, known)) => known.push(place()),
                None => groups.push((name, vec![place()])),
            }
        }
    }
    groups
}
