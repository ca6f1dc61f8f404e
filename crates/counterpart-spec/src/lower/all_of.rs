//! Schemas without unions that must hold together: what all of them allow.

use crate::api::{Constraint, Dispatch, Type, Value};
use crate::form::{AdditionalForm, Kinds};

use super::Lowering;
use super::assertion::Asserting;
use super::constraint::tighten;
use super::object::{ObjectDraft, ObjectPart};
use super::piece::Piece;
use super::scalar::is_scalar;
use super::schema::{Draft, Plan};
use super::spot::Spot;
use super::union::{Source, UnionDraft, VariantDraft};

impl<'d> Lowering<'d, '_> {
    /// Decides what pieces become of which all must hold, and rules beside them.
    pub(super) fn plan_pieces(&mut self, pieces: Vec<Piece<'d>>, rules: Vec<Constraint>, at: &Spot<'_>) -> Plan<'d> {
        if pieces.iter().any(|piece| piece.form.never) {
            return Plan::Value(Value::new(Type::Never));
        }
        if let Some(plan) = self.plan_reference(&pieces, &rules, at) {
            return plan;
        }
        let kinds = kinds(&pieces);
        let lists = pieces
            .iter()
            .any(|piece| piece.form.listed().is_some_and(|values| !values.is_empty()));
        if lists && !self.is_misplaced(&pieces, kinds) {
            return self.plan_listed(&pieces, kinds, rules, at);
        }
        let Some(kinds) = kinds else {
            return Plan::Value(self.untyped(&pieces, rules, at));
        };
        if kinds.is_empty() {
            let at = pieces.last().map_or(*at, |piece| at.moved(&piece.pointer));
            return Plan::Value(self.contradiction("the types of the parts exclude each other", &at));
        }
        let nullable = kinds.meets(Kinds::NULL) && kinds != Kinds::NULL;
        match self.plan_kinds(kinds.without(Kinds::NULL), pieces, rules, at) {
            Plan::Value(value) => Plan::Value(value.or_null(nullable)),
            Plan::Named(draft, null) => Plan::Named(draft, null || nullable),
        }
    }

    /// A single schema by reference keeps its type, with rules on top.
    fn plan_reference(&mut self, pieces: &[Piece<'d>], rules: &[Constraint], at: &Spot<'_>) -> Option<Plan<'d>> {
        let mut shaping = pieces.iter().filter(|piece| !piece.form.says_no_shape());
        let (piece, None) = (shaping.next()?, shaping.next()) else {
            return None;
        };
        let reference = piece.reference?;
        let is_object = piece.form.kinds().is_some_and(|kinds| kinds.meets(Kinds::OBJECT));
        // Required properties belong into the object; everything else can be said beside it.
        if pieces.len() > 1 && (is_object || piece.form.listed().is_none()) {
            return None;
        }
        let mut value = self.reference(reference, &at.moved(&piece.pointer));
        value.constraints.extend(rules.iter().cloned());
        Some(Plan::Value(value))
    }

    /// One kind, or a union of several.
    fn plan_kinds(&mut self, kinds: Kinds, pieces: Vec<Piece<'d>>, rules: Vec<Constraint>, at: &Spot<'_>) -> Plan<'d> {
        match kinds {
            Kinds::NONE => Plan::Value(Value::new(Type::Null)),
            Kinds::OBJECT => self.plan_object(pieces, rules, at),
            Kinds::ARRAY => Plan::Value(self.array(&pieces, rules, at)),
            _ if kinds.contains(Kinds::ALL.without(Kinds::NULL)) => self.plan_any(pieces, rules, at),
            _ if is_scalar(kinds) => Plan::Value(self.scalar(kinds, &pieces, rules, at)),
            _ => Plan::Named(Draft::Union(Box::new(by_kind(kinds, false, &pieces, &rules))), false),
        }
    }

    /// The plan for one of several kinds.
    pub(super) fn plan_kind(
        &mut self,
        kind: Kinds,
        pieces: Vec<Piece<'d>>,
        rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> Plan<'d> {
        self.plan_kinds(kind, pieces, rules, at)
    }

    /// Values of all kinds: those of which more is known than rules have a type of their own.
    fn plan_any(&mut self, pieces: Vec<Piece<'d>>, rules: Vec<Constraint>, at: &Spot<'_>) -> Plan<'d> {
        let objects = pieces.iter().any(|piece| piece.form.has_properties());
        let arrays = pieces
            .iter()
            .any(|piece| piece.form.items.is_some() || piece.form.prefix().is_some());
        let known = [(objects, Kinds::OBJECT), (arrays, Kinds::ARRAY)];
        let known = known.into_iter().filter(|(known, _)| *known);
        let known = known.fold(Kinds::NONE, |all, (_, kind)| all | kind);
        if known.is_empty() {
            return Plan::Value(self.untyped(&pieces, rules, at));
        }
        Plan::Named(Draft::Union(Box::new(by_kind(known, true, &pieces, &rules))), false)
    }

    /// Any value of some kinds that the rules let pass.
    pub(super) fn other_kinds(&mut self, kinds: Kinds, pieces: &[Piece<'d>], at: &Spot<'_>) -> Value {
        let mut value = self.untyped(pieces, Vec::new(), at);
        value.constraints.retain(|rule| concerns(rule, kinds));
        value.constraints.insert(0, Constraint::Kinds(kinds.list()));
        value
    }

    /// Any value that the rules let pass; each rule ignores values of other kinds.
    fn untyped(&mut self, pieces: &[Piece<'d>], rules: Vec<Constraint>, at: &Spot<'_>) -> Value {
        let mut all = Vec::new();
        for piece in pieces {
            let mut state = Asserting::default();
            let found = self.piece_rules(piece, &mut state);
            self.report_dropped(&state, &at.moved(&piece.pointer));
            found.into_iter().for_each(|rule| tighten(&mut all, rule));
        }
        all.extend(rules);
        Value {
            constraints: all,
            ..Value::new(Type::Any)
        }
    }

    /// Adds the rules of the pieces that types cannot say.
    pub(super) fn add_side_rules(&mut self, pieces: &[Piece<'d>], rules: &mut Vec<Constraint>, at: &Spot<'_>) {
        for piece in pieces.iter().filter(|piece| piece.form.has_assertions()) {
            let mut state = Asserting::default();
            let found = self.side_rules(&piece.form, &mut state);
            self.report_dropped(&state, &at.moved(&piece.pointer));
            rules.extend(found.list);
        }
        self.add_letter_rules(pieces, rules, at);
    }

    /// An object with named properties, or a map.
    fn plan_object(&mut self, pieces: Vec<Piece<'d>>, rules: Vec<Constraint>, at: &Spot<'_>) -> Plan<'d> {
        let named = pieces.iter().any(|piece| {
            let denied = matches!(piece.form.additional, Some(AdditionalForm::Denied));
            piece.form.has_properties() || (denied && piece.form.patterns().is_none())
        });
        let mut draft = ObjectDraft {
            rules,
            ..ObjectDraft::default()
        };
        self.add_side_rules(&pieces, &mut draft.rules, at);
        draft.parts = pieces.into_iter().map(ObjectPart::of).collect();
        if named {
            Plan::Named(Draft::Object(Box::new(draft)), false)
        } else {
            Plan::Value(self.map(&draft, at))
        }
    }
}

/// Can a value of some kinds break a rule?
fn concerns(rule: &Constraint, kinds: Kinds) -> bool {
    use Constraint as C;
    match rule {
        C::Required(_)
        | C::DependentRequired(..)
        | C::Property(..)
        | C::PatternProperty(..)
        | C::OtherProperties { .. }
        | C::PropertyNames(_)
        | C::MinProperties(_)
        | C::MaxProperties(_) => kinds.meets(Kinds::OBJECT),
        C::Item(..) | C::ItemsFrom(..) | C::Contains { .. } | C::MinItems(_) | C::MaxItems(_) | C::UniqueItems => {
            kinds.meets(Kinds::ARRAY)
        }
        _ => true,
    }
}

/// The kinds that all pieces allow; `None` if none of them says.
pub(super) fn kinds(pieces: &[Piece<'_>]) -> Option<Kinds> {
    let mut stated = pieces.iter().filter_map(|piece| piece.form.kinds());
    let first = stated.next()?;
    Some(stated.fold(first, |all, kinds| all & kinds))
}

/// A union with a variant for each kind, and one for all others where they are allowed.
fn by_kind<'d>(kinds: Kinds, others: bool, pieces: &[Piece<'d>], rules: &[Constraint]) -> UnionDraft<'d> {
    let numbers = if kinds.contains(Kinds::NUMBER) {
        Kinds::INTEGER
    } else {
        Kinds::NUMBER
    };
    let each = Kinds::EACH
        .into_iter()
        .filter(|kind| kinds.contains(*kind) && *kind != numbers);
    let variant = |kinds: Kinds, source, word: &str| VariantDraft {
        source,
        name: None,
        word: word.to_owned(),
        tags: Vec::new(),
        evidence: vec![Constraint::Kinds(kinds.list())],
    };
    let variants = each.map(|kind| variant(kind, Source::Kind(kind, pieces.into()), kind_word(kind)));
    let rest = Kinds::ALL.without(kinds | Kinds::NULL);
    let rest = others.then(|| variant(rest, Source::Others(rest, pieces.into()), "other"));
    UnionDraft {
        dispatch: Dispatch::AnyOf,
        variants: variants.chain(rest).collect(),
        rules: rules.to_vec(),
    }
}

fn kind_word(kind: Kinds) -> &'static str {
    match kind {
        Kinds::BOOLEAN => "boolean",
        Kinds::INTEGER => "integer",
        Kinds::NUMBER => "number",
        Kinds::STRING => "string",
        Kinds::ARRAY => "array",
        _ => "object",
    }
}
