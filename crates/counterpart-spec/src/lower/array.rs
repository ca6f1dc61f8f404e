//! Arrays and tuples.

use crate::Schemas;
use crate::api::{Constraint, Tuple, Type, Value};
use crate::diagnostic::{Diagnostic, MISSING_MEMBER, Severity};
use crate::document::Node;

use super::Lowering;
use super::constraint::{constraints, tighten};
use super::piece::Piece;
use super::schema::Place;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// An array of whatever `items` says, or a tuple.
    pub(super) fn array(&mut self, pieces: &[Piece<'d>], rules: Vec<Constraint>, at: &Spot<'_>) -> Value {
        let length = pieces
            .iter()
            .filter_map(|piece| piece.form.prefix())
            .map(<[Node]>::len)
            .max();
        let ty = match length {
            None => Type::Array(Box::new(self.items_of(pieces, at))),
            Some(length) => self.tuple(pieces, length, at),
        };
        let mut all = Vec::new();
        for piece in pieces {
            for rule in constraints(&ty, &piece.form.limits) {
                tighten(&mut all, rule);
            }
        }
        self.check_ranges(&all, false, at);
        if let Type::Tuple(tuple) = &ty {
            all.retain(|rule| !said_by(tuple, rule));
        }
        self.add_side_rules(pieces, &mut all, at);
        all.extend(rules);
        Value {
            constraints: all,
            ..Value::new(ty)
        }
    }

    fn items_of(&mut self, pieces: &[Piece<'d>], at: &Spot<'_>) -> Value {
        let places = self.rests(pieces);
        match places.as_slice() {
            [] => {
                self.report_missing_items(pieces, at);
                Value::new(Type::Any)
            }
            [place] => {
                let at = at.key("items");
                self.value(place.node, &at.moved(&place.pointer).word("items"))
            }
            places => self.common_value(places, &at.key("items").word("items")),
        }
    }

    /// OpenAPI 3.0 asks for `items`; JSON Schema does not.
    fn report_missing_items(&mut self, pieces: &[Piece<'d>], at: &Spot<'_>) {
        if pieces.len() > 1 {
            return;
        }
        let message = "nothing is said of the `items` of this array; any JSON value is assumed";
        let mut finding = Diagnostic::at_pointer(&MISSING_MEMBER, message, at.pointer());
        finding.severity = Severity::Note;
        self.findings.push(finding);
    }

    fn tuple(&mut self, pieces: &[Piece<'d>], length: usize, at: &Spot<'_>) -> Type {
        let most = pieces.iter().filter_map(|piece| piece.form.limits.max_items).min();
        let least = pieces
            .iter()
            .filter_map(|piece| piece.form.limits.min_items)
            .max()
            .unwrap_or(0);
        let shown = most.map_or(length, |most| usize::try_from(most).unwrap_or(length).min(length));
        let items = (0..shown).map(|index| {
            let places: Vec<Place<'d>> = pieces.iter().filter_map(|piece| item(piece, index)).collect();
            let word = format!("item {}", index + 1);
            self.common_value(&places, &at.key("prefixItems").word(&word))
        });
        let items: Vec<Value> = items.collect();
        let required = usize::try_from(least).unwrap_or(usize::MAX).min(items.len());
        let ended = most.is_some_and(|most| most <= length as u64);
        let rest = if ended { None } else { self.rest_of_tuple(pieces, at) };
        Type::Tuple(Box::new(Tuple { items, required, rest }))
    }

    fn rest_of_tuple(&mut self, pieces: &[Piece<'d>], at: &Spot<'_>) -> Option<Value> {
        let places = self.rests(pieces);
        if places.iter().any(|place| *place.node == Node::Bool(false)) {
            return None;
        }
        Some(match places.as_slice() {
            [] => Value::new(Type::Any),
            places => self.common_value(places, &at.key("items").word("items")),
        })
    }

    /// What is said of the items that `prefixItems` does not name. What no part says anything about is not evaluated, unless
    /// that depends on the value; there, it is a rule.
    fn rests(&self, pieces: &[Piece<'d>]) -> Vec<Place<'d>> {
        let stated: Vec<Place<'d>> = pieces.iter().filter_map(stated_rest).collect();
        let apart = self.schemas_are == Schemas::Exact && pieces.iter().any(|piece| !piece.whole);
        if !stated.is_empty() || apart || pieces.iter().any(Piece::looks_depend) {
            return stated;
        }
        let unevaluated = pieces.iter().find_map(|piece| {
            let node = piece.form.rare.as_deref()?.unevaluated_items?;
            Some(Place {
                node,
                pointer: format!("{}/unevaluatedItems", piece.pointer),
            })
        });
        unevaluated.into_iter().collect()
    }
}

fn stated_rest<'d>(piece: &Piece<'d>) -> Option<Place<'d>> {
    let node = piece.form.rest_of_items()?;
    let keyword = if piece.form.items.is_none() {
        "additionalItems"
    } else {
        "items"
    };
    Some(Place {
        node,
        pointer: format!("{}/{keyword}", piece.pointer),
    })
}

/// What is said of the item at an index.
fn item<'d>(piece: &Piece<'d>, index: usize) -> Option<Place<'d>> {
    let Some(node) = piece.form.prefix().and_then(|prefix| prefix.get(index)) else {
        return stated_rest(piece);
    };
    let keyword = piece
        .form
        .rare
        .as_deref()
        .map_or("prefixItems", |rare| rare.prefix_keyword);
    Some(Place {
        node,
        pointer: format!("{}/{keyword}/{index}", piece.pointer),
    })
}

/// The tuple itself says how many items there are.
fn said_by(tuple: &Tuple, rule: &Constraint) -> bool {
    match rule {
        Constraint::MinItems(least) => *least <= tuple.required as u64,
        Constraint::MaxItems(most) => tuple.rest.is_none() && *most >= tuple.items.len() as u64,
        _ => false,
    }
}
