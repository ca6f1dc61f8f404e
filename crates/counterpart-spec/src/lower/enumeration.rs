//! `enum`, `const`, and `oneOf` of constants.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use crate::api::{Constraint, EnumValue, IntegerEnum, IntegerFormat, JsonEnum, Shape, StringEnum, Type, Value};
use crate::diagnostic::{DUPLICATE_VALUE, MISFIT_VALUE, UNCHECKED_KEYWORD};
use crate::document::Node;
use crate::form::kinds::is_whole;
use crate::form::{Kinds, Limits, SchemaForm};

use super::Lowering;
use super::constraint::limit_rules;
use super::default::{fits, reads};
use super::format::{integer_format, string_format};
use super::piece::Piece;
use super::schema::{Draft, Plan};
use super::spot::Spot;
use super::verdict::verdict_of_all;

/// A value that a schema lists, where it stands, and what the author says of it.
#[derive(Debug, Clone)]
pub(super) struct Listed<'d> {
    pub(super) node: &'d Node,
    pub(super) origin: Origin,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
}

/// Where a value stands: in a list of a schema, whose pointer this is.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    pub(super) schema: Rc<str>,
    pub(super) keyword: &'static str,
    /// `None` for `const`.
    pub(super) index: Option<usize>,
}

impl Origin {
    fn pointer(&self) -> String {
        let Self { schema, keyword, index } = self;
        match index {
            Some(index) => format!("{schema}/{keyword}/{index}"),
            None => format!("{schema}/{keyword}"),
        }
    }
}

/// What a value is on the wire, as far as an enumeration tells values apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Integer(i64),
    Text(String),
    Other(String),
}

