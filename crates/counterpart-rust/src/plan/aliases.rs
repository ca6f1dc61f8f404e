//! Aliases that lead back to themselves: `type A = Vec<A>` is no type, so one link of each ring becomes any JSON value.

use counterpart_spec::api::{Api, SchemaId, Shape, Type, Value};
use counterpart_spec::diagnostic::{Diagnostic, Findings};
use rustc_hash::FxHashSet;

use crate::codes::ENDLESS_ALIAS;

/// The aliases that are any JSON value because what they stand for has no end.
#[derive(Debug, Default)]
pub(crate) struct Endless(FxHashSet<usize>);

impl Endless {
    /// Whether the alias is cut.
    pub(crate) fn contains(&self, id: SchemaId) -> bool {
        self.0.contains(&id.index())
    }
}

/// How far the walk has come with an alias.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// Finds a set of aliases that cuts every ring of aliases.
pub(crate) fn endless(api: &Api, findings: &mut Findings) -> Endless {
    let mut marks = vec![Mark::New; api.schemas.len()];
    let mut endless = Endless::default();
    for start in 0..api.schemas.len() {
        follow(api, start, &mut marks, &mut endless);
    }
    let mut cut: Vec<_> = endless.0.iter().copied().collect();
    cut.sort_unstable();
    for schema in cut.into_iter().filter_map(|at| api.schemas.get(at)) {
        let message = "this schema leads back to itself by references, arrays and maps alone";
        findings.push(Diagnostic::at_pointer(&ENDLESS_ALIAS, message, &schema.pointer));
    }
    endless
}

/// An alias leads to one other at most, so a ring is found by walking until a known one is met.
fn follow(api: &Api, start: usize, marks: &mut [Mark], endless: &mut Endless) {
    let mut trail = Vec::new();
    let mut next = Some(start);
    while let Some(at) = next {
        match marks.get(at) {
            Some(Mark::New) => trail.push(at),
            Some(Mark::Open) => {
                endless.0.insert(at);
                break;
            }
            Some(Mark::Done) | None => break,
        }
        set(marks, at, Mark::Open);
        next = target(api, at);
    }
    for at in trail {
        set(marks, at, Mark::Done);
    }
}

fn set(marks: &mut [Mark], at: usize, mark: Mark) {
    if let Some(slot) = marks.get_mut(at) {
        *slot = mark;
    }
}

/// The alias that an alias stands for, if it does.
fn target(api: &Api, at: usize) -> Option<usize> {
    let Shape::Alias(alias) = &api.schemas.get(at)?.shape else {
        return None;
    };
    let id = innermost(&alias.value)?;
    matches!(api.schema(id).shape, Shape::Alias(_)).then(|| id.index())
}

fn innermost(value: &Value) -> Option<SchemaId> {
    match &value.ty {
        Type::Named(id) => Some(*id),
        Type::Array(item) | Type::Map(item) => innermost(item),
        _ => None,
    }
}
