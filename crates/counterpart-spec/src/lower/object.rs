//! Objects: named properties and what else they may hold.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::api::{Access, Additional, Docs, Object, Property, Type, Value};
use crate::diagnostic::UNKNOWN_REQUIRED;
use crate::document::Node;
use crate::form::{AdditionalForm, SchemaForm};

use super::Lowering;
use super::component::access;
use super::constraint::object_constraints;
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
        let properties = match parts {
            [part] => self.properties_of(part, &required, at),
            _ => self.properties_of_all(parts, &required, at),
        };
        self.report_required(parts, &properties, at);
        Object {
            properties,
            patterns: Vec::new(),
            additional: self.additional(parts, at),
            constraints: parts
                .iter()
                .flat_map(|part| object_constraints(&part.form.limits))
                .collect(),
        }
    }

    fn properties_of(&mut self, part: &ObjectPart<'d>, required: &FxHashSet<&str>, at: &Spot<'_>) -> Vec<Property> {
        let spot = part.spot(at);
        let spot = spot.key("properties");
        let entries = part
            .form
            .properties
            .into_iter()
            .flat_map(|properties| properties.iter());
        entries
            .map(|(name, node)| self.property(name, node, required.contains(name), &spot.key(name).word(name)))
            .collect()
    }

    /// A property that several parts describe is what all of them say.
    fn properties_of_all(
        &mut self,
        parts: &[ObjectPart<'d>],
        required: &FxHashSet<&str>,
        at: &Spot<'_>,
    ) -> Vec<Property> {
        let all = grouped(parts);
        all.into_iter()
            .map(|(name, descriptions)| {
                let places: Vec<(&'d Node, String)> = descriptions
                    .iter()
                    .map(|(part, node)| (*node, part.spot(at).key("properties").key(name).pointer()))
                    .collect();
                let at = at.key("properties");
                let at = at.key(name).word(name);
                match places.as_slice() {
                    [(node, pointer)] => self.property(name, node, required.contains(name), &at.moved(pointer)),
                    places => self.common_property(name, places, required.contains(name), &at),
                }
            })
            .collect()
    }

    fn common_property(
        &mut self,
        name: &str,
        places: &[(&'d Node, String)],
        required: bool,
        at: &Spot<'_>,
    ) -> Property {
        let mut property = blank(name, required);
        for (node, pointer) in places {
            let at = at.moved(pointer);
            if let Some(form) = self.form(node, &at) {
                self.annotate(&mut property, &form);
            }
        }
        property.value = self.common_value(places, at);
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

    /// `required` must name properties; names of other ones are most likely misspelt.
    fn report_required(&mut self, parts: &[ObjectPart<'d>], properties: &[Property], at: &Spot<'_>) {
        if parts.iter().all(|part| part.form.required.is_empty()) {
            return;
        }
        let declared: FxHashSet<&str> = properties.iter().map(|property| property.wire_name.as_str()).collect();
        for part in parts {
            for (index, name) in part.form.required.iter().enumerate() {
                if !name.as_str().is_some_and(|name| declared.contains(name)) {
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

fn blank(name: &str, required: bool) -> Property {
    Property {
        wire_name: name.to_owned(),
        value: Value::new(Type::Any),
        required,
        access: Access::ReadWrite,
        default: None,
        docs: Docs::default(),
    }
}

/// A part of an object, and what it says of a property.
type Description<'p, 'd> = (&'p ObjectPart<'d>, &'d Node);

/// The property names of all parts in order, each with its different descriptions.
fn grouped<'p, 'd>(parts: &'p [ObjectPart<'d>]) -> Vec<(&'d str, Vec<Description<'p, 'd>>)> {
    let mut positions: FxHashMap<&str, usize> = FxHashMap::default();
    let mut groups: Vec<(&str, Vec<Description<'p, 'd>>)> = Vec::new();
    for part in parts {
        for (name, node) in part
            .form
            .properties
            .into_iter()
            .flat_map(|properties| properties.iter())
        {
            let position = *positions.entry(name).or_insert(groups.len());
            match groups.get_mut(position) {
                Some((_, known)) if known.iter().any(|(_, other)| *other == node) => {}
                Some((_, known)) => known.push((part, node)),
                None => groups.push((name, vec![(part, node)])),
            }
        }
    }
    groups
}
