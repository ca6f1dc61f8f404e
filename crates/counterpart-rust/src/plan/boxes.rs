//! Recursion: which fields need a `Box` so that every type has a size, and which must be optional so that every value
//! has an end.

use std::mem;

use counterpart_spec::api::{Api, SchemaId, Shape, Type, Value};
use rustc_hash::FxHashSet;

use super::types::Types;
use super::views::{Carried, View, carried};

/// A field or variant: the index of its type, and the position in the schema.
pub(crate) type Place = (usize, usize);

/// What recursion asks for.
#[derive(Debug, Default)]
pub(crate) struct Boxes {
    boxed: FxHashSet<Place>,
    relaxed: FxHashSet<Place>,
}

impl Boxes {
    /// The place needs a `Box`.
    pub(crate) fn is_boxed(&self, place: Place) -> bool {
        self.boxed.contains(&place)
    }

    /// The place is required all around a ring, which no finite value can satisfy: it has to be optional.
    pub(crate) fn is_relaxed(&self, place: Place) -> bool {
        self.relaxed.contains(&place)
    }

    /// The places that were required, in order.
    pub(crate) fn relaxed(&self) -> Vec<Place> {
        let mut places: Vec<_> = self.relaxed.iter().copied().collect();
        places.sort_unstable();
        places
    }
}

/// One type held by another without a heap allocation between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    /// The position of the field or variant.
    pub(crate) slot: usize,
    /// The index of the type that is held.
    pub(crate) target: usize,
    /// Every value has it, so that a blank holds a blank.
    pub(crate) required: bool,
}

/// Finds the places for the types that are emitted.
pub(crate) fn boxes(types: Types<'_>) -> Boxes {
    let views = types.views.all();
    // By name, so that the order of the document does not decide where a ring is closed.
    let mut order: Vec<usize> = (0..views.len()).collect();
    order.sort_by_cached_key(|index| views.get(*index).map(|view| view.name.to_string()));
    let mut places = vec![0; views.len()];
    for (place, index) in order.iter().enumerate() {
        if let Some(slot) = places.get_mut(*index) {
            *slot = place;
        }
    }
    let graph = views.iter().map(|view| {
        let mut edges = edges(types.seen(view.way), view);
        edges.sort_by_key(|edge| places.get(edge.target));
        edges
    });
    let graph: Vec<_> = graph.collect();
    let required: Vec<Vec<_>> = graph
        .iter()
        .map(|edges| edges.iter().filter(|edge| edge.required).copied().collect())
        .collect();
    Boxes {
        boxed: back_edges(&graph, &order),
        relaxed: back_edges(&required, &order),
    }
}

