//! Tags: `discriminator` (OpenAPI 3.0, 4.7.25) and properties that are a different constant in each variant.

use rustc_hash::FxHashSet;

use crate::diagnostic::{BROKEN_DISCRIMINATOR, BROKEN_MAPPING};
use crate::document::{Node, Object, pointer};
use crate::form::SchemaForm;

use super::Lowering;
use super::piece::Factor;
use super::schema::Place;
use super::spot::Spot;
use super::union::{Alternative, Source, VariantDraft};

/// Unions in unions.
const DEEPEST: usize = 8;

/// A variant and its tags so far.
struct Tagged<'d> {
    alternative: Alternative<'d>,
    tags: Vec<String>,
}

impl<'d> Lowering<'d, '_> {
    /// The tag and the tagged variants, or the variants back if no tag tells them apart.
    pub(super) fn tagged(
        &mut self,
        factor: &Factor<'d>,
        alternatives: Vec<Alternative<'d>>,
        at: &Spot<'_>,
    ) -> Result<(String, Vec<VariantDraft<'d>>), Vec<Alternative<'d>>> {
        let at = at.moved(&factor.pointer);
        let tag = match factor.discriminator {
            None => None,
            Some(discriminator) => match discriminator.get("propertyName").and_then(Node::as_str) {
                Some(tag) => Some((tag, discriminator)),
                None => {
                    let message =
                        "a `discriminator` needs a `propertyName`; the variants are told apart by what they hold";
                    self.report(&BROKEN_DISCRIMINATOR, message, &at.key("discriminator"));
                    None
                }
            },
        };
        let Some((tag, discriminator)) = tag else {
            return match self.implicit_tag(&alternatives) {
                Some((tag, tags)) => Ok((tag, self.tagged_drafts(alternatives, tags))),
                None => Err(alternatives),
            };
        };
        let mapping = discriminator.get("mapping").and_then(Node::as_object);
        match self.explicit_tags(tag, mapping, &alternatives, &at, 0) {
            Ok(tagged) => {
                let (alternatives, tags) = tagged.into_iter().map(|one| (one.alternative, one.tags)).unzip();
                Ok((tag.to_owned(), self.tagged_drafts(alternatives, tags)))
            }
            Err(reason) => {
                let message = format!("{reason}; the variants are told apart by what they hold");
                self.report(&BROKEN_DISCRIMINATOR, message, &at.key("discriminator"));
                Err(alternatives)
            }
        }
    }

    fn tagged_drafts(&mut self, alternatives: Vec<Alternative<'d>>, tags: Vec<Vec<String>>) -> Vec<VariantDraft<'d>> {
        alternatives
            .into_iter()
            .zip(tags)
            .map(|(one, tags)| VariantDraft {
                word: match reference(&one) {
                    Some(reference) => name_of(reference),
                    None => tags.first().cloned().unwrap_or_default(),
                },
                name: None,
                source: one.source,
                tags,
                evidence: Vec::new(),
            })
            .collect()
    }

    /// A required property that is a different text in each variant.
    fn implicit_tag(&mut self, alternatives: &[Alternative<'d>]) -> Option<(String, Vec<Vec<String>>)> {
        let first = alternatives.first().filter(|_| alternatives.len() > 1)?;
        if !alternatives.iter().all(becomes_object) {
            return None;
        }
        first.profile.required.iter().find_map(|name| {
            let mut seen = FxHashSet::default();
            let mut tags = Vec::with_capacity(alternatives.len());
            for alternative in alternatives {
                let node = alternative.profile.property(name)?;
                let tag = self
                    .constant_text(node)
                    .filter(|_| alternative.profile.requires(name))?;
                if !seen.insert(tag.clone()) {
                    return None;
                }
                tags.push(vec![tag]);
            }
            Some(((*name).to_owned(), tags))
        })
    }

    /// The variants with the tags that mapping, constants or names give them.
    fn explicit_tags(
        &mut self,
        tag: &str,
        mapping: Option<&'d Object>,
        alternatives: &[Alternative<'d>],
        at: &Spot<'_>,
        depth: usize,
    ) -> Result<Vec<Tagged<'d>>, String> {
        let mut variants: Vec<Tagged<'d>> = Vec::new();
        for alternative in alternatives {
            if becomes_object(alternative) {
                add(&mut variants, alternative);
            } else {
                variants.extend(self.nested(tag, alternative, at, depth)?);
            }
        }
        if let Some(mapping) = mapping {
            self.apply_mapping(mapping, &mut variants, &at.key("discriminator").key("mapping"));
        }
        self.add_own_tags(tag, &mut variants)?;
        let mut seen = FxHashSet::default();
        match variants
            .iter()
            .flat_map(|variant| &variant.tags)
            .find(|tag| !seen.insert(*tag))
        {
            Some(twice) => Err(format!("two variants have the tag `{twice}`")),
            None => Ok(variants),
        }
    }

    /// The variants of a variant that is a union by the same tag.
    fn nested(
        &mut self,
        tag: &str,
        alternative: &Alternative<'d>,
        at: &Spot<'_>,
        depth: usize,
    ) -> Result<Vec<Tagged<'d>>, String> {
        let place = &alternative.place.pointer;
        let refused = format!("the variant at `{place}` is no object with properties");
        let Ok((target, moved)) = self.resolver.follow(alternative.place.node) else {
            return Err(refused);
        };
        let pointer = moved.map_or_else(|| place.clone(), |moved| moved.into_owned());
        let Some(form) = SchemaForm::of(target) else {
            return Err(refused);
        };
        let (Some((keyword, parts)), Some(discriminator), false) =
            (form.union(), form.discriminator, form.has_properties())
        else {
            return Err(refused);
        };
        let same = discriminator.get("propertyName").and_then(Node::as_str) == Some(tag);
        if !same || depth > DEEPEST || !matches!(alternative.source, Source::Part(_)) {
            return Err(refused);
        }
        let inner: Vec<Alternative<'d>> = parts
            .iter()
            .enumerate()
            .map(|(index, node)| {
                let place = Place {
                    node,
                    pointer: format!("{pointer}/{keyword}/{index}"),
                };
                Alternative {
                    source: Source::Part(place.clone()),
                    profile: self.profile(node),
                    place,
                }
            })
            .collect();
        let mapping = discriminator.get("mapping").and_then(Node::as_object);
        self.explicit_tags(tag, mapping, &inner, &at.moved(&pointer), depth + 1)
    }

    /// Gives variants without a tag the values that their property of that name lists, if no other variant has one of these;
    /// else its constant, or the name of the component.
    fn add_own_tags(&mut self, tag: &str, variants: &mut [Tagged<'d>]) -> Result<(), String> {
        let mut listed: Vec<Vec<String>> = Vec::with_capacity(variants.len());
        for variant in variants.iter() {
            let node = variant.alternative.profile.property(tag);
            listed.push(node.map(|node| self.listed_texts(node)).unwrap_or_default());
        }
        let mut seen = FxHashSet::default();
        let all = variants
            .iter()
            .zip(&listed)
            .flat_map(|(variant, listed)| match variant.tags.is_empty() {
                true => listed,
                false => &variant.tags,
            });
        let are_apart = all.into_iter().all(|text| seen.insert(text.clone()));
        for (variant, mut listed) in variants.iter_mut().zip(listed) {
            if !variant.tags.is_empty() {
                continue;
            }
            let name = reference(&variant.alternative).map(name_of);
            if listed.len() == 1 || are_apart && !listed.is_empty() {
                // The name is what is written where nothing else is known.
                listed.sort_by_key(|text| Some(text) != name.as_ref());
                variant.tags = listed;
                continue;
            }
            let place = &variant.alternative.place.pointer;
            let name = name.ok_or_else(|| format!("the variant at `{place}` has no value of `{tag}` of its own"))?;
            variant.tags.push(name);
        }
        Ok(())
    }

    /// Gives the variants the tags that `mapping` has for them.
    fn apply_mapping(&mut self, mapping: &'d Object, variants: &mut [Tagged<'d>], at: &Spot<'_>) {
        for (tag, target) in mapping.iter() {
            let target = target.as_str().unwrap_or_default();
            match variants.iter_mut().find(|variant| is(&variant.alternative, target)) {
                Some(variant) => variant.tags.push(tag.to_owned()),
                None => {
                    let message = format!("`{tag}` is mapped to `{target}`, which is none of the variants");
                    self.report(&BROKEN_MAPPING, message, &at.key(tag));
                }
            }
        }
    }
}

/// An object whose type has a name.
fn becomes_object(alternative: &Alternative<'_>) -> bool {
    let profile = &alternative.profile;
    profile.is_plain_object() && (!profile.properties.is_empty() || (profile.closed && profile.patterns.is_empty()))
}

/// A variant that is listed twice counts once.
fn add<'d>(variants: &mut Vec<Tagged<'d>>, alternative: &Alternative<'d>) {
    let known = reference(alternative).is_some_and(|one| {
        variants
            .iter()
            .any(|variant| reference(&variant.alternative) == Some(one))
    });
    if !known {
        variants.push(Tagged {
            alternative: alternative.clone(),
            tags: Vec::new(),
        });
    }
}

fn reference<'d>(alternative: &Alternative<'d>) -> Option<&'d str> {
    alternative.place.node.get("$ref").and_then(Node::as_str)
}

/// A mapping names a variant by its reference, by the name of its component, or by a relative file name.
fn is(alternative: &Alternative<'_>, target: &str) -> bool {
    reference(alternative).is_some_and(|reference| target == reference || target == name_of(reference))
}

/// The name of the component that a reference means.
pub(super) fn name_of(reference: &str) -> String {
    let pointer = pointer::from_local_reference(reference).unwrap_or_default();
    pointer::tokens(&pointer).last().unwrap_or_default().into_owned()
}
