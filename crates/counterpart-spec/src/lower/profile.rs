//! What can be seen of a schema without lowering it: enough to tell the variants of a union apart.

use std::rc::Rc;

use crate::api::Bound;
use crate::document::Node;
use crate::form::limits::compare;
use crate::form::{AdditionalForm, Kinds, SchemaForm};

use super::Lowering;

/// How far parts of parts are looked at.
const FARTHEST: usize = 24;

/// What is known of every value of a schema.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile<'d> {
    pub(super) kinds: Kinds,
    /// One of these.
    pub(super) values: Option<Vec<&'d Node>>,
    pub(super) required: Vec<&'d str>,
    /// Declared, each once.
    pub(super) properties: Vec<(&'d str, &'d Node)>,
    /// No properties but the declared ones and those that match `patterns`.
    pub(super) closed: bool,
    pub(super) patterns: Vec<&'d str>,
    pub(super) lower: Option<Bound>,
    pub(super) upper: Option<Bound>,
    pub(super) items: Option<&'d Node>,
    pub(super) format: Option<&'d str>,
    /// How many rules narrow it further.
    pub(super) rules: usize,
    /// A union takes part: properties are not all that is to say.
    pub(super) is_union: bool,
}

impl<'d> Profile<'d> {
    /// Of a schema that says nothing.
    pub(super) fn blank() -> Self {
        Self {
            kinds: Kinds::ALL,
            ..Self::default()
        }
    }

    fn of_form(form: &SchemaForm<'d>) -> Self {
        let listed = form.listed();
        let by_values = listed.map(|values| {
            let kinds = values.iter().map(Kinds::of);
            kinds.fold(Kinds::NONE, |all, kind| all | kind)
        });
        let stated = form.kinds().unwrap_or(Kinds::ALL);
        let all_required = form.required.iter().filter_map(Node::as_str).collect();
        Self {
            kinds: if form.never {
                Kinds::NONE
            } else {
                by_values.map_or(stated, |kinds| kinds & stated)
            },
            values: listed.map(|values| values.iter().collect()),
            required: all_required,
            properties: form.properties.into_iter().flat_map(|object| object.iter()).collect(),
            closed: matches!(form.additional, Some(AdditionalForm::Denied)),
            patterns: form
                .patterns()
                .into_iter()
                .flat_map(|object| object.iter())
                .map(|(key, _)| key)
                .collect(),
            lower: form.limits.lower(),
            upper: form.limits.upper(),
            items: form.items,
            format: form.format,
            rules: usize::from(!form.limits.is_empty()) + usize::from(form.has_assertions()),
            is_union: false,
        }
    }

    /// What is known if both hold.
    pub(super) fn and(&mut self, other: &Self) {
        self.kinds = self.kinds & other.kinds;
        self.values = match (self.values.take(), &other.values) {
            (Some(values), Some(others)) => Some(values.into_iter().filter(|value| others.contains(value)).collect()),
            (values, others) => values.or_else(|| others.clone()),
        };
        for name in &other.required {
            if !self.required.contains(name) {
                self.required.push(name);
            }
        }
        // One closed part would deny the properties of the others; lowering reads that as a slip, too.
        self.closed = self.closed && other.closed;
        for (name, node) in &other.properties {
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                // The later description is the narrower one by custom.
                Some(known) => known.1 = node,
                None => self.properties.push((name, node)),
            }
        }
        self.patterns.extend(other.patterns.iter().copied());
        self.lower = tighter(self.lower.take(), other.lower.as_ref(), std::cmp::Ordering::Less);
        self.upper = tighter(self.upper.take(), other.upper.as_ref(), std::cmp::Ordering::Greater);
        self.items = other.items.or(self.items);
        self.format = other.format.or(self.format);
        self.rules += other.rules;
        self.is_union |= other.is_union;
    }

    /// What is known if one of the two holds.
    fn or(&mut self, other: &Self) {
        self.kinds = self.kinds | other.kinds;
        self.values = match (self.values.take(), &other.values) {
            (Some(mut values), Some(others)) => {
                values.extend(
                    others
                        .iter()
                        .copied()
                        .filter(|value| !values.contains(value))
                        .collect::<Vec<_>>(),
                );
                Some(values)
            }
            _ => None,
        };
        self.required.retain(|name| other.required.contains(name));
        self.properties
            .retain(|entry| other.properties.iter().any(|known| known == entry));
        self.closed = false;
        self.patterns.clear();
        self.lower = None;
        self.upper = None;
        self.items = self.items.filter(|items| other.items == Some(items));
        self.format = self.format.filter(|format| other.format == Some(format));
        self.rules = self.rules.min(other.rules);
    }

    pub(super) fn property(&self, name: &str) -> Option<&'d Node> {
        self.properties
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, node)| *node)
    }

    pub(super) fn requires(&self, name: &str) -> bool {
        self.required.contains(&name)
    }

    /// An object and nothing else, and no union of objects.
    pub(super) fn is_plain_object(&self) -> bool {
        self.kinds.without(Kinds::NULL) == Kinds::OBJECT && !self.is_union && self.values.is_none()
    }
}