impl<'d> Lowering<'d, '_> {
    /// Decides what the values become that all of some schemas allow. `kinds` is what their types allow.
    pub(super) fn plan_listed(
        &mut self,
        pieces: &[Piece<'d>],
        kinds: Option<Kinds>,
        rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> Plan<'d> {
        let mut lists = pieces.iter().flat_map(|piece| listed(&piece.form, &piece.pointer));
        let mut values = lists.next().unwrap_or_default();
        for other in lists {
            values.retain(|value| other.iter().any(|known| key(known.node) == key(value.node)));
        }
        let values = self.allowed(values, pieces, rules, at);
        self.plan_values(values, kinds, at)
    }

    /// The values that the rules beside the list allow, as far as that can be told.
    fn allowed(
        &mut self,
        values: Vec<Listed<'d>>,
        pieces: &[Piece<'d>],
        mut rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> Vec<Listed<'d>> {
        for piece in pieces {
            rules.extend(limit_rules(&piece.form.limits));
        }
        self.add_side_rules(pieces, &mut rules, at);
        let mut allowed = Vec::with_capacity(values.len());
        let mut in_doubt = false;
        for value in values {
            let verdict = verdict_of_all(&rules, &value.node.to_json());
            in_doubt |= verdict.is_none();
            if verdict == Some(false) {
                let message = "the rules beside the list do not allow this value; it is left out";
                self.report_at(&MISFIT_VALUE, message, &value.origin.pointer());
                continue;
            }
            // A format is a hint, and the list says more.
            if let Some(format) = pieces.iter().find_map(|piece| missed_format(piece, value.node)) {
                let message = format!("this value does not look like the `format` beside it, `{format}`; it is kept");
                self.report_at(&MISFIT_VALUE, message, &value.origin.pointer());
            }
            allowed.push(value);
        }
        if in_doubt {
            let message = "whether the rules beside the list allow all of its values is not known; they are kept";
            self.report(&UNCHECKED_KEYWORD, message, at);
        }
        allowed
    }

    /// A list of which no value is of the schema's type stands in the wrong place (beside `items` instead of in it).
    pub(super) fn is_misplaced(&mut self, pieces: &[Piece<'d>], kinds: Option<Kinds>) -> bool {
        let ([piece], Some(kinds)) = (pieces, kinds) else {
            return false;
        };
        let values = piece.form.listed().unwrap_or_default();
        let fits = |node: &Node| kinds.contains(Kinds::of(node)) || *node == Node::Null;
        let misplaced = !kinds.meets(Kinds::STRING) && !values.iter().any(fits);
        if misplaced {
            let message = "none of these values is of the schema's type; the list is ignored";
            let keyword = if piece.form.values.is_some() { "enum" } else { "const" };
            self.report_at(&MISFIT_VALUE, message, &format!("{}/{keyword}", piece.pointer));
        }
        misplaced
    }

    /// The constants of a union that also are among the values that some pieces list.
    pub(super) fn plan_constants(
        &mut self,
        mut values: Vec<Listed<'d>>,
        pieces: &[Piece<'d>],
        rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> Plan<'d> {
        for other in pieces.iter().flat_map(|piece| listed(&piece.form, &piece.pointer)) {
            values.retain(|value| other.iter().any(|known| key(known.node) == key(value.node)));
        }
        let values = self.allowed(values, pieces, rules, at);
        self.plan_values(values, super::all_of::kinds(pieces), at)
    }

    /// Decides what a list of values becomes.
    pub(super) fn plan_values(&mut self, values: Vec<Listed<'d>>, kinds: Option<Kinds>, at: &Spot<'_>) -> Plan<'d> {
        let has_null = values.iter().any(|value| *value.node == Node::Null);
        let values = self.of_kinds(values, kinds);
        let values = self.distinct(values);
        if values.is_empty() && !has_null {
            return Plan::Value(self.contradiction("no value of the list is left", at));
        }
        if values.is_empty() {
            return Plan::Value(Value::new(Type::Null));
        }
        let both = [Key::Other("true".to_owned()), Key::Other("false".to_owned())];
        if values.len() == 2 && values.iter().all(|(key, _)| both.contains(key)) {
            let value = Value::new(Type::Boolean);
            return Plan::Value(Value {
                nullable: has_null,
                ..value
            });
        }
        Plan::Named(Draft::Shape(shape(values)), has_null)
    }

    /// The values that `type` allows. Scalars beside `type: string` are texts that YAML read as something else.
    fn of_kinds(&mut self, values: Vec<Listed<'d>>, kinds: Option<Kinds>) -> Vec<(Key, Listed<'d>)> {
        let allowed = kinds.unwrap_or(Kinds::ALL);
        let only_text = allowed.without(Kinds::NULL) == Kinds::STRING;
        let mut fitting = Vec::with_capacity(values.len());
        for value in values {
            match value.node.to_text() {
                _ if *value.node == Node::Null => {}
                _ if allowed.contains(Kinds::of(value.node)) => fitting.push((key(value.node), value)),
                Some(text) if only_text => {
                    let message = format!("`{text}` is no string, as `type` says it is; its text is used");
                    self.report_at(&MISFIT_VALUE, message, &value.origin.pointer());
                    fitting.push((Key::Text(text), value));
                }
                _ => {
                    let message = format!(
                        "this value is {}, which `type` does not allow; it is left out",
                        value.node.kind()
                    );
                    self.report_at(&MISFIT_VALUE, message, &value.origin.pointer());
                }
            }
        }
        fitting
    }

    fn distinct(&mut self, values: Vec<(Key, Listed<'d>)>) -> Vec<(Key, Listed<'d>)> {
        let mut seen = FxHashSet::default();
        let mut distinct = Vec::with_capacity(values.len());
        for (key, value) in values {
            if seen.insert(key.clone()) {
                distinct.push((key, value));
            } else {
                self.report_at(
                    &DUPLICATE_VALUE,
                    "this value is listed before; it counts once",
                    &value.origin.pointer(),
                );
            }
        }
        distinct
    }
}

/// The format of a piece, if a value is clearly none of it.
fn missed_format<'d>(piece: &Piece<'d>, node: &Node) -> Option<&'d str> {
    let format = piece.form.format?;
    let json = node.to_json();
    let looks_right = match (&json, integer_format(Some(format), &Limits::default())) {
        (serde_json::Value::String(text), _) if format == "email" => text.contains('@'),
        (serde_json::Value::String(text), _) => reads(&string_format(&piece.form), text),
        (serde_json::Value::Number(number), width) if width != IntegerFormat::I64 => fits(width, number),
        _ => true,
    };
    (!looks_right).then_some(format)
}

fn shape(values: Vec<(Key, Listed<'_>)>) -> Shape {
    let texts = values.iter().all(|(key, _)| matches!(key, Key::Text(_)));
    let integers = values.iter().all(|(key, _)| matches!(key, Key::Integer(_)));
    if texts {
        let values = values
            .into_iter()
            .map(|(key, listed)| listed.value(key.text()))
            .collect();
        Shape::StringEnum(StringEnum { values })
    } else if integers {
        let values = values
            .into_iter()
            .map(|(key, listed)| listed.value(key.integer()))
            .collect();
        Shape::IntegerEnum(IntegerEnum { values })
    } else {
        let json = |(key, listed): (Key, Listed<'_>)| match key {
            Key::Text(text) => listed.value(text.into()),
            Key::Integer(number) => listed.value(number.into()),
            Key::Other(_) => {
                let json = listed.node.to_json();
                listed.value(json)
            }
        };
        let values = values.into_iter().map(json).collect();
        Shape::JsonEnum(JsonEnum { values })
    }
}

impl Key {
    fn text(self) -> String {
        match self {
            Self::Text(text) | Self::Other(text) => text,
            Self::Integer(number) => number.to_string(),
        }
    }

    fn integer(&self) -> i64 {
        match self {
            Self::Integer(number) => *number,
            Self::Text(_) | Self::Other(_) => 0,
        }
    }
}

impl Listed<'_> {
    fn value<T>(self, value: T) -> EnumValue<T> {
        EnumValue {
            value,
            name: self.name,
            description: self.description,
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "checked to be whole and in range")]
fn key(node: &Node) -> Key {
    match node {
        Node::String(text) => Key::Text(text.to_string()),
        Node::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Key::Integer(integer),
            (None, Some(value)) if is_whole(number) && value.abs() < 9e15 => Key::Integer(value as i64),
            _ => Key::Other(number.to_string()),
        },
        other => Key::Other(other.to_json().to_string()),
    }
}

/// The lists of a schema: `enum` and `const` are one each.
fn listed<'d>(form: &SchemaForm<'d>, pointer: &Rc<str>) -> Vec<Vec<Listed<'d>>> {
    let origin = |keyword, index| Origin {
        schema: Rc::clone(pointer),
        keyword,
        index,
    };
    let constant = form.constant().map(|node| {
        vec![Listed {
            node,
            origin: origin("const", None),
            name: None,
            description: None,
        }]
    });
    let values = form.values.map(|values| {
        values.iter().enumerate().map(|(index, node)| {
            let key = node.to_text().unwrap_or_default();
            Listed {
                node,
                origin: origin("enum", Some(index)),
                name: note(form.value_names, index, &key),
                description: note(form.value_descriptions, index, &key),
            }
        })
    });
    values.map(Iterator::collect).into_iter().chain(constant).collect()
}

/// What an extension says of a value: a list in the order of the values, or an object with the values as keys.
fn note(notes: Option<&Node>, index: usize, key: &str) -> Option<String> {
    match notes? {
        Node::Array(items) => items.get(index).and_then(Node::as_str).map(str::to_owned),
        Node::Object(object) => object.get(key).and_then(Node::as_str).map(str::to_owned),
        _ => None,
    }
    .filter(|note| !note.is_empty())
}
