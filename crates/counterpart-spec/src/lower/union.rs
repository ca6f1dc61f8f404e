//! `oneOf` and `anyOf`: what becomes of them, and their shapes.

use std::rc::Rc;

use crate::Schemas;
use crate::api::{Constraint, Dispatch, Type, Union, Value, Variant};
use crate::diagnostic::UNSUPPORTED_UNION;
use crate::document::Node;
use crate::form::{Kinds, SchemaForm};

use super::Lowering;
use super::assertion::Asserting;
use super::beside::drop_types;
use super::enumeration::{Listed, Origin};
use super::object::ObjectDraft;
use super::piece::{Factor, Parts, Piece};
use super::profile::Profile;
use super::schema::{Draft, Place, Plan};
use super::spot::Spot;
use super::variant::distinct;

/// So many variants may come of unions that stand beside each other.
const MOST_COMBINATIONS: usize = 256;

/// A union whose name is not settled yet.
#[derive(Debug)]
pub(super) struct UnionDraft<'d> {
    pub(super) dispatch: Dispatch,
    pub(super) variants: Vec<VariantDraft<'d>>,
    /// Rules on every variant.
    pub(super) rules: Vec<Constraint>,
}

#[derive(Debug)]
pub(super) struct VariantDraft<'d> {
    pub(super) source: Source<'d>,
    pub(super) name: Option<String>,
    /// For the name of the type, if the variant has none of its own.
    pub(super) word: String,
    pub(super) tags: Vec<String>,
    pub(super) evidence: Vec<Constraint>,
}

