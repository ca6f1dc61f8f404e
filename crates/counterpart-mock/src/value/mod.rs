//! Values that a schema accepts: what a mock answers with where the document has no example.
//!
//! A value is made by the constraints that can be aimed at, checked against all that the runtime knows, and made again if it
//! does not keep them. Everything random comes from one generator, so that a seed always makes the same value.

mod array;
mod depth;
mod limits;
mod number;
mod object;
mod pattern;
mod text;
mod union;
mod words;

use counterpart::codec::{Reading, Violation, put_json};
use counterpart::validate;
use counterpart_spec::api::{Constraint, JsonKind, SchemaId, Shape, StringFormat, Type, Value};
use serde_json::Value as Json;

pub(crate) use self::depth::Least;
use self::limits::Limits;
use crate::mold::{Held, Molds, Place, Way};

/// So often a value is made before the place is given up.
const ATTEMPTS: usize = 48;
/// So many places are filled for one value, failed attempts included: they multiply with each level.
const BUDGET: u32 = 40_000;
/// Below this many levels only what must be there is made.
const SHALLOW: u32 = 4;
/// No value goes deeper: it would be refused by readers.
const DEEPEST: u32 = 60;

/// Any JSON value.
static ANY: Value = Value {
    ty: Type::Any,
    nullable: false,
    constraints: Vec::new(),
};

/// Makes values.
pub(crate) struct Maker {
    molds: &'static Molds,
    way: Way,
    random: fastrand::Rng,
    budget: u32,
    /// Which attempt the innermost composite value is at: later ones try something else.
    attempt: usize,
    /// Values that must differ cannot all be the documented example.
    without_examples: bool,
}

/// What keeps a value from being one of a place.
pub(crate) fn violations(place: &'static Place, json: &Json) -> Vec<Violation> {
    let mut reading = Reading::strict();
    match put_json(json, &mut Held::new(place), &mut reading) {
        Ok(()) => reading.into_violations(),
        // Only what nests too deep ends a strict reading.
        Err(_) => vec![Violation {
            pointer: String::new(),
            rule: "depth",
            limit: None,
            detail: "the value nests too deep".to_owned(),
        }],
    }
}

impl Maker {
    pub(crate) fn new(molds: &'static Molds, way: Way, seed: u64) -> Self {
        Self {
            molds,
            way,
            random: fastrand::Rng::with_seed(seed),
            budget: BUDGET,
            attempt: 0,
            without_examples: false,
        }
    }

    /// A value for a place; none if there is none, or none was found.
    pub(crate) fn value(&mut self, value: &'static Value) -> Option<Json> {
        self.at(value, &[], &[], 0)
    }

    /// A value for a place at some depth that keeps further constraints. Hints are tried first.
    fn at(
        &mut self,
        value: &'static Value,
        hints: &[&'static Json],
        further: &[&'static Constraint],
        depth: u32,
    ) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        let Origin {
            end,
            nullable,
            constraints,
            examples,
        } = self.origin(value);
        let must: Vec<_> = constraints.into_iter().chain(further.iter().copied()).collect();
        let hints = hints.iter().copied().chain(examples);
        if let Some(hint) = self.hint(value, hints, &must) {
            return Some(hint);
        }
        let made = self.attempts(end, &must, depth);
        made.or_else(|| (nullable && self.keeps(&must, &Json::Null)).then_some(Json::Null))
    }

    fn attempts(&mut self, end: &'static Value, must: &[&'static Constraint], depth: u32) -> Option<Json> {
        let before = self.attempt;
        let mut found = None;
        for attempt in 0..ATTEMPTS {
            self.budget = self.budget.checked_sub(1)?;
            self.attempt = attempt;
            let limits = Limits::choose(must, &mut self.random);
            let made = self.form(end, &limits, depth);
            found = made.filter(|made| self.keeps(must, made));
            if found.is_some() || (must.is_empty() && attempt > 2) {
                break;
            }
        }
        self.attempt = before;
        found
    }

