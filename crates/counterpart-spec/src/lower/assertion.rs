//! A schema as rules that a value can be checked against, exact per JSON Schema: each rule ignores values of other
//! kinds. References are inlined; a schema that contains itself, or too much, is dropped where that only makes the
//! rules weaker, and takes the rule around it along where it would not.

use crate::api::Constraint;
use crate::diagnostic::UNCHECKED_KEYWORD;
use crate::document::{Node, Object};
use crate::form::{AdditionalForm, Kinds, Rare, SchemaForm};

use super::Lowering;
use super::constraint::limit_rules;
use super::format::text_format;
use super::spot::Spot;

/// More rules than this are not worth their space in a table.
const MOST_RULES: usize = 400;
/// References and schemas inside each other.
const DEEPEST: usize = 48;

/// The rules of a schema, and whether they say all that it says.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) list: Vec<Constraint>,
    pub(super) exact: bool,
}

/// A schema on its way to rules.
#[derive(Default)]
pub(super) struct Asserting {
    way: Vec<*const Node>,
    count: usize,
    /// Something was left out.
    pub(super) dropped: bool,
}

impl Rules {
    fn nothing() -> Self {
        Self {
            list: Vec::new(),
            exact: true,
        }
    }

    fn unknown() -> Self {
        Self::default()
    }

    fn add(&mut self, other: Self) {
        self.list.extend(other.list);
        self.exact &= other.exact;
    }

    /// Adds a rule about a part, unless the part says nothing.
    fn about(&mut self, part: Self, rule: impl FnOnce(Vec<Constraint>) -> Constraint) {
        self.exact &= part.exact;
        if !part.list.is_empty() {
            self.list.push(rule(part.list));
        }
    }
}

