//! A schema to the [`Value`] of its place, with a type of its own where it needs one.

use crate::Schemas;
use crate::api::{Constraint, Docs, Schema, Shape, Type, Value};
use crate::diagnostic::{Diagnostic, SCHEMA_TOO_DEEP, WRONG_TYPE};
use crate::document::Node;
use crate::form::{Kinds, SchemaForm};

use super::Lowering;
use super::meant::{meant_type, misindented};
use super::object::ObjectDraft;
use super::piece::{Parts, Piece, Taken};
use super::scalar::simple_scalar;
use super::spot::Spot;

/// More examples than this are not shown, nor ones of as many nodes.
const MOST_EXAMPLES: usize = 3;
const LARGEST_EXAMPLE: usize = 16;

/// So many schemas may be put together over all types that have no name of their own. Two recursive schemas that
/// describe the same property make a type for each way in which they meet, and a document can have as many as it likes.
const MOST_COMBINED: usize = 50_000;

/// What a schema without a reference is going to be.
pub(super) enum Plan<'d> {
    /// A type of its own, and whether its parts admit `null`.
    Named(Draft<'d>, bool),
    /// No type of its own.
    Value(Value),
}

/// A shape, or what the shape will be made of once its name is settled.
pub(super) enum Draft<'d> {
    Shape(Shape),
    Object(Box<ObjectDraft<'d>>),
    Union(Box<super::union::UnionDraft<'d>>),
}

/// A schema and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Place<'d> {
    pub(super) node: &'d Node,
    pub(super) pointer: String,
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

    pub(super) fn or_null(self, nullable: bool) -> Self {
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
            examples: self.shown_examples(),
        }
    }

    /// The examples that are worth showing beside a type.
    fn shown_examples(&self) -> Vec<serde_json::Value> {
        let all = self.example.into_iter().chain(self.examples);
        let small = all.filter(|node| node.size_up_to(LARGEST_EXAMPLE) < LARGEST_EXAMPLE);
        small.take(MOST_EXAMPLES).map(Node::to_json).collect()
    }

    /// The one schema that this one wraps to say something about its place (`allOf: [..]` beside `readOnly`).
    pub(super) fn wrapped(&self) -> Option<(&'static str, usize, &'d Node)> {
        let (keyword, parts) = match (self.all_of, self.union()) {
            (Some(parts), None) => ("allOf", parts),
            (None, Some((keyword, [part]))) if self.discriminator.is_none() => (keyword, std::slice::from_ref(part)),
            _ => return None,
        };
        if !self.says_nothing_beside() {
            return None;
        }
        let mut substantial = parts.iter().enumerate().filter(|(_, part)| !is_annotation_only(part));
        let (index, part) = substantial.next()?;
        substantial.next().is_none().then_some((keyword, index, part))
    }

    /// Nothing but `type: object` stands beside the combination.
    fn says_nothing_beside(&self) -> bool {
        let rest = Self {
            types: self.types.filter(|types| *types != Kinds::OBJECT),
            all_of: None,
            one_of: None,
            any_of: None,
            misfits: Vec::new(),
            ..self.clone()
        };
        rest.is_annotation_only()
    }
}

