//! `unevaluatedProperties` and `unevaluatedItems` (JSON Schema Core, 11) as rules: what a schema looks at is known ahead
//! of time, except where it depends on the value, and there the rule asks the same question first.

use crate::api::Constraint;
use crate::document::Node;
use crate::form::{Kinds, Rare, SchemaForm};

use super::Lowering;
use super::assertion::{Asserting, Rules, entries, names};

/// More cases than this are not worth their space in a table.
const MOST_CASES: usize = 64;

/// What schemas look at of the value that they apply to.
#[derive(Debug, Clone, Default)]
struct Seen {
    names: Vec<String>,
    patterns: Vec<String>,
    all_properties: bool,
    /// So many first items.
    prefix: usize,
    all_items: bool,
    /// What `contains` counts.
    contained: Vec<Vec<Constraint>>,
    /// What is only seen under a condition.
    branches: Vec<Branch>,
    /// Something else may be seen.
    unknown: bool,
}

#[derive(Debug, Clone)]
struct Branch {
    condition: Vec<Constraint>,
    then: Seen,
    otherwise: Seen,
}

impl Seen {
    fn unknown() -> Self {
        Self {
            unknown: true,
            ..Self::default()
        }
    }

    /// What is seen if both look.
    fn add(&mut self, other: Self) {
        self.names.extend(other.names);
        self.patterns.extend(other.patterns);
        self.all_properties |= other.all_properties;
        self.prefix = self.prefix.max(other.prefix);
        self.all_items |= other.all_items;
        self.contained.extend(other.contained);
        self.branches.extend(other.branches);
        self.unknown |= other.unknown;
    }

    fn is_nothing(&self) -> bool {
        let properties = self.names.is_empty() && self.patterns.is_empty() && !self.all_properties;
        let items = self.prefix == 0 && !self.all_items && self.contained.is_empty();
        properties && items && self.branches.is_empty() && !self.unknown
    }

    /// Adds what is seen where rules hold, and what is seen where they do not.
    fn branch(&mut self, condition: Rules, then: Self, otherwise: Self) {
        if then.is_nothing() && otherwise.is_nothing() {
            return;
        }
        match (condition.exact, condition.list.is_empty()) {
            (false, _) => self.unknown = true,
            (true, true) => self.add(then),
            (true, false) => self.branches.push(Branch {
                condition: condition.list,
                then,
                otherwise,
            }),
        }
    }
}

/// The two keywords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Properties,
    Items,
}

