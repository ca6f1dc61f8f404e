//! The evidence of a union's variants: what is true of every value of a variant and helps to tell it from the others.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::api::{Constraint, JsonKind};
use crate::document::Node;
use crate::form::Kinds;

use super::Lowering;
use super::format::text_format;
use super::profile::Profile;

/// Longer lists of values are no cheap test.
const MOST_VALUES: usize = 512;

impl<'d> Lowering<'d, '_> {
    /// The evidence for each of some variants.
    pub(super) fn evidence(&mut self, profiles: &[&Profile<'d>]) -> Vec<Vec<Constraint>> {
        let crowd = self.crowd(profiles);
        profiles
            .iter()
            .map(|profile| self.evidence_of(profile, &crowd))
            .collect()
    }

    fn evidence_of(&mut self, profile: &Profile<'d>, crowd: &Crowd<'d>) -> Vec<Constraint> {
        let mut evidence = Vec::new();
        let kinds = profile.kinds.without(Kinds::NULL);
        if kinds != Kinds::ALL.without(Kinds::NULL) {
            evidence.push(Constraint::Kinds(kinds.list()));
        }
        if let Some(values) = &profile.values
            && values.len() <= MOST_VALUES
        {
            let values = values.iter().filter(|value| ***value != Node::Null);
            evidence.push(Constraint::Values(values.map(|value| value.to_json()).collect()));
            return evidence;
        }
        if kinds.meets(Kinds::OBJECT) && crowd.objects > 1 {
            self.object_evidence(profile, crowd, &mut evidence);
        }
        if kinds.meets(Kinds::ARRAY) && crowd.arrays > 1 {
            self.item_evidence(profile, &mut evidence);
        }
        if kinds.meets(Kinds::STRING) && crowd.strings > 1 {
            evidence.extend(profile.format.and_then(text_format).map(Constraint::Format));
        }
        if kinds.meets(Kinds::NUMBER) && crowd.numbers > 1 {
            evidence.extend(profile.lower.clone().map(Constraint::Minimum));
            evidence.extend(profile.upper.clone().map(Constraint::Maximum));
        }
        evidence
    }

    fn object_evidence(&mut self, profile: &Profile<'d>, crowd: &Crowd<'d>, evidence: &mut Vec<Constraint>) {
        let required = profile.required.iter().filter(|name| !crowd.all_require(name));
        let required: Vec<String> = required.map(|name| (*name).to_owned()).collect();
        if !required.is_empty() {
            evidence.push(Constraint::Required(required));
        }
        for (name, node) in &profile.properties {
            if crowd.tells(name) {
                let rules = self.property_evidence(node);
                if !rules.is_empty() {
                    evidence.push(Constraint::Property((*name).to_owned(), rules));
                }
            }
        }
        if profile.closed {
            let names = profile.properties.iter().map(|(name, _)| (*name).to_owned()).collect();
            let patterns = profile.patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
            let rules = vec![Constraint::Never];
            evidence.push(Constraint::OtherProperties { names, patterns, rules });
        }
    }

    /// Constants and kinds of a property.
    fn property_evidence(&mut self, node: &'d Node) -> Vec<Constraint> {
        let profile = self.profile(node);
        match &profile.values {
            Some(values) if values.len() <= 16 => {
                let values = values.iter().map(|value| value.to_json()).collect();
                vec![Constraint::Values(values)]
            }
            _ if profile.kinds == Kinds::ALL => Vec::new(),
            _ => vec![Constraint::Kinds(profile.kinds.list())],
        }
    }

    fn item_evidence(&mut self, profile: &Profile<'d>, evidence: &mut Vec<Constraint>) {
        let Some(items) = profile.items else { return };
        let mut rules = self.property_evidence(items);
        let items = self.profile(items);
        let is_object = rules == [Constraint::Kinds(vec![JsonKind::Object])];
        if is_object && !items.required.is_empty() {
            let required = items.required.iter().map(|name| (*name).to_owned()).collect();
            rules.push(Constraint::Required(required));
        }
        if !rules.is_empty() {
            evidence.push(Constraint::ItemsFrom(0, rules));
        }
    }
}

/// The variants of a union together: what all of them share is no evidence.
struct Crowd<'d> {
    objects: usize,
    arrays: usize,
    strings: usize,
    numbers: usize,
    required: FxHashMap<&'d str, usize>,
    /// What the first variant says of a property, until another says something else.
    properties: FxHashMap<&'d str, Telling>,
}

enum Telling {
    Same(Vec<Constraint>),
    Differs,
}

impl<'d> Lowering<'d, '_> {
    fn crowd(&mut self, profiles: &[&Profile<'d>]) -> Crowd<'d> {
        let count = |kind: Kinds| profiles.iter().filter(|profile| profile.kinds.meets(kind)).count();
        let mut crowd = Crowd {
            objects: count(Kinds::OBJECT),
            arrays: count(Kinds::ARRAY),
            strings: count(Kinds::STRING),
            numbers: count(Kinds::NUMBER),
            required: FxHashMap::default(),
            properties: FxHashMap::default(),
        };
        for profile in profiles.iter().filter(|profile| profile.kinds.meets(Kinds::OBJECT)) {
            for name in &profile.required {
                *crowd.required.entry(name).or_default() += 1;
            }
            for (name, node) in &profile.properties {
                let rules = self.property_evidence(node);
                crowd.add(name, rules);
            }
        }
        crowd
    }
}

impl<'d> Crowd<'d> {
    fn add(&mut self, name: &'d str, rules: Vec<Constraint>) {
        match self.properties.entry(name) {
            Entry::Vacant(entry) => {
                entry.insert(Telling::Same(rules));
            }
            Entry::Occupied(mut entry) => {
                if matches!(entry.get(), Telling::Same(known) if *known != rules) {
                    entry.insert(Telling::Differs);
                }
            }
        }
    }

    fn all_require(&self, name: &str) -> bool {
        self.required.get(name).is_some_and(|count| *count == self.objects)
    }

    fn tells(&self, name: &str) -> bool {
        matches!(self.properties.get(name), Some(Telling::Differs))
    }
}
