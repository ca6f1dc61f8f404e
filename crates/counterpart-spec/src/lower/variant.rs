//! How the variants of a union are told apart: by a tag, or by evidence in the best order.

use std::rc::Rc;

use crate::api::{Constraint, Dispatch};
use crate::diagnostic::{AMBIGUOUS_UNION, Diagnostic};
use crate::document::Node;
use crate::form::{Kinds, SchemaForm};

use super::Lowering;
use super::assertion::Asserting;
use super::object::{ObjectDraft, ObjectPart};
use super::piece::{Factor, Parts};
use super::profile::Profile;
use super::separate::{Relation, rank};
use super::spot::Spot;
use super::union::{Alternative, Source, UnionDraft, VariantDraft};

/// Pairs of more variants than this are not compared.
const MOST_COMPARED: usize = 64;

impl<'d> Lowering<'d, '_> {
    /// Decides how the variants of a union are told apart.
    pub(super) fn draft_union(
        &mut self,
        factor: &Factor<'d>,
        alternatives: Vec<Alternative<'d>>,
        rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> UnionDraft<'d> {
        let alternatives = match self.tagged(factor, alternatives, at) {
            Ok((tag, variants)) => {
                return UnionDraft {
                    dispatch: Dispatch::Tag(tag),
                    variants,
                    rules,
                };
            }
            Err(alternatives) => alternatives,
        };
        self.draft_variants(factor.keyword, alternatives, rules, at)
    }

    /// A union by evidence.
    pub(super) fn draft_variants(
        &mut self,
        keyword: &'static str,
        mut alternatives: Vec<Alternative<'d>>,
        rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> UnionDraft<'d> {
        if keyword == "anyOf" {
            alternatives = self.merge_overlapping(alternatives, at);
        }
        let alternatives = self.ordered(keyword, alternatives, at);
        let profiles: Vec<&Profile<'d>> = alternatives.iter().map(|one| &*one.profile).collect();
        let evidence = self.evidence(&profiles);
        let words = self.words_of_variants(&alternatives);
        let variants = alternatives.into_iter().zip(evidence).zip(words);
        let variants = variants.map(|((one, evidence), word)| VariantDraft {
            name: title(one.place.node),
            source: one.source,
            word,
            tags: Vec::new(),
            evidence,
        });
        UnionDraft {
            variants: variants.collect(),
            dispatch: if keyword == "anyOf" {
                Dispatch::AnyOf
            } else {
                Dispatch::OneOf
            },
            rules,
        }
    }

    /// Objects of an `anyOf` that do not exclude each other may hold at once: one object keeps what all of them say.
    fn merge_overlapping(&mut self, alternatives: Vec<Alternative<'d>>, at: &Spot<'_>) -> Vec<Alternative<'d>> {
        let mut groups: Vec<(usize, Vec<Alternative<'d>>)> = Vec::new();
        let compared = alternatives.len() <= MOST_COMPARED;
        for (mut first, alternative) in alternatives.into_iter().enumerate() {
            let mut joined = vec![alternative];
            let mut apart = Vec::new();
            for (index, group) in groups {
                if self.overlap(&joined, &group, compared) {
                    first = first.min(index);
                    joined.splice(0..0, group);
                } else {
                    apart.push((index, group));
                }
            }
            apart.push((first, joined));
            groups = apart;
        }
        groups.sort_by_key(|(first, _)| *first);
        groups
            .into_iter()
            .filter_map(|(_, group)| self.merged(group, at))
            .collect()
    }

    fn overlap(&mut self, one: &[Alternative<'d>], other: &[Alternative<'d>], compared: bool) -> bool {
        one.iter().any(|one| {
            one.profile.is_plain_object()
                && other.iter().any(|other| {
                    other.profile.is_plain_object()
                        && (!compared || self.relation(&one.profile, &other.profile) != Relation::Disjoint)
                })
        })
    }

    fn merged(&mut self, mut group: Vec<Alternative<'d>>, at: &Spot<'_>) -> Option<Alternative<'d>> {
        if group.len() < 2 {
            return group.pop();
        }
        let mut draft = ObjectDraft::default();
        let mut state = Asserting::default();
        let mut sets = Vec::new();
        for alternative in &group {
            let parts = self.parts_of(alternative, at);
            let mut rules = Vec::new();
            for piece in &parts.pieces {
                rules.extend(self.piece_rules(piece, &mut state));
            }
            sets.push(rules);
            draft
                .choices
                .push(parts.pieces.into_iter().map(ObjectPart::of).collect());
        }
        if sets.iter().all(|rules| !rules.is_empty()) {
            draft.rules.push(Constraint::AnyOf(sets));
        }
        self.report_dropped(&state, at);
        let mut alternative = group.into_iter().next()?;
        let mut profile = Profile::blank();
        profile.kinds = Kinds::OBJECT;
        alternative.profile = Rc::new(profile);
        alternative.source = Source::Merged(Rc::new(draft));
        Some(alternative)
    }

    fn parts_of(&mut self, alternative: &Alternative<'d>, at: &Spot<'_>) -> Parts<'d> {
        match &alternative.source {
            Source::Parts(parts) => (**parts).clone(),
            _ => self.collect_places(std::slice::from_ref(&alternative.place), at),
        }
    }

    /// The order of the document where variants are told apart, else the more specific one first.
    fn ordered(&mut self, keyword: &str, alternatives: Vec<Alternative<'d>>, at: &Spot<'_>) -> Vec<Alternative<'d>> {
        if alternatives.len() > MOST_COMPARED {
            let mut alternatives = alternatives;
            alternatives.sort_by_cached_key(|one| std::cmp::Reverse(rank(&one.profile)));
            return alternatives;
        }
        let mut ordered: Vec<Alternative<'d>> = Vec::with_capacity(alternatives.len());
        for alternative in alternatives {
            let mut position = ordered.len();
            for (index, known) in ordered.iter().enumerate() {
                if self.relation(&known.profile, &alternative.profile) != Relation::Alike {
                    continue;
                }
                if keyword == "oneOf" {
                    self.report_ambiguous(known, &alternative, at);
                }
                if rank(&alternative.profile) > rank(&known.profile) {
                    position = position.min(index);
                }
            }
            ordered.insert(position, alternative);
        }
        ordered
    }

    fn report_ambiguous(&mut self, one: &Alternative<'d>, other: &Alternative<'d>, at: &Spot<'_>) {
        let (first, second) = if rank(&other.profile) > rank(&one.profile) {
            (other, one)
        } else {
            (one, other)
        };
        let common: Vec<&str> = one.profile.properties.iter().map(|(name, _)| *name).collect();
        let common: Vec<String> = common
            .into_iter()
            .filter(|name| other.profile.property(name).is_some())
            .take(4)
            .map(|name| format!("`{name}`"))
            .collect();
        let shared = if common.is_empty() {
            String::new()
        } else {
            format!(" (both have {})", common.join(", "))
        };
        let message = format!(
            "a value may fit this variant of the `oneOf` and another one{shared}; the first that fits is used, this one last"
        );
        let finding = Diagnostic::at_pointer(&AMBIGUOUS_UNION, message, second.place.pointer.clone())
            .with_related(first.place.pointer.clone(), "tried first");
        let _ = at;
        self.findings.push(finding);
    }

    /// Words for the names of inline variants: a constant, a property that only this one requires, or a number.
    pub(super) fn words_of_variants(&mut self, alternatives: &[Alternative<'d>]) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(alternatives.len());
        for (index, one) in alternatives.iter().enumerate() {
            let word = self.word_of_variant(one, alternatives);
            let word = word.filter(|word| !words.contains(word));
            words.push(word.unwrap_or_else(|| format!("variant {}", index + 1)));
        }
        words
    }

    fn word_of_variant(&mut self, one: &Alternative<'d>, all: &[Alternative<'d>]) -> Option<String> {
        if let Some(reference) = one.place.node.get("$ref").and_then(Node::as_str) {
            return reference.rsplit('/').next().map(str::to_owned);
        }
        if let Some(title) = title(one.place.node) {
            return Some(title);
        }
        let mut required = one.profile.required.clone();
        required.sort_unstable();
        for name in &required {
            if let Some(text) = one.profile.property(name).and_then(|node| self.constant_text(node)) {
                return Some(text);
            }
        }
        if all.len() > MOST_COMPARED {
            return None;
        }
        let is_own = |name: &&&str| {
            let knows =
                |other: &&Alternative<'d>| other.profile.property(name).is_some() || other.profile.requires(name);
            all.iter().filter(knows).count() == 1
        };
        // By the alphabet: the order of properties does not decide.
        let optional = || one.profile.properties.iter().map(|(name, _)| name).filter(is_own).min();
        required
            .iter()
            .find(is_own)
            .or_else(optional)
            .map(|name| (*name).to_owned())
    }

    /// The one text that a schema allows.
    pub(super) fn constant_text(&mut self, node: &'d Node) -> Option<String> {
        let profile = self.profile(node);
        match profile.values.as_deref() {
            Some([value]) => value.as_str().map(str::to_owned),
            _ => None,
        }
    }
}