impl<'d> Lowering<'d, '_> {
    /// Adds the rules of the two keywords of a schema, of which `form` knows all keywords.
    pub(super) fn unevaluated_rules(&mut self, form: &SchemaForm<'d>, rules: &mut Rules, state: &mut Asserting) {
        let Some(rare) = form.rare.as_deref() else { return };
        let keywords = [
            (Part::Properties, "unevaluatedProperties", rare.unevaluated_properties),
            (Part::Items, "unevaluatedItems", rare.unevaluated_items),
        ];
        for (part, keyword, node) in keywords {
            let Some(node) = node else { continue };
            let rest = self.rules(node, state);
            if rest.exact && rest.list.is_empty() {
                continue;
            }
            let seen = self.seen_beside(form, state);
            let mut cases = 0;
            match cases_of(part, seen, &rest.list, &mut cases) {
                Some(found) => {
                    rules.exact &= rest.exact;
                    state.count += cases;
                    rules.list.extend(found);
                }
                None => {
                    rules.exact = false;
                    state.unevaluated = Some(keyword);
                }
            }
        }
    }

    /// What a schema looks at, those that are part of it included.
    fn seen(&mut self, node: &'d Node, state: &mut Asserting) -> Seen {
        if !state.enter(node) {
            return Seen::unknown();
        }
        let seen = match SchemaForm::of(node) {
            None => Seen::unknown(),
            Some(form) => self.seen_by(&form, node, state),
        };
        state.leave();
        seen
    }

    fn seen_by(&mut self, form: &SchemaForm<'d>, node: &'d Node, state: &mut Asserting) -> Seen {
        if form.reference.is_some() {
            return match self.resolver.follow(node) {
                Ok((target, _)) => self.seen(target, state),
                Err(_) => Seen::unknown(),
            };
        }
        let mut seen = self.seen_beside(form, state);
        if let Some(rare) = form.rare.as_deref() {
            seen.all_properties |= rare.unevaluated_properties.is_some();
            seen.all_items |= rare.unevaluated_items.is_some();
        }
        seen
    }

    /// What a schema looks at before its own `unevaluated` keywords do.
    fn seen_beside(&mut self, form: &SchemaForm<'d>, state: &mut Asserting) -> Seen {
        let mut seen = Seen {
            names: names(form.properties),
            patterns: names(form.patterns()),
            all_properties: form.additional.is_some(),
            prefix: form.prefix().unwrap_or_default().len(),
            all_items: form.rest_of_items().is_some(),
            ..Seen::default()
        };
        for part in form.all_of.unwrap_or_default() {
            let part = self.seen(part, state);
            seen.add(part);
        }
        for part in [form.any_of, form.one_of].into_iter().flatten().flatten() {
            let then = self.seen(part, state);
            let condition = self.rules(part, state);
            seen.branch(condition, then, Seen::default());
        }
        if let Some(rare) = form.rare.as_deref() {
            self.add_seen_by_rare(rare, &mut seen, state);
        }
        seen
    }

    fn add_seen_by_rare(&mut self, rare: &Rare<'d>, seen: &mut Seen, state: &mut Asserting) {
        seen.unknown |= rare.unknown_reference;
        if let Some(node) = rare.contains {
            let part = self.rules(node, state);
            seen.unknown |= !part.exact;
            seen.all_items |= part.exact && part.list.is_empty();
            seen.contained.push(part.list);
        }
        if let Some(node) = rare.condition {
            let mut then = self.seen(node, state);
            let mut look = |node: Option<&'d Node>| node.map_or(Seen::default(), |node| self.seen(node, state));
            then.add(look(rare.then));
            let otherwise = look(rare.otherwise);
            let condition = self.rules(node, state);
            seen.branch(condition, then, otherwise);
        }
        for (name, node) in entries(rare.dependent_schemas).chain(entries(rare.dependencies)) {
            if node.as_array().is_none() {
                let condition = Rules {
                    list: vec![
                        Constraint::Kinds(Kinds::OBJECT.list()),
                        Constraint::Required(vec![name.to_owned()]),
                    ],
                    exact: true,
                };
                let then = self.seen(node, state);
                seen.branch(condition, then, Seen::default());
            }
        }
    }
}

/// The rules for what is not seen, a case for each way in which the conditions may turn out; `None` if that cannot be
/// said, or only in too many cases.
fn cases_of(part: Part, mut seen: Seen, rest: &[Constraint], cases: &mut usize) -> Option<Vec<Constraint>> {
    let all = match part {
        Part::Properties => seen.all_properties,
        Part::Items => seen.all_items,
    };
    if all {
        return Some(Vec::new());
    }
    if seen.unknown {
        return None;
    }
    let Some(branch) = seen.branches.pop() else {
        *cases += 1;
        return (*cases <= MOST_CASES).then(|| vec![rest_is(part, seen, rest)]);
    };
    let mut with = seen.clone();
    with.add(branch.then);
    let then = cases_of(part, with, rest, cases)?;
    seen.add(branch.otherwise);
    let otherwise = cases_of(part, seen, rest, cases)?;
    if then == otherwise {
        return Some(then);
    }
    Some(vec![Constraint::If {
        condition: branch.condition,
        then,
        otherwise,
    }])
}

fn rest_is(part: Part, seen: Seen, rest: &[Constraint]) -> Constraint {
    match part {
        Part::Properties => Constraint::OtherProperties {
            names: seen.names,
            patterns: seen.patterns,
            rules: rest.to_vec(),
        },
        Part::Items if seen.contained.is_empty() => Constraint::ItemsFrom(seen.prefix, rest.to_vec()),
        Part::Items => {
            let mut sets = seen.contained;
            if rest != [Constraint::Never] {
                sets.push(rest.to_vec());
            }
            Constraint::ItemsFrom(seen.prefix, vec![Constraint::AnyOf(sets)])
        }
    }
}
