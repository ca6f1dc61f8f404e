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
use super::piece::Piece;
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
    pub(super) count: usize,
    /// Something was left out.
    pub(super) dropped: bool,
    /// A keyword that cannot be checked, because what it is about depends on too much.
    pub(super) unevaluated: Option<&'static str>,
    /// The values are texts, of which a format is more than an annotation.
    texts: bool,
}

impl Asserting {
    /// Of values that are texts, or of which that is not known.
    pub(super) fn of_texts(texts: bool) -> Self {
        Self {
            texts,
            ..Self::default()
        }
    }

    /// Steps into a schema, unless that is on the way already or the way is too long.
    pub(super) fn enter(&mut self, node: &Node) -> bool {
        let id = std::ptr::from_ref(node);
        if self.way.contains(&id) || self.way.len() > DEEPEST || self.count > MOST_RULES {
            self.dropped = true;
            return false;
        }
        self.way.push(id);
        true
    }

    pub(super) fn leave(&mut self) {
        self.way.pop();
    }
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
        if !state.enter(node) {
            return Rules::unknown();
        }
        let rules = match SchemaForm::of(node) {
            None => Rules::unknown(),
            Some(form) if form.reference.is_some() => match self.resolver.follow(node) {
                Ok((target, _)) => self.rules(target, state),
                Err(_) => Rules::unknown(),
            },
            Some(form) => self.form_rules(&form, state),
        };
        state.leave();
        rules
    }

    /// What the keywords of a schema ask of a value.
    fn form_rules(&mut self, form: &SchemaForm<'d>, state: &mut Asserting) -> Rules {
        let mut rules = self.rules_without_unevaluated(form, state);
        self.unevaluated_rules(form, &mut rules, state);
        rules
    }

    /// What a piece asks of a value; what was taken from it has seen properties and items nevertheless.
    pub(super) fn piece_rules(&mut self, piece: &Piece<'d>, state: &mut Asserting) -> Vec<Constraint> {
        let mut rules = self.rules_without_unevaluated(&piece.form, state);
        self.unevaluated_of_piece(piece, &mut rules, state);
        rules.list
    }

    /// What `unevaluatedProperties` and `unevaluatedItems` of a piece ask of a value.
    pub(super) fn unevaluated_of_piece(&mut self, piece: &Piece<'d>, rules: &mut Rules, state: &mut Asserting) {
        if piece.form.has_unevaluated()
            && let Some(form) = SchemaForm::of(piece.node)
        {
            self.unevaluated_rules(&form, rules, state);
        }
    }

    fn rules_without_unevaluated(&mut self, form: &SchemaForm<'d>, state: &mut Asserting) -> Rules {
        let mut rules = Rules::nothing();
        if form.never {
            rules.list.push(Constraint::Never);
            return rules;
        }
        rules.exact = !form.says_unknown();
        rules.list.extend(own_rules(form, state.texts));
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
        self.rules_of_others(form, rules, state);
    }

    /// What holds for properties that have no schema of their own.
    pub(super) fn rules_of_others(&mut self, form: &SchemaForm<'d>, rules: &mut Rules, state: &mut Asserting) {
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
        if let Some(keyword) = state.unevaluated {
            let message = format!("`{keyword}` is not checked here: what it is about depends on too much");
            self.report(&UNCHECKED_KEYWORD, message, at);
        }
    }
}

/// Kinds, values, limits, format and `required`: what needs no look at other schemas.
///
/// A format is an annotation (JSON Schema Validation, 7.2.1); where the value is said to be a text, it is taken for more.
fn own_rules(form: &SchemaForm<'_>, is_text: bool) -> Vec<Constraint> {
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
    let is_text = is_text
        || form
            .types
            .is_some_and(|types| types.meets(Kinds::STRING) && types != Kinds::ALL);
    let format = form.format.filter(|_| is_text);
    rules.extend(format.and_then(text_format).map(Constraint::Format));
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
