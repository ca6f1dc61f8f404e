//! What can only be seen when all shapes are known: variants behind aliases, and aliases that never arrive.

use crate::api::{Alias, Schema, SchemaId, Shape, Type, Value};
use crate::diagnostic::{Diagnostic, RECURSIVE_ALIAS, REFERENCE_CYCLE, UNSUPPORTED_UNION};

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
    }

    /// An alias may lead to itself only through an object or a union.
    fn break_alias_circles(&mut self) {
        let mut state = vec![State::New; self.schemas.len()];
        for index in 0..self.schemas.len() {
            self.visit(index, &mut state);
        }
    }

    /// Walks along aliases with its own stack: the chain may be as long as the document.
    fn visit(&mut self, start: usize, state: &mut [State]) {
        let mut way = vec![start];
        while let Some(index) = way.last().copied() {
            let Some(mark) = state.get_mut(index) else { return };
            if *mark != State::New {
                *mark = State::Done;
                way.pop();
                continue;
            }
            *mark = State::Open;
            let Some(target) = self.alias_target(index) else {
                continue;
            };
            match state.get(target.index()) {
                Some(State::New) => way.push(target.index()),
                Some(State::Open) => self.cut(index),
                Some(State::Done) | None => {}
            }
        }
    }

    /// The schema that an alias leads to, through arrays and maps.
    fn alias_target(&self, index: usize) -> Option<SchemaId> {
        let Shape::Alias(alias) = &self.schemas.get(index)?.shape else {
            return None;
        };
        let mut ty = &alias.value.ty;
        while let Type::Array(inner) | Type::Map(inner) = ty {
            ty = &inner.ty;
        }
        if let Type::Named(id) = ty { Some(*id) } else { None }
    }

    fn cut(&mut self, index: usize) {
        let Some(schema) = self.schemas.get_mut(index) else {
            return;
        };
        let Shape::Alias(alias) = &mut schema.shape else { return };
        let direct = matches!(alias.value.ty, Type::Named(_));
        let mut ty = &mut alias.value.ty;
        while let Type::Array(inner) | Type::Map(inner) = ty {
            ty = &mut inner.ty;
        }
        *ty = Type::Any;
        let (code, message) = if direct {
            (
                &REFERENCE_CYCLE,
                "this schema only leads back to itself; any JSON value is assumed",
            )
        } else {
            (
                &RECURSIVE_ALIAS,
                "this schema contains itself without an object in between; any JSON value is assumed",
            )
        };
        let pointer = schema.pointer.clone();
        self.findings.push(Diagnostic::at_pointer(code, message, pointer));
    }

    /// Every variant of a union is an object; a union of which that is not true becomes any JSON value.
    fn settle_unions(&mut self) {
        for index in 0..self.schemas.len() {
            let Some(Shape::Union(union)) = self.schemas.get(index).map(|schema| &schema.shape) else {
                continue;
            };
            let ids: Option<Vec<SchemaId>> = union
                .variants
                .iter()
                .map(|variant| match variant.value.ty {
                    Type::Named(id) => self.object_behind(id),
                    _ => None,
                })
                .collect();
            let Some(schema) = self.schemas.get_mut(index) else {
                continue;
            };
            match (ids, &mut schema.shape) {
                (Some(ids), Shape::Union(union)) => {
                    for (variant, id) in union.variants.iter_mut().zip(ids) {
                        variant.value.ty = Type::Named(id);
                    }
                }
                _ => {
                    schema.shape = Shape::Alias(Alias {
                        value: Value::new(Type::Any),
                    });
                    let message = "a variant of this union is no object; any JSON value is assumed";
                    let finding = Diagnostic::at_pointer(&UNSUPPORTED_UNION, message, schema.pointer.clone());
                    self.findings.push(finding);
                }
            }
        }
    }

    /// The object that an id means, behind aliases (which lead nowhere in circles any more).
    fn object_behind(&self, id: SchemaId) -> Option<SchemaId> {
        let mut id = id;
        loop {
            match &self.schemas.get(id.index())?.shape {
                Shape::Object(_) => return Some(id),
                Shape::Alias(Alias {
                    value:
                        Value {
                            ty: Type::Named(next),
                            nullable: false,
                            ..
                        },
                }) => id = *next,
                Shape::Alias(_)
                | Shape::StringEnum(_)
                | Shape::IntegerEnum(_)
                | Shape::JsonEnum(_)
                | Shape::Union(_) => return None,
            }
        }
    }
}

/// How far the search for circles is with an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}
