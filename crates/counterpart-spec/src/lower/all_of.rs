//! `allOf` of more than one schema. (A wrapper around one schema never gets here.)

use rustc_hash::FxHashSet;

use crate::api::{SchemaName, Type, Value};
use crate::diagnostic::UNSUPPORTED_ALL_OF;
use crate::document::Node;
use crate::form::{AdditionalForm, SchemaForm};
use crate::resolve::Failure;

use super::Lowering;
use super::constraint::constraints;
use super::intersect::intersect;
use super::object::ObjectPart;
use super::schema::{Draft, Plan};
use super::spot::Spot;

/// A schema that takes part in an `allOf`, at whatever depth.
struct Piece<'d> {
    node: &'d Node,
    form: SchemaForm<'d>,
    reference: Option<&'d str>,
    pointer: String,
}

impl Piece<'_> {
    /// Says nothing but what an object's properties are.
    fn is_object(&self) -> bool {
        let form = &self.form;
        let is_empty =
            form.ty.is_none() && form.items.is_none() && form.values.is_none() && form.limits_are_of_objects();
        form.union().is_none()
            && (form.ty == Some("object")
                || form.properties.is_some()
                || (is_empty && !form.required.is_empty())
                || form.additional.is_some())
    }
}

impl SchemaForm<'_> {
    fn limits_are_of_objects(&self) -> bool {
        let limits = &self.limits;
        limits.pattern.is_none() && limits.minimum.is_none() && limits.maximum.is_none() && limits.max_length.is_none()
    }
}

/// The pieces of an `allOf`, and the schemas on the way to the one at hand.
#[derive(Default)]
struct Pieces<'d> {
    list: Vec<Piece<'d>>,
    way: Vec<*const Node>,
    seen: FxHashSet<*const Node>,
}