    /// One attempt.
    fn form(&mut self, end: &'static Value, limits: &Limits, depth: u32) -> Option<Json> {
        if let Some(listed) = limits.listed() {
            return self.random.choice(listed).cloned();
        }
        match &end.ty {
            Type::Any => self.any(limits, depth),
            Type::Null => Some(Json::Null),
            Type::Never => None,
            Type::Boolean => Some(self.random.bool().into()),
            Type::Integer(format) => number::integer(*format, limits, &mut self.random),
            Type::Number(_) => number::number(limits, &mut self.random),
            Type::String(format) => text::text(format, limits, self.attempt, &mut self.random).map(Json::String),
            Type::Array(item) => self.array(item, limits, depth),
            Type::Tuple(tuple) => self.tuple(tuple, limits, depth),
            Type::Map(item) => self.map(item, limits, depth),
            Type::Named(id) => self.named(*id, end, limits, depth),
        }
    }

    fn named(&mut self, id: SchemaId, end: &'static Value, limits: &Limits, depth: u32) -> Option<Json> {
        match &self.molds.api.schema(id).shape {
            Shape::Object(object) => {
                let made = self.object(object, limits, depth)?;
                let is_plain = object.constraints.is_empty() && object.patterns.is_empty();
                (is_plain || self.fits(end, &made)).then_some(made)
            }
            Shape::StringEnum(listed) => {
                let value = self.random.choice(&listed.values)?;
                Some(value.value.clone().into())
            }
            Shape::IntegerEnum(listed) => Some(self.random.choice(&listed.values)?.value.into()),
            Shape::JsonEnum(listed) => Some(self.random.choice(&listed.values)?.value.clone()),
            Shape::Union(union) => self.union(union, end, limits, depth),
            // Resolved before.
            Shape::Alias(_) => None,
        }
    }

    /// Where nothing is said of the type, the constraints may.
    fn any(&mut self, limits: &Limits, depth: u32) -> Option<Json> {
        let kind = match limits.kinds() {
            Some(kinds) => self.random.choice(kinds)?,
            None => limits.implied_kind(),
        };
        match kind {
            JsonKind::Null => Some(Json::Null),
            JsonKind::Boolean => Some(self.random.bool().into()),
            JsonKind::Integer => number::integer(counterpart_spec::api::IntegerFormat::I64, limits, &mut self.random),
            JsonKind::Number => number::number(limits, &mut self.random),
            JsonKind::String => {
                text::text(&StringFormat::Text, limits, self.attempt, &mut self.random).map(Json::String)
            }
            JsonKind::Array => self.array(&ANY, limits, depth),
            JsonKind::Object => self.map(&ANY, limits, depth),
        }
    }

    /// The first documented value that is one.
    fn hint(
        &mut self,
        value: &'static Value,
        hints: impl Iterator<Item = &'static Json>,
        must: &[&'static Constraint],
    ) -> Option<Json> {
        if self.without_examples {
            return None;
        }
        let mut hints = hints.filter(|hint| !hint.is_null());
        hints
            .find(|hint| self.keeps(must, hint) && self.fits(value, hint))
            .cloned()
    }

    /// Whether a value is one of a place, with everything in it.
    fn fits(&self, value: &'static Value, json: &Json) -> bool {
        violations(self.molds.place(value, self.way), json).is_empty()
    }

    fn keeps(&self, constraints: &[&'static Constraint], json: &Json) -> bool {
        constraints
            .iter()
            .all(|one| validate::keeps(self.molds.rule(one), json))
    }

    /// What a value is behind its aliases.
    fn origin(&self, value: &'static Value) -> Origin {
        let (mut end, mut nullable) = (value, value.nullable);
        let mut constraints: Vec<_> = value.constraints.iter().collect();
        let mut examples = Vec::new();
        while let Type::Named(id) = end.ty {
            let schema = self.molds.api.schema(id);
            examples.extend(&schema.docs.examples);
            let Shape::Alias(alias) = &schema.shape else { break };
            end = &alias.value;
            nullable |= end.nullable;
            constraints.extend(&end.constraints);
        }
        Origin {
            end,
            nullable,
            constraints,
            examples,
        }
    }
}

/// A value behind its aliases, and what all of them say.
struct Origin {
    end: &'static Value,
    nullable: bool,
    constraints: Vec<&'static Constraint>,
    examples: Vec<&'static Json>,
}
