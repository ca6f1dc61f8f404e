//! What stands beside a union: rules on all its variants, or a part of each.

use std::rc::Rc;

use crate::api::Constraint;
use crate::document::Node;
use crate::form::{Kinds, SchemaForm};

use super::Lowering;
use super::assertion::Asserting;
use super::constraint::tighten;
use super::piece::{Parts, Piece};
use super::profile::Profile;
use super::spot::Spot;
use super::union::{Alternative, Source};

impl<'d> Lowering<'d, '_> {
    /// What stands beside objects and is only checked makes no other types of them.
    pub(super) fn take_rules(
        &mut self,
        parts: &mut Parts<'d>,
        alternatives: &[Alternative<'d>],
        rules: &mut Vec<Constraint>,
        at: &Spot<'_>,
    ) {
        let all_objects = alternatives
            .iter()
            .all(|one| one.profile.kinds.without(Kinds::NULL) == Kinds::OBJECT);
        if !all_objects || alternatives.len() < 2 || !parts.factors.is_empty() {
            return;
        }
        parts.pieces.retain_mut(|piece| {
            let Some(form) = rules_beside(&piece.form, alternatives) else {
                return true;
            };
            let mut state = Asserting::default();
            let piece = Piece { form, ..piece.clone() };
            let found = self.piece_rules(&piece, &mut state);
            self.report_dropped(&state, &at.moved(&piece.pointer));
            found.into_iter().for_each(|rule| tighten(rules, rule));
            false
        });
    }

    /// Puts what stands beside a union into each of its variants.
    pub(super) fn distribute(&mut self, alternatives: &mut [Alternative<'d>], parts: &Parts<'d>, at: &Spot<'_>) {
        for alternative in alternatives {
            let mut own = Parts::default();
            let place = at.moved(&alternative.place.pointer);
            self.collect_part(alternative.place.node, &mut own, &place);
            // A variant that is made from the base has it already.
            if parts.factors.is_empty() && parts.pieces.iter().all(|piece| own.has(piece.node)) {
                continue;
            }
            let mut together = parts.clone();
            self.collect_part(alternative.place.node, &mut together, &place);
            let mut profile = Profile::blank();
            for piece in &parts.pieces {
                profile.and(&Self::profile_of_form(&piece.form));
            }
            profile.and(&alternative.profile);
            profile.is_union |= !parts.factors.is_empty();
            alternative.profile = Rc::new(profile);
            alternative.source = Source::Parts(Box::new(together));
        }
    }
}

/// What a schema beside objects asks of them, if that shapes no type: what they require anyway is nothing to ask.
fn rules_beside<'d>(form: &SchemaForm<'d>, alternatives: &[Alternative<'d>]) -> Option<SchemaForm<'d>> {
    let is_required = |name: &str| alternatives.iter().all(|one| one.profile.requires(name));
    let required = form.required.iter().filter_map(Node::as_str);
    let form = SchemaForm {
        types: form.types.filter(|types| !types.contains(Kinds::OBJECT)),
        required: if required.into_iter().all(is_required) {
            &[]
        } else {
            form.required
        },
        ..form.clone()
    };
    (form.says_no_shape() && form.required.is_empty()).then_some(form)
}

/// Drops schemas beside a union that only repeat what kinds its variants have.
pub(super) fn drop_types(parts: &mut Parts<'_>, alternatives: &[Alternative<'_>]) {
    let all = alternatives.iter().fold(Kinds::NONE, |all, alternative| {
        all | alternative.profile.kinds.without(Kinds::NULL)
    });
    parts.pieces.retain(|piece| {
        let repeats = piece.form.types.is_some_and(|types| types.contains(all));
        let rest = SchemaForm {
            types: None,
            misfits: Vec::new(),
            ..piece.form.clone()
        };
        !(repeats && rest.is_annotation_only())
    });
}
