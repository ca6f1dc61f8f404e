//! Names of inline schemas: a function of all places where a schema stands, so that the order of the document does not
//! change them.

use rustc_hash::FxHashMap;

use crate::api::{SchemaId, SchemaName};

use super::Lowering;
use super::spot::Spot;

/// Words of names begin with those of other schemas; more rounds than this are not needed to settle them.
const MOST_ROUNDS: usize = 64;

/// The words of a place, and the schema with whose words they begin.
type Words = (Option<SchemaId>, Vec<String>);

/// Where schemas without a name of their own stand.
#[derive(Debug, Default)]
pub(super) struct Names {
    places: FxHashMap<SchemaId, Vec<Words>>,
}

impl Lowering<'_, '_> {
    /// A place in the arena for an inline schema.
    pub(super) fn reserve_inline(&mut self, title: Option<&str>, at: &Spot<'_>) -> SchemaId {
        match title.filter(|title| !title.trim().is_empty()) {
            Some(title) => self.reserve(SchemaName::Title(title.to_owned()), at.pointer()),
            None => {
                let id = self.reserve(SchemaName::Place(Vec::new()), at.pointer());
                self.add_place(id, at);
                id
            }
        }
    }

    /// The schema stands here, too. Tells whether this is the first of its places as they are sorted, whose pointer it
    /// has.
    pub(super) fn add_place(&mut self, id: SchemaId, at: &Spot<'_>) -> bool {
        let Some(schema) = self.schemas.get_mut(id.index()) else {
            return false;
        };
        match &schema.name {
            SchemaName::Component(_) => return false,
            SchemaName::Title(_) => {}
            SchemaName::Place(_) => {
                let places = self.names.places.entry(id).or_default();
                let place = at.words();
                // Whoever has the same words most likely is at the same place, and pointers are dear.
                if places.contains(&place) {
                    return false;
                }
                places.push(place);
            }
        }
        let pointer = at.pointer();
        let is_first = pointer < schema.pointer;
        if is_first {
            schema.pointer = pointer;
        }
        is_first
    }

    /// Chooses for each inline schema the place with the fewest words, then the smallest text.
    pub(super) fn settle_names(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut changed = false;
            for index in 0..self.schemas.len() {
                let id = SchemaId::from_index(index);
                let Some(words) = self.best_words(id) else { continue };
                if let Some(schema) = self.schemas.get_mut(index)
                    && schema.name != SchemaName::Place(words.clone())
                {
                    schema.name = SchemaName::Place(words);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    fn best_words(&self, id: SchemaId) -> Option<Vec<String>> {
        let places = self.names.places.get(&id)?;
        let words = places.iter().filter_map(|(start, rest)| {
            let mut words = match start {
                None => Vec::new(),
                Some(start) => self.first_words(*start)?,
            };
            words.extend_from_slice(rest);
            Some(words)
        });
        words.min_by(|one, other| (one.len(), one).cmp(&(other.len(), other)))
    }

    /// The words of a schema; `None` while they are not known.
    fn first_words(&self, id: SchemaId) -> Option<Vec<String>> {
        match &self.schemas.get(id.index())?.name {
            SchemaName::Component(name) | SchemaName::Title(name) => Some(vec![name.clone()]),
            SchemaName::Place(words) if words.is_empty() => None,
            SchemaName::Place(words) => Some(words.clone()),
        }
    }
}
