//! A schema to the [`Value`] of its place, with a type of its own where it needs one.

use crate::api::{Docs, Schema, SchemaName, Shape, Type, Value};
use crate::diagnostic::{SCHEMA_TOO_DEEP, UNSUPPORTED_KEYWORD, WRONG_TYPE};
use crate::document::Node;
use crate::form::{AdditionalForm, SchemaForm};

use super::Lowering;
use super::object::ObjectPart;
use super::spot::Spot;

/// What a schema without a reference is going to be.
pub(super) enum Plan<'d> {
    /// A type of its own, and whether its parts admit `null`.
    Named(Draft<'d>, bool),
    /// No type of its own.
    Value(Value),
}

/// A shape, or what an object's shape will be made of once its name is settled.
pub(super) enum Draft<'d> {
    Shape(Shape),
    Object(Vec<ObjectPart<'d>>),
}

impl Value {
    /// A value of this type without rules.
    pub(crate) fn new(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            constraints: Vec::new(),
        }
    }

    fn or_null(self, nullable: bool) -> Self {
        Self {
            nullable: self.nullable || nullable,
            ..self
        }
    }
}

impl<'d> SchemaForm<'d> {
    pub(super) fn docs(&self) -> Docs {
        Docs {
            title: self.title.map(str::to_owned),
            description: self.description.map(str::to_owned),
            deprecated: self.deprecated,
        }
    }

    /// The one schema that this one wraps to say something about its place (`allOf: [..]` beside `readOnly`).
    pub(super) fn wrapped(&self) -> Option<(&'static str, usize, &'d Node)> {
        let nothing_else = self.ty.is_none_or(|ty| ty == "object")
            && self.values.is_none()
            && self.properties.is_none()
            && self.required.is_empty()
            && self.additional.is_none()
            && self.items.is_none();
        let (keyword, parts) = match (self.all_of, self.union()) {
            (Some(parts), None) => ("allOf", parts),
            (None, Some((keyword, [part]))) if self.discriminator.is_none() => (keyword, std::slice::from_ref(part)),
            _ => return None,
        };
        if !nothing_else || !self.limits.is_empty() {
            return None;
        }
        let mut substantial = parts.iter().enumerate().filter(|(_, part)| !is_annotation_only(part));
        let (index, part) = substantial.next()?;
        substantial.next().is_none().then_some((keyword, index, part))
    }
}

fn is_annotation_only(part: &Node) -> bool {
    part.as_object().is_some_and(|schema| {
        let form = SchemaForm::read(schema);
        form.is_annotation_only() && form.required.is_empty()
    })
}

impl<'d> Lowering<'d, '_> {
    /// What a place with this schema holds.
    pub(super) fn value(&mut self, node: &'d Node, at: &Spot<'_>) -> Value {
        match self.form(node, at) {
            Some(form) => self.value_of(node, form, at),
            None => Value::new(Type::Any),
        }
    }

    /// The keywords of a schema; what is wrong with them is reported.
    pub(super) fn form(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<SchemaForm<'d>> {
        let Some(schema) = node.as_object() else {
            self.report(
                &WRONG_TYPE,
                format!("a schema must be an object, but this is {}", node.kind()),
                at,
            );
            return None;
        };
        let form = SchemaForm::read(schema);
        if form.reference.is_none() {
            self.report_form(&form, at);
        }
        Some(form)
    }

    fn report_form(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) {
        self.report_misfits(&form.misfits, at);
        for keyword in &form.unsupported {
            let message = format!("`{keyword}` is not supported here and is ignored");
            self.report(&UNSUPPORTED_KEYWORD, message, &at.key(keyword));
        }
    }

    /// The same as [`Self::value`] for keywords that were read already.
    pub(super) fn value_of(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Value {
        if at.is_too_deep() {
            self.report(
                &SCHEMA_TOO_DEEP,
                "schemas are nested too deeply here; any JSON value is assumed",
                at,
            );
            return Value::new(Type::Any);
        }
        if let Some(reference) = form.reference {
            return self.reference(reference, at);
        }
        if let Some((keyword, index, inner)) = form.wrapped() {
            let nullable = form.nullable;
            return self.value(inner, &at.key(keyword).index(index)).or_null(nullable);
        }
        if form.may_be_named() {
            return self.inline(node, form, at);
        }
        let nullable = form.nullable;
        self.plain(&form, at).or_null(nullable)
    }

    /// An inline schema that may need a type of its own; equal ones share it.
    fn inline(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Value {
        let nullable = form.nullable;
        if let Some((id, inner_null)) = self.shared.find(node) {
            return Value::new(Type::Named(id)).or_null(nullable || inner_null);
        }
        let docs = form.docs();
        match self.plan(node, form, at) {
            Plan::Value(value) => value.or_null(nullable),
            Plan::Named(draft, inner_null) => {
                let name = name_of(&docs, at);
                let words = words_of(&name);
                let id = self.reserve(name, at.pointer());
                self.shared.insert(node, id, inner_null);
                let shape = self.shape(draft, &at.named(&words));
                if let Some(schema) = self.schemas.get_mut(id.index()) {
                    *schema = Schema {
                        docs,
                        shape,
                        ..schema.clone_head()
                    };
                }
                Value::new(Type::Named(id)).or_null(nullable || inner_null)
            }
        }
    }

    /// Decides what a schema is. Neither a reference nor a wrapper.
    pub(super) fn plan(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Plan<'d> {
        if form.all_of.is_some() {
            return self.plan_all_of(node, form, at);
        }
        if let Some((keyword, parts)) = form.union() {
            return self.plan_union(&form, keyword, parts, at);
        }
        if let Some(values) = form.values {
            return self.plan_enum(&form, values, at);
        }
        if is_named_object(&form) {
            return Plan::Named(Draft::Object(vec![ObjectPart::here(form)]), false);
        }
        Plan::Value(self.plain(&form, at))
    }

    /// A value of a type that has no name: scalars, arrays, maps.
    pub(super) fn plain(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) -> Value {
        match form.ty {
            Some("object") => self.map(form, at),
            Some("array") => self.array(form, at),
            None if form.additional.is_some() => self.map(form, at),
            None if form.items.is_some() => self.array(form, at),
            _ => self.scalar(form, at),
        }
    }

    /// Makes the shape of a draft.
    pub(super) fn shape(&mut self, draft: Draft<'d>, at: &Spot<'_>) -> Shape {
        match draft {
            Draft::Shape(shape) => shape,
            Draft::Object(parts) => Shape::Object(self.object(&parts, at)),
        }
    }
}

/// An object with named properties, or one that may have none at all.
pub(super) fn is_named_object(form: &SchemaForm<'_>) -> bool {
    let may_be_object = form.ty.is_none_or(|ty| ty == "object");
    let empty = matches!(form.additional, Some(AdditionalForm::Denied)) && form.ty.is_some();
    may_be_object && (form.has_properties() || empty)
}

fn name_of(docs: &Docs, at: &Spot<'_>) -> SchemaName {
    match &docs.title {
        Some(title) if !title.trim().is_empty() => SchemaName::Title(title.clone()),
        _ => SchemaName::Place(at.words()),
    }
}

/// The words with which the names of inner schemas begin.
fn words_of(name: &SchemaName) -> Vec<String> {
    match name {
        SchemaName::Component(name) | SchemaName::Title(name) => vec![name.clone()],
        SchemaName::Place(words) => words.clone(),
    }
}
