//! Server-sent events that are described whole (OpenAPI 3.2, 4.14.3): objects of `data`, `event`, `id` and `retry`.

use crate::api::{Dispatch, SchemaName, Shape, Type, Union, Value, Variant};
use crate::diagnostic::UNSUPPORTED_ITEM_SCHEMA;
use crate::document::Node;
use crate::form::SchemaForm;

use super::Lowering;
use super::schema::Place;
use super::spot::Spot;

/// How an event without a name is called (HTML, section 9.2.6).
const MESSAGE: &str = "message";
/// References and `allOf`s within each other beyond this are no description of an event.
const DEEPEST: usize = 8;

/// What the schema of an event says, with all that must hold together.
#[derive(Debug, Default)]
struct EventForm<'d> {
    /// The names that it may have. `None`: nothing is said; empty: any.
    names: Option<Vec<&'d str>>,
    data: Option<Place<'d>>,
    /// `oneOf`, `anyOf`.
    alternatives: Vec<EventForm<'d>>,
    /// It has what no event has.
    is_other: bool,
}

/// A name of events, and their data.
type Named<'f, 'd> = (&'d str, Option<&'f Place<'d>>);
/// The data of events of one kind, and their name if they have one.
type Alone<'f, 'd> = (Option<&'d str>, Option<&'f Place<'d>>);

impl<'d> Lowering<'d, '_> {
    /// The data of the events that a schema describes, and the name that all of them have, if they do. Where their names tell
    /// several kinds of data apart, it is a union of these.
    pub(super) fn event_data(&mut self, schema: &'d Node, at: &Spot<'_>) -> (Value, Option<String>) {
        let Ok((target, place)) = self.resolver.follow(schema) else {
            return (self.value(schema, at), None);
        };
        if let Some(known) = self.events.get(&std::ptr::from_ref(target)) {
            return known.clone();
        }
        let place = place.map(std::borrow::Cow::into_owned);
        let pointer = place.clone().unwrap_or_else(|| at.pointer());
        let mut form = EventForm::default();
        self.gather(target, &pointer, 0, &mut form);
        if !form.is_event() {
            return (self.value(schema, at), None);
        }
        let component = place
            .as_deref()
            .and_then(|place| place.strip_prefix("/components/schemas/"));
        let (value, name) = match form.named() {
            Err((name, data)) => (self.data_of(data, at), name.map(str::to_owned)),
            Ok(named) if is_apart(&named) => (self.event_union(&named, component, at), None),
            Ok(_) => {
                let message =
                    "nothing but a constant `event` in each tells these events apart; their data is any JSON value";
                self.report(&UNSUPPORTED_ITEM_SCHEMA, message, at);
                (Value::new(Type::Any), None)
            }
        };
        self.events
            .insert(std::ptr::from_ref(target), (value.clone(), name.clone()));
        (value, name)
    }

    fn gather(&mut self, node: &'d Node, pointer: &str, depth: usize, into: &mut EventForm<'d>) {
        let (Ok((target, place)), true) = (self.resolver.follow(node), depth < DEEPEST) else {
            into.is_other = true;
            return;
        };
        let pointer = place.as_deref().unwrap_or(pointer);
        let Some(form) = SchemaForm::of(target) else { return };
        for (name, node) in form.properties.into_iter().flat_map(|properties| properties.iter()) {
            match name {
                "data" => {
                    let pointer = format!("{pointer}/properties/data");
                    into.data = Some(Place { node, pointer });
                }
                "event" => into.names = Some(names(node)),
                "id" | "retry" => {}
                _ => into.is_other = true,
            }
        }
        for (index, part) in form.all_of.unwrap_or_default().iter().enumerate() {
            self.gather(part, &format!("{pointer}/allOf/{index}"), depth + 1, into);
        }
        let (keyword, parts) = form.union().unwrap_or_default();
        for (index, part) in parts.iter().enumerate() {
            let mut alternative = EventForm::default();
            self.gather(
                part,
                &format!("{pointer}/{keyword}/{index}"),
                depth + 1,
                &mut alternative,
            );
            into.alternatives.push(alternative);
        }
    }

    fn event_union(&mut self, named: &[Named<'_, 'd>], component: Option<&str>, at: &Spot<'_>) -> Value {
        let place = at.stay().word("event");
        let id = match component {
            Some(name) => self.reserve(SchemaName::Title(format!("{name} data")), at.pointer()),
            None => self.reserve_inline(None, &place),
        };
        let within = place.within(id);
        let variants = named.iter().map(|(name, data)| Variant {
            name: Some((*name).to_owned()),
            value: Value {
                nullable: false,
                ..self.data_of(*data, &within.stay().word(name))
            },
            tags: vec![(*name).to_owned()],
            evidence: Vec::new(),
        });
        let union = Union {
            dispatch: Dispatch::Event,
            variants: variants.collect(),
        };
        if let Some(schema) = self.schemas.get_mut(id.index()) {
            schema.shape = Shape::Union(union);
        }
        Value::new(Type::Named(id))
    }

    /// `contentSchema` describes what a text holds.
    fn data_of(&mut self, data: Option<&Place<'d>>, at: &Spot<'_>) -> Value {
        let Some(Place { node, pointer }) = data else {
            return Value::new(Type::Any);
        };
        let at = at.moved(pointer);
        match node.get("contentSchema") {
            Some(schema) => self.value(schema, &at.key("contentSchema")),
            None if is_json(node) => Value::new(Type::Any),
            None => self.value(node, &at),
        }
    }
}

fn is_json(data: &Node) -> bool {
    let media_type = data.get("contentMediaType").and_then(Node::as_str);
    media_type.is_some_and(|media_type| media_type.ends_with("/json") || media_type.ends_with("+json"))
}

fn names(event: &Node) -> Vec<&str> {
    let form = SchemaForm::of(event);
    let listed = form.as_ref().and_then(SchemaForm::listed).unwrap_or_default();
    listed.iter().filter_map(Node::as_str).collect()
}

/// No name is that of two kinds of data, and none may be anything.
fn is_apart(named: &[Named<'_, '_>]) -> bool {
    let mut seen = rustc_hash::FxHashSet::default();
    named.iter().all(|(name, _)| !name.is_empty() && seen.insert(*name))
}

impl<'d> EventForm<'d> {
    fn is_event(&self) -> bool {
        let all = || std::iter::once(self).chain(&self.alternatives);
        all().any(|form| form.data.is_some()) && !all().any(|form| form.is_other)
    }

    /// Each name with its data, or the data where there is one kind of it, with its name if it has one. A name that may be
    /// anything is empty.
    fn named(&self) -> Result<Vec<Named<'_, 'd>>, Alone<'_, 'd>> {
        let alone = [self];
        let kinds: Vec<&Self> = match self.alternatives.is_empty() {
            true => alone.to_vec(),
            false => self.alternatives.iter().collect(),
        };
        let mut named = Vec::new();
        for kind in kinds {
            let data = kind.data.as_ref().or(self.data.as_ref());
            match kind.names.as_deref().or(self.names.as_deref()) {
                None => named.push((MESSAGE, data)),
                Some([]) => named.push(("", data)),
                Some(names) => named.extend(names.iter().map(|name| (*name, data))),
            }
        }
        match named.as_slice() {
            [(name, data)] => Err((Some(*name).filter(|name| !matches!(*name, "" | MESSAGE)), *data)),
            _ => Ok(named),
        }
    }
}