impl<'d> Lowering<'d, '_> {
    /// What a schema asks of a value.
    pub(super) fn rules(&mut self, node: &'d Node, state: &mut Asserting) -> Rules {
        let id = std::ptr::from_ref(node);
        if state.way.contains(&id) || state.way.len() > DEEPEST || state.count > MOST_RULES {
            state.dropped = true;
            return Rules::unknown();
        }
        let Some(form) = SchemaForm::of(node) else {
            return Rules::unknown();
        };
        state.way.push(id);
        let rules = match form.reference {
            Some(_) => match self.resolver.follow(node) {
                Ok((target, _)) => self.rules(target, state),
                Err(_) => Rules::unknown(),
            },
            None => self.form_rules(&form, state),
        };
        state.way.pop();
        rules
    }

    /// What the keywords of a schema ask of a value.
    pub(super) fn form_rules(&mut self, form: &SchemaForm<'d>, state: &mut Asserting) -> Rules {
        let mut rules = Rules::nothing();
        if form.never {
            rules.list.push(Constraint::Never);
            return rules;
        }
        rules.list.extend(own_rules(form));
        state.count += rules.list.len();
        self.object_rules(form, &mut rules, state);
        self.array_rules(form, &mut rules, state);
        self.combination_rules(form, &mut rules, state);
        rules.add(self.side_rules(form, state));
        rules
    }

    /// What types cannot say: `not`, `if`, `contains`, `propertyNames` and what depends on properties.
    pub(super) fn side_rules(&mut self, form: &SchemaForm<'d>, state: &mut Asserting) -> Rules {
        let mut rules = Rules::nothing();
        if let Some(rare) = form.rare.as_deref() {
            self.names_and_dependencies(rare, &mut rules, state);
            self.contains_rule(rare, &mut rules, state);
            self.not_rule(rare, &mut rules, state);
            self.if_rule(rare, &mut rules, state);
        }
        rules
    }

    fn object_rules(&mut self, form: &SchemaForm<'d>, rules: &mut Rules, state: &mut Asserting) {
        for (name, node) in entries(form.properties) {
            let part = self.rules(node, state);
            rules.about(part, |list| Constraint::Property(name.to_owned(), list));
        }
        for (pattern, node) in entries(form.patterns()) {
            let part = self.rules(node, state);
            rules.about(part, |list| Constraint::PatternProperty(pattern.to_owned(), list));
        }
        let others = match form.additional {
            None | Some(AdditionalForm::Allowed) => Rules::nothing(),
            Some(AdditionalForm::Denied) => Rules {
                list: vec![Constraint::Never],
                exact: true,
            },
            Some(AdditionalForm::Schema(node)) => self.rules(node, state),
        };
        rules.about(others, |rules| Constraint::OtherProperties {
            names: names(form.properties),
            patterns: names(form.patterns()),
            rules,
        });
    }

    fn array_rules(&mut self, form: &SchemaForm<'d>, rules: &mut Rules, state: &mut Asserting) {
        let prefix = form.prefix().unwrap_or_default();
        for (index, node) in prefix.iter().enumerate() {
            let part = self.rules(node, state);
            rules.about(part, |list| Constraint::Item(index, list));
        }
        if let Some(rest) = form.rest_of_items() {
            let part = self.rules(rest, state);
            rules.about(part, |list| Constraint::ItemsFrom(prefix.len(), list));
        }
    }

    fn combination_rules(&mut self, form: &SchemaForm<'d>, rules: &mut Rules, state: &mut Asserting) {
        for part in form.all_of.unwrap_or_default() {
            let part = self.rules(part, state);
            rules.add(part);
        }
        for (keyword, parts) in [("anyOf", form.any_of), ("oneOf", form.one_of)] {
            if let Some(parts) = parts {
                let part = self.choice_rule(keyword, parts, state);
                rules.add(part);
            }
        }
        let unevaluated = form
            .rare
            .as_deref()
            .is_some_and(|rare| rare.unevaluated_properties.is_some() || rare.unevaluated_items.is_some());
        rules.exact &= !unevaluated;
    }

    /// `anyOf` or `oneOf` as one rule. Where a part is not known exactly, only `anyOf` can be said of them.
    pub(super) fn choice_rule(&mut self, keyword: &str, parts: &'d [Node], state: &mut Asserting) -> Rules {
        let parts: Vec<Rules> = parts.iter().map(|part| self.rules(part, state)).collect();
        let exact = parts.iter().all(|part| part.exact);
        let lists: Vec<Vec<Constraint>> = parts.into_iter().map(|part| part.list).collect();
        let trivial = lists.iter().any(Vec::is_empty);
        let list = match keyword {
            "oneOf" if exact => vec![Constraint::OneOf(lists)],
            _ if trivial => Vec::new(),
            _ => vec![Constraint::AnyOf(lists)],
        };
        Rules { list, exact }
    }

    fn names_and_dependencies(&mut self, rare: &Rare<'d>, rules: &mut Rules, state: &mut Asserting) {
        if let Some(node) = rare.property_names {
            let part = self.rules(node, state);
            rules.about(part, Constraint::PropertyNames);
        }
        for (name, node) in entries(rare.dependent_required).chain(entries(rare.dependencies)) {
            if let Some(list) = node.as_array() {
                let list = texts(list);
                rules.list.push(Constraint::DependentRequired(name.to_owned(), list));
            }
        }
        for (name, node) in entries(rare.dependent_schemas).chain(entries(rare.dependencies)) {
            if node.as_array().is_none() {
                let part = self.rules(node, state);
                rules.about(part, |then| Constraint::If {
                    condition: vec![
                        Constraint::Kinds(Kinds::OBJECT.list()),
                        Constraint::Required(vec![name.to_owned()]),
                    ],
                    then,
                    otherwise: Vec::new(),
                });
            }
        }
    }

    fn contains_rule(&mut self, rare: &Rare<'d>, rules: &mut Rules, state: &mut Asserting) {
        let Some(node) = rare.contains else { return };
        let part = self.rules(node, state);
        let least = rare.min_contains.unwrap_or(1);
        // Rules that are too weak count too many items.
        let most = rare.max_contains.filter(|_| part.exact);
        rules.exact &= part.exact;
        if least > 0 || most.is_some() {
            rules.list.push(Constraint::Contains {
                rules: part.list,
                least,
                most,
            });
        }
    }

    fn not_rule(&mut self, rare: &Rare<'d>, rules: &mut Rules, state: &mut Asserting) {
        let Some(node) = rare.not else { return };
        let part = self.rules(node, state);
        rules.exact &= part.exact;
        match (part.exact, part.list.as_slice()) {
            (false, _) => {}
            (true, []) => rules.list.push(Constraint::Never),
            (true, [Constraint::Never]) => {}
            (true, _) => rules.list.push(Constraint::Not(part.list)),
        }
    }

    fn if_rule(&mut self, rare: &Rare<'d>, rules: &mut Rules, state: &mut Asserting) {
        let Some(node) = rare.condition else { return };
        let mut branch = |branch: Option<&'d Node>| branch.map_or(Rules::nothing(), |node| self.rules(node, state));
        let condition = branch(Some(node));
        let then = branch(rare.then);
        let otherwise = branch(rare.otherwise);
        rules.exact &= condition.exact && then.exact && otherwise.exact;
        if condition.exact && !(then.list.is_empty() && otherwise.list.is_empty()) {
            rules.list.push(Constraint::If {
                condition: condition.list,
                then: then.list,
                otherwise: otherwise.list,
            });
        }
    }
}

