//! The types of the output: a schema as one direction sees it, or as both do.

use counterpart_spec::api::{Access, Api, Property, SchemaId};
use proc_macro2::Ident;

use super::names;
use super::reach::{self, Uses};
use super::split;
use crate::Options;

/// The direction that a type travels in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In requests only, or as requests see it.
    Request,
    /// In responses only, or as responses see it.
    Response,
    /// Both ways without a difference, or in no operation at all.
    Both,
}

/// A type of the output.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct View {
    /// The position among all views.
    pub(crate) index: usize,
    pub(crate) schema: SchemaId,
    pub(crate) way: Way,
    pub(crate) name: Ident,
    /// Is written.
    pub(crate) emitted: bool,
}

/// All types, in the order of their schemas; of a split schema the type of responses, then that of requests.
#[derive(Debug)]
pub(crate) struct Views {
    all: Vec<View>,
    /// By the index of the schema: the position of its first view, and whether there is a second.
    places: Vec<(usize, bool)>,
}

impl Views {
    /// Finds out which schemas are used where, which are split, and what the types are called.
    pub(crate) fn survey(api: &Api, options: &Options) -> Self {
        let uses = reach::uses(api, options);
        let split = split::split(api, &uses);
        let (names, writes) = names::type_names(api, &split);
        let mut views = Self {
            all: Vec::with_capacity(names.len()),
            places: Vec::with_capacity(names.len()),
        };
        let schemas = names.into_iter().zip(writes).zip(uses).enumerate();
        for (at, ((name, write), uses)) in schemas {
            views.add(SchemaId::from_index(at), name, write, uses);
        }
        views
    }

    fn add(&mut self, schema: SchemaId, name: Ident, write: Option<Ident>, uses: Uses) {
        let way = match (uses.request, uses.response) {
            _ if write.is_some() => Way::Response,
            (true, false) => Way::Request,
            (false, true) => Way::Response,
            (true, true) | (false, false) => Way::Both,
        };
        self.places.push((self.all.len(), write.is_some()));
        let names = [(Some(name), way), (write, Way::Request)];
        for (name, way) in names {
            let Some(name) = name else { continue };
            self.all.push(View {
                index: self.all.len(),
                schema,
                way,
                name,
                emitted: uses.emitted,
            });
        }
    }

    /// The type of a schema as a direction sees it.
    #[expect(clippy::indexing_slicing, reason = "there is a view for each schema of the arena")]
    pub(crate) fn of(&self, schema: SchemaId, way: Way) -> &View {
        let (first, is_split) = self.places[schema.index()];
        &self.all[first + usize::from(is_split && way == Way::Request)]
    }

    /// The type of responses and the type of requests, where a schema has two.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&View, &View)> {
        let split = self.places.iter().filter(|(_, is_split)| *is_split);
        split.filter_map(|(first, _)| Some((self.all.get(*first)?, self.all.get(first + 1)?)))
    }

    /// Every type, emitted or not.
    pub(crate) fn all(&self) -> &[View] {
        &self.all
    }

    /// The types that are written.
    pub(crate) fn emitted(&self) -> impl Iterator<Item = &View> {
        self.all.iter().filter(|view| view.emitted)
    }
}

/// What becomes of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carried {
    /// The type has no such field.
    No,
    /// The field may be absent.
    Optional,
    /// The field must be there.
    Required,
}

/// What a property is in a type that travels this way.
pub(crate) fn carried(property: &Property, way: Way) -> Carried {
    match (property.access, way) {
        (Access::ReadOnly, Way::Request) | (Access::WriteOnly, Way::Response) => Carried::No,
        // Nothing is known about who writes the type, so nobody is asked for what he may not send.
        (Access::ReadOnly | Access::WriteOnly, Way::Both) => Carried::Optional,
        _ if property.required => Carried::Required,
        _ => Carried::Optional,
    }
}
