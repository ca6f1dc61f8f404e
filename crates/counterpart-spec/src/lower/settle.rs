//! What can only be seen when all shapes are known: variants behind aliases, and aliases that never arrive.

use crate::api::{
    Alias, Constraint, Dispatch, JsonKind, Schema, SchemaId, SchemaName, Shape, Type, Union, Value, Variant,
};
use crate::diagnostic::{BROKEN_DISCRIMINATOR, Diagnostic, REFERENCE_CYCLE};

use super::Lowering;

impl Schema {
    /// The parts of a schema that are known before its shape.
    pub(super) fn clone_head(&self) -> Self {
        Self {
            name: self.name.clone(),
            pointer: self.pointer.clone(),
            docs: self.docs.clone(),
            shape: Shape::Alias(Alias {
                value: Value::new(Type::Any),
            }),
        }
    }
}

impl Lowering<'_, '_> {
    /// Makes the promises of [`Api`](crate::api::Api) true that one schema alone cannot keep.
    pub(super) fn settle(&mut self) {
        self.break_alias_circles();
        self.settle_unions();
        self.settle_names();
        self.settle_defaults();
    }

    /// An alias may lead to itself only through an object or a union.
    fn break_alias_circles(&mut self) {
        let mut state = vec![State::New; self.schemas.len()];
        for index in self.named_aliases() {
            self.visit(index, &mut state);
        }
    }

    /// Aliases by name, so that the order of the document does not decide where a circle is broken.
    fn named_aliases(&self) -> Vec<usize> {
        let aliases = self.schemas.iter().enumerate();
        let aliases = aliases.filter(|(_, schema)| matches!(schema.shape, Shape::Alias(_)));
        let mut named: Vec<(&SchemaName, usize)> = aliases.map(|(index, schema)| (&schema.name, index)).collect();
        named.sort_by(|one, other| one.0.cmp(other.0));
        named.into_iter().map(|(_, index)| index).collect()
    }

    /// Walks along aliases with its own stack: the chain may be as long as the document.
    fn visit(&mut self, start: usize, state: &mut [State]) {
        let mut way = vec![start];
        while let Some(index) = way.last().copied() {
            let Some(mark) = state.get_mut(index) else { return };
            if *mark == State::Done {
                way.pop();
                continue;
            }
            *mark = State::Open;
            let targets = self.alias_targets(index);
            let of = |wanted: State| {
                targets
                    .iter()
                    .copied()
                    .find(|target| state.get(target.index()) == Some(&wanted))
            };
            if let Some(target) = of(State::Open) {
                self.cut(&way, target);
            } else if let Some(target) = of(State::New) {
                way.push(target.index());
                continue;
            }
            if let Some(mark) = state.get_mut(index) {
                *mark = State::Done;
            }
        }
    }

    /// The schemas that an alias leads to, through arrays, tuples and maps.
    fn alias_targets(&self, index: usize) -> Vec<SchemaId> {
        let mut targets = Vec::new();
        if let Some(Shape::Alias(alias)) = self.schemas.get(index).map(|schema| &schema.shape) {
            push_targets(&alias.value.ty, &mut targets);
        }
        targets
    }

    /// Breaks a circle of aliases. One that goes through an array or a map has values: there, an alias becomes a union
    /// of one variant, which is a type of its own. One that does not has none.
    fn cut(&mut self, way: &[usize], target: SchemaId) {
        let start = way
            .iter()
            .position(|index| *index == target.index())
            .unwrap_or_default();
        let circle = way.get(start..).unwrap_or_default();
        let holder = circle.iter().rev().find(|index| !self.is_direct(**index));
        if let Some(schema) = holder.and_then(|index| self.schemas.get_mut(*index)) {
            if let Shape::Alias(alias) = &schema.shape {
                schema.shape = Shape::Union(alone(alias.value.clone()));
            }
            return;
        }
        let Some(schema) = way.last().and_then(|index| self.schemas.get_mut(*index)) else {
            return;
        };
        if let Shape::Alias(alias) = &mut schema.shape {
            alias.value.ty = Type::Any;
            let message = "this schema only leads back to itself; any JSON value is assumed";
            let finding = Diagnostic::at_pointer(&REFERENCE_CYCLE, message, schema.pointer.clone());
            self.findings.push(finding);
        }
    }

    /// An alias of another schema and nothing else.
    fn is_direct(&self, index: usize) -> bool {
        match self.schemas.get(index).map(|schema| &schema.shape) {
            Some(Shape::Alias(alias)) => matches!(alias.value.ty, Type::Named(_)),
            _ => true,
        }
    }

    fn settle_unions(&mut self) {
        for index in 0..self.schemas.len() {
            self.drop_circular_variants(index);
            self.settle_tags(index);
        }
    }

    /// A variant that only is the union again adds nothing.
    fn drop_circular_variants(&mut self, index: usize) {
        let Some(Shape::Union(union)) = self.schemas.get(index).map(|schema| &schema.shape) else {
            return;
        };
        let circular: Vec<bool> = union
            .variants
            .iter()
            .map(|variant| match variant.value.ty {
                Type::Named(id) => self.behind_alias(id).index() == index,
                _ => false,
            })
            .collect();
        if !circular.contains(&true) {
            return;
        }
        let Some(schema) = self.schemas.get_mut(index) else {
            return;
        };
        let Shape::Union(union) = &mut schema.shape else { return };
        let mut circular = circular.into_iter();
        union.variants.retain(|_| !circular.next().unwrap_or(false));
        if union.variants.is_empty() {
            schema.shape = Shape::Alias(Alias {
                value: Value::new(Type::Any),
            });
        }
        let message = "a variant of this union is the union itself; it is left out";
        let finding = Diagnostic::at_pointer(&REFERENCE_CYCLE, message, schema.pointer.clone());
        self.findings.push(finding);
    }

