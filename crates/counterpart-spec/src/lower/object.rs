//! Objects: named properties and what else they may hold.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::api::{Access, Additional, Object, Property, Type, Value};
use crate::diagnostic::{ALL_OF_CONFLICT, UNKNOWN_REQUIRED};
use crate::document::Node;
use crate::form::{AdditionalForm, SchemaForm};

use super::Lowering;
use super::component::access;
use super::constraint::object_constraints;
use super::intersect::intersect;
use super::spot::Spot;

/// One of the schemas that an object is put together from; most objects have one.
pub(super) struct ObjectPart<'d> {
    pub(super) form: SchemaForm<'d>,
    /// Where the part stands, if not where the object stands.
    pub(super) pointer: Option<String>,
}

impl<'d> ObjectPart<'d> {
    pub(super) fn here(form: SchemaForm<'d>) -> Self {
        Self { form, pointer: None }
    }

    fn spot<'a>(&'a self, at: &'a Spot<'a>) -> Spot<'a> {
        match &self.pointer {
            Some(pointer) => at.moved(pointer),
            None => *at,
        }
    }
}

impl<'d> Lowering<'d, '_> {
    /// Puts an object together.
    pub(super) fn object(&mut self, parts: &[ObjectPart<'d>], at: &Spot<'_>) -> Object {
        let required: FxHashSet<&str> = parts
            .iter()
            .flat_map(|part| part.form.required)
            .filter_map(Node::as_str)
            .collect();
        let mut properties = Properties::default();
        for part in parts {
            let spot = part.spot(at);
            for (name, node) in part
                .form
                .properties
                .into_iter()
                .flat_map(|properties| properties.iter())
            {
                let property = self.property(
                    name,
                    node,
                    required.contains(name),
                    &spot.key("properties").key(name).word(name),
                );
                if let Some(conflict) = properties.add(name, property) {
                    self.report(&ALL_OF_CONFLICT, conflict, &spot.key("properties").key(name));
                }
            }
        }
        self.report_required(parts, &properties, at);
        Object {
            properties: properties.list,
            additional: self.additional(parts, at),
            constraints: parts
                .iter()
                .flat_map(|part| object_constraints(&part.form.limits))
                .collect(),
        }
    }

    fn property(&mut self, name: &str, node: &'d Node, required: bool, at: &Spot<'_>) -> Property {
        let mut property = Property {
            wire_name: name.to_owned(),
            value: Value::new(Type::Any),
            required,
            access: Access::ReadWrite,
            default: None,
            docs: crate::api::Docs::default(),
        };
        let Some(form) = self.form(node, at) else {
            return property;
        };
        property.docs = form.docs();
        property.access = access(form.read_only, form.write_only);
        property.default = form.default.map(Node::to_json);
        if let Some(component) = form.reference.and_then(|reference| self.component(reference)) {
            property.access = component.access;
            property.default = component.default.map(Node::to_json);
        }
        property.value = self.value_of(node, form, at);
        property
    }

    /// `required` must name properties; names of other ones are most likely misspelt.
    fn report_required(&mut self, parts: &[ObjectPart<'d>], properties: &Properties, at: &Spot<'_>) {
        for part in parts {
            for (index, name) in part.form.required.iter().enumerate() {
                let declared = name.as_str().is_some_and(|name| properties.has(name));
                if !declared {
                    let name = name.to_text().unwrap_or_default();
                    let message = format!("`required` names `{name}`, which is not among the properties");
                    self.report(&UNKNOWN_REQUIRED, message, &part.spot(at).key("required").index(index));
                }
            }
        }
    }

    /// What the parts say of other properties: values that one of them keeps are kept; they are denied only if all
    /// parts deny them, because each part alone would deny the properties of the others.
    fn additional(&mut self, parts: &[ObjectPart<'d>], at: &Spot<'_>) -> Additional {
        let mut denials = 0;
        let mut values = None;
        for part in parts {
            match part.form.additional {
                None => {}
                Some(AdditionalForm::Denied) => denials += 1,
                Some(AdditionalForm::Allowed) => {
                    values.get_or_insert(Value::new(Type::Any));
                }
                Some(AdditionalForm::Schema(node)) => {
                    let spot = part.spot(at);
                    let value = self.value(node, &spot.key("additionalProperties").word("value"));
                    values = Some(value);
                }
            }
        }
        match values {
            Some(value) => Additional::Values(Box::new(value)),
            None if denials > 0 && denials == parts.len() => Additional::Denied,
            None => Additional::Unmentioned,
        }
    }

    /// `object` without named properties.
    pub(super) fn map(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) -> Value {
        let value = match form.additional {
            Some(AdditionalForm::Schema(node)) => self.value(node, &at.key("additionalProperties").word("value")),
            Some(AdditionalForm::Allowed | AdditionalForm::Denied) | None => Value::new(Type::Any),
        };
        Value {
            constraints: object_constraints(&form.limits).collect(),
            ..Value::new(Type::Map(Box::new(value)))
        }
    }
}

/// Properties in order, each name once.
#[derive(Default)]
struct Properties {
    list: Vec<Property>,
    positions: FxHashMap<String, usize>,
}

impl Properties {
    fn has(&self, name: &str) -> bool {
        self.positions.contains_key(name)
    }

    /// Adds a property; one that is there already is narrowed. Returns what is wrong if no value can be both.
    fn add(&mut self, name: &str, property: Property) -> Option<String> {
        let known = self
            .positions
            .get(name)
            .copied()
            .and_then(|position| self.list.get_mut(position));
        let Some(known) = known else {
            self.positions.insert(name.to_owned(), self.list.len());
            self.list.push(property);
            return None;
        };
        let both = intersect(&known.value, &property.value);
        let conflict = both
            .is_none()
            .then(|| format!("`{name}` has another type in an earlier part of this `allOf`"));
        known.value = both.unwrap_or(property.value);
        known.access = if known.access == Access::ReadWrite {
            property.access
        } else {
            known.access
        };
        known.default = property.default.or(known.default.take());
        known.docs.title = property.docs.title.or(known.docs.title.take());
        known.docs.description = property.docs.description.or(known.docs.description.take());
        known.docs.deprecated |= property.docs.deprecated;
        conflict
    }
}