impl<'d> Lowering<'d, '_> {
    /// The texts that a schema lists, if it allows nothing else.
    pub(super) fn listed_texts(&mut self, node: &'d Node) -> Vec<String> {
        let profile = self.profile(node);
        let values = profile.values.as_deref().unwrap_or_default();
        let texts: Option<Vec<&str>> = values.iter().map(|value| value.as_str()).collect();
        let mut texts: Vec<String> = texts.unwrap_or_default().into_iter().map(str::to_owned).collect();
        let mut seen = rustc_hash::FxHashSet::default();
        texts.retain(|text| seen.insert(text.clone()));
        texts
    }
}

fn title(node: &Node) -> Option<String> {
    let title = SchemaForm::of(node)?.title?;
    (node.get("$ref").is_none() && !title.trim().is_empty()).then(|| title.to_owned())
}

/// Equal variants are one.
pub(super) fn distinct(alternatives: &mut Vec<Alternative<'_>>) {
    let mut seen = rustc_hash::FxHashMap::<u64, Vec<usize>>::default();
    let mut index = 0;
    let nodes: Vec<&Node> = alternatives.iter().map(|one| one.place.node).collect();
    alternatives.retain(|one| {
        use std::hash::{Hash, Hasher};
        let mut hasher = rustc_hash::FxHasher::default();
        one.place.node.hash(&mut hasher);
        let known = seen.entry(hasher.finish()).or_default();
        let repeated = known
            .iter()
            .any(|known| nodes.get(*known).is_some_and(|node| *node == one.place.node));
        if !repeated {
            known.push(index);
        }
        index += 1;
        !repeated
    });
}