/// What a variant is made of.
#[derive(Debug, Clone)]
pub(super) enum Source<'d> {
    /// A schema as it stands.
    Part(Place<'d>),
    /// A schema together with what stands beside the union.
    Parts(Box<Parts<'d>>),
    /// Objects of an `anyOf` that may hold at once.
    Merged(Rc<ObjectDraft<'d>>),
    /// Some schemas as far as one kind goes.
    Kind(Kinds, Rc<[Piece<'d>]>),
    /// Some schemas as far as several kinds go of which they say nothing but rules.
    Others(Kinds, Rc<[Piece<'d>]>),
}

/// A variant that is being looked at.
#[derive(Debug, Clone)]
pub(super) struct Alternative<'d> {
    pub(super) place: Place<'d>,
    pub(super) source: Source<'d>,
    pub(super) profile: Rc<Profile<'d>>,
}

impl<'d> Lowering<'d, '_> {
    /// Decides what pieces become beside unions.
    pub(super) fn plan_factors(&mut self, mut parts: Parts<'d>, at: &Spot<'_>) -> Plan<'d> {
        let base = super::all_of::kinds(&parts.pieces);
        let mut rules = Vec::new();
        let mut shaping = Vec::new();
        for factor in std::mem::take(&mut parts.factors) {
            // To the letter, a value of a variant that is listed twice fits two of them.
            let is_twice = self.schemas_are == Schemas::Exact && factor.keyword == "oneOf" && has_equals(factor.parts);
            if is_twice || factor.parts.iter().all(|part| only_asserts(part, base)) {
                rules.extend(self.factor_rule(&factor, base, at));
            } else {
                shaping.push(factor);
            }
        }
        let shaping = self.affordable(shaping, at);
        let mut shaping = shaping.into_iter();
        let Some(first) = shaping.next() else {
            return self.plan_pieces(parts.pieces, rules, at);
        };
        parts.factors = shaping.collect();
        self.plan_union(parts, &first, rules, at)
    }

    fn factor_rule(&mut self, factor: &Factor<'d>, base: Option<Kinds>, at: &Spot<'_>) -> Vec<Constraint> {
        let mut state = Asserting::of_texts(base == Some(Kinds::STRING));
        let rule = self.choice_rule(factor.keyword, factor.parts, &mut state);
        self.report_dropped(&state, &at.moved(&factor.pointer));
        rule.list
    }

    /// Several unions multiply; beyond a measure only the first ones count.
    fn affordable(&mut self, mut factors: Vec<Factor<'d>>, at: &Spot<'_>) -> Vec<Factor<'d>> {
        let mut product = 1_usize;
        let mut kept = 0;
        for factor in &factors {
            product = product.saturating_mul(factor.parts.len());
            if kept > 0 && product > MOST_COMBINATIONS {
                break;
            }
            kept += 1;
        }
        for factor in factors.drain(kept..) {
            let message = format!(
                "this `{}` and the unions beside it have too many combinations; it is not read",
                factor.keyword
            );
            self.report(
                &UNSUPPORTED_UNION,
                message,
                &at.moved(&factor.pointer).key(factor.keyword),
            );
        }
        factors
    }

    fn plan_union(
        &mut self,
        mut parts: Parts<'d>,
        factor: &Factor<'d>,
        mut rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> Plan<'d> {
        let nullable = factor.parts.iter().any(is_only_null);
        let mut alternatives = self.alternatives(factor);
        if alternatives.is_empty() {
            return Plan::Value(Value::new(Type::Null));
        }
        drop_types(&mut parts, &alternatives);
        let beside = super::all_of::kinds(&parts.pieces).unwrap_or(Kinds::ALL);
        alternatives.retain(|one| beside.meets(one.profile.kinds.without(Kinds::NULL)));
        if alternatives.is_empty() {
            let at = at.moved(&factor.pointer);
            let reason = "what stands beside the union excludes all its variants";
            return Plan::Value(self.contradiction(reason, &at.key(factor.keyword)));
        }
        self.take_rules(&mut parts, &alternatives, &mut rules, at);
        let alone = parts.pieces.is_empty() && parts.factors.is_empty();
        if let ([single], None, true) = (alternatives.as_slice(), factor.discriminator, rules.is_empty()) {
            return or_null(self.plan_single(single, &parts, at), nullable);
        }
        if parts.factors.is_empty()
            && let Some(values) = constants(factor)
        {
            return or_null(self.plan_constants(values, &parts.pieces, rules, at), nullable);
        }
        let nullable = nullable
            || alternatives
                .iter()
                .any(|one| one.profile.kinds.meets(Kinds::NULL) && one.profile.kinds != Kinds::ALL);
        if !alone {
            self.distribute(&mut alternatives, &parts, at);
        }
        let draft = self.draft_union(factor, alternatives, rules, at);
        let plan = match single_object(draft) {
            Ok(object) => Plan::Named(Draft::Object(Box::new(object)), false),
            Err(union) => Plan::Named(Draft::Union(Box::new(union)), false),
        };
        or_null(plan, nullable)
    }

    /// The parts of a union that are more than `null`.
    fn alternatives(&mut self, factor: &Factor<'d>) -> Vec<Alternative<'d>> {
        let real = factor.parts.iter().enumerate().filter(|(_, part)| !is_only_null(part));
        let places = real.map(|(index, node)| Place {
            node,
            pointer: format!("{}/{}/{index}", factor.pointer, factor.keyword),
        });
        let mut alternatives: Vec<Alternative<'d>> = places
            .map(|place| Alternative {
                source: Source::Part(place.clone()),
                profile: self.profile(place.node),
                place,
            })
            .collect();
        distinct(&mut alternatives);
        alternatives
    }

    fn plan_single(&mut self, single: &Alternative<'d>, parts: &Parts<'d>, at: &Spot<'_>) -> Plan<'d> {
        let at = at.moved(&single.place.pointer);
        if parts.pieces.is_empty() && parts.factors.is_empty() {
            return Plan::Value(self.value(single.place.node, &at));
        }
        let mut parts = parts.clone();
        self.collect_part(single.place.node, &mut parts, &at);
        self.plan_parts(parts, &at)
    }

    /// The value of a property that several objects of an `anyOf` describe.
    pub(super) fn value_of_choices(&mut self, choices: Vec<Vec<Place<'d>>>, at: &Spot<'_>) -> Value {
        if let [places] = choices.as_slice() {
            return self.common_value(places, at);
        }
        let mut alternatives = Vec::new();
        let mut nullable = false;
        for places in choices {
            let parts = self.collect_places(&places, at);
            let mut profile = Profile::blank();
            for place in &places {
                profile.and(&self.profile(place.node));
            }
            nullable |= profile.kinds.meets(Kinds::NULL);
            let Some(place) = places.last().cloned() else { continue };
            let source = match places.as_slice() {
                [place] => Source::Part(place.clone()),
                _ => Source::Parts(Box::new(parts)),
            };
            let profile = Rc::new(profile);
            alternatives.push(Alternative { place, source, profile });
        }
        if alternatives.iter().any(|one| one.profile.kinds == Kinds::ALL) {
            return Value::new(Type::Any);
        }
        let draft = self.draft_variants("anyOf", alternatives, Vec::new(), at);
        let plan = match single_object(draft) {
            Ok(object) => Plan::Named(Draft::Object(Box::new(object)), nullable),
            Err(union) => Plan::Named(Draft::Union(Box::new(union)), nullable),
        };
        self.settled(plan, None, at)
    }

    /// Makes the union of a draft.
    pub(super) fn union(&mut self, draft: UnionDraft<'d>, at: &Spot<'_>) -> Union {
        let variants = draft.variants.into_iter().map(|variant| {
            let mut value = self.variant_value(&variant, at);
            value.nullable = false;
            value.constraints.extend(draft.rules.iter().cloned());
            Variant {
                name: variant.name,
                value,
                tags: variant.tags,
                evidence: variant.evidence,
            }
        });
        Union {
            variants: variants.collect(),
            dispatch: draft.dispatch,
        }
    }

    fn variant_value(&mut self, variant: &VariantDraft<'d>, at: &Spot<'_>) -> Value {
        match &variant.source {
            Source::Part(place) => self.value(place.node, &at.moved(&place.pointer).word(&variant.word)),
            Source::Parts(parts) => self.value_of_parts((**parts).clone(), &at.stay().word(&variant.word)),
            Source::Merged(draft) => {
                let plan = Plan::Named(Draft::Object(Box::new((**draft).clone())), false);
                self.settled(plan, None, &at.stay().word(&variant.word))
            }
            Source::Kind(kind, pieces) => {
                let at = at.stay().word(&variant.word);
                let plan = self.plan_kind(*kind, pieces.to_vec(), Vec::new(), &at);
                self.settled(plan, None, &at)
            }
            Source::Others(kinds, pieces) => self.other_kinds(*kinds, pieces, at),
        }
    }
}

/// A union of which only one object is left is that object.
fn single_object(mut draft: UnionDraft<'_>) -> Result<ObjectDraft<'_>, UnionDraft<'_>> {
    if let [
        VariantDraft {
            source: Source::Merged(object),
            ..
        },
    ] = draft.variants.as_slice()
    {
        let mut object = (**object).clone();
        object.rules.append(&mut draft.rules);
        return Ok(object);
    }
    Err(draft)
}

fn or_null(plan: Plan<'_>, nullable: bool) -> Plan<'_> {
    match plan {
        Plan::Value(value) => Plan::Value(value.or_null(nullable)),
        Plan::Named(draft, null) => Plan::Named(draft, null || nullable),
    }
}

/// The constants of `oneOf: [{const: a, title: ..}, ..]`, a way to describe the values of an enumeration.
fn constants<'d>(factor: &Factor<'d>) -> Option<Vec<Listed<'d>>> {
    let mut values = Vec::new();
    for (index, part) in factor.parts.iter().enumerate().filter(|(_, part)| !is_only_null(part)) {
        let form = SchemaForm::read(part.as_object()?);
        let is_scalar = |node: &Node| !matches!(node, Node::Array(_) | Node::Object(_));
        let listed = form.listed().filter(|values| values.iter().all(is_scalar))?;
        let kinds = form.types.unwrap_or(Kinds::ALL);
        let plain = form.limits.is_empty() && !form.has_assertions() && form.reference.is_none();
        if !plain || form.all_of.is_some() || !listed.iter().all(|node| kinds.contains(Kinds::of(node))) {
            return None;
        }
        let single = listed.len() == 1;
        for node in listed {
            values.push(Listed {
                node,
                origin: Origin {
                    schema: Rc::clone(&factor.pointer),
                    keyword: factor.keyword,
                    index: Some(index),
                },
                name: form.title.filter(|_| single).map(str::to_owned),
                description: form.description.filter(|_| single).map(str::to_owned),
            });
        }
    }
    Some(values)
}

fn has_equals(parts: &[Node]) -> bool {
    (1..)
        .zip(parts)
        .any(|(next, part)| parts.iter().skip(next).any(|other| other == part))
}

/// Does a part of a union only say what is checked, and nothing of a type beyond that of the base?
fn only_asserts(part: &Node, base: Option<Kinds>) -> bool {
    let Some(form) = SchemaForm::of(part) else { return true };
    let same_type = |types: Kinds| base.is_some_and(|base| types.contains(base));
    let bare = SchemaForm {
        types: form.types.filter(|types| !same_type(*types)),
        format: None,
        all_of: None,
        one_of: None,
        any_of: None,
        never: false,
        misfits: Vec::new(),
        ..form.clone()
    };
    let parts = [form.all_of, form.one_of, form.any_of];
    bare.says_no_shape()
        && (form.types.is_some() || !form.is_annotation_only() || form.never || parts.iter().any(Option::is_some))
        && parts
            .into_iter()
            .flatten()
            .flatten()
            .all(|part| only_asserts(part, base))
}

/// `{enum: [null]}` and `{type: "null"}`: ways to write `nullable`.
pub(super) fn is_only_null(part: &Node) -> bool {
    let values = part.get("enum").and_then(Node::as_array);
    let only_null = values.is_some_and(|values| !values.is_empty() && values.iter().all(|value| *value == Node::Null));
    only_null || part.get("type").and_then(Node::as_str) == Some("null") || part.get("const") == Some(&Node::Null)
}