fn tighter(one: Option<Bound>, other: Option<&Bound>, looser: std::cmp::Ordering) -> Option<Bound> {
    match (one, other) {
        (Some(one), Some(other)) if compare(&one.value, &other.value) == looser => Some(other.clone()),
        (one, other) => one.or_else(|| other.cloned()),
    }
}

impl<'d> Lowering<'d, '_> {
    /// The profile of a schema, references followed.
    pub(super) fn profile(&mut self, node: &'d Node) -> Rc<Profile<'d>> {
        self.profile_within(node, 0)
    }

    fn profile_within(&mut self, node: &'d Node, depth: usize) -> Rc<Profile<'d>> {
        let node = match self.resolver.follow(node) {
            Ok((node, _)) => node,
            Err(_) => return Rc::new(Profile::blank()),
        };
        let id = std::ptr::from_ref(node);
        if let Some(known) = self.profiles.get(&id) {
            return Rc::clone(known);
        }
        // Whoever asks again on the way gets what is known without asking.
        let plain = Rc::new(self.profile_without_unions(node, depth));
        self.profiles.insert(id, Rc::clone(&plain));
        let Some(form) = SchemaForm::of(node) else { return plain };
        let mut profile = (*plain).clone();
        if depth < FARTHEST {
            self.add_unions(&form, &mut profile, depth);
        }
        let profile = Rc::new(profile);
        self.profiles.insert(id, Rc::clone(&profile));
        profile
    }

    fn profile_without_unions(&mut self, node: &'d Node, depth: usize) -> Profile<'d> {
        let Some(form) = SchemaForm::of(node) else {
            return Profile::blank();
        };
        let mut profile = Profile::of_form(&form);
        if depth < FARTHEST {
            for part in form.all_of.unwrap_or_default() {
                if let Some(base) = self.base_that_lists(part, node) {
                    profile.and(&self.profile_without_unions(base, depth + 1));
                    continue;
                }
                let part = self.profile_within(part, depth + 1);
                profile.and(&part);
            }
        }
        profile
    }

    /// The base of a schema, if it lists this schema among others that are made from it.
    fn base_that_lists(&mut self, part: &'d Node, made: &'d Node) -> Option<&'d Node> {
        part.get("$ref")?;
        let (base, _) = self.resolver.follow(part).ok()?;
        let lists = ["oneOf", "anyOf"]
            .into_iter()
            .filter_map(|keyword| base.get(keyword)?.as_array());
        let mut listed = lists.flatten().filter(|part| part.get("$ref").is_some());
        listed
            .any(|part| matches!(self.resolver.follow(part), Ok((target, _)) if std::ptr::eq(target, made)))
            .then_some(base)
    }

    /// The profile of keywords that were read already, `allOf` and unions left aside.
    pub(super) fn profile_of_form(form: &SchemaForm<'d>) -> Profile<'d> {
        Profile::of_form(form)
    }

    fn add_unions(&mut self, form: &SchemaForm<'d>, profile: &mut Profile<'d>, depth: usize) {
        for parts in [form.one_of, form.any_of].into_iter().flatten() {
            let union = self.profile_of_any(parts, depth + 1);
            profile.and(&union);
            profile.is_union |= parts.len() > 1;
        }
    }

    fn profile_of_any(&mut self, parts: &'d [Node], depth: usize) -> Profile<'d> {
        let mut parts = parts.iter();
        let Some(first) = parts.next() else {
            return Profile::blank();
        };
        let mut profile = (*self.profile_within(first, depth)).clone();
        for part in parts {
            let part = self.profile_within(part, depth);
            profile.or(&part);
        }
        profile
    }
}
