//! What a place of the Api looks like to the codec: the same tables that generated code has, made while the program runs.

mod build;
mod held;
mod leaves;
mod room;

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use counterpart::codec::{ChoiceTable, Slot, Table, UnionTable};
use counterpart::validate::Rule;
use counterpart_spec::api::{Access, Api, Constraint, Property, SchemaId, Value};
use serde_json::Value as Json;

use crate::value::Least;
use crate::{leak, rules};

pub(crate) use self::held::Held;
pub(crate) use self::room::Room;

/// The direction that a value travels in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// From a client.
    Request,
    /// To a client.
    Response,
}

impl Way {
    /// Whether a property travels this way.
    pub(crate) fn carries(self, property: &Property) -> bool {
        !matches!(
            (property.access, self),
            (Access::ReadOnly, Self::Request) | (Access::WriteOnly, Self::Response)
        )
    }
}

/// What a place holds.
pub(crate) struct Place {
    what: What,
    nullable: bool,
    /// What is checked of the value beyond its mold.
    rules: &'static [Rule],
}

enum What {
    Own(Mold),
    /// Made when it is first needed: schemas may lead back to themselves.
    Named(&'static Molds, SchemaId, Way),
}

/// Any JSON value.
static ANYTHING: Place = Place {
    what: What::Own(Mold::Leaf(leaves::json)),
    nullable: true,
    rules: &[],
};

impl Place {
    fn mold(&'static self) -> &'static Mold {
        match &self.what {
            What::Own(mold) => mold,
            What::Named(molds, id, way) => molds.of(*id, *way),
        }
    }
}

/// What gives a value its form.
pub(crate) enum Mold {
    /// A value of one of the runtime's types.
    Leaf(fn() -> Box<dyn Slot>),
    /// One of some strings.
    Strings(&'static [&'static str]),
    /// One of some integers.
    Integers(&'static [i64]),
    /// One of some JSON values.
    Listed(&'static [&'static str], Vec<Json>),
    Array(&'static Place),
    Map(Entries),
    Tuple(TupleMold),
    Record(RecordMold),
    /// An object whose tag says what it is: the values of the tag that select a variant.
    Tagged(&'static UnionTable, Vec<(&'static [&'static str], &'static Place)>),
    Choice(&'static ChoiceTable, Vec<&'static Place>),
}

/// Entries of an object that are not named: what they hold depends on their names.
pub(crate) struct Entries {
    /// By regular expressions that the runtime checks; a name may match several.
    patterns: Vec<(&'static [Rule], &'static Place)>,
    /// What the others hold; nothing: there may be none.
    others: Option<&'static Place>,
}

pub(crate) struct TupleMold {
    items: Vec<&'static Place>,
    /// How many of them must be there.
    required: usize,
    /// What may follow.
    rest: Option<&'static Place>,
}

pub(crate) struct RecordMold {
    table: &'static Table,
    fields: Vec<&'static Place>,
    /// Where the table keeps other properties.
    rest: Option<&'static Place>,
}

/// The molds of all schemas and places, each made when it is first needed.
pub(crate) struct Molds {
    pub(crate) api: &'static Api,
    requests: Vec<OnceLock<Mold>>,
    responses: Vec<OnceLock<Mold>>,
    places: Mutex<HashMap<(usize, Way), &'static Place>>,
    rules: Mutex<HashMap<usize, &'static [Rule]>>,
    least: [OnceLock<Least>; 2],
}

impl Molds {
    pub(crate) fn new(api: &'static Api) -> &'static Self {
        let cells = || api.schemas.iter().map(|_| OnceLock::new()).collect();
        leak::one(Self {
            api,
            requests: cells(),
            responses: cells(),
            places: Mutex::default(),
            rules: Mutex::default(),
            least: [const { OnceLock::new() }; 2],
        })
    }

    #[expect(clippy::indexing_slicing, reason = "there is a cell for each schema of the arena")]
    fn of(&'static self, id: SchemaId, way: Way) -> &'static Mold {
        let cells = match way {
            Way::Request => &self.requests,
            Way::Response => &self.responses,
        };
        cells[id.index()].get_or_init(|| self.schema(id, way))
    }

    /// The place of a value; the same one whenever it is asked for, because nothing of it is given back.
    pub(crate) fn place(&'static self, value: &'static Value, way: Way) -> &'static Place {
        let key = (address(value), way);
        let known = self
            .places
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .copied();
        known.unwrap_or_else(|| {
            let place = leak::one(self.new_place(value, way));
            let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
            places.entry(key).or_insert(place)
        })
    }

    /// How deep the values of schemas are at least.
    pub(crate) fn least(&self, way: Way) -> &Least {
        let [requests, responses] = &self.least;
        let cell = match way {
            Way::Request => requests,
            Way::Response => responses,
        };
        cell.get_or_init(|| Least::new(self.api, way))
    }

    /// The rule of a constraint; none if the runtime does not check it.
    pub(crate) fn rule(&self, constraint: &'static Constraint) -> &'static [Rule] {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules
            .entry(address(constraint))
            .or_insert_with(|| leak::list(rules::checked(std::slice::from_ref(constraint))))
    }
}

/// What is never given back is known by its address.
fn address<T>(value: &'static T) -> usize {
    std::ptr::from_ref(value).addr()
}
