//! Objects without named properties: maps.

use crate::api::{Constraint, Type, Value};
use crate::form::AdditionalForm;

use super::Lowering;
use super::assertion::{Asserting, entries, names};
use super::constraint::{object_constraints, tighten};
use super::object::{ObjectDraft, ObjectPart};
use super::schema::Place;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// `object` without named properties.
    pub(super) fn map(&mut self, draft: &ObjectDraft<'d>, at: &Spot<'_>) -> Value {
        let mut rules = Vec::new();
        for part in &draft.parts {
            for rule in object_constraints(&part.form.limits) {
                tighten(&mut rules, rule);
            }
        }
        self.check_ranges(&rules, false, at);
        rules.extend(required(draft));
        let values = self.map_values(draft, &mut rules, at);
        rules.extend(draft.rules.iter().cloned());
        Value {
            constraints: rules,
            ..Value::new(Type::Map(Box::new(values)))
        }
    }

    fn map_values(&mut self, draft: &ObjectDraft<'d>, rules: &mut Vec<Constraint>, at: &Spot<'_>) -> Value {
        if draft.parts.iter().any(|part| part.form.patterns().is_some()) {
            return self.values_of_patterns(draft, rules, at);
        }
        let additional: Vec<Place<'d>> = draft.parts.iter().filter_map(others).collect();
        match additional.as_slice() {
            [] => Value::new(Type::Any),
            [place] => self.value(
                place.node,
                &at.key("additionalProperties").moved(&place.pointer).word("value"),
            ),
            places => self.common_value(places, &at.key("additionalProperties").word("value")),
        }
    }

    /// `patternProperties`: one type if all patterns (and what matches none) have the same, else any value with rules.
    fn values_of_patterns(&mut self, draft: &ObjectDraft<'d>, rules: &mut Vec<Constraint>, at: &Spot<'_>) -> Value {
        let mut kinds: Vec<Value> = Vec::new();
        for part in &draft.parts {
            let spot = part.spot(at);
            for (pattern, node) in entries(part.form.patterns()) {
                kinds.push(self.value(node, &spot.key("patternProperties").key(pattern).word("value")));
            }
            match part.form.additional {
                Some(AdditionalForm::Denied) => {}
                Some(AdditionalForm::Allowed) | None => kinds.push(Value::new(Type::Any)),
                Some(AdditionalForm::Schema(node)) => {
                    kinds.push(self.value(node, &spot.key("additionalProperties").word("value")));
                }
            }
        }
        let value = match kinds.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => first.clone(),
            _ => {
                draft.parts.iter().for_each(|part| self.pattern_rules(part, rules, at));
                return Value::new(Type::Any);
            }
        };
        for part in &draft.parts {
            if matches!(part.form.additional, Some(AdditionalForm::Denied)) {
                rules.push(no_others(part));
            }
        }
        value
    }

    fn pattern_rules(&mut self, part: &ObjectPart<'d>, rules: &mut Vec<Constraint>, at: &Spot<'_>) {
        let mut state = Asserting::default();
        for (pattern, node) in entries(part.form.patterns()) {
            let found = self.rules(node, &mut state).list;
            if !found.is_empty() {
                rules.push(Constraint::PatternProperty(pattern.to_owned(), found));
            }
        }
        match part.form.additional {
            Some(AdditionalForm::Denied) => rules.push(no_others(part)),
            Some(AdditionalForm::Schema(node)) => {
                let found = self.rules(node, &mut state).list;
                if !found.is_empty() {
                    rules.push(others_are(part, found));
                }
            }
            Some(AdditionalForm::Allowed) | None => {}
        }
        self.report_dropped(&state, &part.spot(at));
    }
}

fn no_others(part: &ObjectPart<'_>) -> Constraint {
    others_are(part, vec![Constraint::Never])
}

fn others_are(part: &ObjectPart<'_>, rules: Vec<Constraint>) -> Constraint {
    Constraint::OtherProperties {
        names: names(part.form.properties),
        patterns: names(part.form.patterns()),
        rules,
    }
}

/// The schema of the values.
fn others<'d>(part: &ObjectPart<'d>) -> Option<Place<'d>> {
    let unevaluated = || part.form.rare.as_deref().and_then(|rare| rare.unevaluated_properties);
    let (node, keyword) = match part.form.additional {
        Some(AdditionalForm::Schema(node)) => (node, "additionalProperties"),
        Some(AdditionalForm::Allowed | AdditionalForm::Denied) => return None,
        None => (unevaluated()?, "unevaluatedProperties"),
    };
    Some(Place {
        node,
        pointer: format!("{}/{keyword}", part.pointer),
    })
}

fn required(draft: &ObjectDraft<'_>) -> Option<Constraint> {
    let mut names: Vec<String> = Vec::new();
    let all = draft.parts.iter().flat_map(|part| part.form.required);
    for name in all.filter_map(crate::document::Node::as_str) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (!names.is_empty()).then_some(Constraint::Required(names))
}