impl<'d> Lowering<'d, '_> {
    /// Says that rules were left out.
    pub(super) fn report_dropped(&mut self, state: &Asserting, at: &Spot<'_>) {
        if state.dropped {
            let message = "some rules here refer back to themselves or are too many; they are not checked";
            self.report(&UNCHECKED_KEYWORD, message, at);
        }
    }

    /// Says that `unevaluatedProperties` and `unevaluatedItems` are not checked where no type can say them.
    pub(super) fn report_unevaluated(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) {
        let Some(rare) = form.rare.as_deref() else { return };
        let keywords = [
            ("unevaluatedProperties", rare.unevaluated_properties),
            ("unevaluatedItems", rare.unevaluated_items),
        ];
        for (keyword, _) in keywords.into_iter().filter(|(_, node)| node.is_some()) {
            self.report(
                &UNCHECKED_KEYWORD,
                format!("`{keyword}` is not checked here"),
                &at.key(keyword),
            );
        }
    }
}

/// Kinds, values, limits, format and `required`: what needs no look at other schemas.
fn own_rules(form: &SchemaForm<'_>) -> Vec<Constraint> {
    let mut rules = Vec::new();
    if let Some(types) = form.types {
        let types = if form.nullable { types | Kinds::NULL } else { types };
        if types != Kinds::ALL {
            rules.push(Constraint::Kinds(types.list()));
        }
    }
    for listed in [form.constant().map(std::slice::from_ref), form.values]
        .into_iter()
        .flatten()
    {
        let null = (form.nullable && !listed.contains(&Node::Null)).then_some(serde_json::Value::Null);
        let values = listed.iter().map(Node::to_json).chain(null).collect();
        rules.push(Constraint::Values(values));
    }
    rules.extend(limit_rules(&form.limits));
    rules.extend(form.format.and_then(text_format).map(Constraint::Format));
    let required = texts(form.required);
    if !required.is_empty() {
        rules.push(Constraint::Required(required));
    }
    rules
}

/// The entries of an object that may be absent.
pub(super) fn entries(object: Option<&Object>) -> impl Iterator<Item = (&str, &Node)> {
    object.into_iter().flat_map(Object::iter)
}

/// The keys of an object that may be absent.
pub(super) fn names(object: Option<&Object>) -> Vec<String> {
    entries(object).map(|(name, _)| name.to_owned()).collect()
}

fn texts(list: &[Node]) -> Vec<String> {
    list.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}
