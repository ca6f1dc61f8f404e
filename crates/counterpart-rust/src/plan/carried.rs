//! What answers carry: structs of headers, enums of media types. There is one of each for all answers that document the same.

use counterpart_spec::api::{Content, Method, Operation, Parameter, Response, Syntax};
use proc_macro2::Ident;

use super::body::{BodyKindPlan, ChoicePlan};
use super::headers::{HeaderPlan, HeadersPlan, are_alike, common_name};
use super::response::{never_has_body, variant_name};
use super::types::{RustType, Types};
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

    /// Gives what the answers of these operations carry its types. Each is named after its place, and what several answers share
    /// after what these have in common, or else the first of its places by name: the order of the document has no say.
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
        let headers = places
            .iter()
            .map(|(place, _, response)| (place.as_str(), types.headers(&response.headers)));
        let headers = headers.filter(|(_, fields)| !fields.is_empty() && self.find_headers(fields).is_none());
        for (wanted, fields) in named(
            headers.collect(),
            |one, other| are_alike(one, other),
            |fields| common_name(fields),
        ) {
            let name = self.scope.claim(format!("{wanted}Headers"));
            self.headers.push(HeadersPlan { name, fields });
        }
        let choices = places.iter().map(|(place, method, response)| {
            let mut kinds = types.answer_kinds(*method, response);
            // Answers share an enum whatever rules stand at its values: those that the types carry are checked, others are not.
            kinds.iter_mut().for_each(|kind| kind.rules.clear());
            (place.as_str(), kinds)
        });
        let choices = choices.filter(|(_, kinds)| kinds.len() > 1 && self.find_choice(kinds).is_none());
        for (wanted, kinds) in named(
            choices.collect(),
            |one, other| are_one_choice(one, other),
            |kinds| best_name(kinds),
        ) {
            let name = self.scope.claim(format!("{wanted}Body"));
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
        self.choices.iter().find(|choice| are_one_choice(&choice.kinds, kinds))
    }
}

/// One of each that are alike, with the name that is wanted for it, in the order of these names. What is at one place is called by
/// that, what is at several by `shared`, if that has a name for it.
fn named<T>(
    places: Vec<(&str, T)>,
    are_alike: impl Fn(&T, &T) -> bool,
    shared: impl Fn(&T) -> Option<String>,
) -> Vec<(String, T)> {
    let mut sets: Vec<(&str, T, bool)> = Vec::new();
    for (place, one) in places {
        match sets.iter_mut().find(|(_, known, _)| are_alike(known, &one)) {
            Some((.., is_shared)) => *is_shared = true,
            None => sets.push((place, one, false)),
        }
    }
    let named = sets.into_iter().map(|(place, one, is_shared)| {
        let shared = is_shared.then(|| shared(&one)).flatten();
        (shared.unwrap_or_else(|| place.to_owned()), place, one)
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by(|(one, first, _), (other, second, _)| (one, first).cmp(&(other, second)));
    named.into_iter().map(|(wanted, _, one)| (wanted, one)).collect()
}

/// Whether two lists have the same media types, in whatever order.
fn are_one_choice(one: &[BodyKindPlan<'_>], other: &[BodyKindPlan<'_>]) -> bool {
    let has = |kind: &BodyKindPlan<'_>| one.iter().any(|known| known.is_like(kind));
    one.len() == other.len() && other.iter().all(has)
}

/// The name of what the best media type holds, where that has one: `Shelf`, or `ShelfList` for several.
fn best_name(kinds: &[BodyKindPlan<'_>]) -> Option<String> {
    match &kinds.first()?.ty {
        RustType::Model(view) => Some(view.name.to_string()),
        RustType::Vec(item) => match &**item {
            RustType::Model(view) => Some(format!("{}List", view.name)),
            _ => None,
        },
        _ => None,
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