fn edges(types: Types<'_>, view: &View) -> Vec<Edge> {
    let mut edges = Vec::new();
    match &types.api.schema(view.schema).shape {
        _ if !view.emitted => {}
        Shape::Object(object) => {
            for (slot, property) in object.properties.iter().enumerate() {
                let carried = carried(property, types.way);
                if carried != Carried::No {
                    hold(types, &property.value, slot, carried == Carried::Required, &mut edges);
                }
            }
        }
        Shape::Union(union) => {
            for (slot, variant) in union.variants.iter().enumerate() {
                hold(types, &variant.value, slot, false, &mut edges);
            }
        }
        Shape::Alias(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => {}
    }
    edges
}

/// Adds the objects and unions that a value holds in place. Enumerations hold nothing and are left out.
fn hold(types: Types<'_>, value: &Value, slot: usize, required: bool, edges: &mut Vec<Edge>) {
    let required = required && !types.is_nullable(value);
    match &types.resolved(value).ty {
        Type::Named(id) if holds(types.api, *id) => edges.push(Edge {
            slot,
            target: types.view(*id).index,
            required,
        }),
        Type::Tuple(tuple) => {
            for (at, item) in tuple.items.iter().enumerate() {
                hold(types, item, slot, required && at < tuple.required, edges);
            }
        }
        _ => {}
    }
}

fn holds(api: &Api, id: SchemaId) -> bool {
    matches!(api.schema(id).shape, Shape::Object(_) | Shape::Union(_))
}

/// The edges that close a ring in a depth-first walk. Without any one of them a ring would be left, so there is no box
/// too many. `order` is where the walk begins.
pub(crate) fn back_edges(graph: &[Vec<Edge>], order: &[usize]) -> FxHashSet<Place> {
    let mut walk = Walk {
        graph,
        marks: vec![Mark::New; graph.len()],
        trail: Vec::new(),
        found: FxHashSet::default(),
    };
    for start in order {
        walk.from(*start);
    }
    walk.found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

/// The walk keeps its own stack: a chain of references may be longer than the thread's.
struct Walk<'g> {
    graph: &'g [Vec<Edge>],
    marks: Vec<Mark>,
    trail: Vec<(usize, std::slice::Iter<'g, Edge>)>,
    found: FxHashSet<Place>,
}

impl Walk<'_> {
    fn from(&mut self, start: usize) {
        self.enter(start);
        while let Some((node, edges)) = self.trail.last_mut() {
            let node = *node;
            match edges.next() {
                Some(edge) => self.step(node, *edge),
                None => {
                    self.mark(node, Mark::Done);
                    self.trail.pop();
                }
            }
        }
    }

    fn step(&mut self, node: usize, edge: Edge) {
        match self.marks.get(edge.target) {
            Some(Mark::New) => self.enter(edge.target),
            Some(Mark::Open) => {
                self.found.insert((node, edge.slot));
            }
            Some(Mark::Done) | None => {}
        }
    }

    fn enter(&mut self, node: usize) {
        let Some(edges) = self.graph.get(node) else { return };
        if self.mark(node, Mark::Open) == Mark::New {
            self.trail.push((node, edges.iter()));
        } else {
            self.mark(node, Mark::Done);
        }
    }

    fn mark(&mut self, node: usize, mark: Mark) -> Mark {
        self.marks
            .get_mut(node)
            .map_or(Mark::Done, |slot| mem::replace(slot, mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(targets: &[&[usize]]) -> Vec<Vec<Edge>> {
        let edge = |(slot, target): (usize, &usize)| Edge {
            slot,
            target: *target,
            required: true,
        };
        targets
            .iter()
            .map(|targets| targets.iter().enumerate().map(edge).collect())
            .collect()
    }

    fn all_back_edges(graph: &[Vec<Edge>]) -> FxHashSet<Place> {
        back_edges(graph, &(0..graph.len()).collect::<Vec<_>>())
    }

    fn found(targets: &[&[usize]]) -> Vec<Place> {
        let mut places: Vec<_> = all_back_edges(&edges(targets)).into_iter().collect();
        places.sort_unstable();
        places
    }

    #[test]
    fn a_tree_needs_no_box() {
        assert_eq!(found(&[&[1, 2], &[3], &[3], &[]]), []);
    }

    #[test]
    fn a_type_that_holds_itself_needs_one() {
        assert_eq!(found(&[&[0]]), [(0, 0)]);
    }

    #[test]
    fn a_ring_of_three_needs_one() {
        assert_eq!(found(&[&[1], &[2], &[0]]), [(2, 0)]);
    }

    #[test]
    fn two_rings_through_one_type_need_two() {
        assert_eq!(found(&[&[1, 2], &[0], &[0]]), [(1, 0), (2, 0)]);
    }

    #[test]
    fn a_chain_longer_than_the_stack_ends() {
        let chain: Vec<_> = (1..200_000)
            .map(|next| {
                vec![Edge {
                    slot: 0,
                    target: next % 199_999,
                    required: true,
                }]
            })
            .collect();
        assert_eq!(all_back_edges(&chain).len(), 1);
    }
}
