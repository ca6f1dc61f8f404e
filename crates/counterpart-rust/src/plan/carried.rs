//! What answers carry: structs of headers, enums of media types. There is one of each for all answers that document the same.

use counterpart_spec::api::{Content, Method, Operation, Parameter, Response, Syntax};
use proc_macro2::Ident;

use super::body::{BodyKindPlan, ChoicePlan};
use super::headers::{HeaderPlan, HeadersPlan, are_alike, common_name};
use super::response::{never_has_body, variant_name};
use super::types::Types;
use crate::name::Scope;

/// The types so far, and where their names come from.
pub(crate) struct Carried<'a> {
    pub(crate) headers: Vec<HeadersPlan<'a>>,
    pub(crate) choices: Vec<ChoicePlan<'a>>,
    pub(crate) scope: Scope,
}

impl<'a> Carried<'a> {
    pub(crate) fn new(scope: Scope) -> Self {
        Self {
            headers: Vec::new(),
            choices: Vec::new(),
            scope,
        }
    }

    /// Gives what the answers of these operations carry its types. Each is named after the first of its places by name, so the
    /// order of the document has no say; headers that several answers share after what these have in common, if anything.
    pub(crate) fn survey<'o>(
        &mut self,
        types: Types<'a>,
        operations: impl Iterator<Item = (&'a Operation, &'o Ident)>,
    ) {
        let places = operations.flat_map(|(operation, name)| {
            let responses = operation.responses.iter();
            let named = move |response: &Response| format!("{name}{}", variant_name(response.status));
            responses.map(move |response| (named(response), operation.method, response))
        });
        let mut places: Vec<_> = places
            .filter(|(.., response)| !response.headers.is_empty() || response.contents.len() > 1)
            .collect();
        places.sort_unstable_by(|(one, ..), (other, ..)| one.cmp(other));
        let with_headers = places.iter().filter(|(.., response)| !response.headers.is_empty());
        self.add_headers(with_headers.map(|(place, _, response)| (place.as_str(), types.headers(&response.headers))));
        for (place, method, response) in &places {
            self.add_choice(types.answer_kinds(*method, response), format!("{place}Body"));
        }
    }

    /// Gives sets of headers their structs; they come in the order of the names of their places.
    fn add_headers<'p>(&mut self, places: impl Iterator<Item = (&'p str, Vec<HeaderPlan<'a>>)>) {
        let mut sets: Vec<(&str, Vec<HeaderPlan<'a>>, bool)> = Vec::new();
        for (place, fields) in places {
            match sets.iter_mut().find(|(_, known, _)| are_alike(known, &fields)) {
                Some((.., is_shared)) => *is_shared = true,
                None => sets.push((place, fields, false)),
            }
        }
        let named = sets.into_iter().map(|(place, fields, is_shared)| {
            let shared = is_shared.then(|| common_name(&fields)).flatten();
            (shared.unwrap_or_else(|| place.to_owned()), place, fields)
        });
        let mut named: Vec<_> = named.collect();
        named.sort_by(|(one, first, _), (other, second, _)| (one, first).cmp(&(other, second)));
        for (wanted, _, fields) in named {
            let name = self.scope.claim(format!("{wanted}Headers"));
            self.headers.push(HeadersPlan { name, fields });
        }
    }

    fn add_choice(&mut self, mut kinds: Vec<BodyKindPlan<'a>>, wanted: String) {
        // Answers share an enum whatever rules stand at its values: those that the types carry are checked, others are not.
        kinds.iter_mut().for_each(|kind| kind.rules.clear());
        if kinds.len() > 1 && self.find_choice(&kinds).is_none() {
            let name = self.scope.claim(wanted);
            self.choices.push(ChoicePlan { name, kinds });
        }
    }

    /// The struct of an answer's headers, if it has some; [`survey`](Self::survey) has seen them.
    pub(crate) fn headers_of(&self, types: Types<'a>, headers: &'a [Parameter]) -> Option<Ident> {
        self.find_headers(&types.headers(headers)).map(|plan| plan.name.clone())
    }

    fn find_headers(&self, fields: &[HeaderPlan<'_>]) -> Option<&HeadersPlan<'a>> {
        self.headers.iter().find(|plan| are_alike(&plan.fields, fields))
    }

    /// The enum of these media types, where there are several; [`survey`](Self::survey) has seen them.
    pub(crate) fn find_choice(&self, kinds: &[BodyKindPlan<'_>]) -> Option<&ChoicePlan<'a>> {
        let has = |choice: &ChoicePlan<'_>, kind: &BodyKindPlan<'_>| choice.kinds.iter().any(|one| one.is_like(kind));
        self.choices
            .iter()
            .find(|choice| choice.kinds.len() == kinds.len() && kinds.iter().all(|kind| has(choice, kind)))
    }
}

impl BodyKindPlan<'_> {
    /// Whether two are written in the same way.
    fn is_like(&self, other: &Self) -> bool {
        let is_named = self.content.media_type == other.content.media_type && self.also == other.also;
        is_named
            && self.syntax == other.syntax
            && self.ty == other.ty
            && self.content.encodings == other.content.encodings
    }
}

impl<'a> Types<'a> {
    /// The media types of an answer; none, where it has no body. The same JSON by another name is no choice.
    pub(super) fn answer_kinds(&self, method: Method, response: &'a Response) -> Vec<BodyKindPlan<'a>> {
        if never_has_body(method, response.status) {
            return Vec::new();
        }
        let mut kinds: Vec<BodyKindPlan<'a>> = Vec::new();
        for kind in self.body_kinds(&response.contents) {
            let is_same = |known: &&mut BodyKindPlan<'_>| is_json(known) && is_json(&kind) && known.ty == kind.ty;
            match kinds.iter_mut().find(is_same) {
                Some(known) => {
                    known.also.extend(names(kind.content));
                    if known.rules != kind.rules {
                        known.rules.clear();
                    }
                }
                None => kinds.push(kind),
            }
        }
        kinds
    }
}

fn is_json(kind: &BodyKindPlan<'_>) -> bool {
    kind.syntax == Syntax::Json
}

fn names(content: &Content) -> impl Iterator<Item = &str> {
    std::iter::once(&content.media_type)
        .chain(&content.aliases)
        .map(String::as_str)
}
