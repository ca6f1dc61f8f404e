//! Schemas that must hold together: an `allOf` at whatever depth, taken apart into its pieces and its unions.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::document::Node;
use crate::form::SchemaForm;
use crate::resolve::Failure;

use super::Lowering;
use super::schema::Place;
use super::spot::Spot;

/// How much of a schema takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Taken {
    All,
    /// Without its `allOf` and its unions.
    Rest,
    Union,
}

/// A schema that takes part, without its `allOf` and its unions.
#[derive(Debug, Clone)]
pub(super) struct Piece<'d> {
    pub(super) node: &'d Node,
    pub(super) form: SchemaForm<'d>,
    /// The reference by which it came.
    pub(super) reference: Option<&'d str>,
    pub(super) pointer: Rc<str>,
    /// Nothing was taken from it.
    pub(super) whole: bool,
}

/// A union that takes part.
#[derive(Debug, Clone)]
pub(super) struct Factor<'d> {
    pub(super) keyword: &'static str,
    pub(super) parts: &'d [Node],
    pub(super) discriminator: Option<&'d Node>,
    /// Of the schema that has the union.
    pub(super) pointer: Rc<str>,
}

/// The pieces and unions, and the schemas on the way to the one at hand.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts<'d> {
    pub(super) pieces: Vec<Piece<'d>>,
    pub(super) factors: Vec<Factor<'d>>,
    way: Vec<*const Node>,
    seen: FxHashSet<*const Node>,
}

impl<'d> Parts<'d> {
    /// Nothing yet; `node` is the schema that is taken apart.
    pub(super) fn of(node: &'d Node) -> Self {
        Self {
            way: vec![std::ptr::from_ref(node)],
            ..Self::default()
        }
    }

    /// What tells these parts from others.
    pub(super) fn key(&self) -> Vec<(*const Node, Taken)> {
        let pieces = self.pieces.iter().map(|piece| {
            let taken = if piece.whole { Taken::All } else { Taken::Rest };
            (std::ptr::from_ref(piece.node), taken)
        });
        let unions = self.factors.iter().filter_map(|factor| factor.parts.first());
        let unions = unions.map(|part| (std::ptr::from_ref(part), Taken::Union));
        pieces.chain(unions).collect()
    }

    /// Has this schema been taken apart here?
    pub(super) fn has(&self, node: &Node) -> bool {
        self.seen.contains(&std::ptr::from_ref(node))
    }
}

impl<'d> Lowering<'d, '_> {
    /// Takes a schema apart: the schemas of its `allOf` first, then what it says itself.
    pub(super) fn collect(
        &mut self,
        node: &'d Node,
        mut form: SchemaForm<'d>,
        reference: Option<&'d str>,
        parts: &mut Parts<'d>,
        at: &Spot<'_>,
    ) {
        let mut whole = true;
        for (index, part) in form.all_of.take().into_iter().flatten().enumerate() {
            whole = false;
            self.collect_part(part, parts, &at.key("allOf").index(index));
        }
        let pointer: Rc<str> = at.pointer().into();
        for (keyword, list) in [("oneOf", form.one_of.take()), ("anyOf", form.any_of.take())] {
            let Some(list) = list else { continue };
            whole = false;
            if !self.leads_back(list, parts) {
                parts.factors.push(Factor {
                    keyword,
                    parts: list,
                    discriminator: form.discriminator,
                    pointer: Rc::clone(&pointer),
                });
            }
        }
        if !form.is_annotation_only() {
            parts.pieces.push(Piece {
                node,
                form,
                reference: reference.filter(|_| whole),
                pointer,
                whole,
            });
        }
    }

    /// A base that lists the schemas which are made from it: for them, only the rest of it counts.
    fn leads_back(&mut self, list: &'d [Node], parts: &Parts<'d>) -> bool {
        list.iter().any(|part| {
            part.get("$ref").is_some()
                && matches!(self.resolver.follow(part), Ok((target, _)) if parts.way.contains(&std::ptr::from_ref(target)))
        })
    }

    /// Takes a part apart, references followed.
    pub(super) fn collect_part(&mut self, part: &'d Node, parts: &mut Parts<'d>, at: &Spot<'_>) {
        let Some((target, moved)) = self.follow_or_warn(part, at, "this part of the `allOf` is left out") else {
            return;
        };
        let id = std::ptr::from_ref(target);
        if parts.way.contains(&id) || at.is_too_deep() {
            let reference = part.get("$ref").and_then(Node::as_str).unwrap_or_default();
            let instead = "this part of the `allOf` is left out";
            let finding = self.resolver.finding(Failure::Cycle, reference, &at.pointer(), instead);
            self.findings.push(finding);
            return;
        }
        if !parts.seen.insert(id) {
            return;
        }
        parts.way.push(id);
        let place = match &moved {
            Some(moved) => at.moved(moved.pointer()),
            None => *at,
        };
        if let Some(form) = self.form(target, &place) {
            let reference = part.get("$ref").and_then(Node::as_str);
            self.collect(target, form, reference, parts, &place);
        }
        parts.way.pop();
    }

    /// The parts of schemas that must hold together.
    pub(super) fn collect_places(&mut self, places: &[Place<'d>], at: &Spot<'_>) -> Parts<'d> {
        let mut parts = Parts::default();
        for place in places {
            self.collect_part(place.node, &mut parts, &at.moved(&place.pointer));
        }
        parts
    }
}