fn is_annotation_only(part: &Node) -> bool {
    part.as_object()
        .is_some_and(|schema| SchemaForm::read(schema).is_annotation_only())
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
        let Some(form) = SchemaForm::of(node) else {
            let message = format!("a schema must be an object or a boolean, but this is {}", node.kind());
            let pointer = at.pointer();
            let finding = Diagnostic::at_pointer(&WRONG_TYPE, message, pointer.as_str());
            self.findings.push(match misindented(&pointer, node) {
                Some(help) => finding.with_help(help),
                None => finding,
            });
            return None;
        };
        if form.reference.is_none() {
            self.report_form(&form, at);
        }
        Some(self.to_the_letter(form))
    }

    /// An empty list of values is a mistake, so it is ignored, but to the letter no value is in it.
    fn to_the_letter(&self, mut form: SchemaForm<'d>) -> SchemaForm<'d> {
        if form.lists_nothing && self.schemas_are == Schemas::Exact {
            form.types = Some(Kinds::NONE);
        }
        form
    }

    fn report_form(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) {
        self.report_misfits(&form.misfits, at);
        if let Some(strange) = form.strange_type {
            let message = format!("`{strange}` is no type that a schema can have; any JSON value is assumed");
            let finding = Diagnostic::at_pointer(&WRONG_TYPE, message, at.key("type").pointer());
            self.findings.push(match meant_type(strange) {
                Some(meant) => finding.with_help(format!("did you mean `{meant}`?")),
                None => finding,
            });
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
        let nullable = form.nullable;
        if form.may_be_named() {
            if let Some((keyword, index, inner)) = form.wrapped() {
                return self.value(inner, &at.key(keyword).index(index)).or_null(nullable);
            }
            return self.inline(node, form, at);
        }
        if let Some(value) = simple_scalar(&form) {
            return self.checked_ranges(value, at).or_null(nullable);
        }
        match self.plan(node, form, at) {
            Plan::Value(value) => value.or_null(nullable),
            plan @ Plan::Named(..) => self.settled(plan, None, at).or_null(nullable),
        }
    }

    /// An inline schema that may need a type of its own; equal ones share it.
    fn inline(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Value {
        let nullable = form.nullable;
        if let Some((id, inner_null)) = self.shared.find(node) {
            let is_first = self.add_place(id, at);
            if let Some(schema) = self.schemas.get_mut(id.index()).filter(|_| is_first) {
                schema.docs.examples = form.shown_examples();
            }
            return Value::new(Type::Named(id)).or_null(nullable || inner_null);
        }
        let docs = form.docs();
        match self.plan(node, form, at) {
            Plan::Value(value) => value.or_null(nullable),
            Plan::Named(draft, inner_null) => {
                let id = self.reserve_inline(docs.title.as_deref(), at);
                self.shared.insert(node, id, inner_null);
                self.fill(id, docs, draft, at);
                Value::new(Type::Named(id)).or_null(nullable || inner_null)
            }
        }
    }

    /// The value of a plan; what needs a type of its own gets one. `key` tells it from others.
    pub(super) fn settled(&mut self, plan: Plan<'d>, key: Option<Vec<(*const Node, Taken)>>, at: &Spot<'_>) -> Value {
        match plan {
            Plan::Value(value) => value,
            Plan::Named(draft, nullable) => {
                let id = self.reserve_inline(None, at);
                let value = Value::new(Type::Named(id)).or_null(nullable);
                if let Some(key) = key {
                    self.merged.insert(key, value.clone());
                }
                self.fill(id, Docs::default(), draft, at);
                value
            }
        }
    }

    fn fill(&mut self, id: crate::api::SchemaId, docs: Docs, draft: Draft<'d>, at: &Spot<'_>) {
        let shape = self.shape(draft, &at.within(id));
        if let Some(schema) = self.schemas.get_mut(id.index()) {
            *schema = Schema {
                docs,
                shape,
                ..schema.clone_head()
            };
        }
    }

    /// Decides what a schema is. Neither a reference nor a wrapper.
    pub(super) fn plan(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Plan<'d> {
        if form.all_of.is_some() || form.union().is_some() {
            let mut parts = Parts::of(node);
            self.collect(node, form, None, &mut parts, at);
            return self.plan_parts(parts, at);
        }
        let piece = Piece {
            node,
            form,
            reference: None,
            pointer: at.pointer().into(),
            whole: true,
        };
        self.plan_pieces(vec![piece], Vec::new(), at)
    }

    /// Decides what schemas are that must hold together.
    pub(super) fn plan_parts(&mut self, parts: Parts<'d>, at: &Spot<'_>) -> Plan<'d> {
        if parts.factors.is_empty() {
            self.plan_pieces(parts.pieces, Vec::new(), at)
        } else {
            self.plan_factors(parts, at)
        }
    }

    /// The value of schemas that must hold together, as if they were an `allOf`.
    pub(super) fn common_value(&mut self, places: &[Place<'d>], at: &Spot<'_>) -> Value {
        let mut substantial = places.iter().filter(|place| !is_annotation_only(place.node));
        match (substantial.next(), substantial.next()) {
            (None, _) => return Value::new(Type::Any),
            (Some(place), None) => return self.value(place.node, &at.moved(&place.pointer)),
            _ => {}
        }
        let parts = self.collect_places(places, at);
        self.value_of_parts(parts, at)
    }

    /// The value of pieces and unions; recursive schemas bring the same ones together again and again.
    pub(super) fn value_of_parts(&mut self, parts: Parts<'d>, at: &Spot<'_>) -> Value {
        if at.is_too_deep() {
            let message = "schemas are nested too deeply here; any JSON value is assumed";
            self.report(&SCHEMA_TOO_DEEP, message, at);
            return Value::new(Type::Any);
        }
        let key = parts.key();
        if let Some(value) = self.merged.get(&key).cloned() {
            if let Type::Named(id) = value.ty {
                self.add_place(id, at);
            }
            return value;
        }
        self.combined += parts.pieces.len();
        if self.combined > MOST_COMBINED {
            let message = "schemas that must hold together meet in too many ways; any JSON value is assumed";
            self.report(&SCHEMA_TOO_DEEP, message, at);
            return Value::new(Type::Any);
        }
        let plan = self.plan_parts(parts, at);
        self.settled(plan, Some(key), at)
    }

    /// Makes the shape of a draft.
    pub(super) fn shape(&mut self, draft: Draft<'d>, at: &Spot<'_>) -> Shape {
        match draft {
            Draft::Shape(shape) => shape,
            Draft::Object(draft) => Shape::Object(self.object(*draft, at)),
            Draft::Union(draft) => Shape::Union(self.union(*draft, at)),
        }
    }

    /// Stands where no value can be: anything is read, nothing passes a check.
    pub(super) fn contradiction(&mut self, reason: &str, at: &Spot<'_>) -> Value {
        let message = format!("no value can be valid here: {reason}; any JSON value is read, none passes the rules");
        self.report(&crate::diagnostic::CONTRADICTION, message, at);
        Value {
            constraints: vec![Constraint::Never],
            ..Value::new(Type::Any)
        }
    }
}