    /// Every variant of a tagged union is an object. The variants of a variant that is a union by the same tag are its
    /// own; a union of which that is not true is told apart by kinds.
    fn settle_tags(&mut self, index: usize) {
        let Some(Shape::Union(union)) = self.schemas.get(index).map(|schema| &schema.shape) else {
            return;
        };
        let Dispatch::Tag(tag) = &union.dispatch else { return };
        let settled = self.objects_of(tag, &union.variants);
        let untagged: Vec<Variant> = match &settled {
            Some(_) => Vec::new(),
            None => union.variants.iter().map(|variant| self.by_kind(variant)).collect(),
        };
        let Some(schema) = self.schemas.get_mut(index) else {
            return;
        };
        let Shape::Union(union) = &mut schema.shape else { return };
        if let Some(variants) = settled {
            union.variants = variants;
            return;
        }
        union.dispatch = Dispatch::OneOf;
        union.variants = untagged;
        let message = "a variant of this union is no object; the variants are told apart by what they hold";
        let finding = Diagnostic::at_pointer(&BROKEN_DISCRIMINATOR, message, schema.pointer.clone());
        self.findings.push(finding);
    }

    fn objects_of(&self, tag: &str, variants: &[Variant]) -> Option<Vec<Variant>> {
        let mut objects: Vec<Variant> = Vec::with_capacity(variants.len());
        for variant in variants {
            let Type::Named(id) = variant.value.ty else { return None };
            let id = self.behind_alias(id);
            match &self.schemas.get(id.index())?.shape {
                Shape::Object(_) => objects.push(Variant {
                    value: Value {
                        ty: Type::Named(id),
                        ..variant.value.clone()
                    },
                    ..variant.clone()
                }),
                Shape::Union(inner) if inner.dispatch == Dispatch::Tag(tag.to_owned()) => {
                    objects.extend(inner.variants.iter().cloned());
                }
                _ => return None,
            }
        }
        let mut seen = rustc_hash::FxHashSet::default();
        for variant in &mut objects {
            variant.tags.retain(|tag| seen.insert(tag.clone()));
        }
        objects.retain(|variant| !variant.tags.is_empty());
        let all_objects = objects.iter().all(|variant| match variant.value.ty {
            Type::Named(id) => self
                .schemas
                .get(id.index())
                .is_some_and(|schema| matches!(schema.shape, Shape::Object(_))),
            _ => false,
        });
        (all_objects && !objects.is_empty()).then_some(objects)
    }

    fn by_kind(&self, variant: &Variant) -> Variant {
        let kind = self.kind_of(&variant.value.ty);
        Variant {
            tags: Vec::new(),
            evidence: kind.map(|kind| Constraint::Kinds(vec![kind])).into_iter().collect(),
            ..variant.clone()
        }
    }

    fn kind_of(&self, ty: &Type) -> Option<JsonKind> {
        match ty {
            Type::Named(id) => match &self.schemas.get(self.behind_alias(*id).index())?.shape {
                Shape::Object(_) => Some(JsonKind::Object),
                Shape::StringEnum(_) => Some(JsonKind::String),
                Shape::IntegerEnum(_) => Some(JsonKind::Integer),
                Shape::Alias(alias) if !matches!(alias.value.ty, Type::Named(_)) => self.kind_of(&alias.value.ty),
                Shape::Alias(_) | Shape::JsonEnum(_) | Shape::Union(_) => None,
            },
            ty => plain_kind(ty),
        }
    }

    /// The schema that an id means, behind aliases of nothing but a name (which lead nowhere in circles any more).
    pub(super) fn behind_alias(&self, id: SchemaId) -> SchemaId {
        let mut id = id;
        for _ in 0..self.schemas.len() {
            match self.schemas.get(id.index()).map(|schema| &schema.shape) {
                Some(Shape::Alias(alias)) => match alias.value.ty {
                    Type::Named(next) => id = next,
                    _ => return id,
                },
                _ => return id,
            }
        }
        id
    }
}

fn push_targets(ty: &Type, targets: &mut Vec<SchemaId>) {
    match ty {
        Type::Named(id) => targets.push(*id),
        Type::Array(inner) | Type::Map(inner) => push_targets(&inner.ty, targets),
        Type::Tuple(tuple) => {
            for value in tuple.items.iter().chain(&tuple.rest) {
                push_targets(&value.ty, targets);
            }
        }
        Type::Any | Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) | Type::Null | Type::Never => {
        }
    }
}

/// A union of one variant.
fn alone(value: Value) -> Union {
    let evidence = plain_kind(&value.ty).map(|kind| Constraint::Kinds(vec![kind]));
    let variant = Variant {
        name: None,
        value: Value {
            nullable: false,
            ..value
        },
        tags: Vec::new(),
        evidence: evidence.into_iter().collect(),
    };
    Union {
        dispatch: Dispatch::AnyOf,
        variants: vec![variant],
    }
}

fn plain_kind(ty: &Type) -> Option<JsonKind> {
    Some(match ty {
        Type::Boolean => JsonKind::Boolean,
        Type::Integer(_) => JsonKind::Integer,
        Type::Number(_) => JsonKind::Number,
        Type::String(_) => JsonKind::String,
        Type::Array(_) | Type::Tuple(_) => JsonKind::Array,
        Type::Map(_) => JsonKind::Object,
        Type::Null => JsonKind::Null,
        Type::Any | Type::Never | Type::Named(_) => return None,
    })
}

/// How far the search for circles is with an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}
