//! Objects and maps.

use counterpart::validate;
use counterpart_spec::api::{Additional, Constraint, Object, Property, Value};
use serde_json::{Map, Value as Json};

use super::limits::Limits;
use super::{ANY, Maker, SHALLOW, words};

/// So often a name is made that is not there yet.
const NAMES: usize = 32;

impl Maker {
    pub(super) fn object(&mut self, object: &'static Object, limits: &Limits, depth: u32) -> Option<Json> {
        let own: Vec<_> = object.constraints.iter().collect();
        let own = Limits::choose(&own, &mut self.random);
        let limits = &limits.and(&own);
        let needed = self.needed(object, limits);
        let (least, most) = limits.properties();
        let mut made = Map::new();
        let mut spare = most.unwrap_or(u64::MAX).saturating_sub(needed.len() as u64);
        let way = self.way;
        for property in object.properties.iter().filter(|property| way.carries(property)) {
            let name = property.wire_name.as_str();
            let is_needed = needed.contains(&name);
            if !is_needed && (spare == 0 || !self.wants_more(depth)) {
                continue;
            }
            match self.property(property, limits, depth) {
                Some(value) => {
                    spare -= u64::from(!is_needed);
                    made.insert(name.to_owned(), value);
                }
                None if is_needed => return None,
                None => {}
            }
        }
        for name in needed {
            if !made.contains_key(name) {
                let value = self.other(object, name, limits, depth)?;
                made.insert(name.to_owned(), value);
            }
        }
        self.fill(&mut made, least, limits, |maker, name| {
            maker.other(object, name, limits, depth)
        })?;
        Some(Json::Object(made))
    }

    /// Optional properties are there, unless attempts with them fail or the value is deep enough.
    fn wants_more(&mut self, depth: u32) -> bool {
        match self.attempt {
            _ if depth >= SHALLOW => false,
            0 => true,
            1 => false,
            _ => self.random.bool(),
        }
    }

    /// The names that must be there.
    fn needed(&self, object: &'static Object, limits: &Limits) -> Vec<&'static str> {
        let carried = object
            .properties
            .iter()
            .filter(|one| one.required && self.way.carries(one));
        let mut needed: Vec<_> = carried.map(|property| property.wire_name.as_str()).collect();
        let hidden = |name: &str| {
            object
                .properties
                .iter()
                .any(|one| one.wire_name == name && !self.way.carries(one))
        };
        let asked = limits.required().into_iter().filter(|name| !hidden(name));
        needed.extend(asked);
        let mut at = 0;
        while let Some(name) = needed.get(at).copied() {
            // Each name once, in the order of its first mention.
            let place = at + 1;
            needed = [needed.split_off(place), limits.dependents(name)]
                .concat()
                .into_iter()
                .fold(needed, |mut all, one| {
                    if !all.contains(&one) {
                        all.push(one);
                    }
                    all
                });
            at = place;
        }
        needed
    }

    fn property(&mut self, property: &'static Property, limits: &Limits, depth: u32) -> Option<Json> {
        let hints: Vec<_> = property.docs.examples.iter().chain(&property.default).collect();
        let further = rules_of(&property.wire_name, limits);
        self.at(&property.value, &hints, &further, depth + 1)
    }

    /// The value of a name that is no property.
    fn other(&mut self, object: &'static Object, name: &str, limits: &Limits, depth: u32) -> Option<Json> {
        if object.properties.iter().any(|property| property.wire_name == name) {
            return None;
        }
        let mut patterns = object.patterns.iter().filter(|(pattern, _)| is_match(pattern, name));
        let place: &'static Value = match (patterns.next(), &object.additional) {
            (Some((_, value)), _) => value,
            (None, Additional::Values(value)) => value,
            (None, Additional::Unmentioned) => &ANY,
            (None, Additional::Denied) => return None,
        };
        self.at(place, &[], &rules_of(name, limits), depth + 1)
    }

    pub(super) fn map(&mut self, item: &'static Value, limits: &Limits, depth: u32) -> Option<Json> {
        let (least, most) = limits.properties();
        let mut made = Map::new();
        let mut needed = limits.required();
        let dependents: Vec<_> = needed.iter().flat_map(|name| limits.dependents(name)).collect();
        needed.extend(dependents);
        for name in needed {
            let value = self.at(item, &[], &rules_of(name, limits), depth + 1)?;
            made.insert(name.to_owned(), value);
        }
        let usual = u64::from(depth < SHALLOW && self.attempt != 1 && made.is_empty());
        let count = most.map_or(usual, |most| usual.min(most)).max(least);
        let filled = self.fill(&mut made, count, limits, |maker, name| {
            maker.at(item, &[], &rules_of(name, limits), depth + 1)
        });
        (filled.is_some() || made.len() as u64 >= least).then_some(Json::Object(made))
    }

    /// Adds properties until there are as many as there must be.
    fn fill(
        &mut self,
        made: &mut Map<String, Json>,
        least: u64,
        limits: &Limits,
        mut value: impl FnMut(&mut Self, &str) -> Option<Json>,
    ) -> Option<()> {
        let mut tries = NAMES + usize::try_from(least).unwrap_or(0);
        while (made.len() as u64) < least {
            tries = tries.checked_sub(1)?;
            let Some(name) = self.name(limits) else { continue };
            if made.contains_key(&name) {
                continue;
            }
            if let Some(value) = value(self, &name) {
                made.insert(name, value);
            }
        }
        Some(())
    }

    /// A name that properties may have.
    fn name(&mut self, limits: &Limits) -> Option<String> {
        let rules = limits.names();
        let known = limits.iter().filter_map(|one| match one {
            Constraint::Property(name, _) => Some(name.as_str()),
            _ => None,
        });
        let known: Vec<_> = known.collect();
        if let Some(name) = self.random.choice(&known).filter(|_| self.attempt % 2 == 1) {
            return Some((*name).to_owned());
        }
        if let Some(pattern) = pattern_of(limits).filter(|_| self.attempt % 3 == 2) {
            return super::pattern::text(pattern, 0, None, self.attempt, &mut self.random);
        }
        if rules.is_empty() {
            let word = words::word(&mut self.random);
            return Some(if self.random.bool() {
                word.to_owned()
            } else {
                format!("{word}{}", self.random.u8(..))
            });
        }
        match self.at(&TEXT, &[], &rules, 0)? {
            Json::String(name) => Some(name),
            _ => None,
        }
    }
}

static TEXT: Value = Value {
    ty: counterpart_spec::api::Type::String(counterpart_spec::api::StringFormat::Text),
    nullable: false,
    constraints: Vec::new(),
};

fn pattern_of(limits: &Limits) -> Option<&'static str> {
    limits.iter().find_map(|one| match one {
        Constraint::PatternProperty(pattern, _) => Some(pattern.as_str()),
        _ => None,
    })
}

/// What holds for the value of a name.
fn rules_of(name: &str, limits: &Limits) -> Vec<&'static Constraint> {
    let lists = limits.iter().filter_map(|one| match one {
        Constraint::Property(of, rules) if of == name => Some(rules),
        Constraint::PatternProperty(pattern, rules) if is_match(pattern, name) => Some(rules),
        Constraint::OtherProperties { names, patterns, rules }
            if !names.iter().any(|one| one == name) && !patterns.iter().any(|one| is_match(one, name)) =>
        {
            Some(rules)
        }
        _ => None,
    });
    lists.flatten().collect()
}

fn is_match(pattern: &'static str, name: &str) -> bool {
    validate::pattern_matches(pattern, name)
}