impl<'d> Lowering<'d, '_> {
    /// Decides what an `allOf` becomes.
    pub(super) fn plan_all_of(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Plan<'d> {
        let mut pieces = Pieces {
            way: vec![std::ptr::from_ref(node)],
            ..Pieces::default()
        };
        self.collect(node, form, None, &mut pieces, at);
        self.plan_pieces(pieces.list, at)
    }

    fn plan_pieces(&mut self, pieces: Vec<Piece<'d>>, at: &Spot<'_>) -> Plan<'d> {
        let nullable = !pieces.is_empty() && pieces.iter().all(|piece| piece.form.nullable);
        let (objects, others): (Vec<_>, Vec<_>) = pieces.into_iter().partition(Piece::is_object);
        match (objects.is_empty(), others.is_empty()) {
            (false, true) => self.plan_objects(objects, false, nullable, at),
            (false, false) => self.plan_mixed(objects, &others, nullable, at),
            (true, _) => Plan::Value(self.intersection(others, at)),
        }
    }

    /// The value of a property that several parts of an `allOf` describe, as if their descriptions were an `allOf`.
    pub(super) fn common_value(&mut self, places: &[(&'d Node, String)], at: &Spot<'_>) -> Value {
        let mut pieces = Pieces::default();
        for (node, pointer) in places {
            self.collect_part(node, &mut pieces, &at.moved(pointer));
        }
        // Recursive schemas bring the same pieces together again and again.
        let key: Vec<*const Node> = pieces.list.iter().map(|piece| std::ptr::from_ref(piece.node)).collect();
        if let Some(value) = self.merged.get(&key) {
            return value.clone();
        }
        match self.plan_pieces(pieces.list, at) {
            Plan::Value(value) => value,
            Plan::Named(draft, nullable) => {
                let words = at.words();
                let id = self.reserve(SchemaName::Place(words.clone()), at.pointer());
                let value = Value {
                    nullable,
                    ..Value::new(Type::Named(id))
                };
                self.merged.insert(key, value.clone());
                let shape = self.shape(draft, &at.named(&words));
                if let Some(schema) = self.schemas.get_mut(id.index()) {
                    schema.shape = shape;
                }
                value
            }
        }
    }

    /// Takes a schema apart: the schemas of its `allOf` first, then what it says itself.
    fn collect(
        &mut self,
        node: &'d Node,
        mut form: SchemaForm<'d>,
        reference: Option<&'d str>,
        pieces: &mut Pieces<'d>,
        at: &Spot<'_>,
    ) {
        for (index, part) in form.all_of.take().into_iter().flatten().enumerate() {
            self.collect_part(part, pieces, &at.key("allOf").index(index));
        }
        if !form.is_annotation_only() || !form.required.is_empty() {
            pieces.list.push(Piece {
                node,
                form,
                reference,
                pointer: at.pointer(),
            });
        }
    }

    fn collect_part(&mut self, part: &'d Node, pieces: &mut Pieces<'d>, at: &Spot<'_>) {
        let Some((target, moved)) = self.follow(part, at, "this part of the `allOf` is left out") else {
            return;
        };
        let id = std::ptr::from_ref(target);
        if pieces.way.contains(&id) || at.is_too_deep() {
            let reference = part.get("$ref").and_then(Node::as_str).unwrap_or_default();
            let instead = "this part of the `allOf` is left out";
            let finding = self.resolver.finding(Failure::Cycle, reference, &at.pointer(), instead);
            self.findings.push(finding);
            return;
        }
        if !pieces.seen.insert(id) {
            return;
        }
        pieces.way.push(id);
        let place = match &moved {
            Some(moved) => at.moved(moved.pointer()),
            None => *at,
        };
        if let Some(form) = self.form(target, &place) {
            let reference = part.get("$ref").and_then(Node::as_str);
            self.collect(target, form, reference, pieces, &place);
        }
        pieces.way.pop();
    }

    /// Objects only: one object with the properties of all, or a map if nobody names any.
    fn plan_objects(&mut self, objects: Vec<Piece<'d>>, open: bool, nullable: bool, at: &Spot<'_>) -> Plan<'d> {
        let mut parts: Vec<_> = objects
            .into_iter()
            .map(|piece| ObjectPart {
                form: piece.form,
                pointer: Some(piece.pointer),
            })
            .collect();
        if open {
            let form = SchemaForm {
                additional: Some(AdditionalForm::Allowed),
                ..SchemaForm::default()
            };
            parts.push(ObjectPart::here(form));
        }
        if parts.iter().any(|part| part.form.has_properties()) {
            return Plan::Named(Draft::Object(parts), nullable);
        }
        let mut value = Value::new(Type::Map(Box::new(Value::new(Type::Any))));
        for part in &parts {
            let pointer = part.pointer.as_deref().unwrap_or_default();
            let map = self.map(&part.form, &at.moved(pointer));
            value = intersect(&value, &map).unwrap_or(value);
        }
        Plan::Value(Value { nullable, ..value })
    }

    /// Objects beside something else. A union beside properties may add more of them, which are then kept untyped.
    fn plan_mixed(&mut self, objects: Vec<Piece<'d>>, others: &[Piece<'d>], nullable: bool, at: &Spot<'_>) -> Plan<'d> {
        let unions_only = others
            .iter()
            .all(|piece| piece.form.union().is_some() && piece.form.values.is_none());
        let consequence = if unions_only {
            "what it adds is kept untyped"
        } else {
            "any JSON value is assumed"
        };
        for piece in others {
            let message = format!("this part of an `allOf` is no object while others are; {consequence}");
            self.report(&UNSUPPORTED_ALL_OF, message, &at.moved(&piece.pointer));
        }
        if unions_only {
            self.plan_objects(objects, true, nullable, at)
        } else {
            Plan::Value(Value::new(Type::Any))
        }
    }

    /// No objects: the one value that is allowed by all.
    fn intersection(&mut self, pieces: Vec<Piece<'d>>, at: &Spot<'_>) -> Value {
        let mut result: Option<Value> = None;
        let mut limits = Vec::new();
        for piece in pieces {
            let place = at.moved(&piece.pointer);
            let Piece {
                node,
                mut form,
                reference,
                ..
            } = piece;
            form.all_of = None;
            let says_type =
                form.ty.is_some() || form.values.is_some() || form.union().is_some() || form.items.is_some();
            if !says_type && reference.is_none() {
                limits.push(form.limits);
                continue;
            }
            let has_parts = node.get("allOf").is_some();
            let value = match reference {
                Some(reference) => self.reference(reference, &place),
                None if has_parts => self.plain(&form, &place),
                None => self.value_of(node, form, &place),
            };
            let both = result
                .as_ref()
                .map_or(Some(value.clone()), |result| intersect(result, &value));
            if both.is_none() {
                let message =
                    "no value is both this and what other parts of the `allOf` say; any JSON value is assumed";
                self.report(&UNSUPPORTED_ALL_OF, message, &place);
                return Value::new(Type::Any);
            }
            result = both;
        }
        let mut value = result.unwrap_or(Value::new(Type::Any));
        for limits in &limits {
            value.constraints.extend(constraints(&value.ty, limits));
        }
        value
    }
}
