//! Constraints as targets: alternatives are chosen, and what is said twice is one limit.

use counterpart_spec::api::{Constraint, JsonKind, TextFormat};
use serde_json::Value as Json;

/// The constraints that one attempt aims at.
#[derive(Default)]
pub(super) struct Limits {
    all: Vec<&'static Constraint>,
}

/// A limit of a count.
enum Bound {
    Least(u64),
    Most(u64),
}

impl Limits {
    /// Chooses an alternative wherever there are several.
    pub(super) fn choose(must: &[&'static Constraint], random: &mut fastrand::Rng) -> Self {
        let mut limits = Self::default();
        must.iter().for_each(|one| limits.add(one, random));
        limits
    }

    /// These and others.
    pub(super) fn and(&self, others: &Self) -> Self {
        let all = [self.all.as_slice(), others.all.as_slice()].concat();
        Self { all }
    }

    fn add(&mut self, constraint: &'static Constraint, random: &mut fastrand::Rng) {
        match constraint {
            Constraint::AnyOf(sets) | Constraint::OneOf(sets) => {
                let chosen = random.choice(sets).into_iter().flatten();
                chosen.for_each(|one| self.add(one, random));
            }
            Constraint::If {
                condition,
                then,
                otherwise,
            } => {
                let chosen: &[&'static Vec<Constraint>] = match random.bool() {
                    true => &[condition, then],
                    // That the condition does not hold is left to luck.
                    false => &[otherwise],
                };
                chosen.iter().copied().flatten().for_each(|one| self.add(one, random));
            }
            one => self.all.push(one),
        }
    }

    fn find<T>(&self, of: impl Fn(&'static Constraint) -> Option<T>) -> impl Iterator<Item = T> {
        self.all.iter().filter_map(move |one| of(one))
    }

    /// Every constraint, alternatives chosen.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static Constraint> {
        self.all.iter().copied()
    }

    /// The values that are listed, if there is a list.
    pub(super) fn listed(&self) -> Option<&'static [Json]> {
        self.find(|one| match one {
            Constraint::Values(values) => Some(values.as_slice()),
            _ => None,
        })
        .min_by_key(|values| values.len())
    }

    /// The kinds that are allowed, if something is said of them.
    pub(super) fn kinds(&self) -> Option<Vec<JsonKind>> {
        let mut lists = self.find(|one| match one {
            Constraint::Kinds(kinds) => Some(kinds),
            _ => None,
        });
        let mut kinds = lists.next()?.clone();
        for list in lists {
            kinds
                .retain(|kind| list.contains(kind) || (*kind == JsonKind::Integer && list.contains(&JsonKind::Number)));
        }
        Some(kinds)
    }

    /// The kind that the constraints speak of.
    pub(super) fn implied_kind(&self) -> JsonKind {
        let kinds = self.find(|one| {
            Some(match one {
                Constraint::Minimum(_) | Constraint::Maximum(_) | Constraint::MultipleOf(_) => JsonKind::Number,
                Constraint::MinItems(_)
                | Constraint::MaxItems(_)
                | Constraint::UniqueItems
                | Constraint::Item(..)
                | Constraint::ItemsFrom(..)
                | Constraint::Contains { .. } => JsonKind::Array,
                Constraint::MinProperties(_)
                | Constraint::MaxProperties(_)
                | Constraint::Required(_)
                | Constraint::DependentRequired(..)
                | Constraint::Property(..)
                | Constraint::PatternProperty(..)
                | Constraint::OtherProperties { .. }
                | Constraint::PropertyNames(_) => JsonKind::Object,
                _ => return None,
            })
        });
        kinds.last().unwrap_or(JsonKind::String)
    }

    /// The closest of all bounds.
    fn range(&self, of: impl Fn(&Constraint) -> Option<Bound>) -> (u64, Option<u64>) {
        let (mut least, mut most) = (0, None);
        for bound in self.find(of) {
            match bound {
                Bound::Least(count) => least = count.max(least),
                Bound::Most(count) => most = Some(most.map_or(count, |known| count.min(known))),
            }
        }
        (least, most)
    }

    /// Of a text, in characters.
    pub(super) fn length(&self) -> (u64, Option<u64>) {
        self.range(|one| match one {
            Constraint::MinLength(count) => Some(Bound::Least(*count)),
            Constraint::MaxLength(count) => Some(Bound::Most(*count)),
            _ => None,
        })
    }

    /// Of an array.
    pub(super) fn items(&self) -> (u64, Option<u64>) {
        self.range(|one| match one {
            Constraint::MinItems(count) => Some(Bound::Least(*count)),
            Constraint::MaxItems(count) => Some(Bound::Most(*count)),
            _ => None,
        })
    }

    /// Of an object.
    pub(super) fn properties(&self) -> (u64, Option<u64>) {
        self.range(|one| match one {
            Constraint::MinProperties(count) => Some(Bound::Least(*count)),
            Constraint::MaxProperties(count) => Some(Bound::Most(*count)),
            _ => None,
        })
    }

    pub(super) fn patterns(&self) -> Vec<&'static str> {
        let patterns = self.find(|one| match one {
            Constraint::Pattern(pattern) => Some(pattern.as_str()),
            _ => None,
        });
        patterns.collect()
    }

    pub(super) fn format(&self) -> Option<TextFormat> {
        self.find(|one| match one {
            Constraint::Format(format) => Some(*format),
            _ => None,
        })
        .next()
    }

    /// The names that must be there.
    pub(super) fn required(&self) -> Vec<&'static str> {
        let lists = self.find(|one| match one {
            Constraint::Required(names) => Some(names.iter().map(String::as_str)),
            _ => None,
        });
        lists.flatten().collect()
    }

    /// The names that must be there with another.
    pub(super) fn dependents(&self, name: &str) -> Vec<&'static str> {
        let lists = self.find(|one| match one {
            Constraint::DependentRequired(first, names) if first == name => Some(names.iter().map(String::as_str)),
            _ => None,
        });
        lists.flatten().collect()
    }

    /// What holds for an item.
    pub(super) fn item(&self, index: usize) -> Vec<&'static Constraint> {
        let lists = self.find(|one| match one {
            Constraint::Item(at, rules) if *at == index => Some(rules),
            Constraint::ItemsFrom(from, rules) if *from <= index => Some(rules),
            _ => None,
        });
        lists.flatten().collect()
    }

    /// What holds for the names of properties.
    pub(super) fn names(&self) -> Vec<&'static Constraint> {
        let lists = self.find(|one| match one {
            Constraint::PropertyNames(rules) => Some(rules),
            _ => None,
        });
        lists.flatten().collect()
    }
}
